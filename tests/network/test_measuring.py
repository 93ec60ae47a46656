"""Verdicts, and the records' way through the measures."""

import pytest

from network.enums import Openness
from network.graph import SiloOpenness
from network.measuring import MOST_DRAWN, NO_SECTOR, Records, measure, verdict


def row(index, expected, p_value):
    return SiloOpenness(1, 5, 3, 3, index, expected, p_value)


@pytest.mark.parametrize(
    ("measured", "expected"),
    [
        (row(-0.8, 0.2, 0.01), Openness.CLOSED),
        (row(0.9, 0.2, 0.05), Openness.OPEN),
        (row(-0.8, 0.2, 0.051), Openness.CHANCE),
        (row(None, None, None), Openness.UNKNOWN),
        (row(-1.0, None, None), Openness.UNKNOWN),
    ],
)
def test_verdict(measured, expected):
    assert verdict(measured) == expected


def test_nothing_recorded_is_an_empty_network():
    empty = measure(Records((), (), ()))

    assert (empty.ties, empty.positions, empty.places) == ((), {}, {})
    assert [silo.silo for silo in empty.openness] == [None]


def test_meetings_shared_and_kinds_of_a_pair():
    found = measure(
        Records(
            ((1, 7), (2, NO_SECTOR)), ((1, 2), (1, 2)), ((2, 1, "funds"), (1, 2, "hosts"), (2, 1, "funds"))
        )
    )

    assert found.meetings_shared == {(1, 2): 2}
    assert found.kinds == {(1, 2): ("funds", "hosts")}
    assert [tie.weight for tie in found.ties] == [5.0]


def test_a_large_network_draws_only_the_best_connected():
    sectors = tuple((node, 1 + node % 3) for node in range(MOST_DRAWN + 30))
    wheel = tuple((0, node) for node in range(1, MOST_DRAWN + 30))
    found = measure(Records(sectors, wheel, ()))

    assert len(found.positions) == MOST_DRAWN + 30
    assert len(found.places) == MOST_DRAWN
    assert 0 in found.places
