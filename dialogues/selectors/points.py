"""What was said and how many stand behind it.

Nothing here selects who said it; ``attributed_authors`` is the one exit for names, and it gives only those of people
who agreed.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast
from uuid import UUID

from django.db.models import Q

from dialogues.enums import AttributionRule, MeetingStatus, PointStatus, Stance
from dialogues.exceptions import KeyStoreAwayError
from dialogues.keystore import key_store
from dialogues.models import Meeting, Point, Support
from stakeholders.enums import Protection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from django.db.models import QuerySet

    from dialogues.models import AgendaItem


@dataclass(frozen=True, slots=True)
class PointTally:
    """A point with its counts: distinct voices, the author's own among the supporters, or the show of hands if larger."""

    uuid: UUID
    item: UUID
    item_title: str
    item_kind: str
    item_position: int
    position: int
    kind: str
    text: str
    language: str
    attribution: str
    organisation_kind: str
    theme_id: int | None
    theme_name: str
    has_own_theme: bool
    status: str
    hands: int | None
    supporters: int
    qualifiers: int
    dissents: int
    present: int
    also_said: tuple[str, ...]
    merged: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class _Merged:
    uuid: UUID
    text: str
    hands: int | None


@dataclass(frozen=True, slots=True)
class NamedAuthor:
    """Somebody who said something under the rule *attributed* and agreed to be named."""

    participation_id: int
    name: str
    organisation: str

    @property
    def in_words(self) -> str:
        """Name and organisation, as a card shows them."""
        return ", ".join(filter(None, [self.name, self.organisation]))


@dataclass(frozen=True, slots=True)
class Stances:
    """How many voices support, qualify and dissent."""

    support: int = 0
    qualify: int = 0
    dissent: int = 0


def point_tallies(
    meeting: Meeting,
    *,
    item: AgendaItem | None = None,
    off_the_record: bool = False,
    hidden: bool = False,
    with_present: bool = True,
) -> tuple[PointTally, ...]:
    """Return the points of ``meeting`` (or of one item) in the order of the record, each with its counts.

    What was merged into a point counts with it and is told as ``also_said``. Points off the record and hidden ones are
    left out unless asked for; withdrawn ones always. The room's pages do without how many were present: while the
    meeting is in session the key store has to be asked for it.
    """
    statuses = [PointStatus.VISIBLE, PointStatus.HIDDEN] if hidden else [PointStatus.VISIBLE]
    points = Point.objects.filter(agenda_item__meeting=meeting, status__in=statuses)
    if item is not None:
        points = points.filter(agenda_item=item)
    if not off_the_record:
        points = points.exclude(attribution=AttributionRule.OFF_THE_RECORD)
    return _tallies(points, meeting, people_present(meeting) if with_present else 0)


def late_tallies(meeting: Meeting) -> tuple[PointTally, ...]:
    """Return the points of ``meeting`` that wait for the facilitator: for whoever runs the room, and nobody else."""
    return _tallies(Point.objects.late().filter(agenda_item__meeting=meeting), meeting)


def tallies_among(
    meeting: Meeting, uuids: Collection[UUID], *, hidden: bool = False
) -> tuple[PointTally, ...]:
    """Return those of the points ``uuids`` of ``meeting`` that are visible (or hidden), in the order of the record."""
    statuses = [PointStatus.VISIBLE, PointStatus.HIDDEN] if hidden else [PointStatus.VISIBLE]
    points = Point.objects.filter(uuid__in=uuids, agenda_item__meeting=meeting, status__in=statuses)
    return _tallies(points, meeting)


def tally_of_point(point: UUID) -> PointTally | None:
    """Return one visible or hidden point with its counts."""
    points = Point.objects.filter(uuid=point, status__in=[PointStatus.VISIBLE, PointStatus.HIDDEN])
    meeting = Meeting.objects.filter(agenda_items__points__in=points).first()
    return _tallies(points, meeting)[0] if meeting else None


def people_present(meeting: Meeting) -> int:
    """Return how many took part; while the meeting is in session, how many have entered so far."""
    attended = meeting.participations.filter(attended=True)
    if meeting.status != MeetingStatus.LIVE:
        return attended.count()
    try:
        seats = key_store().seats(meeting.uuid)
    except KeyStoreAwayError:  # the room works on without it; nobody is counted who cannot be told
        seats = frozenset()
    return len({*attended.values_list("uuid", flat=True), *seats})


def attributed_authors(
    meeting: Meeting,
    *,
    status: PointStatus = PointStatus.VISIBLE,
    among: Collection[UUID] | None = None,
) -> dict[UUID, NamedAuthor]:
    """Return who said the attributed points of ``meeting`` (or those ``among``), where they agree (still) to be named."""
    points = Point.objects.filter(uuid__in=among) if among is not None else Point.objects.all()
    rows = (
        points.filter(
            agenda_item__meeting=meeting,
            attribution=AttributionRule.ATTRIBUTED,
            author__consents_to_be_named=True,
            status=status,
        )
        .exclude(author__person__protection=Protection.PROTECTED)
        .values_list("uuid", "author_id", "author__person__name", "author__organisation__name")
    )
    return {
        uuid: NamedAuthor(participation, name, organisation or "")
        for uuid, participation, name, organisation in rows
    }


def counted_stances(points: Iterable[UUID]) -> dict[UUID, Stances]:
    """Return the stances towards each of ``points`` with what was merged into it, every voice counted once.

    Where one voice stands differently to two points that were merged, the stance to the point that remains holds.
    """
    targets = set(points)
    group = {uuid: uuid for uuid in targets}
    stances: dict[UUID, dict[object, str]] = {uuid: {} for uuid in targets}
    written = cast(
        "Iterable[tuple[UUID, UUID | None, UUID | None, int | None]]",
        Point.objects.filter(Q(uuid__in=targets) | Q(merged_into__in=targets)).values_list(
            "uuid", "merged_into_id", "voice_id", "author_id"
        ),
    )
    # Authors of what remains, stances to what remains, then the same for what was merged: the first that is found holds.
    later: list[tuple[UUID, object]] = []
    for uuid, merged_into, voice, author in written:
        target = merged_into if merged_into is not None and merged_into in targets else uuid
        group[uuid] = target
        who: object = voice if voice is not None else author
        if who is not None and target == uuid:
            stances[target][who] = Stance.SUPPORT
        elif who is not None:
            later.append((target, who))
    supports = list(
        Support.objects.filter(Q(point__in=targets) | Q(point__merged_into__in=targets)).values_list(
            "point_id", "voice_id", "stance"
        )
    )
    for point, voice, stance in supports:
        if point in targets:
            stances[point].setdefault(voice, stance)
    for target, who in later:
        stances[target].setdefault(who, Stance.SUPPORT)
    for point, voice, stance in supports:
        if point not in targets:
            stances[group[point]].setdefault(voice, stance)
    return {uuid: _count(held.values()) for uuid, held in stances.items()}


def _count(stances: Iterable[str]) -> Stances:
    counts: dict[str, int] = defaultdict(int)
    for stance in stances:
        counts[stance] += 1
    return Stances(counts[Stance.SUPPORT], counts[Stance.QUALIFY], counts[Stance.DISSENT])


def _tallies(points: QuerySet[Point], meeting: Meeting, present: int = 0) -> tuple[PointTally, ...]:
    rows = list(
        points.select_related("agenda_item__theme", "theme")
        .defer("author", "voice")
        .order_by("agenda_item__position", "agenda_item_id", "position", "uuid")
    )
    merged: dict[UUID, list[_Merged]] = defaultdict(list)
    for target, uuid, text, hands in (
        Point.objects.filter(merged_into__in=[row.uuid for row in rows])
        .order_by("position", "uuid")
        .values_list("merged_into_id", "uuid", "text", "hands")
    ):
        merged[target].append(_Merged(uuid, text, hands))
    if meeting.status == MeetingStatus.SEALED:
        counts = {
            row.uuid: Stances(
                row.frozen_supporters or 0, row.frozen_qualifiers or 0, row.frozen_dissents or 0
            )
            for row in rows
        }
    else:
        counts = counted_stances(row.uuid for row in rows)
    return tuple(_tally(row, counts[row.uuid], merged[row.uuid], present) for row in rows)


def _tally(point: Point, stances: Stances, merged: list[_Merged], present: int) -> PointTally:
    item = point.agenda_item
    theme = point.theme or item.theme
    hands = max((count for count in [point.hands, *(one.hands for one in merged)] if count), default=None)
    return PointTally(
        uuid=point.uuid,
        item=item.uuid,
        item_title=item.title,
        item_kind=item.kind,
        item_position=item.position,
        position=point.position,
        kind=point.kind,
        text=point.text,
        language=point.language,
        attribution=point.attribution,
        organisation_kind=point.organisation_kind,
        theme_id=theme.pk if theme else None,
        theme_name=theme.name if theme else "",
        has_own_theme=point.theme_id is not None,
        status=point.status,
        hands=hands,
        supporters=max(stances.support, hands or 0),
        qualifiers=stances.qualify,
        dissents=stances.dissent,
        present=present if item.headcount is None else item.headcount,
        also_said=tuple(one.text for one in merged),
        merged=tuple(one.uuid for one in merged),
    )
