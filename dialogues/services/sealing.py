"""Sealing a meeting: counts are frozen, then everything goes that could connect a point to a person (DESIGN.md section 4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus, PointStatus
from dialogues.exceptions import MeetingClosedError
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store
from dialogues.live.announcements import announce_item
from dialogues.live.broadcast import broadcaster
from dialogues.models import Meeting, Point, Support, Voice
from dialogues.selectors.points import counted_stances
from stakeholders.services.audit import record_change

from .polls import freeze_answers
from .scrubbing import scrub_after_sealing

if TYPE_CHECKING:
    from stakeholders.models import User

_BATCH = 500


def seal_meeting(*, meeting: Meeting, actor: User) -> Meeting:
    """Freeze the counts of an ended meeting, delete voices, supports, answers to polls and withdrawn points, destroy the room key.

    There is no way back.

    The key is destroyed before the commit: whatever fails after it, a sealed meeting never has a key, and sealing can
    be tried again, for counting needs no key. Calling it twice is harmless.

    Raises:
        MeetingClosedError: when the meeting has not ended.

    """
    with transaction.atomic():
        locked = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        if locked.status not in (MeetingStatus.ENDED, MeetingStatus.SEALED):
            raise MeetingClosedError(_("A meeting is sealed after it has ended."))
        was_sealed = locked.status == MeetingStatus.SEALED
        if not was_sealed:
            points = Point.objects.filter(agenda_item__meeting=locked)
            points.filter(
                status=PointStatus.WITHDRAWN
            ).delete()  # what somebody took back is not kept for ever
            # What came late and nobody decided on stays off the record, where it can be seen that it is there.
            points.late().update(status=PointStatus.HIDDEN)
            _freeze_counts_without_voices(locked)
            freeze_answers(locked)
            Support.objects.filter(point__in=points).delete()
            Voice.objects.filter(meeting=locked).delete()
            locked.status = MeetingStatus.SEALED
            locked.sealed_at = timezone.now()
            locked.save(update_fields=["status", "sealed_at"])
            record_change(actor=actor, verb="meeting.sealed", target=locked)
        floor_store().destroy(locked.uuid)  # before the key, whose store then forgets the room altogether
        key_store().destroy(locked.uuid)
        if not was_sealed:
            announce_item(locked.uuid)
            transaction.on_commit(lambda: broadcaster().forget(locked.uuid), robust=True)
    if not connection.in_atomic_block:
        scrub_after_sealing([locked])
    return locked


def _freeze_counts_without_voices(meeting: Meeting) -> None:
    """Write the counts and take the voices away in one change of all rows, in the order of their random identifiers.

    A change of the rows that have a voice, found by the index of voices, would leave them on the disk voice by voice.
    """
    points = list(Point.objects.filter(agenda_item__meeting=meeting).order_by("uuid"))
    merged = {point.uuid for point in points if point.status == PointStatus.MERGED}
    counts = counted_stances({point.uuid for point in points} - merged) | counted_stances(merged)
    for point in points:
        stances = counts[point.uuid]
        point.frozen_supporters = stances.support
        point.frozen_qualifiers = stances.qualify
        point.frozen_dissents = stances.dissent
        point.voice = None
    Point.objects.bulk_update(
        points, ["frozen_supporters", "frozen_qualifiers", "frozen_dissents", "voice"], batch_size=_BATCH
    )
