"""The layers of a directed graph without cycles, and the order in each.

After Sugiyama: a layer for each step of the longest way, and in each an order by barycentres.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_SWEEPS = 12
_FARTHEST = 40

Link = tuple[str, str]
Neighbours = Mapping[str, list[str]]


def neighbours(links: Sequence[Link], *, reverse: bool = False) -> dict[str, list[str]]:
    """What each name leads to, or with ``reverse`` what leads to it."""
    found: dict[str, list[str]] = {}
    for source, target in links:
        found.setdefault(target if reverse else source, []).append(source if reverse else target)
    return found


def ranks(names: Sequence[str], links: Sequence[Link]) -> dict[str, int]:
    """Layers, each box as near above what it leads to as the longest way lets it."""
    above, below = neighbours(links, reverse=True), neighbours(links)
    waiting = {name: len(above.get(name, ())) for name in names}
    ready = [name for name in names if not waiting[name]]
    for name in ready:
        for target in below.get(name, ()):
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    found = dict.fromkeys(names, 0)
    for name in ready:
        found[name] = max((found[source] + 1 for source in above.get(name, ())), default=0)
    for name in reversed(ready):
        found[name] = min((found[one] - 1 for one in below.get(name, ())), default=found[name])
    return found


def chain(number: int, link: Link, rank: Mapping[str, int]) -> list[str]:
    """A link's way: it holds a place in every layer that it crosses, if those are not too many."""
    source, target = link
    between = range(rank[source] + 1, rank[target])
    if len(between) > _FARTHEST:
        return [source, target]
    return [source, *(f"\0{number} {one}" for one in between), target]


def order(layers: list[list[str]], above: Neighbours, below: Neighbours) -> None:
    """Sorts each layer by where the neighbours of its boxes stand, from above and from below."""
    at = {name: _share(place, layer) for layer in layers for place, name in enumerate(layer)}
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        near = above if down else below
        for layer in layers if down else reversed(layers):
            wanted = {
                name: mean([at[one] for one in near.get(name, ())], at[name]) for name in layer
            }
            layer.sort(key=wanted.__getitem__)
            at.update((name, _share(place, layer)) for place, name in enumerate(layer))


def mean(values: Sequence[float], otherwise: float) -> float:
    """The mean, or another value where there are none."""
    return sum(values) / len(values) if values else otherwise


def _share(place: int, layer: Sequence[str]) -> float:
    return (place + 0.5) / len(layer)
