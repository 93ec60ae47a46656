"""The participants' room: a door, a page, and what one can do there (docs/decisions/0083-room-authentication.md).

Requests inside know a voice. Only those whose address holds ``here`` also know whose seat it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import AttributionRule, MeetingStatus
from dialogues.exceptions import KeyStoreAwayError, RoomKeyMissingError
from dialogues.live.passes import give_seat, take_seat_away
from dialogues.models import Participation
from dialogues.services import enter_room
from stakeholders.exceptions import DomainError

from .access import meeting_or_404
from .invitation import by_private_link

if TYPE_CHECKING:
    from django.http import HttpRequest

    from stakeholders.http import AuthedHttpRequest, HtmxHttpRequest

_COMES_AGAIN_SECONDS = 3  # a key store that restarts is back by then


@by_private_link
@require_http_methods(["GET", "HEAD", "POST"])
def private_room(request: HtmxHttpRequest, held: Participation) -> HttpResponse:
    """Let somebody in by their private link."""
    return _door(request, held)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_enter(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Let somebody in who is signed in and on the list."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.enter_room")
    held = (
        found.participations.select_related("person", "organisation")
        .filter(person__user=request.user)
        .first()
    )
    if held is None:
        return redirect("dialogues:room", dialogue, meeting)
    held.meeting = found
    return _door(request, held, language=request.user.language)


@never_cache
@require_safe
def room_door(request: HttpRequest, room: UUID) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Lead to the page inside."""
    return redirect("dialogues:room_page", room)


@require_POST
def room_leave(request: HttpRequest, room: UUID) -> HttpResponse:
    """Forget voice and seat in this browser."""
    response = render(request, "dialogues/room_left.html")
    take_seat_away(response, room=room)
    return response


@require_safe
def room_stream(request: HttpRequest, room: UUID) -> HttpResponse:  # noqa: ARG001 - a view's signature
    """Say that this process has no streams (config/asgi.py serves them): a browser that reads 204 asks no more."""
    return HttpResponse(status=204)


def _door(request: HttpRequest, held: Participation, *, language: str = "") -> HttpResponse:
    meeting, problem, comes_again = held.meeting, "", False
    if request.method == "POST":
        try:
            token = enter_room(participation=held)
        except DomainError as error:
            problem = error.message
            comes_again = isinstance(error, (KeyStoreAwayError, RoomKeyMissingError))
        else:
            response: HttpResponse = redirect("dialogues:room_page", meeting.uuid)
            give_seat(response, room=meeting.uuid, token=token, participation=held.uuid)
            if language:  # the room does not know the account, and with it not its language
                response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, samesite="Lax")
            return response
    rules = {item.rule for item in meeting.agenda_items.select_related("meeting")} or {
        AttributionRule(meeting.attribution_rule)
    }
    response = render(
        request,
        "dialogues/room_enter.html",
        {
            "meeting": meeting,
            "held": held,
            "problem": problem,
            "comes_again": comes_again,
            "is_live": meeting.status == MeetingStatus.LIVE,
            "is_over": meeting.status in (MeetingStatus.ENDED, MeetingStatus.SEALED, MeetingStatus.CANCELLED),
            "rules": [rule for rule in AttributionRule if rule in rules],
        },
        status=503 if comes_again else 409 if problem else 200,
    )
    if comes_again:
        response["Retry-After"] = str(_COMES_AGAIN_SECONDS)
    return response
