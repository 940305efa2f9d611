"""Servers and workers written in Python: what they start with and where their code is."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.pythonic.running import program
from dockerize_ms.ecosystems.registry import needs
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need, NeedsPath, RunsBuild
from dockerize_ms.text import HOLE

_DIRECTORIES = {
    "gunicorn": ("--chdir", "--pythonpath"),
    "uvicorn": ("--app-dir",),
    "hypercorn": (),
    "celery": ("--workdir",),
    "dramatiq": ("--path", "-p"),
    "rq": ("--path", "-P"),
    "huey_consumer": (),
    "airflow": (),
    "flask": (),
}
_ADVICE = "it is for development, with all tools at hand: keep this file for that"
_FILES = (
    "-c",
    "--config",
    "--env-file",
    "--log-config",
    "--logging-conf",
    "--ssl-keyfile",
    "--ssl-certfile",
    "--certfile",
    "--keyfile",
)


@needs(
    "gunicorn", "uvicorn", "hypercorn", "daphne", "waitress-serve", "celery", "flask", "alembic",
    "streamlit", "jupyter", "jupyter-lab", "jupyter-notebook", "dramatiq", "rq", "rqworker",
    "rqscheduler", "arq", "airflow", "scrapy", "huey_consumer", "huey_consumer.py", "fastapi",
    "quart", "sanic", "granian", "aerich", "django-admin", "mkdocs", "luigid", "luigi", "dagster",
    "dagit", "prefect", "mlflow", "nameko", "faust", "taskiq", "locust", "ipython", "pserve",
    "pecan", "zappa", "chalice", "connexion", "bokeh", "panel", "voila", "gradio", "chainlit",
    "litestar", "robyn", "hug", "chaussette", "honcho", "superset", "flower", "nb",
    "superset-gunicorn", "twistd", "pytest", "behave", "robot", "ansible", "ansible-playbook",
    "dbt", "meltano", "rasa", "spacy", "torchrun", "accelerate", "kedro", "mitmdump", "mitmproxy",
    "supervisorctl", "paster", "tox", "nox", "yoyo", "piccolo", "pyspark", "marimo"
)  # fmt: skip
def server(invocation: Invocation, state: State) -> Iterator[Need]:
    """The interpreter with its packages, the application's code, and files that are named."""
    by = invocation.evidence()
    if (what := _development(invocation)) is not None:
        yield RunsBuild(by=by, what=what, advice=_ADVICE, fetches=False, develops=True)
        return
    directories: list[str] = []
    words = invocation.arguments
    options = _DIRECTORIES.get(invocation.name, ())
    for at, word in enumerate(words):
        name, equals, attached = word.partition("=")
        value = attached if equals else words[at + 1] if at + 1 < len(words) else ""
        if name in options and value and HOLE not in value:
            directories += [part for part in value.split(",") if part]
        elif name in _FILES and value and HOLE not in value:
            path = place(state, value.removeprefix("file:"))
            yield NeedsPath(path=path, by=by, optional=True)
    yield from program(invocation, state, state.cwd, *directories)


def _development(invocation: Invocation) -> str | None:
    """What makes a command one for development; None for all others.

    A workbench's users import and start what no file names. Django's ``runserver`` and
    ``flask run`` are what many images are run with.
    """
    words = invocation.arguments
    name = invocation.name
    if name in ("jupyter-lab", "jupyter-notebook", "marimo", "ipython"):
        return f"{name}, a workbench"
    if name == "jupyter" and {"lab", "notebook", "server", "hub"} & set(words):
        return "jupyter, a workbench"
    if name == "fastapi" and words[:1] == ("dev",):
        return "fastapi dev, a development server"
    if name != "flask" and "--reload" in words:
        return f"{name} --reload, a development server"
    return None


@needs("watchmedo", "watchfiles", "jurigged", "hupper", "nodemon-py", "py-mon")
def reloader(invocation: Invocation, state: State) -> Iterator[Need]:
    """Programs that start another one anew when a file changes."""
    what = f"{invocation.name}, which starts the program anew when a file changes"
    yield RunsBuild(
        by=invocation.evidence(), what=what, advice=_ADVICE, fetches=False, develops=True
    )
