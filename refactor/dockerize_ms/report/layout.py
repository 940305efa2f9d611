"""Where the boxes and lines of a graph are drawn, from top to bottom.

Each box is as near to its neighbours as the widths let it. The same graph always gives the
same picture.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from dockerize_ms.report import layers as ordered
from dockerize_ms.report.layers import Link, Neighbours, mean

_GAP = 28.0
_LAYER_GAP = 34.0
_SWEEPS = 12
_THREAD = (6.0, 0.0)

Size = tuple[float, float]
Point = tuple[float, float]


class Layout(Struct, frozen=True, kw_only=True):
    """Centres of the boxes, and for each link two points in each layer, the first and last ones
    on the sides of its boxes: upright between the two, and on to the next layer."""

    centres: Mapping[str, Point]
    routes: tuple[tuple[Point, ...], ...]
    width: float
    height: float


def layered(boxes: Mapping[str, Size], links: Sequence[Link]) -> Layout:
    """A layout of boxes (width, height); every link leads from a box down to another."""
    ranks = ordered.ranks(list(boxes), links)
    chains = [ordered.chain(number, link, ranks) for number, link in enumerate(links)]
    for chain in chains:
        between = zip(chain[1:-1], range(ranks[chain[0]] + 1, ranks[chain[-1]]), strict=False)
        ranks.update(between)
    sizes = {name: boxes.get(name, _THREAD) for name in ranks}
    layers: list[list[str]] = [[] for _ in range(max(ranks.values(), default=-1) + 1)]
    for name, rank in ranks.items():
        layers[rank].append(name)
    steps = [step for chain in chains for step in pairwise(chain)]
    above, below = ordered.neighbours(steps, reverse=True), ordered.neighbours(steps)
    ordered.order(layers, above, below)
    across = _across(layers, sizes, above, below)
    down, bands, height = _down(layers, sizes)
    left = min((across[name] - sizes[name][0] / 2 for name in sizes), default=0.0)
    across = {name: x - left for name, x in across.items()}
    ports = _ports(chains, across, sizes)
    heights = {name: size[1] for name, size in sizes.items()}
    return Layout(
        centres={name: (across[name], down[name]) for name in boxes},
        routes=tuple(
            _route(number, chain, ranks, bands, heights, ports)
            for number, chain in enumerate(chains)
        ),
        width=max((across[name] + sizes[name][0] / 2 for name in sizes), default=0.0),
        height=height,
    )


def _across(
    layers: list[list[str]],
    sizes: Mapping[str, Size],
    above: Neighbours,
    below: Neighbours,
) -> dict[str, float]:
    """Horizontal centres: each layer in its order, near to the neighbours above and below."""
    across: dict[str, float] = {}
    for layer in layers:
        across.update(_spread(layer, dict.fromkeys(layer, 0.0), sizes))
    for sweep in range(_SWEEPS):
        for layer in layers if sweep % 2 else reversed(layers):
            wanted = {}
            for name in layer:
                near = [across[one] for one in (*above.get(name, ()), *below.get(name, ()))]
                wanted[name] = mean(near, across[name])
            across.update(_spread(layer, wanted, sizes))
    return across


def _spread(
    layer: list[str], wanted: Mapping[str, float], sizes: Mapping[str, Size]
) -> dict[str, float]:
    """The places nearest to the wanted ones (least squares) where no two boxes overlap.

    Less the room that the boxes before it take, each place must not be left of the one before:
    that is isotonic regression, solved by pooling adjacent violators.
    """
    offsets = [0.0]
    for before, name in pairwise(layer):
        offsets.append(offsets[-1] + (sizes[before][0] + sizes[name][0]) / 2 + _GAP)
    pools: list[tuple[float, int]] = []
    for name, offset in zip(layer, offsets, strict=True):
        total, count = wanted[name] - offset, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            more, others = pools.pop()
            total, count = total + more, count + others
        pools.append((total, count))
    places = [total / count for total, count in pools for _ in range(count)]
    return {name: x + offset for name, x, offset in zip(layer, places, offsets, strict=True)}


def _down(
    layers: list[list[str]], sizes: Mapping[str, Size]
) -> tuple[dict[str, float], list[Point], float]:
    """Vertical centres, the upper and lower end of each layer, and the whole height."""
    top = 0.0
    bands = []
    centres = {}
    for layer in layers:
        height = max(sizes[name][1] for name in layer)
        bands.append((top, top + height))
        centres.update(dict.fromkeys(layer, top + height / 2))
        top += height + _LAYER_GAP
    return centres, bands, max(top - _LAYER_GAP, 0.0)


def _ports(
    chains: Sequence[Sequence[str]], across: Mapping[str, float], sizes: Mapping[str, Size]
) -> dict[tuple[int, str, bool], float]:
    """Where links leave (True) and enter (False) boxes: side by side, in the order they come."""
    sides: dict[tuple[str, bool], list[tuple[float, int]]] = {}
    for number, chain in enumerate(chains):
        for here, there in pairwise(chain):
            sides.setdefault((here, True), []).append((across[there], number))
            sides.setdefault((there, False), []).append((across[here], number))
    found = {}
    for (name, leaves), ends in sides.items():
        room = sizes[name][0] / (len(ends) + 1)
        for place, (_, number) in enumerate(sorted(ends), start=1):
            found[number, name, leaves] = across[name] - sizes[name][0] / 2 + room * place
    return found


def _route(
    number: int,
    chain: Sequence[str],
    ranks: Mapping[str, int],
    bands: Sequence[Point],
    heights: Mapping[str, float],
    ports: Mapping[tuple[int, str, bool], float],
) -> tuple[Point, ...]:
    """From the source's lower side to the target's upper one, upright within each layer."""
    source, target = chain[0], chain[-1]
    points = []
    for name in chain:
        top, bottom = bands[ranks[name]]
        half, middle = heights[name] / 2, (top + bottom) / 2
        x = ports[number, name, name == source]
        points.append((x, middle + half if name == source else top))
        points.append((x, middle - half if name == target else bottom))
    return tuple(points)
