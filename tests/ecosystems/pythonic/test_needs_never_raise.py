"""Whatever a container starts, its needs are answered."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dockerize_ms.context import Context
from dockerize_ms.ecosystems import index
from dockerize_ms.errors import Evidence
from dockerize_ms.facts import image
from dockerize_ms.model.effects import CopiesContext
from dockerize_ms.model.filesystem import Filesystem, Scratch
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.model.needs import Need
from dockerize_ms.text import HOLE, Span

_NAMES = sorted({name for kind, name in index.modules() if kind == "needs"})
_WORDS = st.lists(
    st.sampled_from(
        ["run", "-c", "-m", "app", "--", "manage.py", "--chdir", "--ini", "x.ini", "/", HOLE,
         "-", "=", "--chdir=a", "--pythonpath", "python", "--project", "-wait", "..", "a b", "-W"]
    )
    | st.text(max_size=8),
    max_size=6,
)  # fmt: skip
_FILES = {
    "app/manage.py": "import os",
    "app/x.ini": "[uwsgi]\nini = x.ini\n",
    "app/pyproject.toml": "[tool.pdm.scripts]\nrun = 1\n",
    "app/Pipfile": "[scripts]\nrun = 'x'\n",
}


@settings(max_examples=800, deadline=None)
@given(name=st.sampled_from(_NAMES), words=_WORDS, cwd=st.sampled_from(["/", "/app", f"/{HOLE}"]))
def test_needs(name: str, words: list[str], cwd: str) -> None:
    effect = CopiesContext(context=Context.from_files(_FILES), source="", target="/")
    fs = Filesystem(Scratch()).apply(effect, Evidence("COPY"))
    state = State(cwd=cwd, env={"PATH": "/bin"}, fs=fs, image=image("python", "3.11"))
    span = Span("Dockerfile", 1, 1, 1, 1, 0, 0)
    invocation = Invocation(called=name, arguments=tuple(words), span=span, text=name)
    known = index.needs_of(name)
    assert known is not None
    assert all(isinstance(need, Need) for need in known(invocation, state))
