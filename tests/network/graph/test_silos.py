"""Silos: the E-I index, its permutation test, and silos that are strangers."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from network.graph import ei_index, silo_openness, strangers

TWO_TRIANGLES = [(1, 2), (1, 3), (2, 3), (4, 5), (4, 6), (5, 6), (3, 4)]
"""Two closed triangles joined by the tie 3–4."""
SILOS = {1: 10, 2: 10, 3: 10, 4: 20, 5: 20, 6: 20}

networks = st.dictionaries(st.integers(0, 11), st.integers(0, 3), max_size=12).flatmap(
    lambda silos: st.tuples(
        st.just(silos),
        st.sets(st.sampled_from(list(combinations(sorted(silos), 2))) if len(silos) > 1 else st.nothing()),
    )
)


def test_ei_index_at_its_ends_and_without_ties():
    assert ei_index(0, 5) == -1
    assert ei_index(5, 0) == 1
    assert ei_index(3, 1) == 0.5
    assert ei_index(0, 0) is None


def test_two_triangles_by_hand():
    """One tie leaves, six stay: (1 − 6) / 7 for the whole; one leaves and three stay in each: (1 − 3) / 4."""
    whole, ten, twenty = silo_openness(SILOS, TWO_TRIANGLES)

    assert (whole.silo, whole.members, whole.external, whole.internal) == (None, 6, 1, 6)
    assert whole.index == pytest.approx(-5 / 7)
    assert (ten.silo, ten.members, ten.external, ten.internal, ten.index) == (10, 3, 1, 3, -0.5)
    assert (twenty.silo, twenty.index) == (20, -0.5)


def test_the_permutation_test_agrees_with_counting_every_arrangement():
    """Of the C(6, 3) = 20 ways to label the nodes, 2 give two closed triangles; expected external ties are 7 · 3/5 = 4.2.

    So the expected index is (4.2 − 2.8) / 7 = 0.2. Only those two lie as far from it as −5/7 does (the most open
    arrangement has 6 external ties, 5/7): p = 0.1.
    """
    whole = silo_openness(SILOS, TWO_TRIANGLES, permutations=4000, seed=1)[0]

    assert whole.expected == pytest.approx(0.2, abs=0.02)
    assert whole.p_value == pytest.approx(0.1, abs=0.02)


def test_one_silo_has_nothing_to_permute():
    whole, only = silo_openness({1: 5, 2: 5}, [(1, 2)])

    assert (whole.index, whole.expected, whole.p_value) == (-1, None, None)
    assert (only.index, only.p_value) == (-1, None)


def test_a_silo_without_ties_has_no_index():
    lonely = silo_openness({1: 1, 2: 1, 3: 2}, [(1, 2)])[2]

    assert (lonely.silo, lonely.members, lonely.index, lonely.p_value) == (2, 1, None, None)


def test_an_empty_network_has_only_the_whole():
    [whole] = silo_openness({}, [])

    assert (whole.members, whole.index) == (0, None)


def test_ties_of_unknown_nodes_are_left_out():
    assert silo_openness(SILOS, [*TWO_TRIANGLES, (1, 99)])[0].external == 1


@settings(max_examples=40)
@given(networks, st.integers(0, 5))
def test_bounds_and_sums(network, seed):
    silos, ties = network
    whole, *each = silo_openness(silos, sorted(ties), permutations=20, seed=seed)

    assert whole.external + whole.internal == len(ties)
    assert sum(silo.internal for silo in each) == whole.internal
    assert sum(silo.external for silo in each) == 2 * whole.external
    assert sum(silo.members for silo in each) == len(silos)
    for row in (whole, *each):
        assert row.index is None or -1 <= row.index <= 1
        assert row.p_value is None or 0 < row.p_value <= 1


@settings(max_examples=25)
@given(networks)
def test_the_same_seed_gives_the_same_answer(network):
    silos, ties = network

    assert silo_openness(silos, sorted(ties), seed=7) == silo_openness(silos, sorted(ties), seed=7)


def test_strangers_are_the_silos_with_nothing_between_them():
    silos = {1: 1, 2: 2, 3: 3, 4: 3}

    assert strangers(silos, [(1, 3), (3, 4)]) == [(1, 2), (2, 3)]


@settings(max_examples=40)
@given(networks)
def test_strangers_and_acquainted_silos_make_all_couples(network):
    silos, ties = network
    met = {tuple(sorted((silos[one], silos[other]))) for one, other in ties if silos[one] != silos[other]}

    assert met.isdisjoint(strangers(silos, ties))
    assert met | set(strangers(silos, ties)) == set(combinations(sorted(set(silos.values())), 2))
