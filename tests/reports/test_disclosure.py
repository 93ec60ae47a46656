"""A hidden number stays hidden: checked by letting an attacker try every table that fits what is published."""

from collections.abc import Iterator, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import TABLE_FLOOR, PublishedTable, suppress, type_may_be_named

COUNTS = st.dictionaries(st.sampled_from("abcdef"), st.integers(min_value=0, max_value=12), min_size=1)


def fitting_sums(parts: int, total: int) -> Iterator[tuple[int, ...]]:
    """Every way to write the total as so many positive whole numbers."""
    if parts == 1:
        if total >= 1:
            yield (total,)
        return
    for first in range(1, total - parts + 2):
        for rest in fitting_sums(parts - 1, total - first):
            yield (first, *rest)


def values_that_fit(table: PublishedTable) -> Mapping[str, set[int]]:
    """What somebody who knows all that is published can still believe of each hidden cell."""
    assert table.total is not None
    hidden = sorted(table.hidden)
    remainder = table.total - sum(count for count in table.cells.values() if count is not None)
    values: dict[str, set[int]] = {group: set() for group in hidden}
    for solution in fitting_sums(len(hidden), remainder):
        for group, value in zip(hidden, solution, strict=True):
            values[group].add(value)
    return values


@given(counts=COUNTS)
def test_small_groups_are_hidden_and_empty_ones_shown(counts: dict[str, int]) -> None:
    table = suppress(counts)
    for group, count in counts.items():
        if 0 < count < TABLE_FLOOR:
            assert table.cells[group] is None
        if count == 0:
            assert table.cells[group] == 0


@given(counts=COUNTS)
def test_what_is_shown_is_true(counts: dict[str, int]) -> None:
    table = suppress(counts)
    assert all(table.cells[group] in {None, count} for group, count in counts.items())
    assert table.total in {None, sum(counts.values())}


@given(counts=COUNTS)
def test_a_hidden_cell_cannot_be_recomputed_from_the_total(
    counts: dict[str, int],
) -> None:
    table = suppress(counts)
    if table.hidden and table.total is not None:
        for values in values_that_fit(table).values():
            assert set(range(1, TABLE_FLOOR + 1)) <= values


@given(counts=COUNTS)
def test_nothing_is_hidden_without_need(counts: dict[str, int]) -> None:
    if all(count == 0 or count >= TABLE_FLOOR for count in counts.values()):
        assert suppress(counts) == PublishedTable(cells=counts, total=sum(counts.values()))


@given(before=COUNTS, after=COUNTS)
def test_two_versions_do_not_reveal_a_small_change(before: dict[str, int], after: dict[str, int]) -> None:
    first = suppress(before)
    second = suppress(after, told=[first])
    for group in first.cells.keys() & second.cells.keys():
        old, new = first.cells[group], second.cells[group]
        if new:
            assert old is not None
            assert old == new or abs(old - new) >= TABLE_FLOOR
    if first.total is None:
        assert second.total is None


@given(one=COUNTS, other=COUNTS)
def test_a_sum_shows_nothing_that_one_of_its_parts_hides(one: dict[str, int], other: dict[str, int]) -> None:
    """Else the open part could be taken away from it: 6 in all and 0 there are 6 here, and then the rest here is known."""
    counts = {group: one.get(group, 0) + other.get(group, 0) for group in one.keys() | other.keys()}
    table = suppress(counts, parts=[one, other])
    for part in (suppress(one), suppress(other)):
        assert all(table.cells[group] is None for group in part.hidden)
        assert part.total is not None or table.total is None


@given(one=COUNTS, other=COUNTS)
def test_a_sum_differs_from_each_part_by_nothing_or_not_by_few(
    one: dict[str, int], other: dict[str, int]
) -> None:
    counts = {group: one.get(group, 0) + other.get(group, 0) for group in one.keys() | other.keys()}
    table = suppress(counts, parts=[one, other])
    for part in (one, other):
        for group, count in table.cells.items():
            if count:
                assert count == part.get(group, 0) or count - part.get(group, 0) >= TABLE_FLOOR


def test_one_small_group_takes_the_smallest_other_with_it() -> None:
    table = suppress({"research": 2, "media": 6, "government": 9})
    assert table == PublishedTable(cells={"research": None, "media": None, "government": 9}, total=17)


def test_ones_alone_hide_the_total_too() -> None:
    assert suppress({"a": 1, "b": 1, "c": 1}) == PublishedTable(
        cells={"a": None, "b": None, "c": None}, total=None
    )


def test_negative_counts_are_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        suppress({"a": -1})


@pytest.mark.parametrize(("took_part", "expected"), [(0, False), (2, False), (3, True), (10, True)])
def test_a_type_is_named_in_words_from_three_people(took_part: int, expected: bool) -> None:
    assert type_may_be_named(took_part) is expected
