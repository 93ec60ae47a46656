"""Ties between organisations: how strongly two have met, and what else connects them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import TypeAlias

Pair: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """An undirected tie between two nodes, ``first < second``.

    ``met`` is the co-attendance weight (0 when the two never sat in one meeting), ``declared`` the number of relationships
    the registry holds between them.
    """

    first: int
    second: int
    met: float
    declared: int

    @property
    def weight(self) -> float:
        """The strength of the tie: the co-attendance weight plus one for each declared relationship.

        A meeting of two organisations weighs 1 in Newman's scheme, so a declared relationship counts as much as having met
        once with nobody else in the room.
        """
        return self.met + self.declared

    @property
    def ends(self) -> Pair:
        """Both nodes, the smaller id first."""
        return (self.first, self.second)


def pair(one: int, other: int) -> Pair:
    """Return the two ids in the one order that ties use; raise ``ValueError`` for a loop."""
    if one == other:
        message = "A tie needs two different nodes."
        raise ValueError(message)
    return (one, other) if one < other else (other, one)


def co_attendance(meetings: Iterable[Collection[int]]) -> dict[Pair, float]:
    """Return the co-attendance weight of every pair that met.

    w_uv = Σ_k 1 / (d_k − 1) over the meetings k that both attended, d_k being the number of organisations present; meetings
    with fewer than two are left out. So each organisation's weights sum to the number of meetings it shared with
    somebody. (Newman 2001, *Physical Review E* 64:016132, eq. 2.)
    """
    weights: defaultdict[Pair, float] = defaultdict(float)
    for present in meetings:
        nodes = sorted(set(present))
        if len(nodes) < 2:
            continue
        share = 1 / (len(nodes) - 1)
        for one, other in combinations(nodes, 2):
            weights[one, other] += share
    return dict(weights)


def merge_ties(met: Mapping[Pair, float], declared: Iterable[tuple[int, int]]) -> list[Tie]:
    """Combine co-attendance weights with declared relationships into one tie per pair, ordered by the pair.

    ``declared`` holds one pair of ids, in either order, for each relationship; an organisation's relationship with
    itself is no tie.
    """
    counts: defaultdict[Pair, int] = defaultdict(int)
    for one, other in declared:
        if one != other:
            counts[pair(one, other)] += 1
    return [
        Tie(first=ends[0], second=ends[1], met=met.get(ends, 0.0), declared=counts.get(ends, 0))
        for ends in sorted({*met, *counts})
    ]
