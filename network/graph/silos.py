"""Silos: how closed each is, whether chance would do the same, and which of them have nothing between them."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random

from network.graph.ties import Pair

MOST_STEPS = 10_000_000
"""Ties looked at over all permutations; a large network gets fewer permutations, never fewer than ``FEWEST``."""
FEWEST = 99


@dataclass(frozen=True, slots=True)
class SiloOpenness:
    """How open a silo is (or, with ``silo`` None, the network as a whole).

    ``external`` and ``internal`` count ties. ``index`` is the E-I index, None without any tie; ``expected`` its mean when
    the same number of members is drawn at random, ``p_value`` the two-sided permutation p-value (both None where there is
    nothing to permute).
    """

    silo: int | None
    members: int
    external: int
    internal: int
    index: float | None
    expected: float | None
    p_value: float | None


def ei_index(external: int, internal: int) -> float | None:
    """Return (E − I) / (E + I): −1 when every tie stays inside, +1 when every tie leaves; None without ties.

    (Krackhardt & Stern 1988, *Social Psychology Quarterly* 51:123–140.)
    """
    ties = external + internal
    return (external - internal) / ties if ties else None


def silo_openness(
    silos: Mapping[int, int], ties: Collection[Pair], *, permutations: int = 999, seed: int = 0
) -> list[SiloOpenness]:
    """Return the E-I index of the network as a whole (first) and of each silo, in order of the silo's id.

    ``silos`` maps each node to its silo; a tie of a node that is not in it is left out. Group sizes bound the index, so each
    comes with a permutation test: the silo labels are shuffled over the nodes, ties and group sizes staying as they
    are. The p-value is (1 + the shuffles at least as far from the shuffles' mean as what was observed) / (1 + shuffles),
    the usual Monte Carlo estimate that can never be 0. A shuffle that leaves the silo without ties has no index and is
    not counted. The same seed gives the same p-values.
    """
    nodes = sorted(silos)
    known = [(one, other) for one, other in ties if one in silos and other in silos]
    rounds = min(permutations, max(FEWEST, MOST_STEPS // max(1, len(known))))
    if len(set(silos.values())) < 2 or not known:
        rounds = 0
    place = {node: index for index, node in enumerate(nodes)}
    edges = [(place[one], place[other]) for one, other in known]
    degrees = [0] * len(nodes)
    for one, other in edges:
        degrees[one] += 1
        degrees[other] += 1
    labels = [silos[node] for node in nodes]
    members = Counter(labels)
    observed = _count_ties(labels, edges, degrees)
    shuffled: dict[int | None, list[float]] = {silo: [] for silo in observed}
    random = Random(seed)  # noqa: S311 - a reproducible shuffle, not a secret
    for _ in range(rounds):
        random.shuffle(labels)
        for silo, (external, internal) in _count_ties(labels, edges, degrees).items():
            index = ei_index(external, internal)
            if index is not None:
                shuffled[silo].append(index)
    return [
        _openness(silo, members[silo] if silo is not None else len(nodes), observed[silo], shuffled[silo])
        for silo in (None, *sorted(members))
    ]


def _count_ties(
    labels: list[int], edges: list[tuple[int, int]], degrees: list[int]
) -> dict[int | None, tuple[int, int]]:
    """Return (external, internal) for each silo and, under None, for all."""
    internal = Counter(labels[one] for one, other in edges if labels[one] == labels[other])
    reach: Counter[int] = Counter()
    for label, degree in zip(labels, degrees, strict=True):
        reach[label] += degree
    inside = internal.total()
    counts: dict[int | None, tuple[int, int]] = {None: (len(edges) - inside, inside)}
    for silo, ends in reach.items():
        counts[silo] = (ends - 2 * internal[silo], internal[silo])
    return counts


def _openness(silo: int | None, members: int, counts: tuple[int, int], shuffled: list[float]) -> SiloOpenness:
    external, internal = counts
    index = ei_index(external, internal)
    expected = p_value = None
    if index is not None and shuffled:
        expected = sum(shuffled) / len(shuffled)
        distance = abs(index - expected) - 1e-12  # equal values may differ in the last digit
        extreme = sum(abs(value - expected) >= distance for value in shuffled)
        p_value = (1 + extreme) / (1 + len(shuffled))
    return SiloOpenness(silo, members, external, internal, index, expected, p_value)


def strangers(silos: Mapping[int, int], ties: Iterable[Pair]) -> list[Pair]:
    """Return the pairs of silos between which no tie runs, each with the smaller id first, in order."""
    acquainted = {
        frozenset((silos[one], silos[other])) for one, other in ties if one in silos and other in silos
    }
    return [
        couple
        for couple in combinations(sorted(set(silos.values())), 2)
        if frozenset(couple) not in acquainted
    ]
