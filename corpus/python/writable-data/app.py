import os
import shutil
import tempfile

from bottle import request, response, route, run

DATA = "/var/lib/notes"

for name in os.listdir("seed"):
    shutil.copy(os.path.join("seed", name), DATA)


@route("/put")
def put():
    handle, name = tempfile.mkstemp(dir="tmp")
    with open(handle, "w") as file:
        file.write(request.query.note)
    target = os.path.join(DATA, "%d.txt" % len(os.listdir(DATA)))
    shutil.move(name, target)
    return os.path.basename(target)


@route("/")
def get():
    response.content_type = "text/plain"
    return "\n".join("%s: %s" % (n, open(os.path.join(DATA, n)).read().strip()) for n in sorted(os.listdir(DATA)))


@route("/modes")
def modes():
    return {path: oct(os.stat(path).st_mode) for path in (DATA, "tmp", "seed", ".")}


run(host="0.0.0.0", port=8081, quiet=True)
