"""What of a poll's result is told never gives away that one or two people chose an option."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.poll_results import FLOOR, ToldResult, told_result


@pytest.mark.parametrize(
    ("counts", "told", "majority"),
    [
        ([7, 3, 4], (7, 3, 4), None),
        (
            [9, 0, 0],
            (9, 0, 0),
            None,
        ),  # all alike: everybody knows how everybody answered, and the poll says so before
        ([2, 0], (None, None), None),  # too few for a result
        ([2, 1], (None, None), None),
        ([3, 1], (None, None), None),
        ([10, 2], (None, None), 0),
        ([10, 2, 0], (None, None, 0), 0),
        ([10, 4, 2], (10, None, None), None),
        ([10, 2, 1], (None, None, None), 0),
        ([10, 5, 2, 1], (10, None, None, None), None),
    ],
)
def test_examples(counts: list[int], told: tuple[int | None, ...], majority: int | None) -> None:
    assert told_result(counts) == ToldResult(sum(counts), told, majority)


@pytest.mark.parametrize(("options", "most"), [(2, 30), (3, 18), (4, 14), (5, 11), (6, 9)])
def test_for_every_small_number_at_least_two_results_look_the_same(options: int, most: int) -> None:
    """Everything is gone through: a reader who knows the rule cannot compute a number of one or two."""
    alike: dict[tuple[int, ...] | ToldResult, set[tuple[int, ...]]] = defaultdict(set)
    for counts in product(range(most + 1), repeat=options):
        if sum(counts) <= most:
            alike[told_result(counts)].add(counts)

    for told, results in alike.items():
        assert isinstance(told, ToldResult)
        if told.answers < FLOOR:
            assert set(told.counts) == {None}
            continue
        for place in range(options):
            possible = {counts[place] for counts in results}
            assert len(possible) > 1 or not 0 < min(possible) < FLOOR, (told, results)


@given(st.lists(st.integers(0, 500), min_size=2, max_size=6))
def test_what_is_told_is_true_and_no_small_number_is_told(counts: list[int]) -> None:
    told = told_result(counts)

    assert told.answers == sum(counts)
    for count, shown in zip(counts, told.counts, strict=True):
        assert shown is None or (shown == count and (shown == 0 or shown >= FLOOR))
    if told.majority is not None:
        assert counts[told.majority] * 2 > sum(counts)
        assert told.counts[told.majority] is None
    if all(count == 0 or count >= FLOOR for count in counts) and sum(counts) >= FLOOR:
        assert told.counts == tuple(counts)
