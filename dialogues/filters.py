"""What the lists of this app can be narrowed to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_filters import ChoiceFilter, ModelChoiceFilter

from dialogues.enums import ParticipationRole, Response
from stakeholders.enums import OrganisationKind
from stakeholders.listing import ListFilterSet, SearchFilter
from stakeholders.models import Sector

if TYPE_CHECKING:
    from dialogues.querysets import DialogueQuerySet
    from stakeholders.models import Person
    from stakeholders.querysets import RegistryQuerySet

ARCHIVED, EVERYTHING = "archived", "all"


class DialogueFilter(ListFilterSet):
    """Dialogues by words and by whether they go on."""

    q = SearchFilter(label=_("Search dialogues"))
    state = ChoiceFilter(
        label=_("State"),
        choices=[(ARCHIVED, _("Archived")), (EVERYTHING, _("All"))],
        empty_label=_("Going on"),
        method="by_state",
    )

    def filter_queryset(self, queryset: DialogueQuerySet) -> DialogueQuerySet:
        """Leave archived dialogues out unless they are asked for."""
        found: DialogueQuerySet = super().filter_queryset(queryset)
        return found if self.form.cleaned_data.get("state") else found.current()

    def by_state(self, queryset: DialogueQuerySet, _name: str, value: str) -> DialogueQuerySet:
        """Narrow to archived dialogues, or to nothing."""
        return queryset.filter(archived_at__isnull=False) if value == ARCHIVED else queryset


class PersonToInviteFilter(ListFilterSet):
    """People of the registry by name, and by the organisations they belong to now."""

    q = SearchFilter(label=_("Search by name"))
    kind = ChoiceFilter(label=_("Kind of organisation"), choices=OrganisationKind.choices, method="by_kind")
    sector = ModelChoiceFilter(
        label=_("Sector"), queryset=Sector.objects.current(), to_field_name="slug", method="by_sector"
    )

    def by_kind(self, queryset: RegistryQuerySet[Person], _name: str, value: str) -> RegistryQuerySet[Person]:
        """Narrow to people who belong to such an organisation now."""
        return _belonging(queryset, Q(affiliations__organisation__kind=value))

    def by_sector(
        self, queryset: RegistryQuerySet[Person], _name: str, value: Sector
    ) -> RegistryQuerySet[Person]:
        """Narrow to people who belong to an organisation of this sector now."""
        return _belonging(
            queryset,
            Q(affiliations__organisation__primary_sector=value)
            | Q(affiliations__organisation__further_sectors=value),
        )


class ParticipationFilter(ListFilterSet):
    """The people of a meeting."""

    q = SearchFilter(label=_("Search by name"))
    response = ChoiceFilter(label=_("Answer"), choices=Response.choices)
    role = ChoiceFilter(label=_("Role"), choices=ParticipationRole.choices)
    kind = ChoiceFilter(
        label=_("Kind of organisation"), choices=OrganisationKind.choices, field_name="organisation__kind"
    )


def _belonging(queryset: RegistryQuerySet[Person], where: Q) -> RegistryQuerySet[Person]:
    now = Q(affiliations__ended_on__isnull=True) | Q(affiliations__ended_on__gte=timezone.localdate())
    return queryset.filter(where, now).distinct()
