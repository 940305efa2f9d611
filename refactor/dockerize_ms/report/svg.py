"""The stage graph as a picture: SVG 1.1, readable in light and in dark surroundings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from msgspec import Struct

from dockerize_ms.report.graph import Edge, Explained, Graph, Node
from dockerize_ms.report.layout import Layout, Point, layered
from dockerize_ms.text import shown

_MARGIN = 20.0
_PAD = 12.0
_LINE = 17.0
_CHARACTER = 7.25
_LONGEST = 44
_MOST = 6

_STYLE = """
  .page { fill: #ffffff }
  .box { fill: #eef3fa; stroke: #5b7fae; stroke-width: 1.2 }
  .final { fill: #e3f3e6; stroke: #3f8f52; stroke-width: 2 }
  .image { fill: #f7f2e4; stroke: #a08a4a; stroke-dasharray: 4 3 }
  .line { fill: none; stroke: #6b7280; stroke-width: 1.3 }
  .mount { stroke-dasharray: 2 3 }
  .from { stroke-width: 2.4 }
  .head { fill: #6b7280 }
  text { font: 12px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2933 }
  .name { font-weight: bold }
  .soft { fill: #56606d }
  @media (prefers-color-scheme: dark) {
    .page { fill: #16191d }
    .box { fill: #1f2a38; stroke: #6f97cc }
    .final { fill: #1c3122; stroke: #5fb874 }
    .image { fill: #312c1c; stroke: #c2a95f }
    .line { stroke: #98a2b0 }
    .head { fill: #98a2b0 }
    text { fill: #e4e8ed }
    .soft { fill: #a7b0bc }
  }
"""


class Label(Struct, frozen=True, kw_only=True):
    """Lines of text as a box; ``full`` is what does not fit."""

    lines: tuple[str, ...]
    full: tuple[str, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, from the width of a character."""
        longest = max(map(len, self.lines))
        return longest * _CHARACTER + 2 * _PAD, len(self.lines) * _LINE + _PAD


def explain(found: Iterable[Explained], colour: bool) -> Iterator[str]:
    """The picture; nothing of a file that is no Dockerfile."""
    for one in found:
        if one.graph.nodes:
            yield svg(one.graph)


def svg(graph: Graph) -> str:
    """A graph as an SVG document."""
    labels = {node.key: _label(_words(node)) for node in graph.nodes}
    links = []
    for number, edge in enumerate(graph.edges):
        if edge.kind == "from":
            links.append((edge.source, edge.target))
            continue
        key = f"edge{number}"
        labels[key] = _label(edge.paths)
        links += [(edge.source, key), (key, edge.target)]
    layout = layered({key: label.size for key, label in labels.items()}, links)
    return "".join(_document(graph, labels, layout))


def _words(node: Node) -> tuple[str, ...]:
    return (node.title, f"FROM {node.base}") if node.base else (node.title, "image")


def _document(graph: Graph, labels: dict[str, Label], layout: Layout) -> Iterator[str]:
    width, height = layout.width + 2 * _MARGIN, layout.height + 2 * _MARGIN
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(width)}" height="{_n(height)}" '
        f'viewBox="0 0 {_n(width)} {_n(height)}" role="img">\n'
        f"<title>Stages and what passes between them</title>\n<style>{_STYLE}</style>\n"
        f'<rect class="page" width="100%" height="100%"/>\n'
        f'<g transform="translate({_n(_MARGIN)} {_n(_MARGIN)})">\n'
    )
    routes = iter(layout.routes)
    for number, edge in enumerate(graph.edges):
        key = f"edge{number}"
        if edge.kind == "from":
            yield _line(next(routes), edge, head=True)
            continue
        yield _line(next(routes), edge, head=False)
        yield _line(next(routes), edge, head=True)
        yield _text(labels[key], layout.centres[key], ("soft",) * len(labels[key].lines))
    for node in graph.nodes:
        yield _box(node, labels[node.key], layout.centres[node.key])
    yield "</g>\n</svg>\n"


def _box(node: Node, label: Label, centre: Point) -> str:
    kind = "image" if node.number is None else "final" if node.final else "stage"
    (width, height), (x, y) = label.size, centre
    place = f'x="{_n(x - width / 2)}" y="{_n(y - height / 2)}"'
    return (
        f'<rect class="box {kind}" {place} width="{_n(width)}" height="{_n(height)}" rx="6"/>\n'
        + _text(label, centre, ("name", "soft"))
    )


def _text(label: Label, centre: Point, styles: tuple[str, ...]) -> str:
    x, y = centre
    top = y - (len(label.lines) - 1) * _LINE / 2 + 4
    lines = "".join(
        f'<text class="{style}" x="{_n(x)}" y="{_n(top + number * _LINE)}" text-anchor="middle">'
        f"{_escaped(line)}</text>\n"
        for number, (line, style) in enumerate(zip(label.lines, styles, strict=True))
    )
    if label.full == label.lines:
        return lines
    whole = _escaped("\n".join(label.full))
    return f"<g><title>{whole}</title>\n{lines}</g>\n"


def _line(route: tuple[Point, ...], edge: Edge, *, head: bool) -> str:
    """A line that leaves and enters its layers upright."""
    (x, y), *rest = route
    path = f"M{_n(x)} {_n(y)}"
    for number, (to_x, to_y) in enumerate(rest):
        middle = (y + to_y) / 2
        if number % 2 == 0:
            path += f" V{_n(to_y)}" if to_y != y else ""
        else:
            path += f" C{_n(x)} {_n(middle)} {_n(to_x)} {_n(middle)} {_n(to_x)} {_n(to_y)}"
        x, y = to_x, to_y
    line = f'<path class="line {edge.kind}" d="{path}"/>\n'
    if not head:
        return line
    tip = f"M{_n(x)} {_n(y)} l-4 -8 h8 z"
    return line + f'<path class="head" d="{tip}"/>\n'


def _label(words: tuple[str, ...]) -> Label:
    """At most some lines, none too long; of a path the beginning and the end stay."""
    full = tuple(words)
    fit = tuple(_short(word) for word in full[:_MOST])
    if len(full) > _MOST:
        fit = (*fit[:-1], f"and {len(full) - _MOST + 1} more")
    return Label(lines=fit, full=full)


def _short(word: str) -> str:
    if len(word) <= _LONGEST:
        return word
    tail = _LONGEST * 2 // 3
    return f"{word[: _LONGEST - tail - 1]}…{word[-tail:]}"


def _escaped(text: str) -> str:
    """Text of an XML document, without the characters that must not be in one."""
    plain = "".join(c if c.isprintable() or c == "\n" else "\ufffd" for c in shown(text))
    return escape(plain)


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
