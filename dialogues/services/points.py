"""Putting a thought on record in the room. Who speaks is a voice alone; nothing of it enters the audit trail.

Who speaks is looked at only where the attribution rule keeps something of them, and then either the person is written
(*attributed*) or the voice (all other rules), never both.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import RFC_4122, UUID

from django.db import DatabaseError, IntegrityError, InterfaceError, connection, transaction
from django.db.models import Exists, Max, OuterRef, Subquery
from django.utils.translation import gettext as _

from dialogues.attribution import effective_rule, keepable_rule, strictest
from dialogues.enums import AgendaItemStatus, AttributionRule, MeetingStatus, PointKind, PointStatus
from dialogues.exceptions import ItemNotOpenError, VoiceUnknownError
from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.live.announcements import announce_card, announce_late, announce_point, render_card
from dialogues.models import AgendaItem, Meeting, Participation, Point, Voice
from dialogues.point_text import clean_text, text_language
from dialogues.selectors.point_card import card_for_point
from dialogues.selectors.room import Card, textless_card
from stakeholders.exceptions import DomainError

from .point_statement import NewPoint, write_at_once
from .restarts import despite_restart
from .stances import is_own

_UUID_VERSION = 4
_ATTEMPTS = 3


@dataclass(frozen=True, slots=True)
class LoggedPoint:
    """A point as it was kept; ``created`` is false where a repeated request found it already there."""

    card: Card
    html: str
    created: bool

    @property
    def is_late(self) -> bool:
        """Whether it came after its item had closed and waits for the facilitator: nobody else sees it."""
        return self.card.is_late


@dataclass(frozen=True, slots=True)
class _Found:
    """What the database says before a point is written."""

    item_id: int
    voice: UUID | None  # none where the meeting is sealed
    position: int
    rule: AttributionRule
    item_status: AgendaItemStatus
    meeting_status: MeetingStatus
    is_repeat: bool

    @property
    def is_open(self) -> bool:
        """Whether points go on record now."""
        return self.item_status == AgendaItemStatus.OPEN and self.meeting_status == MeetingStatus.LIVE

    @property
    def is_sealed(self) -> bool:
        """Whether nothing is taken any more, and nobody's voice is known."""
        return self.meeting_status in (MeetingStatus.SEALED, MeetingStatus.CANCELLED)


@dataclass(frozen=True, slots=True)
class _Attribution:
    """What is kept of who speaks."""

    rule: AttributionRule
    author_id: int | None = None
    author_name: str = ""
    organisation_kind: str = ""


def log_point(
    *,
    room: UUID,
    item: UUID,
    token: str,
    uuid: UUID,
    text: str,
    kind: PointKind | str = PointKind.OBSERVATION,
    language: str = "en",
    chosen: AttributionRule | str = "",
    participation: UUID | None = None,
) -> LoggedPoint:
    """Put a thought on record under the agenda item ``item`` of the meeting ``room``.

    ``uuid`` is made by the client; sending the same point again is success and adds nothing. ``chosen`` may make the
    rule stricter. Without ``participation`` nothing of the person can be kept: the point is unattributed at least.
    A point that comes while its item is paused, or after it has closed, is kept for the facilitator (*late*).

    Raises:
        VoiceUnknownError: when ``token`` is no voice of this room, or not that of ``participation``.
        ItemNotOpenError: when the item was never open, or the meeting is sealed.
        DomainError: when the text is empty or too long, or the identifier is no random one.
        OperationalError: when the database is away, and is still away on a new connection.

    """
    new = _new_point(room, item, token, uuid, text, kind, language, chosen)
    return despite_restart(lambda: _log(new, participation))


def log_point_at_once(
    *,
    room: UUID,
    item: UUID,
    token: str,
    uuid: UUID,
    text: str,
    kind: PointKind | str,
    language: str,
    chosen: AttributionRule | str = "",
) -> LoggedPoint | None:
    """Put a thought on record if that takes one statement; otherwise write nothing, and let ``log_point`` find out why.

    Raises:
        DomainError: when the text is empty or too long, or the identifier is no random one.

    """
    try:
        card = write_at_once(_new_point(room, item, token, uuid, text, kind, language, chosen))
    except (DatabaseError, InterfaceError):
        if connection.in_atomic_block:
            raise
        connection.close()
        return None
    return LoggedPoint(card, announce_card(room, card), created=True) if card else None


def _new_point(
    room: UUID,
    item: UUID,
    token: str,
    uuid: UUID,
    text: str,
    kind: PointKind | str,
    language: str,
    chosen: AttributionRule | str,
) -> NewPoint:
    text = clean_text(text)
    if uuid.version != _UUID_VERSION or uuid.variant != RFC_4122:
        raise DomainError(_("The identifier of a point is a random UUID, version 4."), field="uuid")
    return NewPoint(
        room=room,
        item=item,
        token=token,
        uuid=uuid,
        text=text,
        kind=PointKind(kind),
        language=text_language(text, language),
        chosen=AttributionRule(chosen) if chosen else None,
    )


def _log(new: NewPoint, participation: UUID | None) -> LoggedPoint:
    card = write_at_once(new) if participation is None else None
    if card is not None:
        return LoggedPoint(card, announce_card(new.room, card), created=True)
    return _write_with_care(new, participation)


def _write_with_care(new: NewPoint, participation: UUID | None) -> LoggedPoint:
    """Write a point step by step.

    Raises:
        VoiceUnknownError: when the token is no voice of this room, or not that of ``participation``.
        ItemNotOpenError: when the item was never open, or the meeting is sealed.
        DomainError: when somebody else's point has this identifier.

    """
    attempts = _ATTEMPTS
    while True:
        try:
            found = _item_for_voice(new)
            if found.is_open or found.is_repeat:
                return _write(new, found, participation)
            with transaction.atomic():
                # Nobody seals the meeting or opens the item meanwhile.
                Meeting.objects.select_for_update(no_key=True).get(uuid=new.room)
                return _write(new, _item_for_voice(new), participation)
        except IntegrityError:  # the voices were being written anew; their new rows are there in a moment
            attempts -= 1
            if not attempts:
                raise


def _write(new: NewPoint, found: _Found, participation: UUID | None) -> LoggedPoint:
    if found.is_repeat:
        return _repeated(new, found, participation)
    if not found.is_open:
        _refuse_what_cannot_be_late(found)
    kept = _attribution(found.rule, participation, new)
    point = Point(
        uuid=new.uuid,
        agenda_item_id=found.item_id,
        position=found.position,
        kind=new.kind,
        text=new.text,
        language=new.language,
        attribution=kept.rule,
        author_id=kept.author_id,
        voice_id=None if kept.author_id else found.voice,
        organisation_kind=kept.organisation_kind,
        status=PointStatus.VISIBLE if found.is_open else PointStatus.LATE,
    )
    # A point that another request has just written stays as it is: one point, however often it was sent.
    Point.objects.bulk_create([point], ignore_conflicts=True)
    card = new.card(
        position=found.position,
        attribution=kept.rule,
        organisation_kind=kept.organisation_kind,
        said_by=kept.author_name,
    )
    if found.is_open:
        return LoggedPoint(card, announce_card(new.room, card), created=True)
    announce_late(new.room)
    return LoggedPoint(replace(card, status=PointStatus.LATE), "", created=True)


def _refuse_what_cannot_be_late(found: _Found) -> None:
    if found.is_sealed:
        raise _sealed_error()
    if found.item_status != AgendaItemStatus.PLANNED:
        return
    if found.meeting_status == MeetingStatus.LIVE:
        raise ItemNotOpenError(_("This agenda item is not open yet. Your text is kept here until it is."))
    raise ItemNotOpenError(
        _("The meeting ended before this agenda item was opened. Your text is kept here."), is_final=True
    )


def _sealed_error() -> ItemNotOpenError:
    return ItemNotOpenError(
        _("The meeting's record is closed for good: nothing more can be added. Your text is kept here."),
        is_final=True,
    )


def _item_for_voice(new: NewPoint) -> _Found:
    """Read in one query all that decides: the item, its rule and state, the voice, the next place, whether it is there.

    Raises:
        VoiceUnknownError: when ``token`` is no voice of this room.
        ItemNotOpenError: when there is no such item.

    """
    voices = Voice.objects.filter(meeting_id=OuterRef("meeting_id"), token_hash=token_hash(new.token))
    last = Point.objects.filter(agenda_item_id=OuterRef("pk")).order_by().values("agenda_item_id")
    row = (
        AgendaItem.objects.filter(uuid=new.item, meeting__uuid=new.room)
        .annotate(
            voice=Subquery(voices.values("pk")),
            last=Subquery(last.annotate(last=Max("position")).values("last")),
            is_repeat=Exists(Point.objects.filter(uuid=new.uuid)),
        )
        .values_list(
            "pk",
            "voice",
            "last",
            "is_repeat",
            "status",
            "meeting__status",
            "attribution_rule",
            "meeting__attribution_rule",
        )
        .first()
    )
    if row is None:
        raise ItemNotOpenError(
            _("This agenda item is no longer there. Your text is kept here."), is_final=True
        )
    item_id, voice, last_position, is_repeat, status, meeting_status, own_rule, meeting_rule = row
    found = _Found(
        item_id=item_id,
        voice=voice,
        position=(last_position or 0) + 1,
        rule=AttributionRule(own_rule or meeting_rule),
        item_status=AgendaItemStatus(status),
        meeting_status=MeetingStatus(meeting_status),
        is_repeat=is_repeat,
    )
    if voice is None and not found.is_sealed:
        raise VoiceUnknownError(_("Enter the room again: this page has lost your seat."))
    return found


def _attribution(item_rule: AttributionRule, participation: UUID | None, new: NewPoint) -> _Attribution:
    """Decide what is kept of who speaks; the person is looked up only where the rule keeps something of them."""
    rule = strictest(item_rule, new.chosen or item_rule)
    if rule in (AttributionRule.UNATTRIBUTED, AttributionRule.OFF_THE_RECORD):
        return _Attribution(rule)
    if participation is None:
        return _Attribution(AttributionRule.UNATTRIBUTED)
    person = (
        Participation.objects.select_related("person", "organisation")
        .filter(uuid=participation, meeting__uuid=new.room)
        .first()
    )
    key = key_store().read(new.room)
    if person is None or key is None or voice_token(key, participation, person.link_version) != new.token:
        raise VoiceUnknownError(_("Enter the room again: this page has lost your seat."))
    organisation_kind = person.organisation.kind if person.organisation else ""
    rule = effective_rule(
        item_rule,
        is_protected=person.person.is_protected,
        consents_to_be_named=person.consents_to_be_named,
        chosen=new.chosen,
    )
    rule = keepable_rule(rule, organisation_kind)
    if rule == AttributionRule.ATTRIBUTED:
        name = ", ".join(filter(None, [person.person.name, str(person.organisation or "")]))
        return _Attribution(rule, author_id=person.pk, author_name=name)
    if rule == AttributionRule.ORGANISATION_TYPE:
        return _Attribution(rule, organisation_kind=organisation_kind)
    return _Attribution(rule)


def _repeated(new: NewPoint, found: _Found, participation: UUID | None) -> LoggedPoint:
    """Return the point that is there already, and tell the room once more: who repeats may have been cut off before that.

    Of a sealed meeting nobody knows whose it is; that it is on record can be told to whoever has its identifier.

    Raises:
        ItemNotOpenError: when the meeting was sealed without it.
        DomainError: when somebody else wrote it.

    """
    point = Point.objects.select_related("agenda_item").get(uuid=new.uuid)
    if found.is_sealed:
        if point.agenda_item_id != found.item_id or not point.is_on_record:
            raise _sealed_error()
    elif not is_own(point, found.voice, participation):
        raise DomainError(_("Another point has this identifier."), field="uuid")
    elif point.status == PointStatus.LATE:
        announce_late(new.room)
    else:
        announce_point(new.room, new.uuid)
    card = card_for_point(new.uuid) or textless_card(point)
    return LoggedPoint(card, "" if card.is_late else render_card(card), created=False)
