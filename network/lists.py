"""The network's pages: the picture, the organisations and the ties, under the same filters."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from network.filters import NetworkFilter, NetworkSearch
from network.selectors import Network, OrganisationNode, TieRow, network_for_team
from stakeholders.listing import Column, Listing
from stakeholders.models import Organisation
from stakeholders.search_keys import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholders.http import AuthedHttpRequest


class NetworkListing(Listing[Any]):
    """A list whose rows are worked out and not read: it is narrowed by the selector and sorted here."""

    export_permission = "network.export_network"
    filterset: NetworkFilter

    def __init__(self, request: AuthedHttpRequest) -> None:
        """Read the filters and the network that they ask for."""
        super().__init__(request, Organisation.objects.none())
        self.whole: Network = network_for_team(request.user, self.filterset.network_query)
        sector = self.filterset.chosen_sector
        self.network: Network = self.whole.around(sector.pk) if sector else self.whole

    @property
    @abstractmethod
    def found(self) -> Sequence[Any]:
        """The rows, in any order."""

    @property
    def ordered(self) -> QuerySet[Any]:
        """The rows in the order asked for; what has no value comes last."""
        name, descending = self._sort
        value = next(column.value for column in self.columns if column.name == name)
        known = sorted(
            (row for row in self.found if value(row) is not None), key=lambda row: _order(value(row))
        )
        rows: Any = (known[::-1] if descending else known) + [row for row in self.found if value(row) is None]
        return rows  # type: ignore[no-any-return]  # a sequence; paginator and export take either


def _order(value: object) -> Any:
    return fold(value) if isinstance(value, str) else value


def _matches(text: str, node: OrganisationNode) -> bool:
    if not text:
        return True
    folded = fold(f"{node.name} {node.short}")
    return all(word in folded for word in fold(text).split())


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


class OrganisationTable(NetworkListing):
    """The organisations that have ties, with their position between the others."""

    template = "network/organisation_list.html"
    filterset_class = NetworkSearch
    default_sort = "-contacts"
    file_name = "network-organisations"
    columns = (
        Column[Any]("name", _("Organisation"), lambda node: node.name, sort=("name",)),
        Column[Any]("kind", _("Kind"), lambda node: node.kind, in_page=False),
        Column[Any]("country", _("Country or region"), lambda node: node.country, in_page=False),
        Column[Any]("sector", _("Sector"), lambda node: node.sector and node.sector.name, sort=("sector",)),
        Column[Any]("contacts", _("Contacts"), lambda node: node.position.contacts, ("contacts",), "number"),
        Column[Any](
            "outside", _("In other sectors"), lambda node: node.position.outside, ("outside",), "number"
        ),
        Column[Any](
            "strength", _("Strength"), lambda node: _rounded(node.position.strength), ("strength",), "number"
        ),
        Column[Any](
            "between",
            _("Betweenness"),
            lambda node: _rounded(node.position.betweenness),
            ("between",),
            "number",
        ),
        Column[Any](
            "constraint",
            _("Constraint"),
            lambda node: _rounded(node.position.constraint),
            ("constraint",),
            "number",
        ),
        Column[Any](
            "joins", _("Joins silos"), lambda node: node.position.roles.between_silos, ("joins",), "number"
        ),
    )

    @property
    def found(self) -> Sequence[OrganisationNode]:
        """The organisations whose name matches the search."""
        text = self.filterset.search_text
        return [node for node in self.network.nodes if _matches(text, node)]


class TieTable(NetworkListing):
    """The ties, from the strongest."""

    template = "network/tie_list.html"
    filterset_class = NetworkSearch
    default_sort = "-weight"
    file_name = "network-ties"
    columns = (
        Column[Any]("first", _("Organisation"), lambda tie: tie.first.name, sort=("first",)),
        Column[Any](
            "first_sector",
            _("Its sector"),
            lambda tie: tie.first.sector and tie.first.sector.name,
            in_page=False,
        ),
        Column[Any]("second", _("Other organisation"), lambda tie: tie.second.name, sort=("second",)),
        Column[Any](
            "second_sector",
            _("Sector of the other"),
            lambda tie: tie.second.sector and tie.second.sector.name,
            in_page=False,
        ),
        Column[Any]("meetings", _("Meetings shared"), lambda tie: tie.meetings, ("meetings",), "number"),
        Column[Any]("kinds", _("Relationships"), lambda tie: [str(kind.label) for kind in tie.kinds]),
        Column[Any]("crosses", _("Between sectors"), lambda tie: tie.crosses, ("crosses",)),
        Column[Any]("weight", _("Strength"), lambda tie: _rounded(tie.weight), ("weight",), "number"),
    )

    @property
    def found(self) -> Sequence[TieRow]:
        """The ties of which one end's name matches the search."""
        text = self.filterset.search_text
        return [tie for tie in self.network.ties if _matches(text, tie.first) or _matches(text, tie.second)]


class Overview(OrganisationTable):
    """The picture and what it says, under the filters of the tables."""

    template = "network/overview.html"
    filterset_class = NetworkFilter

    @cached_property
    def has_ties(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.network.nodes)
