"""Who is probably in the registry already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from rapidfuzz import fuzz, process

from stakeholders.models import Organisation, Person
from stakeholders.search_keys import fold

# Per cent of likeness (rapidfuzz, words in any order) from which two names are probably one; by trial on the demo's names:
# "Arab Reform Initiatve" finds its original, "Government of Algeria" does not find "Government of Bulgaria".
LIKENESS = 91
MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Likely:
    """A record that is probably the same, and why."""

    record: Organisation | Person
    same_email: bool = False

    @property
    def url(self) -> str:
        """The record's page."""
        if isinstance(self.record, Organisation):
            return reverse("stakeholders:organisation_detail", args=[self.record.slug])
        return reverse("stakeholders:person_detail", args=[self.record.uuid])

    @property
    def hint(self) -> str:
        """What tells it from a namesake."""
        kind = self.record.get_kind_display() if isinstance(self.record, Organisation) else ""
        return " · ".join(filter(None, [kind, self.record.country]))


def likely_same_organisations(names: Iterable[str]) -> list[Likely]:
    """Return organisations of which a name, short name or alias is one of ``names``, or nearly so; archived ones too."""
    spellings: list[tuple[int, str]] = []
    for pk, name, short_name, aliases in Organisation.objects.values_list(
        "pk", "name", "short_name", "aliases"
    ):
        spellings.extend((pk, spelling) for spelling in (name, short_name, *aliases) if spelling)
    found = Organisation.objects.in_bulk(_alike(names, spellings))
    return [Likely(found[pk]) for pk in list(found)[:MOST_SHOWN]]


def likely_same_people(names: Iterable[str], email: str) -> list[Likely]:
    """Return people of that address, and people of whom a spelling is one of ``names``, or nearly so; archived ones too."""
    by_email = list(Person.objects.filter(email__iexact=email)) if email else []
    spellings: list[tuple[int, str]] = []
    for pk, name, other_names in Person.objects.values_list("pk", "name", "other_names"):
        spellings.extend((pk, spelling) for spelling in (name, *other_names) if spelling)
    alike = Person.objects.in_bulk(set(_alike(names, spellings)) - {person.pk for person in by_email})
    likely = [Likely(person, same_email=True) for person in by_email]
    return [*likely, *(Likely(person) for person in alike.values())][:MOST_SHOWN]


def _alike(names: Iterable[str], spellings: list[tuple[int, str]]) -> list[int]:
    folded = [fold(spelling) for _pk, spelling in spellings]
    found: dict[int, None] = {}
    for name in names:
        matches = process.extract(
            fold(name), folded, scorer=fuzz.token_sort_ratio, score_cutoff=LIKENESS, limit=MOST_SHOWN
        )
        found |= dict.fromkeys(spellings[index][0] for _match, _score, index in matches)
    return list(found)
