"""Handing the room to somebody else, from the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dialogues.enums import MeetingStatus
from dialogues.forms.floor import HandOverForm
from dialogues.selectors.handing_over import facilitators, people_to_hand_to, people_without_account
from dialogues.services import hand_over_room
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import meeting_or_404, posted

if TYPE_CHECKING:
    from stakeholders.http import AuthedHttpRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_hand_over(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Choose who runs the room from now on."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.hand_over_room")
    everybody = request.user.has_perm("dialogues.view_participants", found)
    people = people_to_hand_to(found, by=request.user, everybody=everybody)
    now = facilitators(found)
    form = HandOverForm(posted(request), people=people, asks=bool(now))
    if form.is_valid():
        try:
            held = hand_over_room(meeting=found, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("%(name)s runs the room now.") % {"name": held.person.name})
            return redirect("dialogues:room", dialogue, meeting)
    return render(
        request,
        "dialogues/room_hand_over.html",
        {
            "meeting": found,
            "form": form,
            "people": people,
            "without_account": people_without_account(found, everybody=everybody),
            "facilitators": now,
            "is_facilitator": any(held.person_id == request.user.person_id for held in now),
            "sees_everybody": everybody,
            "is_live": found.status == MeetingStatus.LIVE,
        },
        status=422 if form.errors else 200,
    )
