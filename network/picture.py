"""The network as a drawing: plain numbers for an SVG, so that it shows without scripts, prints, and reads to a screen reader.

A silo is a colour and a shape together (the pair is unique for the first sixty silos), so that nobody needs to tell
colours apart.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import NamedTuple

from network.graph import Point2D, Tie

WIDTH, HEIGHT = 1200, 800
COLOURS, SHAPES = 12, 5
LETTER, LINE = 7.6, 17
"""About how wide a letter and how high a line of a label is, in the drawing's units."""
SMALLEST, LARGEST = 8, 19
THINNEST_TIE, WIDEST_TIE = 0.6, 6.0
MOST_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Style:
    """How a silo is drawn: ``colour`` and ``shape`` number CSS classes and outlines; both None without a silo."""

    colour: int | None
    shape: int


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """A node's outline around (``x``, ``y``) and the middle of its label; a crowded label shows only on demand."""

    pk: int
    x: int
    y: int
    outline: str
    style: Style
    label: str
    label_x: int
    label_y: int
    is_crowded: bool


@dataclass(frozen=True, slots=True)
class DrawnTie:
    """A line between two nodes; ``kind`` is ``met``, ``declared`` or ``both``."""

    first: int
    second: int
    x1: int
    y1: int
    x2: int
    y2: int
    width: float
    kind: str


class Labelled(NamedTuple):
    """What the drawing has to know of a node."""

    pk: int
    label: str
    contacts: int
    silo_style: int | None


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def style_of(silo_style: int | None) -> Style:
    """Return the colour and shape of the silo of that number, or the plain style of those without a silo."""
    if silo_style is None:
        return Style(colour=None, shape=0)
    return Style(colour=silo_style % COLOURS, shape=silo_style % SHAPES)


def outline(shape: int, radius: float) -> str:
    """Return the path of a shape of about the same area whatever the shape: circle, square, triangle, diamond, hexagon."""
    if shape == 0:
        r = _short(radius)
        return f"M-{r} 0a{r} {r} 0 1 0 {_short(2 * radius)} 0a{r} {r} 0 1 0 -{_short(2 * radius)} 0z"
    corners, turn, scale = {1: (4, pi / 4, 1.25), 2: (3, -pi / 2, 1.45), 3: (4, 0.0, 1.3), 4: (6, 0.0, 1.12)}[
        shape
    ]
    points = (
        (radius * scale * cos(turn + 2 * pi * i / corners), radius * scale * sin(turn + 2 * pi * i / corners))
        for i in range(corners)
    )
    return "M" + "L".join(f"{_short(x)} {_short(y)}" for x, y in points) + "z"


def _short(value: float) -> str:
    return f"{value:.1f}"


def draw(
    nodes: Iterable[Labelled], ties: Iterable[Tie], places: Mapping[int, Point2D]
) -> tuple[tuple[DrawnNode, ...], tuple[DrawnTie, ...]]:
    """Return the nodes and ties to draw; what has no place is left out. Strong ties come last, on top of weak ones."""
    shown = [node for node in nodes if node.pk in places]
    spots = {pk: (round(place.x * WIDTH), round(place.y * HEIGHT)) for pk, place in places.items()}
    most = max((node.contacts for node in shown), default=1) or 1
    radii = {node.pk: SMALLEST + (LARGEST - SMALLEST) * (node.contacts / most) ** 0.5 for node in shown}
    labels = _place_labels(shown, spots, radii)
    drawn = tuple(_drawn_node(node, spots[node.pk], radii[node.pk], labels[node.pk]) for node in shown)
    return drawn, _drawn_ties([tie for tie in ties if tie.first in radii and tie.second in radii], spots)


def _drawn_node(
    node: Labelled, spot: tuple[int, int], radius: float, label: tuple[int, int, bool]
) -> DrawnNode:
    style = style_of(node.silo_style)
    return DrawnNode(
        pk=node.pk,
        x=spot[0],
        y=spot[1],
        outline=outline(style.shape, radius),
        style=style,
        label=_cut(node.label),
        label_x=label[0],
        label_y=label[1],
        is_crowded=label[2],
    )


def _drawn_ties(ties: Sequence[Tie], spots: Mapping[int, tuple[int, int]]) -> tuple[DrawnTie, ...]:
    strongest = max((tie.weight for tie in ties), default=1.0)
    return tuple(
        DrawnTie(
            *tie.ends,
            *spots[tie.first],
            *spots[tie.second],
            width=round(THINNEST_TIE + (WIDEST_TIE - THINNEST_TIE) * (tie.weight / strongest) ** 0.5, 1),
            kind="both" if tie.met and tie.declared else "met" if tie.met else "declared",
        )
        for tie in sorted(ties, key=lambda tie: tie.weight)
    )


def _cut(label: str) -> str:
    """Return as many whole words as there is room for: a beginning, so that what is read out contains what is seen."""
    if len(label) <= MOST_LETTERS:
        return label
    return label[:MOST_LETTERS].rpartition(" ")[0] or label[:MOST_LETTERS]


def _place_labels(
    nodes: Sequence[Labelled], spots: Mapping[int, tuple[int, int]], radii: Mapping[int, float]
) -> dict[int, tuple[int, int, bool]]:
    """Find each label a free place beside its node, the best connected first; where there is none it is crowded."""
    taken = [_box(*spots[node.pk], radii[node.pk] * 2.2, radii[node.pk] * 2.2) for node in nodes]
    placed: dict[int, tuple[int, int, bool]] = {}
    for node in sorted(nodes, key=lambda node: (-node.contacts, node.pk)):
        width = LETTER * len(_cut(node.label)) + 6
        choices = _around(spots[node.pk], radii[node.pk], width)
        for x, y in choices:
            box = _box(x, y, width, LINE)
            if _is_inside(box) and not any(box.meets(other) for other in taken):
                taken.append(box)
                placed[node.pk] = (round(x), round(y), False)
                break
        else:
            x, y = next((spot for spot in choices if _is_inside(_box(*spot, width, LINE))), choices[0])
            placed[node.pk] = (round(x), round(y), True)
    return placed


def _around(spot: tuple[int, int], radius: float, width: float) -> list[tuple[float, float]]:
    x, y = spot
    aside, above = radius + 5 + width / 2, radius * 1.2 + 4 + LINE / 2
    return [
        (x, y + above),
        (x + aside, y),
        (x - aside, y),
        (x, y - above),
        (x + aside * 0.7, y + above),
        (x - aside * 0.7, y + above),
        (x + aside * 0.7, y - above),
        (x - aside * 0.7, y - above),
    ]


def _box(x: float, y: float, width: float, height: float) -> _Box:
    return _Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _is_inside(box: _Box) -> bool:
    return box.left >= 0 and box.top >= 0 and box.right <= WIDTH and box.bottom <= HEIGHT
