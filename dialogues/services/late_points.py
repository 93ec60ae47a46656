"""What facilitator and rapporteur do with points that came after their item had closed: admit them, or leave them out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus, PointStatus
from dialogues.exceptions import MeetingClosedError
from dialogues.live.announcements import announce_late, announce_point
from dialogues.models import Meeting, Point
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from stakeholders.models import User


@transaction.atomic
def admit_point(*, point: Point, actor: User) -> Point:
    """Put a late point on the record under its item; from now on it is a point like any other.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when somebody has decided otherwise, or its author took it back.

    """
    return _decide(point, actor, PointStatus.VISIBLE, "point.admitted")


@transaction.atomic
def leave_point_out(*, point: Point, actor: User) -> Point:
    """Leave a late point off the record. It is hidden then, and can be shown as any hidden point can.

    Raises:
        MeetingClosedError: when the meeting is sealed.
        DomainError: when somebody has decided otherwise, or its author took it back.

    """
    return _decide(point, actor, PointStatus.HIDDEN, "point.left_out")


def _decide(point: Point, actor: User, status: PointStatus, verb: str) -> Point:
    # The meeting first, as sealing does: nobody seals it between looking and deciding.
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(
        agenda_items__points__pk=point.pk
    )
    if meeting.status not in (MeetingStatus.LIVE, MeetingStatus.ENDED):
        raise MeetingClosedError(_("The meeting is sealed: its record no longer changes."))
    locked = Point.objects.select_for_update(of=("self",)).select_related("agenda_item").get(pk=point.pk)
    locked.agenda_item.meeting = meeting
    if locked.status == status:
        return locked
    if locked.status != PointStatus.LATE:
        raise DomainError(_("This point no longer waits for a decision."))
    locked.status = status
    locked.save(update_fields=["status"])
    record_change(actor=actor, verb=verb, target=locked.agenda_item)
    if status == PointStatus.VISIBLE:
        announce_point(meeting.uuid, locked.uuid)
    announce_late(meeting.uuid)
    return locked
