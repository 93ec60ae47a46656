"""The end of a meeting: it ends, and is sealed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dialogues.enums import MeetingStatus
from dialogues.selectors.late import late_count
from dialogues.selectors.room import sealing_proof
from dialogues.services import end_meeting, seal_meeting
from stakeholders.exceptions import DomainError

from .access import meeting_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_end(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Ask, then end the meeting."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    if request.method == "POST":
        try:
            end_meeting(meeting=found, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(
                request, _("The meeting has ended. The record can be put in order until it is sealed.")
            )
        return redirect("dialogues:room", dialogue, meeting)
    return render(
        request,
        "components/confirm.html",
        {
            "title": _("End the meeting?"),
            "text": _(
                "The room closes for everybody and takes no more points from participants. Who entered is written down as "
                "having taken part. You can still edit and merge points until the meeting is sealed."
            ),
            "confirm_label": _("End the meeting"),
            "cancel_url": reverse("dialogues:room", args=[dialogue, meeting]),
            "danger": False,
        },
    )


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_seal(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Say what sealing takes away, seal, and show what is left."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.seal_meeting")
    if request.method == "POST":
        try:
            seal_meeting(meeting=found, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("dialogues:room", dialogue, meeting)
        return redirect("dialogues:room_seal", dialogue, meeting)
    return render(
        request,
        "dialogues/room_seal.html",
        {
            "meeting": found,
            "proof": sealing_proof(found),
            "late": late_count(found.uuid),
            "can_be_sealed": found.status == MeetingStatus.ENDED,
            "is_sealed": found.status == MeetingStatus.SEALED,
        },
    )
