"""From what is recorded to what the pages show: the measures of one network, on plain data."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from network.enums import Openness
from network.graph import (
    Brokerage,
    Pair,
    Point2D,
    SiloOpenness,
    Tie,
    brokerage,
    burt_constraint,
    co_attendance,
    freeman_betweenness,
    merge_ties,
    pair,
    place_nodes,
    silo_openness,
    strangers,
)

NO_SECTOR = 0
MOST_DRAWN = 150
"""A picture of more organisations tells nobody anything; the table has them all."""
SIGNIFICANT = 0.05


@dataclass(frozen=True, slots=True)
class Records:
    """What a network is made of.

    The primary sector of each organisation (``NO_SECTOR`` without one), the organisations at each meeting, and the declared
    relationships as (source, target, kind).
    """

    sectors: tuple[tuple[int, int], ...]
    meetings: tuple[tuple[int, ...], ...]
    relationships: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Position:
    """An organisation's place between the others."""

    contacts: int
    outside: int
    strength: float
    betweenness: float
    constraint: float | None
    roles: Brokerage


@dataclass(frozen=True, slots=True)
class Measures:
    """Everything that is worked out about one network; ids throughout."""

    ties: tuple[Tie, ...]
    meetings_shared: dict[Pair, int]
    kinds: dict[Pair, tuple[str, ...]]
    positions: dict[int, Position]
    openness: tuple[SiloOpenness, ...]
    strangers: tuple[Pair, ...]
    places: dict[int, Point2D]


def measure(records: Records) -> Measures:
    """Work out ties, positions, silos and the picture's places. The same records always give the same answer."""
    sectors = dict(records.sectors)
    ties = merge_ties(
        co_attendance(records.meetings), ((one, other) for one, other, _ in records.relationships)
    )
    pairs = [tie.ends for tie in ties]
    tied = sorted({end for ends in pairs for end in ends})
    silos = {node: sectors[node] for node in tied if sectors[node] != NO_SECTOR}
    positions = _positions(tied, ties, sectors, silos)
    drawn = sorted(tied, key=lambda node: (-positions[node].contacts, -positions[node].strength, node))[
        :MOST_DRAWN
    ]
    return Measures(
        ties=tuple(ties),
        meetings_shared=_meetings_shared(records.meetings),
        kinds=_kinds(records.relationships),
        positions=positions,
        openness=tuple(silo_openness(silos, pairs)),
        strangers=tuple(strangers(silos, pairs)),
        places=place_nodes(
            {node: sectors[node] for node in drawn}, [tie for tie in ties if {*tie.ends} <= {*drawn}]
        ),
    )


def _positions(
    tied: list[int], ties: list[Tie], sectors: dict[int, int], silos: dict[int, int]
) -> dict[int, Position]:
    contacts: Counter[int] = Counter()
    outside: Counter[int] = Counter()
    strength: defaultdict[int, float] = defaultdict(float)
    for tie in ties:
        crosses = sectors[tie.first] != sectors[tie.second]
        for end in tie.ends:
            contacts[end] += 1
            outside[end] += crosses
            strength[end] += tie.weight
    betweenness = freeman_betweenness(tied, ties)
    constraint = burt_constraint(tied, ties)
    roles = brokerage(silos, [tie.ends for tie in ties])
    return {
        node: Position(
            contacts=contacts[node],
            outside=outside[node],
            strength=strength[node],
            betweenness=betweenness[node],
            constraint=constraint[node],
            roles=roles.get(node, Brokerage()),
        )
        for node in tied
    }


def _meetings_shared(meetings: Iterable[tuple[int, ...]]) -> dict[Pair, int]:
    return dict(Counter(couple for present in meetings for couple in combinations(sorted(set(present)), 2)))


def _kinds(relationships: Iterable[tuple[int, int, str]]) -> dict[Pair, tuple[str, ...]]:
    kinds: dict[Pair, set[str]] = {}
    for one, other, kind in relationships:
        if one != other:
            kinds.setdefault(pair(one, other), set()).add(kind)
    return {ends: tuple(sorted(found)) for ends, found in kinds.items()}


def verdict(row: SiloOpenness) -> Openness:
    """Say what an E-I index means: only what lies further from chance than 19 shuffles in 20 is called closed or open."""
    if row.index is None or row.expected is None or row.p_value is None:
        return Openness.UNKNOWN
    if row.p_value > SIGNIFICANT:
        return Openness.CHANCE
    return Openness.CLOSED if row.index < row.expected else Openness.OPEN
