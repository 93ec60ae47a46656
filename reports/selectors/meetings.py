"""Which meetings a report covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dialogues.enums import MeetingStatus
from dialogues.models import Meeting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dialogues.querysets import MeetingQuerySet
    from reports.models import Report


def report_meetings(report: Report) -> Sequence[Meeting]:
    """Return every meeting that ``report`` covers, in the order in which they were held; mostly one."""
    if not report.is_compiled:
        return (report.meeting,)
    further = report.further_meetings.select_related("dialogue__host")
    return tuple(sorted({report.meeting, *further}, key=lambda meeting: (meeting.starts_at, meeting.pk)))


def meetings_before(meeting: Meeting) -> MeetingQuerySet:
    """Return the earlier meetings of the dialogue that have taken place, the last first: what a report may cover besides."""
    return (
        Meeting.objects.filter(
            dialogue=meeting.dialogue,
            status__in=(MeetingStatus.ENDED, MeetingStatus.SEALED),
            starts_at__lt=meeting.starts_at,
        )
        .exclude(pk=meeting.pk)
        .order_by("-starts_at")
    )
