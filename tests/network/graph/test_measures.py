"""Betweenness, constraint and brokerage against examples computed by hand."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.graph import Brokerage, Tie, brokerage, burt_constraint, freeman_betweenness

node_sets = st.integers(1, 9).map(lambda count: list(range(1, count + 1)))
weighted = node_sets.flatmap(
    lambda nodes: st.tuples(
        st.just(nodes),
        st.lists(
            st.tuples(
                st.sampled_from(list(combinations(nodes, 2)) or [(1, 2)]),
                st.floats(0.1, 3, allow_nan=False),
                st.integers(0, 2),
            ),
            unique_by=lambda tie: tie[0],
            max_size=20 if len(nodes) > 1 else 0,
        ),
    )
)


def tie(one, other, weight=1.0):
    return Tie(one, other, met=weight, declared=0)


def test_betweenness_of_the_centre_of_a_star_is_one():
    ties = [tie(1, 2), tie(1, 3), tie(1, 4)]

    assert freeman_betweenness([1, 2, 3, 4], ties) == {1: 1.0, 2: 0.0, 3: 0.0, 4: 0.0}


def test_betweenness_of_a_path_of_four_by_hand():
    """Each inner node lies between 2 of the (4 − 1)(4 − 2) / 2 = 3 pairs of others."""
    scores = freeman_betweenness([1, 2, 3, 4], [tie(1, 2), tie(2, 3), tie(3, 4)])

    assert scores == pytest.approx({1: 0, 2: 2 / 3, 3: 2 / 3, 4: 0})


def test_a_strong_detour_is_shorter_than_a_weak_tie():
    """1–3 is weak (length 1 / 0.25 = 4); by way of 2 it is 1 + 1 = 2 long."""
    scores = freeman_betweenness([1, 2, 3], [tie(1, 2), tie(2, 3), tie(1, 3, 0.25)])

    assert scores == {1: 0.0, 2: 1.0, 3: 0.0}


def test_betweenness_of_fewer_than_three_is_nought():
    assert freeman_betweenness([1, 2], [tie(1, 2)]) == {1: 0.0, 2: 0.0}
    assert freeman_betweenness([], []) == {}


def test_constraint_of_a_triangle_with_a_pendant_by_hand():
    """Triangle 1, 2, 3 and 3–4. C₁ = (1/2 + 1/2·1/3)² + (1/2 + 1/2·1/2)² = 145/144; C₃ = 2·(1/3 + 1/3·1/2)² + (1/3)² = 11/18."""
    ties = [tie(1, 2), tie(2, 3), tie(1, 3), tie(3, 4)]

    assert burt_constraint([1, 2, 3, 4], ties) == pytest.approx(
        {1: 145 / 144, 2: 145 / 144, 3: 11 / 18, 4: 1.0}
    )


def test_constraint_weighs_contacts_by_strength():
    """Node 1 spends 3/4 on 2 and 1/4 on 3, who are strangers: (3/4)² + (1/4)²."""
    assert burt_constraint([1, 2, 3], [tie(1, 2, 3.0), tie(1, 3, 1.0)])[1] == pytest.approx(10 / 16)


def test_constraint_of_an_isolate_is_undefined():
    assert burt_constraint([1, 2, 3], [tie(1, 2)])[3] is None


def test_gould_and_fernandez_roles_by_hand():
    """Node 1 (silo A) joins 2 (A), 3 (A), 4 (B), 5 (B), 6 (C); only 2–3 are tied.

    Of its ten pairs: 2–3 tied; 2–4, 2–5, 2–6, 3–4, 3–5, 3–6 bridge; 4–5 consultant; 4–6, 5–6 liaison.
    """
    silos = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 3}
    roles = brokerage(silos, [(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (2, 3)])

    assert roles[1] == Brokerage(within=0, consultant=1, bridge=6, liaison=2)
    assert roles[1].between_silos == 8
    assert all(roles[node] == Brokerage() for node in range(2, 7))


def test_within_is_brokering_among_ones_own():
    assert brokerage({1: 1, 2: 1, 3: 1}, [(1, 2), (2, 3)])[2] == Brokerage(within=1)


@settings(max_examples=60)
@given(weighted)
def test_measures_stay_within_their_bounds(network):
    nodes, rows = network
    ties = [Tie(one, other, met=met, declared=declared) for (one, other), met, declared in rows]
    betweenness = freeman_betweenness(nodes, ties)
    constraint = burt_constraint(nodes, ties)
    tied = {end for row in ties for end in row.ends}

    assert set(betweenness) == set(constraint) == set(nodes)
    assert all(-1e-9 <= value <= 1 + 1e-9 for value in betweenness.values())
    assert {node for node, value in constraint.items() if value is not None} == tied


@settings(max_examples=60)
@given(weighted, st.lists(st.integers(0, 2), min_size=9, max_size=9))
def test_brokerage_counts_every_open_pair_once(network, labels):
    nodes, rows = network
    silos = dict(zip(nodes, labels, strict=False))
    pairs = {ends for ends, _, _ in rows}
    for node, roles in brokerage(silos, pairs).items():
        contacts = sorted(one if other == node else other for one, other in pairs if node in (one, other))
        unacquainted = [couple for couple in combinations(contacts, 2) if couple not in pairs]
        assert roles.within + roles.consultant + roles.bridge + roles.liaison == len(unacquainted)
