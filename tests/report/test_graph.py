"""The stage graph: what it holds, and that its drawings are whole for any file."""

from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.corpus_cases import Case, cases

from dockerize_ms.report.graph import graph
from dockerize_ms.report.layout import layered
from dockerize_ms.report.mermaid import _quoted, mermaid
from dockerize_ms.report.svg import svg

TEXT = """\
FROM golang:1.21 AS base
FROM base AS build
COPY --from=docker.io/library/busybox:1 /bin/wget /bin/
RUN --mount=type=bind,from=base,target=/go true
FROM scratch
COPY --from=build /out/app /usr/bin/app
COPY --from=build ["/odd [x] <y> & `z`; #1", "/etc/x/"]
COPY --from=1 /out/app /out/app
"""
LINE = re.compile(
    r"flowchart TB"
    r'|  n\d+(?:\["[^"\n]+"\]|\[\["[^"\n]+"\]\]|\(\["[^"\n]+"\]\))'
    r'|  n\d+ (?:==>|-->|-\.->)(?:\|"[^"\n|]+"\|)? n\d+'
)
"""The lines of a flowchart that Mermaid 11 reads: tried with its parser."""


def test_what_passes() -> None:
    found = graph(TEXT)
    titles = {node.key: node.title for node in found.nodes}
    assert [(e.kind, titles[e.source], titles[e.target], e.paths) for e in found.edges] == [
        ("from", "base", "build", ()),
        ("copy", "docker.io/library/busybox:1", "build", ("/bin/wget",)),
        ("mount", "base", "build", ("/go",)),
        (
            "copy",
            "build",
            "final stage",
            ("/out/app → /usr/bin/app", "/odd [x] <y> & `z`; #1 → /etc/x/", "/out/app"),
        ),
    ]


def test_what_is_what() -> None:
    found = [(one.title, one.base, one.number, one.final) for one in graph(TEXT).nodes]
    assert found == [
        ("base", "golang:1.21", 0, False),
        ("build", "base", 1, False),
        ("final stage", "scratch", 2, True),
        ("docker.io/library/busybox:1", "", None, False),
    ]


def test_mermaid_quotes_labels() -> None:
    assert list(mermaid(graph(TEXT)))[-1] == (
        '  n1 -->|"/out/app → /usr/bin/app'
        "<br/>/odd #91;x#93; #60;y#62; #38; #96;z#96;#59; #35;1 → /etc/x/"
        '<br/>/out/app"| n2'
    )


@pytest.mark.parametrize(
    ("text", "label"),
    [('a"b', '"a#34;b"'), ("<br/>", '"#60;br/#62;"'), ("\x01\n\udcff", '"\ufffd\ufffd\ufffd"')],
)
def test_a_label_ends_where_it_ends(text: str, label: str) -> None:
    assert _quoted((text,)) == label


def test_svg_shows_all_words() -> None:
    words = [text.text for text in ElementTree.fromstring(svg(graph(TEXT))).iter()]  # noqa: S314
    assert {"build", "FROM base", "/out/app", "/odd [x] <y> & `z`; #1 → /etc/x/"} <= set(words)


def test_long_labels_are_cut_and_kept_whole_in_the_title() -> None:
    paths = " ".join(f"/a/{'x' * 60}/{number}" for number in range(9))
    found = svg(graph(f"FROM a AS a\nFROM b\nCOPY --from=a {paths} /\n"))
    lines = re.findall(r'<text class="soft"[^>]*>([^<]+)</text>', found)
    assert "and 4 more" in lines
    assert max(map(len, lines)) <= 44
    assert f"/a/{'x' * 60}/8" in found


@pytest.mark.parametrize("case", cases())
def test_every_case_can_be_drawn(case: Case) -> None:
    check(case.source)


INSTRUCTION = st.sampled_from(
    [
        "FROM a",
        "FROM a AS x",
        "FROM x AS y",
        "FROM y",
        "FROM $Z AS x",
        "COPY --from=x /a /b",
        "COPY --from=0 /a /a",
        "COPY --from=9 /a /a",
        "COPY --from=y $A \x01 /",
        "RUN --mount=type=bind,from=x,target=/x true",
        "COPY --from=img:1 /a /\udcff",
    ]
)


@given(st.lists(INSTRUCTION, max_size=20))
def test_every_file_can_be_drawn(lines: list[str]) -> None:
    check("\n".join(["FROM a", *lines, ""]))


def check(text: str) -> None:
    found = graph(text)
    assert svg(found) == svg(graph(text))
    assert ElementTree.fromstring(svg(found)).tag.endswith("svg")  # noqa: S314
    assert [line for line in mermaid(found) if not LINE.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("text", "builder"),
    [
        ("FROM a\n", None),
        ("FROM a AS one\nFROM a AS two\nFROM a\nCOPY --from=one /a /b\n", "one"),
        ("FROM a\nFROM a AS two\nFROM two\nCOPY --from=0 /a /b\n", "0"),
        ("FROM a AS b\nFROM scratch AS c\nFROM a\nCOPY --from=b /a /\nCOPY --from=c / /\n", "b"),
    ],
)
def test_the_stage_to_look_into(text: str, builder: str | None) -> None:
    assert graph(text).builder == builder


def test_a_long_file_is_drawn() -> None:
    stages = [f"FROM a AS s{n}\nCOPY --from=s{n - 1} /a /a\n" for n in range(1, 300)]
    last = "FROM a\n" + "".join(f"COPY --from=s{n} /a /{n}\n" for n in range(300))
    assert len(graph("FROM a AS s0\n" + "".join(stages) + last).nodes) == 301
    assert svg(graph("FROM a AS s0\n" + "".join(stages) + last)).count('<rect class="box') == 301


# --- the layout ---------------------------------------------------------------------------

SIZE = st.tuples(st.floats(1, 300), st.floats(1, 90))


@st.composite
def graphs(draw: st.DrawFn) -> tuple[dict[str, tuple[float, float]], list[tuple[str, str]]]:
    """Boxes and links, every link from an earlier box to a later one."""
    boxes = {f"b{n}": draw(SIZE) for n in range(draw(st.integers(0, 9)))}
    names = list(boxes)
    pairs = [(a, b) for n, a in enumerate(names) for b in names[n + 1 :]]
    links = draw(st.lists(st.sampled_from(pairs), max_size=14)) if pairs else []
    return boxes, links


@given(graphs())
def test_boxes_do_not_overlap_and_links_lead_down(
    given: tuple[dict[str, tuple[float, float]], list[tuple[str, str]]],
) -> None:
    boxes, links = given
    layout = layered(boxes, links)
    names = list(boxes)
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            (x, y), (to_x, to_y) = layout.centres[one], layout.centres[other]
            wide, high = (sum(boxes[name][axis] for name in (one, other)) / 2 for axis in (0, 1))
            assert abs(x - to_x) >= wide - 0.01 or abs(y - to_y) >= high - 0.01
    for (source, target), route in zip(links, layout.routes, strict=True):
        assert layout.centres[source][1] < layout.centres[target][1]
        assert all(here[1] <= there[1] + 0.01 for here, there in pairwise(route))
