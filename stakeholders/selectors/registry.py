"""What the lists and pages of the registry show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from stakeholders.models import Affiliation, Organisation, Person, Relationship, Sector

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from stakeholders.models import User
    from stakeholders.querysets import RegistryQuerySet


@dataclass(frozen=True, slots=True)
class Tie:
    """A declared relationship as one of its two organisations sees it."""

    relationship: Relationship
    other: Organisation
    outgoing: bool


@dataclass(frozen=True, slots=True)
class Places:
    """Affiliations, present and past."""

    current: Sequence[Affiliation]
    past: Sequence[Affiliation]


def organisations_for_list(user: User) -> RegistryQuerySet[Any]:
    """Return organisations with what their list shows, the number of people aside: see :func:`count_people`."""
    return Organisation.objects.visible_to(user).annotate(
        sector_name=Coalesce("primary_sector__name", Value(""))
    )


def count_people(organisations: Sequence[Organisation]) -> None:
    """Attach to each organisation how many people belong to it now, as ``people_count``."""
    current = Affiliation.objects.filter(organisation__in=organisations, ended_on__isnull=True)
    counts = dict(current.order_by().values_list("organisation").annotate(count=Count("pk")))
    for organisation in organisations:
        organisation.people_count = counts.get(organisation.pk, 0)  # type: ignore[attr-defined]


PEOPLE_COUNT = Subquery(
    Affiliation.objects.filter(organisation=OuterRef("pk"), ended_on__isnull=True)
    .order_by()
    .values("organisation")
    .annotate(count=Count("pk"))
    .values("count"),
    output_field=IntegerField(),
)
"""The same number as something to sort by."""


def add_current_places(people: Sequence[Person]) -> None:
    """Attach to each person the names of the organisations that they belong to now, as ``organisation_names``."""
    names: dict[int, list[str]] = {person.pk: [] for person in people}
    current = Affiliation.objects.filter(person__in=people, ended_on__isnull=True)
    places = current.order_by("organisation__sort_key", "pk").values_list("person", "organisation__name")
    for person_id, name in places:
        if name not in names[person_id]:  # two roles in one place
            names[person_id].append(name)
    for person in people:
        person.organisation_names = names[person.pk]  # type: ignore[attr-defined]


def sectors_for_list(user: User) -> RegistryQuerySet[Any]:
    """Return sectors with how many organisations work in each, archived ones aside."""
    current = {"archived_at__isnull": True}
    return Sector.objects.visible_to(user).annotate(
        primary_count=Count(
            "primary_organisations",
            filter=Q(**{f"primary_organisations__{field}": value for field, value in current.items()}),
            distinct=True,
        ),
        further_count=Count(
            "further_organisations",
            filter=Q(**{f"further_organisations__{field}": value for field, value in current.items()}),
            distinct=True,
        ),
    )


def affiliations_of_organisation(organisation: Organisation) -> Places:
    """Return who belongs and who belonged to an organisation."""
    return _places(organisation.affiliations.select_related("person").order_by("person__sort_key", "pk"))


def affiliations_of_person(person: Person) -> Places:
    """Return where somebody belongs and belonged."""
    return _places(person.affiliations.select_related("organisation").order_by("-started_on", "pk"))


def ties_of_organisation(organisation: Organisation) -> list[Tie]:
    """Return the declared relationships of an organisation, those that have ended last."""
    found = Relationship.objects.filter(Q(source=organisation) | Q(target=organisation))
    ties = [
        Tie(
            one,
            one.target if one.source_id == organisation.pk else one.source,
            one.source_id == organisation.pk,
        )
        for one in found.select_related("source", "target").order_by("kind", "pk")
    ]
    return sorted(
        ties, key=lambda tie: (is_past(tie.relationship), tie.relationship.kind, tie.other.sort_key)
    )


def is_past(record: Affiliation | Relationship) -> bool:
    """Whether an affiliation or a relationship has ended."""
    return record.ended_on is not None and record.ended_on < timezone.localdate()


def _places(affiliations: Iterable[Affiliation]) -> Places:
    found = list(affiliations)
    return Places(
        current=[place for place in found if not is_past(place)],
        past=[place for place in found if is_past(place)],
    )
