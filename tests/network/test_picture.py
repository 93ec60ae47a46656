"""The drawing: inside its frame, labels where there is room, silos told apart without colour."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from network.graph import Point2D, Tie
from network.picture import (
    COLOURS,
    HEIGHT,
    LETTER,
    LINE,
    SHAPES,
    WIDTH,
    Labelled,
    Style,
    draw,
    outline,
    style_of,
)

spots = st.builds(Point2D, st.floats(0.04, 0.96), st.floats(0.04, 0.96))
pictures = st.dictionaries(st.integers(0, 60), spots, max_size=40)


def labelled(places):
    return [Labelled(pk, f"Organisation {pk}", pk % 9, pk % 12) for pk in places]


@settings(max_examples=40)
@given(pictures)
def test_visible_labels_neither_touch_nor_leave_the_frame(places):
    nodes, _ = draw(labelled(places), [], places)
    boxes = []
    for node in nodes:
        if not node.is_crowded:
            half = (LETTER * len(node.label) + 6) / 2 - 1
            boxes.append(
                (
                    node.label_x - half,
                    node.label_x + half,
                    node.label_y - LINE / 2 + 1,
                    node.label_y + LINE / 2 - 1,
                )
            )
    for left, right, top, bottom in boxes:
        assert left >= -1
        assert right <= WIDTH + 1
        assert top >= -1
        assert bottom <= HEIGHT + 1
    for one, other in combinations(boxes, 2):
        apart = one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]
        assert apart


@settings(max_examples=20)
@given(pictures)
def test_every_placed_node_is_drawn_where_it_stands(places):
    nodes, _ = draw([*labelled(places), Labelled(99, "Elsewhere", 1, None)], [], places)

    assert {node.pk: (node.x, node.y) for node in nodes} == {
        pk: (round(place.x * WIDTH), round(place.y * HEIGHT)) for pk, place in places.items()
    }


def test_ties_are_as_wide_as_they_are_strong_and_the_strong_lie_on_top():
    places = {1: Point2D(0.1, 0.1), 2: Point2D(0.5, 0.5), 3: Point2D(0.9, 0.1)}
    ties = [
        Tie(1, 2, met=4.0, declared=0),
        Tie(1, 3, met=0.0, declared=1),
        Tie(2, 3, met=0.25, declared=1),
        Tie(3, 8, 1.0, 0),
    ]
    _, drawn = draw(labelled(places), ties, places)

    assert [(tie.first, tie.second, tie.kind) for tie in drawn] == [
        (1, 3, "declared"),
        (2, 3, "both"),
        (1, 2, "met"),
    ]
    assert [tie.width for tie in drawn] == [3.3, 3.6, 6.0]
    assert (drawn[0].x1, drawn[0].y1, drawn[0].x2, drawn[0].y2) == (120, 80, 1080, 80)


def test_colour_and_shape_together_are_unique_for_sixty_silos():
    assert len({style_of(number) for number in range(COLOURS * SHAPES)}) == COLOURS * SHAPES
    assert style_of(None) == Style(colour=None, shape=0)


def test_outlines_are_closed_paths_of_different_shape():
    paths = {outline(shape, 10) for shape in range(SHAPES)}

    assert len(paths) == SHAPES
    assert all(path.startswith("M") and path.endswith("z") for path in paths)


def test_a_long_label_is_cut():
    [node], _ = draw(
        [Labelled(1, "A name of an organisation that goes on and on", 1, 0)], [], {1: Point2D(0.5, 0.5)}
    )

    assert node.label == "A name of an organisation"


def test_nothing_to_draw():
    assert draw([], [], {}) == ((), ())
