"""Opening the room, letting people in, and going through the agenda (DESIGN.md section 4)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import AgendaItemStatus, MeetingStatus, Response
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError, VoiceUnknownError
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.live.announcements import announce_item
from dialogues.models import AgendaItem, Meeting, Participation, Voice
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.sign_ins import blur_sign_ins

from .polls import leave_stage, return_to_stage
from .voices import room_key, seat_everybody

if TYPE_CHECKING:
    from datetime import datetime

    from stakeholders.models import User

MORE_MINUTES = 5
LONGEST_MINUTES = 24 * 60

# Whoever enters by an account may have signed in for it, as long before the room opened.
_SIGNED_IN_FOR_IT = timedelta(hours=12)


@transaction.atomic
def open_room(*, meeting: Meeting, actor: User) -> Meeting:
    """Open the room: make its key, a voice for everybody on the list, and let the meeting begin.

    A meeting in the past can be opened to record it. Opening an open room changes nothing.

    Raises:
        MeetingClosedError: when the meeting has ended or was cancelled.
        RoomKeyMissingError: when the room was open before and its key is lost: a new key would give second voices.
        KeyStoreAwayError: when the key store does not answer.

    """
    locked = _locked(meeting)
    if locked.status == MeetingStatus.LIVE:
        room_key(locked)
        return locked
    if locked.status not in (MeetingStatus.PLANNED, MeetingStatus.CONVENED):
        raise MeetingClosedError(_("This meeting is over: its room does not open again."))
    seat_everybody(locked, key_store().create(locked.uuid))
    locked.status = MeetingStatus.LIVE
    locked.room_opened_at = timezone.now()
    locked.save(update_fields=["status", "room_opened_at"])
    record_change(actor=actor, verb="room.opened", target=locked)
    announce_item(locked.uuid)
    return locked


def enter_room(*, participation: Participation) -> str:
    """Let somebody in; return the token that proves their voice. Entering again gives the same one.

    Nothing is written that tells who came when: the key store remembers who came, the database learns it at the end.

    Raises:
        MeetingClosedError: when the room is not open.
        DomainError: when this person was not invited.
        VoiceUnknownError: when the invitation was withdrawn, or its link renewed, this moment.
        RoomKeyMissingError: when the room's key is lost.
        KeyStoreAwayError: when the key store does not answer.

    """
    meeting = participation.meeting
    if meeting.status != MeetingStatus.LIVE:
        raise MeetingClosedError(
            _("The room is not open yet.") if meeting.is_open_to_change else _("This meeting has ended.")
        )
    if participation.response == Response.NOT_INVITED:
        raise DomainError(_("You have not been invited to this meeting."))
    token = voice_token(room_key(meeting), participation.uuid, participation.link_version)
    if not Voice.objects.filter(meeting=meeting, token_hash=token_hash(token)).exists():
        with transaction.atomic():
            locked = _locked(meeting)
            _check_invitation_stands(participation)
            seat_everybody(locked, room_key(locked))
    key_store().take_seat(meeting.uuid, participation.uuid)
    return token


@transaction.atomic
def open_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Let points be logged under ``item``; the item that was open is closed, for one is open at a time.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    locked = _locked_item(item)
    if locked.status == AgendaItemStatus.OPEN:
        return locked
    for other in locked.meeting.agenda_items.open():
        _close(other, timezone.now())
        record_change(actor=actor, verb="item.closed", target=other)
    locked.status = AgendaItemStatus.OPEN
    locked.running_since = timezone.now()
    locked.opened_at = locked.opened_at or locked.running_since
    locked.closed_at = None
    locked.save(update_fields=["status", "running_since", "opened_at", "closed_at"])
    record_change(actor=actor, verb="item.opened", target=locked)
    announce_item(locked.meeting.uuid)
    return_to_stage(locked)
    return locked


@transaction.atomic
def pause_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Take no points for a while.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        ItemNotOpenError: when the item is not open.

    """
    locked = _locked_item(item)
    if locked.status == AgendaItemStatus.PAUSED:
        return locked
    if locked.status != AgendaItemStatus.OPEN:
        raise ItemNotOpenError(_("Only an open agenda item can be paused."))
    locked.status = AgendaItemStatus.PAUSED
    _stop_clock(locked)
    locked.save(update_fields=["status", "running_since", "seconds_used"])
    leave_stage(locked, for_good=False)
    record_change(actor=actor, verb="item.paused", target=locked)
    announce_item(locked.meeting.uuid)
    return locked


@transaction.atomic
def close_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Take no more points under ``item``; it can be opened again while the meeting is in session.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        ItemNotOpenError: when the item was never open.

    """
    locked = _locked_item(item)
    if locked.status == AgendaItemStatus.CLOSED:
        return locked
    if locked.status == AgendaItemStatus.PLANNED:
        raise ItemNotOpenError(_("This agenda item has not been open."))
    _close(locked, timezone.now())
    record_change(actor=actor, verb="item.closed", target=locked)
    announce_item(locked.meeting.uuid)
    return locked


@transaction.atomic
def extend_item(*, item: AgendaItem, actor: User) -> AgendaItem:
    """Give ``item`` five minutes more.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        ItemNotOpenError: when the item is neither open nor paused, or has had a day.

    """
    locked = _locked_item(item)
    if locked.status not in (AgendaItemStatus.OPEN, AgendaItemStatus.PAUSED):
        raise ItemNotOpenError(_("Time is added to an agenda item that is open."))
    if locked.minutes + MORE_MINUTES > LONGEST_MINUTES:
        raise ItemNotOpenError(_("An agenda item does not take longer than a day."))
    locked.minutes += MORE_MINUTES
    locked.save(update_fields=["minutes"])
    record_change(
        actor=actor,
        verb="item.extended",
        target=locked,
        changes={"minutes": [locked.minutes - MORE_MINUTES, locked.minutes]},
    )
    announce_item(locked.meeting.uuid)
    return locked


@transaction.atomic
def set_headcount(*, item: AgendaItem, headcount: int | None, actor: User) -> AgendaItem:
    """Write down how many took part in ``item``; without a number, everybody who attended.

    Raises:
        MeetingClosedError: when the counts are frozen.

    """
    meeting = _locked(item.meeting)
    if meeting.status == MeetingStatus.SEALED:
        raise MeetingClosedError(_("The meeting is sealed: its counts no longer change."))
    locked = AgendaItem.objects.get(pk=item.pk)
    if locked.headcount != headcount:
        record_change(
            actor=actor,
            verb="item.headcount_set",
            target=locked,
            changes={"headcount": [locked.headcount, headcount]},
        )
        locked.headcount = headcount
        locked.save(update_fields=["headcount"])
    return locked


@transaction.atomic
def end_meeting(*, meeting: Meeting, actor: User) -> Meeting:
    """Close the agenda and the room; write down, all at once, who took part.

    Raises:
        MeetingClosedError: when the room was never opened.
        KeyStoreAwayError: when the key store, which knows who came, does not answer.

    """
    locked = _locked(meeting)
    if locked.status in (MeetingStatus.ENDED, MeetingStatus.SEALED):
        return locked
    if locked.status != MeetingStatus.LIVE:
        raise MeetingClosedError(_("Only a meeting in session can end."))
    now = timezone.now()
    for item in locked.agenda_items.filter(status__in=[AgendaItemStatus.OPEN, AgendaItemStatus.PAUSED]):
        _close(item, now)
    locked.participations.filter(uuid__in=key_store().seats(locked.uuid), attended=False).update(
        attended=True
    )
    locked.status = MeetingStatus.ENDED
    locked.ended_at = now
    locked.save(update_fields=["status", "ended_at"])
    record_change(actor=actor, verb="meeting.ended", target=locked)
    blur_sign_ins(since=(locked.room_opened_at or now) - _SIGNED_IN_FOR_IT)
    # After the commit: from then on nobody raises a hand. What fails here, sealing does.
    transaction.on_commit(lambda: floor_store().destroy(locked.uuid), robust=True)
    announce_item(locked.uuid)
    return locked


def _locked(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def _locked_item(item: AgendaItem) -> AgendaItem:
    """Lock the meeting, which orders all that is done to its agenda, and return the item.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    meeting = _locked(item.meeting)
    if meeting.status != MeetingStatus.LIVE:
        raise MeetingClosedError(_("The meeting is not in session."))
    locked = AgendaItem.objects.get(pk=item.pk)
    locked.meeting = meeting
    return locked


def _close(item: AgendaItem, now: datetime) -> None:
    item.status = AgendaItemStatus.CLOSED
    item.closed_at = now
    _stop_clock(item)
    item.save(update_fields=["status", "closed_at", "running_since", "seconds_used"])
    leave_stage(item, for_good=True)


def _stop_clock(item: AgendaItem) -> None:
    if item.running_since is not None:
        item.seconds_used += max(0, round((timezone.now() - item.running_since).total_seconds()))
        item.running_since = None


def _check_invitation_stands(participation: Participation) -> None:
    if not Participation.objects.filter(
        pk=participation.pk, link_version=participation.link_version
    ).exists():
        raise VoiceUnknownError(_("This link does not work any more."))
