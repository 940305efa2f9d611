"""Requirements as pip reads them."""

from __future__ import annotations

import pytest

from dockerize_ms.ecosystems.pythonic.requirement import parse
from dockerize_ms.errors import Evidence

_READ = {
    "Flask_SQLAlchemy": "flask-sqlalchemy",
    "flask==2.0.1": "flask==2.0.1",
    "flask == 2.0.*": "flask",
    "flask>=1,<3 ; python_version > '3'": "flask",
    "zope.interface ~= 5.0": "zope-interface",
    "uvicorn[Standard, watch]": "uvicorn[standard,watch]",
    "a===1.0.post1": "a==1.0.post1",
    "x (>=1.0)": "x",
    "x@https://example.com/x.zip": "x@https://example.com/x.zip",
    "x[y] @ git+ssh://git@example.com/x": "x[y]@git+ssh://git@example.com/x",
    "git+https://example.com/x.git@v1#egg=My_X": "my-x@git+https://example.com/x.git@v1#egg=My_X",
    "git@example.com:a/b.git": "@git@example.com:a/b.git",
    "https://example.com/tool-1.2-py3-none-any.whl": (
        "tool==1.2@https://example.com/tool-1.2-py3-none-any.whl"
    ),
    "./lib": "@./lib",
    "libs/x[dev]": "[dev]@libs/x",
    "dist/tool-1.0.tar.gz": "tool==1.0@dist/tool-1.0.tar.gz",
    "file:///srv/x": "@/srv/x",
    ".": "@.",
    "????": "",
    "flask flask": "",
}


@pytest.mark.parametrize("text", _READ)
def test_reads(text: str) -> None:
    assert str(parse(text, Evidence(text))) == _READ[text]


def test_the_marker_of_an_address_stands_apart() -> None:
    assert parse("x @ https://example.com/a;b ; sys_platform == 'win32'", Evidence("")) is None
    assert str(parse("x @ https://example.com/a;b", Evidence(""))) == "x@https://example.com/a;b"
