"""How the views of this app find what an address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from dialogues.views.access import meeting_or_404
from reports.models import Report
from stakeholders.access import require

if TYPE_CHECKING:
    from stakeholders.http import AuthedHttpRequest


def report_or_404(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, *, permission: str
) -> Report:
    """Return the report at this address, for one who has ``permission`` on it.

    Raises:
        Http404: when there is none, or the reader may not know of the meeting.
        PermissionDenied: when their role does not include ``permission``.

    """
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.manage_meeting")
    report = Report.objects.of_meeting(found).edition(edition).first()
    if report is None:
        raise Http404
    report.meeting = found
    require(request.user, permission, report)
    return report
