"""Reads about dialogues: their themes as a tree, and the mix of those who came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Min, Q
from django.utils import timezone

from dialogues.enums import MeetingStatus, Response
from dialogues.models import Dialogue, Participation
from stakeholders.enums import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.contrib.auth.models import AnonymousUser

    from dialogues.models import Meeting, Theme
    from dialogues.querysets import DialogueQuerySet, ParticipationQuerySet
    from stakeholders.models import User


def dialogues_for_list(user: User | AnonymousUser) -> DialogueQuerySet:
    """Return the dialogues ``user`` may see with ``meeting_count`` and ``next_start``."""
    to_come = Q(
        meetings__ends_at__gte=timezone.now(),
        meetings__status__in=[MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.LIVE],
    )
    return (
        Dialogue.objects.visible_to(user)
        .select_related("host")
        .annotate(
            meeting_count=Count(
                "meetings", filter=~Q(meetings__status=MeetingStatus.CANCELLED), distinct=True
            ),
            next_start=Min("meetings__starts_at", filter=to_come),
        )
    )


@dataclass(frozen=True)
class ThemeRow:
    """A theme in the order of the tree; ``depth`` is 0 for those that stand for themselves."""

    theme: Theme
    depth: int
    is_first: bool
    is_last: bool


def theme_tree(dialogue: Dialogue) -> list[ThemeRow]:
    """Return the themes of ``dialogue``, each followed by its parts."""
    children: dict[int | None, list[Theme]] = {}
    for theme in dialogue.themes.all():
        children.setdefault(theme.parent_id, []).append(theme)
    rows: list[ThemeRow] = []

    def walk(parent: int | None, depth: int) -> None:
        siblings = children.get(parent, [])
        for index, theme in enumerate(siblings):
            rows.append(ThemeRow(theme, depth, index == 0, index == len(siblings) - 1))
            walk(theme.pk, depth + 1)

    walk(None, 0)
    return rows


@dataclass(frozen=True)
class CoverageRow:
    """A kind of organisation: how many people are wanted, how many there are."""

    kind: str
    label: str
    wanted: int
    count: int

    @property
    def is_reached(self) -> bool:
        """Whether there are as many as wanted."""
        return self.count >= self.wanted


@dataclass(frozen=True)
class Coverage:
    """The mix of people against the target mix (METHODS.md, coverage: groups present of groups targeted)."""

    rows: Sequence[CoverageRow]
    others: Sequence[CoverageRow]
    unknown: int

    @property
    def reached(self) -> int:
        """How many of the kinds wanted are there in the number wanted."""
        return sum(row.is_reached for row in self.rows)

    @property
    def missing(self) -> list[CoverageRow]:
        """The kinds of which there are too few."""
        return [row for row in self.rows if not row.is_reached]

    @property
    def total(self) -> int:
        """How many people were counted."""
        return sum(row.count for row in [*self.rows, *self.others]) + self.unknown


def coverage_of_meeting(meeting: Meeting) -> Coverage:
    """Compare those on the list, without those who declined (after the meeting: those who came), with the target mix."""
    people: ParticipationQuerySet = meeting.participations.all()
    if meeting.status in (MeetingStatus.ENDED, MeetingStatus.SEALED):
        people = people.present()
    else:
        people = people.exclude(response=Response.DECLINED)
    return _coverage(meeting.dialogue, people)


def coverage_of_dialogue(dialogue: Dialogue) -> Coverage:
    """Compare those who came to any meeting of ``dialogue``, each once, with the target mix."""
    return _coverage(dialogue, Participation.objects.filter(meeting__dialogue=dialogue).present())


def _coverage(dialogue: Dialogue, people: ParticipationQuerySet) -> Coverage:
    wanted = {target.organisation_kind: target.minimum for target in dialogue.counterpart_targets.all()}
    counted = people.order_by().values_list("organisation__kind").annotate(Count("person", distinct=True))
    return compare_mix(wanted, dict(counted))


def compare_mix(wanted: Mapping[str, int], counted: Mapping[str | None, int]) -> Coverage:
    """Set the numbers wanted beside those counted; the kind ``None`` is of people without an organisation."""

    def rows(kinds: Iterable[str]) -> list[CoverageRow]:
        return [
            CoverageRow(kind, str(OrganisationKind(kind).label), wanted.get(kind, 0), counted.get(kind, 0))
            for kind in kinds
        ]

    order = [kind.value for kind in OrganisationKind]
    return Coverage(
        rows=rows(kind for kind in order if kind in wanted),
        others=rows(kind for kind in order if kind not in wanted and counted.get(kind)),
        unknown=counted.get(None, 0),
    )
