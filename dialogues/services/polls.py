"""Polls: prepared and put up by whoever runs the room, answered by voices.

The audit trail names the act, who did it and the agenda item. Answering leaves no entry, as logging a point leaves none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Count, Max
from django.utils.translation import gettext as _

from dialogues.enums import AgendaItemStatus, MeetingStatus, PollStatus
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError
from dialogues.live.stage import announce_answers, announce_poll
from dialogues.models import AgendaItem, Meeting, Poll, PollAnswer, PollOption
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import check

from .stances import known_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholders.models import User

FEWEST_OPTIONS = 2
MOST_OPTIONS = 6
_ATTEMPTS = 3


@transaction.atomic
def prepare_poll(*, item: AgendaItem, question: str, options: Sequence[str], actor: User) -> Poll:
    """Write a poll for ``item``, to be opened later.

    Raises:
        MeetingClosedError: when the meeting is over.
        DomainError: when the question is empty, or the options are not two to six different texts.

    """
    locked = _changeable_item(item)
    poll = Poll(agenda_item=locked, question=question.strip(), position=_last_position(locked) + 1)
    check(poll)
    poll.save()
    _write_options(poll, options)
    record_change(actor=actor, verb="poll.prepared", target=locked)
    return poll


@transaction.atomic
def change_poll(*, poll: Poll, question: str, options: Sequence[str], actor: User) -> Poll:
    """Change a poll that has not been open.

    Raises:
        MeetingClosedError: when the meeting is over.
        DomainError: when it was opened, or question or options are not as they must be.

    """
    locked = _draft(poll)
    locked.question = question.strip()
    check(locked)
    locked.save(update_fields=["question"])
    locked.options.all().delete()
    _write_options(locked, options)
    record_change(actor=actor, verb="poll.changed", target=locked.agenda_item)
    return locked


@transaction.atomic
def remove_poll(*, poll: Poll, actor: User) -> None:
    """Remove a poll that has not been open; one that is gone already stays so.

    Raises:
        MeetingClosedError: when the meeting is over.
        DomainError: when it was opened.

    """
    if not Poll.objects.filter(pk=poll.pk).exists():
        return
    locked = _draft(poll)
    record_change(actor=actor, verb="poll.removed", target=locked.agenda_item)
    locked.delete()


@transaction.atomic
def open_poll(*, poll: Poll, actor: User) -> Poll:
    """Put a prepared poll up for everybody to answer; a point that was put up is taken down.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        ItemNotOpenError: when its agenda item is not open.
        DomainError: when it was open before, or another poll is open.

    """
    item = _item_in_session(poll.agenda_item)
    locked = Poll.objects.select_for_update().get(pk=poll.pk)
    locked.agenda_item = item
    if locked.status == PollStatus.OPEN:
        return locked
    if locked.status == PollStatus.CLOSED:
        raise DomainError(
            _("This poll has been closed. Who knows its result would answer differently: ask anew.")
        )
    if item.status != AgendaItemStatus.OPEN:
        raise ItemNotOpenError(_("Open this agenda item first."))
    if item.polls.filter(status=PollStatus.OPEN).exists():
        raise DomainError(_("Another poll is open. Close it first."))
    locked.status = PollStatus.OPEN
    locked.position = _last_position(item) + 1  # the order of opening: the last result is the one to show
    locked.save(update_fields=["status", "position"])
    AgendaItem.objects.filter(pk=item.pk).update(featured_point=None)
    record_change(actor=actor, verb="poll.opened", target=item)
    announce_poll(item.meeting.uuid)
    return locked


@transaction.atomic
def close_poll(*, poll: Poll, actor: User) -> Poll:
    """Take no more answers, and show the result to all. It stays closed.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        DomainError: when it has not been open.

    """
    item = _item_in_session(poll.agenda_item)
    locked = Poll.objects.select_for_update().get(pk=poll.pk)
    locked.agenda_item = item
    if locked.status == PollStatus.DRAFT:
        raise DomainError(_("This poll has not been open."))
    if locked.status == PollStatus.OPEN:
        _close(locked)
        record_change(actor=actor, verb="poll.closed", target=item)
        announce_poll(item.meeting.uuid)
    return locked


def leave_stage(item: AgendaItem, *, for_good: bool) -> None:
    """Take down what is put up under an item that is paused, or closed ``for_good``; within the transaction of that.

    A poll stays open through a pause and takes no answers meanwhile.
    """
    changed = AgendaItem.objects.filter(pk=item.pk, featured_point__isnull=False).update(featured_point=None)
    asked = Poll.objects.select_for_update().filter(agenda_item=item, status=PollStatus.OPEN).first()
    if asked is not None and for_good:
        _close(asked)
    if changed or asked is not None:
        announce_poll(item.meeting.uuid)


def return_to_stage(item: AgendaItem) -> None:
    """Put up again what an item that goes on has to show; within the transaction that opens it."""
    if item.polls.exclude(status=PollStatus.DRAFT).exists():
        announce_poll(item.meeting.uuid)


def answer_poll(*, room: UUID, poll: UUID, token: str, option: UUID) -> None:
    """Let a voice answer, or answer differently while the poll is open. The same answer again is success.

    Raises:
        VoiceUnknownError: when ``token`` is no voice of this room.
        ItemNotOpenError: when the poll takes no answers now.
        DomainError: when there is no such poll or option here.

    """
    for attempts_left in reversed(range(_ATTEMPTS)):
        try:
            with transaction.atomic():
                _answer(room, poll, known_voice(room, token), option)
        except IntegrityError:  # the voices were being written anew, because somebody came late
            if not attempts_left:
                raise
        else:
            return


def _answer(room: UUID, poll: UUID, voice: UUID, option: UUID) -> None:
    # Locked, so that nothing is counted after the poll has closed.
    found = (
        Poll.objects.select_for_update(of=("self",))
        .select_related("agenda_item__meeting")
        .filter(uuid=poll, agenda_item__meeting__uuid=room)
        .first()
    )
    if found is None or found.status == PollStatus.DRAFT or not found.options.filter(uuid=option).exists():
        raise DomainError(_("This poll is no longer on the page."))
    if found.status == PollStatus.CLOSED or found.agenda_item.meeting.status != MeetingStatus.LIVE:
        raise ItemNotOpenError(_("This poll has just closed and takes no more answers."))
    if found.agenda_item.status != AgendaItemStatus.OPEN:
        raise ItemNotOpenError(_("The agenda item is paused. You can answer when it goes on."))
    _kept, created = PollAnswer.objects.update_or_create(
        poll=found, voice_id=voice, defaults={"option_id": option}
    )
    if created:  # that somebody changed their mind is nobody's business
        announce_answers(room, poll)


def freeze_answers(meeting: Meeting) -> None:
    """Keep how often each option was chosen, and delete the answers; for sealing, within its transaction."""
    options = list(
        PollOption.objects.filter(poll__agenda_item__meeting=meeting)
        .exclude(poll__status=PollStatus.DRAFT)
        .annotate(chosen=Count("answers"))
        .order_by("uuid")
    )
    for option in options:
        option.frozen_answers = option.chosen
    PollOption.objects.bulk_update(options, ["frozen_answers"])
    PollAnswer.objects.filter(poll__agenda_item__meeting=meeting).delete()


def _close(poll: Poll) -> None:
    poll.status = PollStatus.CLOSED
    poll.save(update_fields=["status"])


def _write_options(poll: Poll, options: Sequence[str]) -> None:
    texts = [" ".join(text.split()) for text in options]
    if not FEWEST_OPTIONS <= len(texts) <= MOST_OPTIONS:
        raise DomainError(
            _("A poll has from %(fewest)d to %(most)d options.")
            % {"fewest": FEWEST_OPTIONS, "most": MOST_OPTIONS},
            field="options",
        )
    if len({text.casefold() for text in texts}) < len(texts):
        raise DomainError(_("Two options are the same."), field="options")
    rows = [PollOption(poll=poll, position=place, text=text) for place, text in enumerate(texts)]
    for row in rows:
        check(row)
    PollOption.objects.bulk_create(rows)


def _last_position(item: AgendaItem) -> int:
    return Poll.objects.filter(agenda_item=item).aggregate(last=Max("position"))["last"] or 0


def _locked_meeting(item: AgendaItem) -> Meeting:
    """Lock the meeting, which orders all that is done to its agenda."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)


def _changeable_item(item: AgendaItem) -> AgendaItem:
    meeting = _locked_meeting(item)
    if not meeting.is_open_to_change:
        raise MeetingClosedError(_("This meeting is over: nothing more is asked."))
    locked = AgendaItem.objects.get(pk=item.pk)
    locked.meeting = meeting
    return locked


def _item_in_session(item: AgendaItem) -> AgendaItem:
    meeting = _locked_meeting(item)
    if meeting.status != MeetingStatus.LIVE:
        raise MeetingClosedError(_("The meeting is not in session."))
    locked = AgendaItem.objects.get(pk=item.pk)
    locked.meeting = meeting
    return locked


def _draft(poll: Poll) -> Poll:
    item = _changeable_item(poll.agenda_item)
    locked = Poll.objects.select_for_update().get(pk=poll.pk)
    locked.agenda_item = item
    if locked.status != PollStatus.DRAFT:
        raise DomainError(_("This poll was opened: it stays as it was asked."))
    return locked
