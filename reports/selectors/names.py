"""Whom a report of a meeting must not name: the input of the guard. It stays within the server's memory."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import AttributionRule, PointStatus
from dialogues.models import Meeting, Participation, Point
from reports.guard import Composition, Guard, NameKind, Place, ProtectedName, Standing, country_code
from reports.selectors.look import look_for
from reports.selectors.meetings import report_meetings
from stakeholders.enums import Protection
from stakeholders.models import Affiliation, Organisation, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from reports.models import Report

# The subject of a finding whose way out may be that this participation's consent is recorded.
CONSENTING = "participation"
# Where a name stands that the words on the page do not show, or not at first sight.
WHERE = {
    Place.HEADING: gettext_lazy("in a heading"),
    Place.CELL: gettext_lazy("in a table"),
    Place.FOOTNOTE: gettext_lazy("in a footnote"),
    Place.LINK: gettext_lazy("in the address of a link"),
    Place.IMAGE: gettext_lazy("in the address of an image"),
    Place.ALT: gettext_lazy("in the text that stands for an image"),
    Place.CAPTION: gettext_lazy("in a caption"),
    Place.COMMENT: gettext_lazy("in a comment left in the text"),
}
# Gender is described by each person in their own words; only these words are counted, and only if all have given one.
GENDERS = {
    **dict.fromkeys(("man", "male", "m", "homme", "masculin", "ذكر", "رجل"), "men"),
    **dict.fromkeys(
        ("woman", "female", "f", "w", "femme", "féminin", "kvinna", "k", "أنثى", "امرأة"), "women"
    ),
}


def guard_for_report(report: Report) -> Guard:
    """Return the guard for the texts of a report, of all meetings that it covers, its index built."""
    return _guard(report_meetings(report), report.language)


def guard_for_meeting(meeting: Meeting, *, language: str = "en") -> Guard:
    """Return the guard for texts about ``meeting``, its index built."""
    return _guard([meeting], language)


def beside_the_text(report: Report) -> tuple[str, ...]:
    """Return the words of the institute that a version would carry: its imprint, what its logo shows."""
    look = look_for(report.language)
    return tuple(filter(None, (look.imprint, look.logo_alt)))


def _guard(meetings: Sequence[Meeting], language: str) -> Guard:
    room = _Room(meetings)
    return Guard(
        (*room.names, *room.absent()),
        allowed=tuple(dict.fromkeys(name for meeting in meetings for name in allowed_names(meeting))),
        standings=room.standings(),
        composition=_composition(room.participations),
        language=language,
    )


def protected_names(meeting: Meeting) -> tuple[ProtectedName, ...]:
    """Return everybody on the list of ``meeting`` and where they belong, and whoever is protected.

    Whoever agreed to be named may be for the attributed items in which they presented or spoke, with the organisation
    they represented. Organisations that may be named publicly are not protected: who spoke for them is.
    """
    room = _Room([meeting])
    return (*room.names, *room.absent())


class _Room:
    """Everybody on the lists of some meetings, each once, and where they belong.

    Whoever was at several may be named for what they agreed to in any of them, and counts as one.
    """

    def __init__(self, meetings: Sequence[Meeting]) -> None:
        self.participations = list(
            Participation.objects.filter(meeting__in=meetings)
            .select_related("person", "organisation", "meeting")
            .order_by("pk")
        )
        attributed = {pk: items for one in meetings for pk, items in _attributed_items(one).items()}
        consented: dict[int, frozenset[str]] = {
            one.pk: frozenset(attributed.get(one.pk, ())) if one.may_be_named else frozenset()
            for one in self.participations
        }
        agreed: dict[int, set[str]] = defaultdict(set)
        for one in self.participations:
            agreed[one.person_id] |= consented[one.pk]
        # Of somebody who was at several, the place where consent would help comes last: it is the one that is shown.
        helpful = sorted(self.participations, key=lambda one: one.pk in attributed and not one.may_be_named)
        self.people = {one.person_id: _person(one, frozenset(agreed[one.person_id])) for one in helpful}
        represented: dict[int, set[str]] = defaultdict(set)
        for one in self.participations:
            if one.organisation_id:
                represented[one.organisation_id] |= consented[one.pk]
        self.affiliations = list(
            Affiliation.objects.filter(person__in=self.people, ended_on__isnull=True)
            .select_related("organisation")
            .order_by("pk")
        )
        hidden = (
            Organisation.objects.filter(
                may_be_named=False,
                pk__in=[*represented, *(one.organisation_id for one in self.affiliations)],
            )
            .exclude(pk__in=[meeting.dialogue.host_id for meeting in meetings])
            .order_by("pk")
        )
        organisations = (_organisation(one, frozenset(represented.get(one.pk, ()))) for one in hidden)
        self.names = (*self.people.values(), *organisations)

    def absent(self) -> Iterator[ProtectedName]:
        """Whoever is protected and was not there."""
        return map(_protected, _protected_elsewhere(self.people.keys()))

    def standings(self) -> list[Standing]:
        """What everybody is, and where; also whom they represent without a role on record."""
        found = [
            _standing(self.people[one.person_id], one.organisation, one.role) for one in self.affiliations
        ]
        known = {(one.person_id, one.organisation_id) for one in self.affiliations}
        found += [
            _standing(self.people[one.person_id], one.organisation, "")
            for one in self.participations
            if one.organisation and (one.person_id, one.organisation_id) not in known
        ]
        return found


def _protected_elsewhere(there: Iterable[int]) -> Iterable[Person]:
    return Person.objects.filter(protection=Protection.PROTECTED).exclude(pk__in=there).order_by("pk")


def _standing(person: ProtectedName, organisation: Organisation, role: str) -> Standing:
    return Standing(
        person=person,
        role=role,
        organisation=_spellings(organisation),
        sort=organisation.kind,
        country=country_code(organisation.country),
        is_public=organisation.may_be_named,
    )


def _composition(participations: Iterable[Participation]) -> Composition:
    """Count who took part, each person once."""
    present = {one.person_id: one for one in participations if one.attended}.values()
    genders = Counter(GENDERS.get(one.person.gender.strip().casefold(), "") for one in present)
    homes = Counter(
        country_code(one.person.country or (one.organisation.country if one.organisation else ""))
        for one in present
    )
    return Composition(
        sorts=Counter(one.organisation.kind for one in present if one.organisation),
        genders={} if genders[""] else genders,
        countries={code: count for code, count in homes.items() if code},
        reason=_("points at fewer than three people"),
    )


def allowed_names(meeting: Meeting) -> tuple[str, ...]:
    """Return the spellings that may stand anywhere: the host, and whoever is publicly asked or represented."""
    host = meeting.dialogue.host
    public = Organisation.objects.filter(may_be_named=True)
    near = public.filter(asked_in__recommendation__meeting=meeting) | public.filter(
        participations__meeting=meeting
    )
    organisations = {host.pk: host, **{one.pk: one for one in near.distinct()}}
    return tuple(spelling for one in organisations.values() for spelling in _spellings(one))


def _spellings(organisation: Organisation) -> tuple[str, ...]:
    return tuple(filter(None, (organisation.name, organisation.short_name, *organisation.aliases)))


def _attributed_items(meeting: Meeting) -> Mapping[int, set[str]]:
    """The attributed items by who presented or spoke in them."""
    items: dict[int, set[str]] = defaultdict(set)
    for item in meeting.agenda_items.select_related("meeting").prefetch_related("presenters"):
        if item.rule == AttributionRule.ATTRIBUTED:
            for presenter in item.presenters.all():
                items[presenter.pk].add(str(item.uuid))
    spoken = Point.objects.filter(
        agenda_item__meeting=meeting,
        attribution=AttributionRule.ATTRIBUTED,
        status__in=[PointStatus.VISIBLE, PointStatus.MERGED],
    )
    for author, where in spoken.filter(author__isnull=False).values_list("author_id", "agenda_item__uuid"):
        items[author].add(str(where))
    return items


def _person(participation: Participation, items: frozenset[str]) -> ProtectedName:
    person = participation.person
    if items:
        reason = _("agreed to be named for what they presented, not for this part")
    elif person.is_protected:
        reason = _("is protected and never named")
    else:
        reason = _("has not agreed to be named")
    return ProtectedName(
        subject=f"{'protected' if person.is_protected else CONSENTING}:{participation.uuid}@{participation.meeting.slug}",
        label=person.name,
        kind=NameKind.PERSON,
        reason=reason,
        spellings=(person.name, *person.other_names),
        emails=(person.email,) if person.email else (),
        phones=(person.phone,) if person.phone else (),
        allowed_items=items,
    )


def _protected(person: Person) -> ProtectedName:
    return ProtectedName(
        subject=f"protected:{person.uuid}",
        label=person.name,
        kind=NameKind.PERSON,
        reason=_("is protected and never named"),
        spellings=(person.name, *person.other_names),
        emails=(person.email,) if person.email else (),
        phones=(person.phone,) if person.phone else (),
        in_parts=False,
    )


def _organisation(organisation: Organisation, items: frozenset[str]) -> ProtectedName:
    return ProtectedName(
        subject=f"organisation:{organisation.slug}",
        label=organisation.name,
        kind=NameKind.ORGANISATION,
        reason=_("may not be named publicly, and somebody who belongs to it took part"),
        spellings=_spellings(organisation),
        sort=organisation.kind,
        allowed_items=items,
    )
