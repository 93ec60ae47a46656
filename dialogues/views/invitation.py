"""The private page of somebody who is invited, and the list of one's own meetings.

Nothing is changed by a GET: mail scanners follow every link. The page by private link needs neither account nor
cookie; who has the link has proved what a CSRF token would prove, since no other site can know the address to post to (and
with ``no-referrer`` browsers send no origin that could be checked).
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import MeetingStatus
from dialogues.forms import AnswerForm
from dialogues.invitation_panels import INVITATION_PANELS
from dialogues.links import participation_for_token, participation_token, private_path
from dialogues.models import Participation
from dialogues.selectors.meetings import agenda_of, items_naming, meetings_of, takes_answers
from dialogues.services import answer_invitation
from dialogues.services.invitation_mail import invitation_file, mail_language
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.forms.fields import add_domain_error

from .access import posted
from .meetings import calendar_response

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from stakeholders.http import AuthedHttpRequest, HtmxHttpRequest
    from stakeholders.models import User

PRIVATE_HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
}


def by_private_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the participation that the token in the address belongs to, in its person's language; nobody keeps a copy.

    What else stands in the address goes on to ``view``.
    """

    @csrf_exempt  # the token in the address is what a forger lacks; these pages send no origin that could be checked
    @wraps(view)
    def opened(request: HtmxHttpRequest, token: str, **rest: Any) -> HttpResponse:
        try:
            held = participation_for_token(token)
        except StaleLinkError as error:
            response = render(request, "dialogues/private_stale.html", {"error": error.message}, status=410)
        else:
            if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES and not request.user.is_authenticated:
                translation.activate(mail_language(held.person, held.meeting.dialogue))
            response = view(request, held, **rest)
        for header, value in PRIVATE_HEADERS.items():
            response[header] = value
        return response

    return opened


@by_private_link
@require_http_methods(["GET", "HEAD", "POST"])
def private_invitation(request: HtmxHttpRequest, held: Participation) -> HttpResponse:
    """Show the invitation to whoever has its link, and take the answer."""
    return _invitation(
        request, held, actor=None, address=private_path(held), calendar=f"{private_path(held)}meeting.ics"
    )


@by_private_link
@require_safe
def private_calendar(_request: HtmxHttpRequest, held: Participation) -> HttpResponse:
    """Give the calendar file to whoever has the link."""
    return calendar_response(invitation_file(held), "meeting")


@login_required
@require_safe
def my_meetings(request: AuthedHttpRequest) -> HttpResponse:
    """List the meetings that the reader is invited to."""
    held = [*meetings_of(request.user)]
    to_come = [one for one in held if takes_answers(one.meeting) or one.meeting.status == MeetingStatus.LIVE]
    return render(
        request,
        "dialogues/my_meetings.html",
        {"to_come": to_come[::-1], "past": [one for one in held if one not in to_come]},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_invitation(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Show the same page to somebody who is signed in."""
    held = _own_or_404(request.user, uuid)
    return _invitation(
        request,
        held,
        actor=request.user,
        address=reverse("dialogues:my_invitation", args=[uuid]),
        calendar=reverse("dialogues:my_calendar", args=[uuid]),
    )


@login_required
@require_safe
def my_calendar(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Give the calendar file to somebody who is signed in."""
    return calendar_response(invitation_file(_own_or_404(request.user, uuid)), "meeting")


def _own_or_404(user: User, uuid: UUID) -> Participation:
    held = meetings_of(user).filter(uuid=uuid).first()
    if held is None:
        raise Http404
    return held


def _invitation(
    request: HttpRequest, held: Participation, *, actor: User | None, address: str, calendar: str
) -> HttpResponse:
    named_in = items_naming(held)
    asks = {"asks_for_consent": bool(named_in)}
    form = AnswerForm(posted(request), **asks)
    if request.method == "POST" and form.is_valid():
        try:
            answer_invitation(participation=held, actor=actor, **_answer(form))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return redirect(f"{address}?answered")
    if not form.is_bound:
        form = AnswerForm(
            initial={"message": held.message, "consents_to_be_named": held.consents_to_be_named}, **asks
        )
    return render(
        request,
        "dialogues/invitation.html",
        {
            "held": held,
            "meeting": held.meeting,
            "agenda": agenda_of(held.meeting),
            "form": form,
            "thanks": "answered" in request.GET,
            "named_in": named_in,
            "calendar_url": calendar,
            "room_url": _room_url(held, actor),
            "takes_answers": takes_answers(held.meeting),
            "in_session": held.meeting.status == MeetingStatus.LIVE,
            "is_past": held.meeting.ends_at <= timezone.now(),
            "by_link": actor is None,
            "panels": INVITATION_PANELS.load(held, by_link=actor is None),
        },
        status=422 if form.errors else 200,
    )


def _answer(form: AnswerForm) -> dict[str, Any]:
    return {
        "response": form.cleaned_data["response"],
        "message": form.cleaned_data["message"],
        "consents_to_be_named": form.cleaned_data.get("consents_to_be_named"),
    }


def _room_url(held: Participation, actor: User | None) -> str:
    """Return the address of the room while it is open: by the link, or for the account."""
    if held.meeting.status != MeetingStatus.LIVE:
        return ""
    try:
        if actor is None:
            return reverse("dialogues:private_room", args=[participation_token(held)])
        return reverse("dialogues:room", args=[held.meeting.dialogue.slug, held.meeting.slug])
    except NoReverseMatch:
        return ""
