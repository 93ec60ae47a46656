"""Pages that set a meeting up, change it and cancel it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import Response
from dialogues.forms import CancelMeetingForm, MeetingForm
from dialogues.models import Participation
from dialogues.selectors.meetings import is_past
from dialogues.services import cancel_meeting, change_meeting, schedule_meeting
from dialogues.services.invitation_mail import meeting_file
from dialogues.steps import next_step, step_url
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import dialogue_or_404, meeting_or_404, posted

if TYPE_CHECKING:
    from dialogues.models import Dialogue, Meeting
    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_create(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Set a meeting up; with a date in the past, record one that was held."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.add_meeting")
    form = MeetingForm(posted(request), dialogue=dialogue, zone=request.user.time_zone)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = schedule_meeting(dialogue=dialogue, actor=request.user, **form.values)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            if meeting.ends_at <= timezone.now():
                messages.info(
                    request,
                    _(
                        "This date is in the past: no invitations will be sent. Enter who took part, then record what was said in the room."
                    ),
                )
            else:
                messages.success(request, _("The meeting is set up. Now its agenda."))
            return redirect("dialogues:meeting_plan", dialogue.slug, meeting.slug)
    return _form_page(request, form, dialogue)


@login_required
@require_safe
def meeting(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Go where the meeting has come to: the team to its next step, a participant to their invitation."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.view_meeting")
    if not request.user.has_perm("dialogues.manage_meeting", found):
        own = Participation.objects.get(meeting=found, person__user=request.user)
        return redirect("dialogues:my_invitation", own.uuid)
    return redirect(step_url(found, next_step(found)) or step_url(found, "plan"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_edit(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Change a meeting; where people were told otherwise, offer to write to them."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    form = MeetingForm(posted(request), dialogue=found.dialogue, zone=found.time_zone, meeting=found)
    if request.method == "POST" and form.is_valid():
        try:
            change_meeting(meeting=found, actor=request.user, **form.values)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The meeting is changed."))
            if found.participations.out_of_date(found).exists() and not is_past(found):
                return redirect("dialogues:meeting_updates", dialogue, meeting)
            return redirect("dialogues:meeting_plan", dialogue, meeting)
    return _form_page(request, form, found.dialogue, found)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_cancel(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Ask, then cancel a meeting and tell those invited."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    form = CancelMeetingForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            cancel_meeting(meeting=found, actor=request.user, reason=form.cleaned_data["reason"])
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The meeting is cancelled."))
            return redirect("dialogues:meeting_plan", dialogue, meeting)
    told = 0 if is_past(found) else found.participations.invited().exclude(response=Response.DECLINED).count()
    return render(
        request,
        "dialogues/meeting_cancel.html",
        {"meeting": found, "form": form, "told": told},
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def meeting_calendar(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Give the team a calendar file."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.manage_meeting")
    return calendar_response(meeting_file(found), found.slug)


def calendar_response(content: str, name: str) -> HttpResponse:
    """Return a calendar file as a download that nobody keeps a copy of on the way."""
    return HttpResponse(
        content,
        content_type="text/calendar; method=PUBLISH; charset=utf-8",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.ics"',
            "Cache-Control": "private, no-store",
        },
    )


def _form_page(
    request: AuthedHttpRequest, form: MeetingForm, dialogue: Dialogue, meeting: Meeting | None = None
) -> HttpResponse:
    return render(
        request,
        "dialogues/meeting_form.html",
        {"form": form, "dialogue": dialogue, "meeting": meeting},
        status=422 if form.errors else 200,
    )
