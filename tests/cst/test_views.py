"""What each kind of instruction says."""

from __future__ import annotations

from typing import Any

import pytest

from dockerize_ms import cst
from dockerize_ms.cst import Healthcheck, Instruction, Mount, Onbuild, Run, parse
from dockerize_ms.text import SourceMap

CASES: list[tuple[str, type, dict[str, Any]]] = [
    ("FROM a:1", cst.From, {"image": "a:1", "platform": None, "alias": None}),
    ("FROM --platform=$B a@c AS D", cst.From, {"image": "a@c", "platform": "$B", "alias": "d"}),
    ("FROM", cst.From, {"image": "", "alias": None}),
    ("RUN a", cst.Run, {"shell": "a", "argv": None, "mounts": (), "interpreter": None}),
    ('RUN ["a", "b"]', cst.Run, {"shell": None, "argv": ("a", "b")}),
    ("RUN", cst.Run, {"shell": None, "argv": None}),
    ("RUN --device=a --device=name=b,required c", cst.Run, {"devices": ("a", "name=b,required")}),
    ("RUN --network=none --security=insecure a", cst.Run, {"network": "none", "shell": "a"}),
    ("RUN <<E\n#!/bin/x -y\nz\nE", cst.Run, {"interpreter": "/bin/x -y", "argv": None}),
    ("RUN cat <<E\n#!/bin/x\nE", cst.Run, {"interpreter": None, "shell": "cat <<E\n#!/bin/x\nE"}),
    ("COPY a b /c/", cst.Copy, {"sources": ("a", "b"), "destination": "/c/", "from_": None}),
    ('COPY ["a b", "/c"]', cst.Copy, {"sources": ("a b",), "destination": "/c"}),
    (
        "COPY --from=a --chown=$b --chmod=1 --link --parents=true --exclude=c --exclude=d e f",
        cst.Copy,
        {
            "from_": "a",
            "chown": "$b",
            "chmod": "1",
            "link": True,
            "parents": True,
            "exclude": ("c", "d"),
            "sources": ("e",),
            "destination": "f",
        },
    ),
    ("COPY --link=False a b", cst.Copy, {"link": False, "parents": False}),
    ("COPY <<a b /c/\nd\na", cst.Copy, {"sources": ("b",), "destination": "/c/"}),
    ("COPY a", cst.Copy, {"sources": (), "destination": "a"}),
    ("COPY", cst.Copy, {"sources": (), "destination": ""}),
    ("ADD a b", cst.Add, {"keep_git_dir": None, "unpack": None, "checksum": None, "link": False}),
    (
        "ADD --keep-git-dir --unpack=false --checksum=c a b",
        cst.Add,
        {"keep_git_dir": True, "unpack": False, "checksum": "c", "sources": ("a",)},
    ),
    ('ENV a=b c="d e"', cst.Env, {"pairs": (("a", "b"), ("c", '"d e"')), "old_form": False}),
    ("ENV a b=c  d", cst.Env, {"pairs": (("a", "b=c  d"),), "old_form": True}),
    ("LABEL a=b \\\n c=", cst.Label, {"pairs": (("a", "b"), ("c", "")), "old_form": False}),
    ("ARG a b= c=d=e", cst.Arg, {"pairs": (("a", None), ("b", ""), ("c", "d=e"))}),
    ("EXPOSE 80 $a/udp", cst.Expose, {"ports": ("80", "$a/udp")}),
    ("WORKDIR /a b ", cst.Workdir, {"path": "/a b"}),
    ("USER a:b", cst.User, {"user": "a:b"}),
    ("VOLUME /a /b", cst.Volume, {"paths": ("/a", "/b")}),
    ("STOPSIGNAL 9", cst.Stopsignal, {"signal": "9"}),
    ('SHELL ["a", "-c"]', cst.Shell, {"argv": ("a", "-c")}),
    ("SHELL a -c", cst.Shell, {"argv": ()}),
    ('CMD ["a"]', cst.Cmd, {"argv": ("a",), "shell": None}),
    ("CMD a \\\n b", cst.Cmd, {"argv": None, "shell": "a \\\n b"}),
    ("CMD []", cst.Cmd, {"argv": (), "shell": None}),
    ("ENTRYPOINT a", cst.Entrypoint, {"argv": None, "shell": "a"}),
    ("HEALTHCHECK NONE", cst.Healthcheck, {"none": True, "argv": None, "shell": None}),
    (
        "HEALTHCHECK --interval=1s --retries=2 CMD  a || b",
        cst.Healthcheck,
        {"options": {"interval": "1s", "retries": "2"}, "shell": "a || b", "none": False},
    ),
    ('HEALTHCHECK cmd ["a"]', cst.Healthcheck, {"argv": ("a",), "shell": None}),
    ("MAINTAINER a <b@c>", cst.Maintainer, {"name": "a <b@c>"}),
    ("FOO bar", cst.Unknown, {"keyword": "FOO"}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), CASES, ids=[text for text, *_ in CASES])
def test_views(text: str, kind: type, expected: dict[str, Any]) -> None:
    view = only(text).view
    assert type(view) is kind
    assert {name: _plain(getattr(view, name)) for name in expected} == expected


MOUNTS: list[tuple[str, dict[str, Any]]] = [
    ("target=/a", {"type": "bind", "target": "/a", "readonly": True}),
    ("type=bind,dst=/a,rw", {"readonly": False}),
    ("type=cache,destination=/a,id=b,sharing=LOCKED", {"readonly": False, "sharing": "locked"}),
    ("type=cache,target=/a,ro", {"readonly": True, "id": None}),
    ("type=tmpfs,target=/a,size=1g", {"readonly": False, "size": "1g"}),
    ("type=secret,id=a,required,env=B,mode=0400,uid=1,gid=2", {"required": True, "env": "B"}),
    ("type=ssh,required=false", {"type": "ssh", "required": False}),
    ("from=a,src=b,target=$c", {"from_": "a", "source": "b", "target": "$c"}),
    ('type=bind,"target=/a,b"', {"target": "/a,b"}),
    ("type=cache,target=/a,readonly=false,nonsense,foo=bar", {"readonly": False}),
]


@pytest.mark.parametrize(("value", "expected"), MOUNTS, ids=[value for value, _ in MOUNTS])
def test_mounts(value: str, expected: dict[str, Any]) -> None:
    (mount,) = run(f"RUN --mount='{value}' a").mounts
    assert isinstance(mount, Mount)
    assert {name: getattr(mount, name) for name in expected} == expected
    assert mount.raw == value


def test_trigger_has_its_place_in_the_file() -> None:
    text = "FROM a\nONBUILD  copy --from=b c \\\n  /d\n"
    view = parse(text).instructions[1].view
    assert isinstance(view, Onbuild)
    inner = view.instruction
    assert (inner.name, inner.start_line, inner.end_line) == ("COPY", 2, 3)
    assert text[inner.start : inner.end] == "copy --from=b c \\\n  /d\n"
    assert isinstance(inner.view, cst.Copy)
    assert (inner.view.from_, inner.view.sources) == ("b", ("c",))


def test_trigger_with_a_heredoc() -> None:
    text = "FROM a\nONBUILD RUN <<E\nb\nE\n"
    view = parse(text).instructions[1].view
    assert isinstance(view, Onbuild)
    assert isinstance(view.instruction.view, Run)
    shell = view.instruction.view.shell
    assert shell
    assert (shell.text, shell.span(0, 1).line) == ("b\n", 3)


def test_health_command_in_the_file() -> None:
    view = only("HEALTHCHECK --interval=1s \\\n  # c\n  CMD \\\n  a b\n").view
    assert isinstance(view, Healthcheck)
    assert view.shell
    assert str(view.shell.span(0, 1)) == "-:4:3"


def run(text: str) -> Run:
    view = only(text).view
    assert isinstance(view, Run)
    return view


def only(text: str) -> Instruction:
    (instruction,) = parse(text).instructions
    return instruction


def _plain(value: object) -> object:
    return value.text if isinstance(value, SourceMap) else value


def test_a_stray_byte() -> None:
    texts = [only(f"{name} a=\udcff").arguments for name in ("ENV", "LABEL", "ARG")]
    values = [only(f"{name} a=\udcff").values[-1] for name in ("ENV", "LABEL", "ARG", "RUN")]
    assert texts == ["a=\udcff"] * 3
    assert values == ["\ufffd", "\ufffd", "a=\ufffd", "a=\udcff"]
