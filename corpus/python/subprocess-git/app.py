import os
import subprocess
import tempfile

from bottle import default_app, route

GIT = "git"
IDENTITY = {
    "GIT_AUTHOR_NAME": "app", "GIT_AUTHOR_EMAIL": "app@example.com", "GIT_AUTHOR_DATE": "2024-01-01T00:00Z",
    "GIT_COMMITTER_NAME": "app", "GIT_COMMITTER_EMAIL": "app@example.com", "GIT_COMMITTER_DATE": "2024-01-01T00:00Z",
}

repository = tempfile.mkdtemp()


def git(*words):
    return subprocess.check_output(
        [GIT, *words], cwd=repository, env={**os.environ, **IDENTITY}, text=True
    )


git("init", "--quiet", "-b", "main")
with open(os.path.join(repository, "README"), "w") as file:
    file.write("# kept in git\n")
git("add", "README")
git("commit", "--quiet", "-m", "A start")


@route("/")
def home():
    keys = subprocess.run(
        "echo '{\"b\": 1, \"a\": 2}' | jq -c keys", shell=True, capture_output=True, text=True
    )
    return keys.stdout


@route("/log")
def log():
    return git("log", "--oneline")


@route("/type/<name>")
def kind(name):
    path = os.path.join(repository, os.path.basename(name))
    return subprocess.check_output(["file", "--brief", path], text=True)


app = default_app()
