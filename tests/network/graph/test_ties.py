"""Ties: Newman's weights and what declared relationships add."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.graph import Tie, co_attendance, merge_ties, pair

meetings = st.lists(st.sets(st.integers(1, 12), max_size=8), max_size=10)


def test_newmans_worked_example():
    """Newman 2001, figure 1: A wrote with B, C, D in one paper of four and with B alone in another."""
    weights = co_attendance([{1, 2, 3, 4}, {1, 2}])

    assert weights[1, 2] == pytest.approx(1 + 1 / 3)
    assert weights[1, 3] == pytest.approx(1 / 3)
    assert weights[3, 4] == pytest.approx(1 / 3)


def test_a_meeting_of_one_organisation_or_none_ties_nobody():
    assert co_attendance([{7}, set()]) == {}


def test_an_organisation_with_several_people_in_the_room_counts_once():
    assert co_attendance([[1, 1, 2]]) == {(1, 2): 1.0}


@given(meetings)
def test_an_organisations_weights_sum_to_the_meetings_it_shared(present):
    weights = co_attendance(present)
    for node in range(1, 13):
        shared = sum(1 for meeting in present if node in meeting and len(meeting) > 1)
        assert sum(weight for ends, weight in weights.items() if node in ends) == pytest.approx(shared)


@given(meetings)
def test_every_pair_in_a_room_is_tied_and_no_other(present):
    expected = {couple for meeting in present for couple in combinations(sorted(meeting), 2)}
    assert set(co_attendance(present)) == expected


def test_merging_keeps_both_kinds_apart_and_adds_their_strength():
    ties = merge_ties({(1, 2): 0.5}, [(2, 1), (1, 2), (3, 2)])

    assert ties == [Tie(1, 2, met=0.5, declared=2), Tie(2, 3, met=0.0, declared=1)]
    assert [tie.weight for tie in ties] == [2.5, 1.0]


def test_a_relationship_with_oneself_is_no_tie():
    assert merge_ties({}, [(4, 4)]) == []


@given(meetings, st.lists(st.tuples(st.integers(1, 12), st.integers(1, 12)), max_size=10))
def test_merged_ties_are_ordered_unique_and_positive(present, declared):
    ties = merge_ties(co_attendance(present), declared)

    assert [tie.ends for tie in ties] == sorted({tie.ends for tie in ties})
    assert all(tie.first < tie.second and tie.weight > 0 for tie in ties)


def test_pair_orders_its_ends_and_refuses_a_loop():
    assert pair(5, 2) == (2, 5)
    with pytest.raises(ValueError, match="two different nodes"):
        pair(3, 3)
