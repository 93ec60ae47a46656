"""What the room's pages show. No voice leaves this module: what is *mine* is told only to whom it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from dialogues.attribution import STRICTNESS, effective_rule, keepable_rule
from dialogues.enums import (
    AgendaItemStatus,
    AttributionRule,
    MeetingStatus,
    ParticipationRole,
    PointKind,
    PointStatus,
    Stance,
)
from dialogues.exceptions import KeyStoreAwayError
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store, token_hash
from dialogues.models import AgendaItem, Meeting, Participation, Point, PollAnswer, Support, Voice
from dialogues.point_text import without_notes
from stakeholders.enums import OrganisationKind

from .sealing import waits_for_scrubbing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from .points import PointTally

# A kind of organisation that fewer than this many people at the meeting come from points to somebody.
FEW_OF_A_KIND = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A point as the room shows it, to everybody alike."""

    uuid: UUID
    item: UUID
    position: int
    kind: str
    text: str
    language: str
    attribution: str
    organisation_kind: str = ""
    said_by: str = ""
    theme: str = ""
    status: str = PointStatus.VISIBLE
    hands: int | None = None
    supporters: int = 0
    qualifiers: int = 0
    dissents: int = 0
    also_said: tuple[str, ...] = ()
    merged: tuple[UUID, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """Whether the facilitator took it off the page."""
        return self.status == PointStatus.HIDDEN

    @property
    def is_late(self) -> bool:
        """Whether it came after its item had closed, and the facilitator has not decided on it."""
        return self.status == PointStatus.LATE

    @property
    def merged_points(self) -> tuple[tuple[UUID, str], ...]:
        """What was merged into it: each with what it says."""
        return tuple(zip(self.merged, self.also_said, strict=False))

    @property
    def is_gone(self) -> bool:
        """Whether it was withdrawn, or counts within another point."""
        return self.status in (PointStatus.WITHDRAWN, PointStatus.MERGED)

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(PointKind(self.kind).label)

    @property
    def organisation_label(self) -> str:
        """The kind of organisation in words."""
        return str(OrganisationKind(self.organisation_kind).label) if self.organisation_kind else ""


@dataclass(frozen=True, slots=True)
class Now:
    """The agenda item that is on, and where the meeting stands."""

    meeting_status: str
    item: UUID | None = None
    title: str = ""
    status: str = ""
    rule: str = AttributionRule.UNATTRIBUTED
    minutes: int = 0
    points: int = 0
    deadline: datetime | None = None
    seconds_unused: int = 0

    @property
    def takes_points(self) -> bool:
        """Whether a point can be logged now."""
        return self.meeting_status == MeetingStatus.LIVE and self.status == AgendaItemStatus.OPEN


@dataclass(frozen=True, slots=True)
class Mine:
    """What one voice wrote and where it stands: for that voice's own page only."""

    points: frozenset[str] = frozenset()
    stances: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits here, as their own page tells them."""

    participation: UUID
    name: str
    organisation: str
    organisation_kind: str
    is_protected: bool
    consents_to_be_named: bool
    few_of_kind: bool
    runs_room: bool = False

    def rule_for(self, item_rule: str, chosen: str = "") -> AttributionRule:
        """Return the rule under which a point of theirs is kept."""
        rule = effective_rule(
            item_rule,
            is_protected=self.is_protected,
            consents_to_be_named=self.consents_to_be_named,
            chosen=chosen or None,
        )
        return keepable_rule(rule, self.organisation_kind)

    def choices_for(self, item_rule: str) -> tuple[AttributionRule, ...]:
        """Return the rules that they may choose, the one that holds by itself first, stricter ones after it."""
        return STRICTNESS[STRICTNESS.index(self.rule_for(item_rule)) :]


@dataclass(frozen=True, slots=True)
class SealingProof:
    """What is left of the link between people and points; all after ``attended`` are zero and false once it is sealed."""

    points: int
    named_points: int
    attended: int
    supports: int
    poll_answers: int
    voices: int
    points_with_voice: int
    key_exists: bool | None  # unknown while the key store does not answer
    floor_exists: bool | None
    old_rows_wait: bool = False

    @property
    def nothing_left(self) -> bool:
        """Whether nothing that is stored can connect a point to a person who was not named with it."""
        return not (
            self.supports
            or self.poll_answers
            or self.voices
            or self.points_with_voice
            or self.key_exists is not False
            or self.floor_exists is not False
            or self.old_rows_wait
        )


def current_item(room: UUID) -> Now:
    """Return the item that is open, or paused, or was closed last."""
    meeting = Meeting.objects.get(uuid=room)
    items = AgendaItem.objects.filter(meeting=meeting)
    item = (
        items.open().first()
        or items.filter(status=AgendaItemStatus.PAUSED).order_by("-opened_at").first()
        or items.filter(closed_at__isnull=False).order_by("-closed_at").first()
    )
    if item is None:
        return Now(meeting.status)
    item.meeting = meeting
    return now_for_item(item)


def first_item_with_points(meeting: Meeting) -> UUID | None:
    """Return the first agenda item under which a point can be read."""
    items = AgendaItem.objects.filter(meeting=meeting, points__status=PointStatus.VISIBLE)
    return items.order_by("position").values_list("uuid", flat=True).first()


def now_for_item(item: AgendaItem) -> Now:
    """Return what the room says of ``item``."""
    return Now(
        meeting_status=item.meeting.status,
        item=item.uuid,
        title=item.title,
        status=item.status,
        rule=item.rule,
        minutes=item.minutes,
        points=Point.objects.filter(agenda_item=item, status=PointStatus.VISIBLE).count(),
        deadline=item.deadline.astimezone(item.meeting.zone) if item.deadline else None,
        seconds_unused=item.seconds_unused,
    )


def textless_card(point: Point) -> Card:
    """Return of a point, loaded with its agenda item, only where it stands."""
    return Card(
        uuid=point.uuid,
        item=point.agenda_item.uuid,
        position=point.position,
        kind=point.kind,
        text="",
        language=point.language,
        attribution=point.attribution,
        status=point.status,
    )


def mine(item: AgendaItem, *, token: str, participation: UUID | None = None) -> Mine:
    """Return which points of ``item`` this voice (or, where named, this person) wrote and how it stands to others."""
    voice = Voice.objects.filter(meeting=item.meeting, token_hash=token_hash(token)).first()
    own = Q(voice=voice) if voice else Q(pk__in=[])
    if (
        participation is not None and voice is not None
    ):  # a seat alone proves nothing once its link was renewed
        own |= Q(author__uuid=participation)
    points = Point.objects.filter(own, agenda_item=item).values_list("uuid", flat=True)
    stances = Support.objects.filter(point__agenda_item=item, voice=voice).values_list("point_id", "stance")
    return Mine(
        points=frozenset(str(uuid) for uuid in points),
        stances={str(point): Stance(stance).value for point, stance in stances} if voice else {},
    )


def is_voice(room: UUID, token: str) -> bool:
    """Whether ``token`` proves a voice of this room, now: not any more once its person was removed or given a new link."""
    return Voice.objects.filter(meeting__uuid=room, token_hash=token_hash(token)).exists()


def seat_for_participation(participation: UUID, *, room: UUID) -> Seat | None:
    """Return who sits here; nobody where the invitation was withdrawn."""
    found = (
        Participation.objects.select_related("person", "organisation")
        .filter(uuid=participation, meeting__uuid=room)
        .first()
    )
    if found is None:
        return None
    kind = found.organisation.kind if found.organisation else ""
    return Seat(
        participation=found.uuid,
        name=found.person.name,
        organisation=str(found.organisation or ""),
        organisation_kind=kind,
        is_protected=found.person.is_protected,
        consents_to_be_named=found.consents_to_be_named,
        few_of_kind=bool(kind)
        and Participation.objects.filter(meeting__uuid=room, organisation__kind=kind).count() < FEW_OF_A_KIND,
        runs_room=found.role in (ParticipationRole.FACILITATOR, ParticipationRole.RAPPORTEUR),
    )


def people_in_room(meeting: Meeting) -> list[Participation]:
    """Return who has entered, for whoever runs the room: by name, not by when they came."""
    people = meeting.participations.select_related("person", "organisation").order_by("person__name", "pk")
    if meeting.status == MeetingStatus.LIVE:
        try:
            return list(people.filter(uuid__in=key_store().seats(meeting.uuid)))
        except KeyStoreAwayError:  # the desk works on without it
            return []
    return list(people.filter(attended=True))


def sealing_proof(meeting: Meeting) -> SealingProof:
    """Count what is left, in the database and in the key store, as it is this minute."""
    points = Point.objects.filter(agenda_item__meeting=meeting)
    kept = points.exclude(status=PointStatus.WITHDRAWN)  # sealing deletes what somebody took back
    return SealingProof(
        points=kept.count(),
        named_points=kept.filter(author__isnull=False).count(),
        attended=meeting.participations.filter(attended=True).count(),
        supports=Support.objects.filter(point__agenda_item__meeting=meeting).count(),
        poll_answers=PollAnswer.objects.filter(poll__agenda_item__meeting=meeting).count(),
        voices=Voice.objects.filter(meeting=meeting).count(),
        points_with_voice=points.filter(voice__isnull=False).count(),
        key_exists=_unless_away(lambda: key_store().read(meeting.uuid) is not None),
        floor_exists=_unless_away(lambda: floor_store().exists(meeting.uuid)),
        old_rows_wait=waits_for_scrubbing(meeting),
    )


def _unless_away(question: Callable[[], bool]) -> bool | None:
    try:
        return question()
    except KeyStoreAwayError:
        return None


def card_of_tally(tally: PointTally, said_by: str) -> Card:
    """Return a point with its counts as the room shows it."""
    return Card(
        uuid=tally.uuid,
        item=tally.item,
        position=tally.position,
        kind=tally.kind,
        text=without_notes(tally.text),
        language=tally.language,
        attribution=tally.attribution,
        organisation_kind=tally.organisation_kind,
        said_by=said_by,
        theme=tally.theme_name if tally.has_own_theme else "",
        status=tally.status,
        hands=tally.hands,
        supporters=tally.supporters,
        qualifiers=tally.qualifiers,
        dissents=tally.dissents,
        also_said=tally.also_said,
        merged=tally.merged,
    )
