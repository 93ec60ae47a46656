"""Where each node of the picture goes: the same network gives the same picture, every time and everywhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import cos, hypot, pi, sin
from typing import TYPE_CHECKING, NamedTuple

from network.graph.ties import Tie

if TYPE_CHECKING:
    from igraph import Graph


class Point2D(NamedTuple):
    """A place in the unit square, the origin at the top left."""

    x: float
    y: float


class Frame(NamedTuple):
    """A rectangle in which a part of the network is drawn."""

    x: float
    y: float
    width: float
    height: float


MOST_ROUNDS = 20_000
SPARE = 3
"""The room, in nodes, that a part of the network gets beside that for its nodes."""
SEPARATIONS = 60
MARGIN = 0.04
REACH = 0.17
"""How far a part of n nodes may reach, as a share of the picture's width and times the root of n."""


def place_nodes(
    silos: Mapping[int, int], ties: Collection[Tie], *, apart: float = 0.06, aspect: float = 1.5
) -> dict[int, Point2D]:
    """Return a place for every node that has a tie; nodes without any are not placed.

    Kamada and Kawai's springs (1989, *Information Processing Letters* 31:7–15; igraph), started from a circle on which each
    silo's members stand together: nothing is drawn by lot, so nothing jumps between two visits. Parts that no tie
    connects get a rectangle each, about as large as their number of nodes. Nodes nearer than ``apart`` (a share of the
    picture's width) are then pushed apart. The picture is ``aspect`` times as wide as it is high.
    """
    tied = {end for tie in ties for end in tie.ends}
    nodes = sorted((node for node in silos if node in tied), key=lambda node: (silos[node], node))
    if not nodes:
        return {}
    flat: dict[int, tuple[float, float]] = {}
    parts = _components(nodes, ties)
    for part, frame in zip(
        parts, _frames([len(part) for part in parts], Frame(0, 0, 1, 1 / aspect)), strict=True
    ):
        flat |= zip(part, _fit(_springs(part, ties), _within(frame, len(part))), strict=True)
    placed = _separate([flat[node] for node in nodes], apart)
    return {node: Point2D(_clamp(x), _clamp(y * aspect)) for node, (x, y) in zip(nodes, placed, strict=True)}


def _clamp(value: float) -> float:
    return min(max(value, MARGIN), 1 - MARGIN)


def _components(nodes: Sequence[int], ties: Collection[Tie]) -> list[list[int]]:
    """Return the connected parts, the largest first, each in the order of ``nodes``."""
    parts = [[nodes[index] for index in part] for part in _graph(nodes, ties).connected_components()]
    return sorted(parts, key=len, reverse=True)


def _frames(sizes: Sequence[int], whole: Frame) -> list[Frame]:
    """Cut ``whole`` into one rectangle for each size, in their order, always across its longer side."""
    if len(sizes) == 1:
        return [whole]
    room = [size + SPARE for size in sizes]
    cut = min(range(1, len(sizes)), key=lambda index: abs(sum(room[:index]) - sum(room[index:])))
    share = sum(room[:cut]) / sum(room)
    x, y, width, height = whole
    if width >= height:
        parts = Frame(x, y, width * share, height), Frame(x + width * share, y, width * (1 - share), height)
    else:
        parts = Frame(x, y, width, height * share), Frame(x, y + height * share, width, height * (1 - share))
    return [*_frames(sizes[:cut], parts[0]), *_frames(sizes[cut:], parts[1])]


def _springs(nodes: Sequence[int], ties: Collection[Tie]) -> list[tuple[float, float]]:
    graph = _graph(nodes, ties)
    # Strong ties are short. The fourth root keeps a pair that meets every month from lying on one spot.
    lengths = [weight**-0.25 for weight in graph.es["weight"]]
    turn = 2 * pi / len(nodes)
    circle = [(cos(turn * i), sin(turn * i)) for i in range(len(nodes))]
    layout = graph.layout_kamada_kawai(
        seed=circle, weights=lengths or None, maxiter=min(50 * len(nodes), MOST_ROUNDS)
    )
    return [(x, y) for x, y in layout.coords]


def _graph(nodes: Sequence[int], ties: Collection[Tie]) -> Graph:
    from igraph import Graph  # noqa: PLC0415 - a heavy library, imported where used

    place = {node: index for index, node in enumerate(nodes)}
    known = [tie for tie in ties if tie.first in place and tie.second in place]
    graph = Graph(n=len(nodes), edges=[(place[tie.first], place[tie.second]) for tie in known])
    graph.es["weight"] = [tie.weight for tie in known]
    return graph


def _within(frame: Frame, nodes: int) -> Frame:
    """Return the middle of a frame where the whole would pull a few nodes too far apart."""
    most = REACH * nodes**0.5
    width, height = min(frame.width, most), min(frame.height, most)
    return Frame(frame.x + (frame.width - width) / 2, frame.y + (frame.height - height) / 2, width, height)


def _fit(places: list[tuple[float, float]], frame: Frame) -> list[tuple[float, float]]:
    """Stretch the places to fill a frame, less the margin."""
    xs, ys = zip(*places, strict=True)
    return list(zip(_spread(xs, frame.x, frame.width), _spread(ys, frame.y, frame.height), strict=True))


def _spread(values: Sequence[float], start: float, length: float) -> list[float]:
    low, span = min(values), max(values) - min(values)
    if span < 1e-9:
        return [start + length / 2] * len(values)
    return [start + MARGIN + (length - 2 * MARGIN) * (value - low) / span for value in values]


def _separate(places: list[tuple[float, float]], apart: float) -> list[tuple[float, float]]:
    """Push nodes that lie on each other apart, a little at a time, until none do or the rounds are over."""
    points = [list(point) for point in places]
    for _ in range(SEPARATIONS):
        moved = False
        for i, one in enumerate(points):
            for j in range(i + 1, len(points)):
                other = points[j]
                dx, dy = other[0] - one[0], other[1] - one[1]
                distance = hypot(dx, dy)
                if distance >= apart:
                    continue
                if distance < 1e-9:  # the same spot: part them along a direction of their own
                    dx, dy, distance = cos(i + j), sin(i + j), 1.0
                    push = apart / 2
                else:
                    push = (apart - distance) / 2
                one[0] -= dx / distance * push
                one[1] -= dy / distance * push
                other[0] += dx / distance * push
                other[1] += dy / distance * push
                moved = True
        if not moved:
            break
    return [(point[0], point[1]) for point in points]
