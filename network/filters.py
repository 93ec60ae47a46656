"""What a network can be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, DateFilter, ModelChoiceFilter

from dialogues.models import Dialogue
from network.enums import TieKind
from network.selectors import NetworkQuery
from stakeholders.enums import RelationshipKind
from stakeholders.listing import ListFilterSet, SearchFilter
from stakeholders.models import Sector

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from stakeholders.http import AuthedHttpRequest

DECLARED = "declared"


def _dialogues(request: AuthedHttpRequest) -> QuerySet[Dialogue]:
    return Dialogue.objects.visible_to(request.user)


class NetworkFilter(ListFilterSet):
    """Which ties to look at, and around which sector. It narrows what selectors read, not a queryset."""

    ties = ChoiceFilter(
        label=_("Ties from"),
        choices=[
            (TieKind.MET, TieKind.MET.label),
            (DECLARED, _("All declared relationships")),
            *((kind, TieKind(kind).label) for kind in RelationshipKind.values),
        ],
    )
    dialogue = ModelChoiceFilter(label=_("Meetings of"), queryset=_dialogues, to_field_name="slug")
    sector = ModelChoiceFilter(
        label=_("Around the sector"), queryset=Sector.objects.all(), to_field_name="slug"
    )
    since = DateFilter(label=_("From"))
    until = DateFilter(label=_("To"))

    @property
    def network_query(self) -> NetworkQuery:
        """The ties asked for; without a choice, all."""
        chosen = self._chosen
        dialogue = chosen.get("dialogue")
        return NetworkQuery(
            dialogue=dialogue.pk if dialogue else None,
            kinds=_kinds(chosen.get("ties") or ""),
            since=chosen.get("since"),
            until=chosen.get("until"),
        )

    @property
    def chosen_sector(self) -> Sector | None:
        """The sector around which to look, if any."""
        sector: Sector | None = self._chosen.get("sector")
        return sector

    @property
    def search_text(self) -> str:
        """The words searched for, if this set has a search."""
        return str(self._chosen.get("q") or "")

    @property
    def _chosen(self) -> dict[str, Any]:
        if not self.is_bound:
            return {}
        self.form.full_clean()
        chosen: dict[str, Any] = self.form.cleaned_data
        return chosen


class NameSearch(ListFilterSet):
    """A search by name."""

    q = SearchFilter(label=_("Search by name"))


class NetworkSearch(NameSearch, NetworkFilter):
    """The same with a search, for the tables."""


def _kinds(wanted: str) -> frozenset[str]:
    if not wanted:
        return frozenset(TieKind.values)
    return frozenset(RelationshipKind.values) if wanted == DECLARED else frozenset({wanted})
