"""The picture's places: the same every time, inside the frame, not on top of each other."""

from itertools import combinations
from math import hypot

from hypothesis import given, settings
from hypothesis import strategies as st

from network.graph import Point2D, Tie, co_attendance, merge_ties, place_nodes

rooms = st.lists(st.sets(st.integers(1, 20), min_size=2, max_size=8), min_size=1, max_size=6)


def ties_of(meetings):
    return merge_ties(co_attendance(meetings), [])


@settings(max_examples=25, deadline=None)
@given(rooms)
def test_places_are_repeatable_and_inside_the_frame(meetings):
    silos = {node: node % 4 for node in range(1, 21)}
    first = place_nodes(silos, ties_of(meetings))

    assert first == place_nodes(silos, ties_of(meetings))
    assert set(first) == set().union(*meetings)
    assert all(0 <= place.x <= 1 and 0 <= place.y <= 1 for place in first.values())


def test_the_order_in_which_ties_come_does_not_matter_to_who_is_placed():
    assert set(place_nodes({1: 1, 2: 1, 3: 2}, ties_of([{1, 2}]))) == {1, 2}


def test_nothing_to_place():
    assert place_nodes({1: 1}, []) == {}


def test_two_nodes_stand_apart():
    places = place_nodes({1: 1, 2: 2}, ties_of([{1, 2}]))

    assert places[1] != places[2]


def test_no_two_of_a_full_room_lie_on_each_other():
    silos = {node: node % 5 for node in range(40)}
    places = place_nodes(
        silos, ties_of([set(range(25)), {1, 26, 27}, {30, 31, 32, 33}, {39, 2, 3}]), apart=0.06
    )
    nearest = min(hypot(a.x - b.x, (a.y - b.y) / 1.5) for a, b in combinations(places.values(), 2))

    assert nearest > 0.03


def test_a_single_placed_node_would_stand_in_the_middle():
    """A tie whose other end is outside the picture still shows the end that is inside."""
    assert place_nodes({1: 1}, [Tie(1, 2, met=1.0, declared=0)]) == {1: Point2D(0.5, 0.5)}
