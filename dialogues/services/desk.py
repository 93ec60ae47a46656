"""What every act at the desk asks first: until the meeting is sealed its record can be put in order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from dialogues.enums import AgendaItemStatus, MeetingStatus
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError
from dialogues.models import AgendaItem, Meeting, Point, Theme
from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

_WORKED_ON = (MeetingStatus.LIVE, MeetingStatus.ENDED)


def item_for_desk(item: AgendaItem) -> AgendaItem:
    """Return the agenda item with its meeting locked.

    Raises:
        MeetingClosedError: when the meeting was not opened, or is sealed.
        ItemNotOpenError: when the item has not been open yet.

    """
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=item.meeting_id)
    if meeting.status not in _WORKED_ON:
        raise MeetingClosedError(
            _("The meeting is sealed: its record no longer changes.")
            if meeting.status == MeetingStatus.SEALED
            else _("Open the room first.")
        )
    locked = AgendaItem.objects.get(pk=item.pk)
    locked.meeting = meeting
    if locked.status == AgendaItemStatus.PLANNED:
        raise ItemNotOpenError(_("Open this agenda item first."))
    return locked


def point_for_desk(point: UUID) -> Point:
    """Return the point, locked.

    Raises:
        MeetingClosedError: when the meeting was not opened, or is sealed.
        DomainError: when there is no such point any more.

    """
    found = points_for_desk([point])
    if not found:
        raise DomainError(_("This point is no longer there."))
    return found[0]


def points_for_desk(points: Iterable[UUID]) -> list[Point]:
    """Return the points, locked in an order that is the same for everybody, so that no two wait for each other.

    Raises:
        MeetingClosedError: when the meeting was not opened, or is sealed.

    """
    wanted = Point.objects.filter(uuid__in=list(points))
    # The meeting first, as sealing does: nobody seals it between looking and writing.
    meetings = {
        meeting.pk: meeting
        for meeting in Meeting.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk__in=wanted.values("agenda_item__meeting"))
        .order_by("pk")
    }
    if any(meeting.status not in _WORKED_ON for meeting in meetings.values()):
        raise MeetingClosedError(_("The meeting is sealed: its record no longer changes."))
    found = list(
        wanted.select_for_update(of=("self",)).select_related("agenda_item", "theme").order_by("uuid")
    )
    for point in found:
        point.agenda_item.meeting = meetings[point.agenda_item.meeting_id]
    return found


def check_theme(item: AgendaItem, theme: Theme | None) -> None:
    """Let through what is a theme of this dialogue, or none.

    Raises:
        DomainError: when the theme belongs to another dialogue.

    """
    if theme is not None and theme.dialogue_id != item.meeting.dialogue_id:
        raise DomainError(_("This theme belongs to another dialogue."), field="theme")


def check_seen(point: Point, seen: str) -> None:
    """Let through who has seen the text as it is; ``seen`` is empty where nobody says.

    Raises:
        DomainError: when the text was changed meanwhile, by its author or somebody else at the desk.

    """
    if seen and seen.replace("\r\n", "\n").strip() != point.text:
        raise DomainError(_("This point was changed meanwhile. Look at it again first."))
