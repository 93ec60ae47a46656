"""The network as its pages show it: measures with names beside them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TYPE_CHECKING, TypeVar

from django.core.cache import cache
from django.utils.functional import cached_property

from network.enums import Openness, TieKind
from network.graph import place_nodes
from network.measuring import NO_SECTOR, Measures, measure, verdict
from network.selectors.records import NetworkQuery, records_for_team
from stakeholders.models import Organisation, Sector

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

    from network.graph import Pair, Point2D, SiloOpenness
    from network.measuring import Position
    from stakeholders.models import User

_Worked = TypeVar("_Worked")

CACHE_SECONDS = 24 * 60 * 60
CACHE_VERSION = 1
"""Raise it when :class:`~network.measuring.Measures` or a formula changes."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An E-I index with what it says; on the scale −1 is −100 and +1 is 100."""

    measured: SiloOpenness

    @property
    def verdict(self) -> Openness:
        """What it says when chance is taken into account."""
        return verdict(self.measured)

    @property
    def on_scale(self) -> int | None:
        """Where the index stands on the scale."""
        return None if self.measured.index is None else round(100 * self.measured.index)

    @property
    def expected_on_scale(self) -> int | None:
        """Where chance would put it."""
        return None if self.measured.expected is None else round(100 * self.measured.expected)


@dataclass(frozen=True, slots=True)
class SectorRow:
    """A silo: how open it is and the silos with which it has no tie. ``style`` numbers its colour and shape."""

    pk: int
    slug: str
    name: str
    style: int
    openness: Reading
    strangers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrganisationNode:
    """An organisation that has ties."""

    pk: int
    slug: str
    name: str
    short: str
    kind: str
    country: str
    sector: SectorRow | None
    position: Position


@dataclass(frozen=True, slots=True)
class TieRow:
    """Two organisations and what ties them: the meetings they shared and the kinds of declared relationship."""

    first: OrganisationNode
    second: OrganisationNode
    weight: float
    meetings: int
    kinds: tuple[TieKind, ...]

    @property
    def crosses(self) -> bool:
        """Whether it leads from one sector to another."""
        return self.first.sector != self.second.sector


@dataclass(frozen=True)
class Network:
    """One network: its organisations by name, its ties from the strongest, its silos by name."""

    measures: Measures
    nodes: tuple[OrganisationNode, ...]
    sectors: tuple[SectorRow, ...]

    @property
    def whole(self) -> Reading:
        """How open the network is as a whole."""
        return Reading(self.measures.openness[0])

    @property
    def places(self) -> dict[int, Point2D]:
        """Where the picture's organisations stand."""
        return self.measures.places

    @cached_property
    def ties(self) -> tuple[TieRow, ...]:
        """The ties with names, from the strongest to the weakest."""
        order = {node.pk: place for place, node in enumerate(self.nodes)}
        rows = (
            TieRow(
                first=self.nodes[min(order[end] for end in tie.ends)],
                second=self.nodes[max(order[end] for end in tie.ends)],
                weight=tie.weight,
                meetings=self.measures.meetings_shared.get(tie.ends, 0),
                kinds=tuple(TieKind(kind) for kind in self.measures.kinds.get(tie.ends, ())),
            )
            for tie in self.measures.ties
        )
        return tuple(sorted(rows, key=lambda row: (-row.weight, row.first.name, row.second.name)))

    @property
    def connectors(self) -> tuple[OrganisationNode, ...]:
        """The five that join most pairs from different silos which have no tie of their own."""
        joining = [node for node in self.nodes if node.position.roles.between_silos]
        return tuple(sorted(joining, key=lambda node: -node.position.roles.between_silos)[:5])

    def around(self, sector: int) -> Network:
        """Return the part that a silo's members and their contacts make up, drawn for itself; the measures stay."""
        inside = {node.pk for node in self.nodes if node.sector is not None and node.sector.pk == sector}
        ties = tuple(tie for tie in self.measures.ties if not inside.isdisjoint(tie.ends))
        kept = inside.union(*(tie.ends for tie in ties))
        nodes = tuple(node for node in self.nodes if node.pk in kept)
        drawn = tuple(
            (node.pk, node.sector.pk if node.sector else NO_SECTOR)
            for node in nodes
            if node.pk in self.places
        )
        places = _kept("places", (drawn, ties), lambda: place_nodes(dict(drawn), ties))
        return Network(
            measures=replace(self.measures, ties=ties, places=places), nodes=nodes, sectors=self.sectors
        )


def network_for_team(user: User, query: NetworkQuery) -> Network:
    """Return the network that ``user`` may see under ``query``.

    What is costly to work out is kept, under a fingerprint of the very records it comes from: it can be recomputed but
    never be out of date.
    """
    records, organisations = records_for_team(user, query)
    measures = _kept("measures", records, lambda: measure(records))
    sectors = _sectors(measures)
    by_id = {sector.pk: sector for sector in sectors}
    nodes = sorted(
        (_node(organisations[pk], by_id, position) for pk, position in measures.positions.items()),
        key=lambda node: (node.name.casefold(), node.pk),
    )
    return Network(measures=measures, nodes=tuple(nodes), sectors=sectors)


def _kept(name: str, source: object, work: Callable[[], _Worked]) -> _Worked:
    """Return what ``work`` makes of ``source``, once for each ``source``."""
    key = f"network:{CACHE_VERSION}:{name}:{sha256(repr(source).encode()).hexdigest()}"
    found: _Worked | None = cache.get(key)
    if found is None:
        found = work()
        cache.set(key, found, CACHE_SECONDS)
    return found


def _sectors(measures: Measures) -> tuple[SectorRow, ...]:
    """Return the silos that the network touches; a sector keeps its colour whatever the filters."""
    measured = {row.silo: row for row in measures.openness}
    known = list(Sector.objects.values_list("pk", "slug", "name"))
    names = {pk: name for pk, _, name in known}
    apart = _strangers_by_sector(measures.strangers, names)
    return tuple(
        SectorRow(pk, slug, name, style, Reading(measured[pk]), apart[pk])
        for style, (pk, slug, name) in enumerate(known)
        if pk in measured
    )


def _strangers_by_sector(couples: tuple[Pair, ...], names: dict[int, str]) -> dict[int, tuple[str, ...]]:
    apart: defaultdict[int, list[str]] = defaultdict(list)
    for one, other in couples:
        apart[one].append(names[other])
        apart[other].append(names[one])
    return defaultdict(tuple, {pk: tuple(sorted(found)) for pk, found in apart.items()})


def _node(organisation: Organisation, sectors: dict[int, SectorRow], position: Position) -> OrganisationNode:
    return OrganisationNode(
        pk=organisation.pk,
        slug=organisation.slug,
        name=organisation.name,
        short=organisation.short,
        kind=organisation.get_kind_display(),
        country=organisation.country,
        sector=sectors.get(organisation.primary_sector_id or 0),
        position=position,
    )


def untied_organisations(network: Network) -> QuerySet[Organisation]:
    """Return the registry's organisations that have no tie in this network."""
    return Organisation.objects.current().exclude(pk__in=[node.pk for node in network.nodes])
