"""Reads about a meeting: its agenda by the clock, its people with their answers, its mail."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models.functions import Substr
from django.utils import timezone

from dialogues.agenda import running_clock
from dialogues.enums import AgendaItemKind, AttributionRule, MeetingStatus, ParticipationRole, Response
from dialogues.models import Meeting, Participation
from dialogues.models.meeting import MAIL_TOPIC
from stakeholders.enums import MessageStatus
from stakeholders.models import AuditEntry, OutgoingMessage

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from dialogues.models import AgendaItem
    from stakeholders.models import User

_SPOKEN = (
    AgendaItemKind.DISCUSSION,
    AgendaItemKind.RECOMMENDATIONS,
    AgendaItemKind.OPENING,
    AgendaItemKind.CLOSING,
)


@dataclass(frozen=True)
class AgendaRow:
    """An item with the time at which it begins and ends, on the meeting's clock."""

    item: AgendaItem
    begins: datetime
    ends: datetime
    is_first: bool
    is_last: bool

    @property
    def clock(self) -> str:
        """When it begins, as the meeting's own clock shows it (templates would turn it to the reader's)."""
        return f"{self.begins:%H:%M}"

    @property
    def differs(self) -> bool:
        """Whether the item has a rule of its own."""
        return self.item.rule != self.item.meeting.attribution_rule


@dataclass(frozen=True)
class Agenda:
    """The agenda by the clock. ``over`` is how many minutes it is longer than the meeting (negative: time left)."""

    rows: Sequence[AgendaRow]
    minutes: int
    over: int

    @property
    def under(self) -> int:
        """How many minutes are left."""
        return -self.over


def agenda_of(meeting: Meeting, *, polls: bool = False) -> Agenda:
    """Return the agenda of ``meeting`` with its clock; with the ``polls`` of each item for whoever plans it."""
    along = ["presenters__person", "presenters__organisation", *(["polls"] if polls else [])]
    items = [*meeting.agenda_items.select_related("theme").prefetch_related(*along)]
    for item in items:
        item.meeting = meeting  # whose rule it follows
    clock = running_clock(meeting.local_start, (item.minutes for item in items))
    rows = [
        AgendaRow(item, begins, ends, index == 0, index == len(items) - 1)
        for index, (item, (begins, ends)) in enumerate(zip(items, clock, strict=True))
    ]
    minutes = sum(item.minutes for item in items)
    scheduled = int((meeting.ends_at - meeting.starts_at).total_seconds() // 60)
    return Agenda(rows=rows, minutes=minutes, over=minutes - scheduled)


def people_of(meeting: Meeting) -> QuerySet[Participation]:
    """Return the people on the list with all that the People page shows of each."""
    return meeting.participations.select_related("person", "organisation").order_by("person__name", "pk")


@dataclass(frozen=True)
class Answers:
    """How many people gave which answer."""

    total: int
    invited: int
    accepted: int
    tentative: int
    declined: int
    waiting: int
    not_invited: int
    attended: int
    consenting: int


def answers_of(people: Sequence[Participation]) -> Answers:
    """Count the answers of ``people``."""
    counted = Counter(participation.response for participation in people)
    return Answers(
        total=len(people),
        invited=len(people) - counted[Response.NOT_INVITED],
        accepted=counted[Response.ACCEPTED],
        tentative=counted[Response.TENTATIVE],
        declined=counted[Response.DECLINED],
        waiting=counted[Response.NEEDS_ACTION],
        not_invited=counted[Response.NOT_INVITED],
        attended=sum(participation.attended for participation in people),
        consenting=sum(participation.consents_to_be_named for participation in people),
    )


def items_naming(participation: Participation) -> list[AgendaItem]:
    """Return the attributed items in which this person presents or could speak: where a report could name them.

    Nobody who is protected is ever asked, and an observer only where they present.
    """
    if participation.person.is_protected:
        return []
    named = []
    for item in participation.meeting.agenda_items.prefetch_related("presenters"):
        if item.rule != AttributionRule.ATTRIBUTED:
            continue
        presenters = {presenter.pk for presenter in item.presenters.all()}
        listens = participation.role == ParticipationRole.OBSERVER or (
            presenters and item.kind not in _SPOKEN
        )
        if participation.pk in presenters or not listens:
            named.append(item)
    return named


def has_named_items(meeting: Meeting) -> bool:
    """Whether any part of ``meeting`` is attributed."""
    rules = {
        item_rule or meeting.attribution_rule
        for item_rule in meeting.agenda_items.values_list("attribution_rule", flat=True)
    }
    return AttributionRule.ATTRIBUTED in rules


def history_of(participation: Participation) -> QuerySet[AuditEntry]:
    """Return who changed what about this participation, newest first."""
    return AuditEntry.objects.filter(
        target_type="dialogues.participation", target_id=str(participation.uuid)
    ).select_related("actor")


def meetings_of(user: User) -> QuerySet[Participation]:
    """Return the meetings that ``user``'s person is invited to, the latest first."""
    if user.person_id is None:
        return Participation.objects.none()
    return (
        Participation.objects.filter(person_id=user.person_id)
        .invited()
        .select_related("meeting__dialogue__host", "person", "organisation")
        .order_by("-meeting__starts_at")
    )


def takes_answers(meeting: Meeting) -> bool:
    """Whether an invitation to ``meeting`` can still be answered."""
    return meeting.is_open_to_change and meeting.ends_at > timezone.now()


def mail_of(meeting: Meeting) -> QuerySet[OutgoingMessage]:
    """Return the mails about ``meeting``, newest first, without their bodies and secrets."""
    return OutgoingMessage.objects.filter(topic__startswith=meeting.mail_topic).defer(
        "text_body", "html_body", "calendar", "private_values"
    )


def meetings_with_failed_mail(user: User) -> list[Meeting]:
    """Return the meetings that ``user`` runs and about which a mail could not be sent."""
    failed = OutgoingMessage.objects.filter(
        status=MessageStatus.FAILED, topic__startswith=MAIL_TOPIC
    ).values_list(Substr("topic", len(MAIL_TOPIC) + 1, 32), flat=True)
    rooms = {UUID(hex=uuid) for uuid in failed}
    return [*Meeting.objects.run_by(user).filter(uuid__in=rooms).select_related("dialogue")] if rooms else []


def is_past(meeting: Meeting) -> bool:
    """Whether the time of ``meeting`` is over, recorded or not."""
    return meeting.ends_at <= timezone.now() or meeting.status in (MeetingStatus.ENDED, MeetingStatus.SEALED)
