"""Where pickers pick from, and what they suggest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Case, IntegerField, Model, Q, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from stakeholders.models import Organisation, Person, Sector
from stakeholders.search_keys import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from stakeholders.querysets import RegistryQuerySet

_M = TypeVar("_M", bound=Model)
MIN_LETTERS = 2
SUGGESTIONS = 12


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be picked: its public key, its name, and what tells it from a namesake."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Source(Generic[_M]):
    """Where a picker picks from. ``lookup`` names the model's public key, ``add`` the page that makes one."""

    key: str
    lookup: str
    placeholder: str | Promise
    add: str
    everything: Callable[[], RegistryQuerySet[_M]]
    item: Callable[[_M], Item]
    names: Callable[[_M], Iterable[str]]

    def suggest(self, text: str, limit: int = SUGGESTIONS) -> list[_M]:
        """Return what is not archived and matches ``text``; names that begin with it come first."""
        folded = fold(text)
        if len(folded) < MIN_LETTERS:
            return []
        begins = Case(
            When(Q(search_key__startswith=folded) | Q(search_key__contains=f" | {folded}"), then=Value(0)),
            default=Value(1),
            output_field=IntegerField(),
        )
        return list(self.everything().current().matching(text).order_by(begins, "search_key", "pk")[:limit])

    def exactly(self, text: str) -> list[_M]:
        """Return what bears this very name, whatever its case, diacritics or Arabic spelling."""
        folded = fold(text)
        return [
            found for found in self.suggest(text, 50) if folded in {fold(name) for name in self.names(found)}
        ]

    def by_key(self, values: Iterable[str]) -> list[_M]:
        """Return the objects of these public keys, archived ones included, in the order given."""
        wanted = [value for value in values if value]
        if not wanted:
            return []
        try:
            found = self.everything().filter(**{f"{self.lookup}__in": wanted})
            by_value = {str(getattr(one, self.lookup)): one for one in found}
        except (ValidationError, ValueError):
            return []
        return [by_value[value] for value in wanted if value in by_value]


def _organisation_item(organisation: Organisation) -> Item:
    facts = [organisation.short_name, organisation.get_kind_display(), organisation.country]
    return Item(organisation.slug, organisation.name, " · ".join(filter(None, facts)))


def _person_item(person: Person) -> Item:
    places = [place.organisation.short for place in person.affiliations.all() if place.ended_on is None]
    return Item(str(person.uuid), person.name, " · ".join([*places, *filter(None, [person.country])]))


ORGANISATIONS: Source[Organisation] = Source(
    key="organisations",
    lookup="slug",
    placeholder=gettext_lazy("Search organisations"),
    add="stakeholders:organisation_create",
    everything=Organisation.objects.all,
    item=_organisation_item,
    names=lambda organisation: [organisation.name, organisation.short_name, *organisation.aliases],
)
PEOPLE: Source[Person] = Source(
    key="people",
    lookup="uuid",
    placeholder=gettext_lazy("Search people"),
    add="stakeholders:person_create",
    everything=lambda: Person.objects.prefetch_related("affiliations__organisation"),
    item=_person_item,
    names=lambda person: [person.name, *person.other_names, person.email],
)
SECTORS: Source[Sector] = Source(
    key="sectors",
    lookup="slug",
    placeholder=gettext_lazy("Search sectors"),
    add="stakeholders:sector_create",
    everything=Sector.objects.all,
    item=lambda sector: Item(sector.slug, sector.name),
    names=lambda sector: [sector.name],
)
SOURCES: dict[str, Source[Any]] = {source.key: source for source in (ORGANISATIONS, PEOPLE, SECTORS)}
