"""Putting a point up for a show of support, for everybody to see large, and taking it down.

A point that is hidden, merged or withdrawn is taken down where that is done, within its transaction (``take_down_point``);
one whose item is paused or closed, by ``polls.leave_stage``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from dialogues.enums import AgendaItemStatus, MeetingStatus, PointStatus, PollStatus
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError
from dialogues.live.stage import announce_featured
from dialogues.models import AgendaItem, Meeting, Point
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from stakeholders.models import User


@transaction.atomic
def put_point_up(*, point: Point, actor: User) -> AgendaItem:
    """Put a point of the open item up for a show of support, instead of the one that was.

    Raises:
        MeetingClosedError: when the meeting is not in session.
        ItemNotOpenError: when the point's item is not open.
        DomainError: when the point is no longer on the page, or a poll is open.

    """
    item = _locked_item(point.agenda_item)
    locked = Point.objects.select_for_update(of=("self",)).get(pk=point.pk)
    if item.status != AgendaItemStatus.OPEN:
        raise ItemNotOpenError(_("Only a point of the item that is open can be put up."))
    if locked.status != PointStatus.VISIBLE:
        raise DomainError(_("This point is no longer on the page."))
    if item.polls.filter(status=PollStatus.OPEN).exists():
        raise DomainError(_("A poll is open. Close it first: one thing at a time."))
    if item.featured_point_id != locked.pk:
        item.featured_point = locked
        item.save(update_fields=["featured_point"])
        record_change(actor=actor, verb="item.point_put_up", target=item)
        announce_featured(item.meeting.uuid)
    return item


@transaction.atomic
def take_point_down(*, item: AgendaItem, actor: User) -> AgendaItem:
    """End the show of support; where nothing is up, nothing happens.

    Raises:
        MeetingClosedError: when the meeting is not in session.

    """
    locked = _locked_item(item)
    if locked.featured_point_id is not None:
        locked.featured_point = None
        locked.save(update_fields=["featured_point"])
        record_change(actor=actor, verb="item.point_taken_down", target=locked)
        announce_featured(locked.meeting.uuid)
    return locked


def take_down_point(point: Point) -> None:
    """Take ``point`` down, if it is up: it leaves the page."""
    if AgendaItem.objects.filter(featured_point=point).update(featured_point=None):
        announce_featured(point.agenda_item.meeting.uuid)


def _locked_item(item: AgendaItem) -> AgendaItem:
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    if meeting.status != MeetingStatus.LIVE:
        raise MeetingClosedError(_("The meeting is not in session."))
    locked = AgendaItem.objects.get(pk=item.pk)
    locked.meeting = meeting
    return locked
