"""The speakers' queue: one's own hand in the room, and the queue at the desk.

A request about a hand shows whose it is. It is below ``here/`` and does nothing that a voice does.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import HandReason, MeetingStatus, Response
from dialogues.forms.floor import HandForm
from dialogues.live.passes import seat_in
from dialogues.models import Participation
from dialogues.selectors.floor import floor_at_desk, floor_for_seat
from dialogues.services import (
    end_turn,
    give_floor,
    give_floor_to_next,
    lower_hand,
    place_hand,
    raise_hand,
    raise_hand_for,
    remove_hand,
)
from stakeholders.exceptions import DomainError

from .access import meeting_or_404, part_or_404

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

    from dialogues.models import Meeting
    from stakeholders.http import AuthedHttpRequest

PANEL = "dialogues/room_desk_floor.html#fresh"


def _of_person(act: Callable[..., object], **more: Any) -> Callable[[Meeting, str], object]:
    def do(meeting: Meeting, uuid: str) -> object:
        people = meeting.participations.select_related("meeting", "person")
        return act(participation=part_or_404(people, UUID(uuid)), **more)

    return do


# What the buttons of the desk do: the name of the button, with what its value says.
DESK_ACTS: dict[str, Callable[[Meeting, str], object]] = {
    "next": lambda meeting, _value: give_floor_to_next(meeting=meeting),
    "end": lambda meeting, _value: end_turn(meeting=meeting),
    "give": _of_person(give_floor),
    "raise": _of_person(raise_hand_for, reason=HandReason.NEW_POINT),
    "first": lambda meeting, ticket: place_hand(meeting=meeting, ticket=ticket, placed="first"),
    "last": lambda meeting, ticket: place_hand(meeting=meeting, ticket=ticket, placed="last"),
    "rule": lambda meeting, ticket: place_hand(meeting=meeting, ticket=ticket, placed=""),
    "remove": lambda meeting, ticket: remove_hand(meeting=meeting, ticket=ticket),
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room_hand(request: HttpRequest, room: UUID) -> HttpResponse:
    """Raise or lower one's own hand; say what of the queue is one's own."""
    seat = seat_in(request.COOKIES, room)
    held = (
        Participation.objects.select_related("meeting").filter(uuid=seat, meeting__uuid=room).first()
        if seat
        else None
    )
    if held is None:
        return _refused(request, room, _("This browser has lost its seat. Enter the room again."), 403)
    if request.method == "POST":
        form = HandForm(request.POST)
        if not form.is_valid():
            return _refused(request, room, _("A reason is at most 80 characters long."), 422)
        try:
            if request.POST.get("act") == "lower":
                lower_hand(participation=held)
            else:
                raise_hand(participation=held, **form.cleaned_data)
        except DomainError as error:
            return _refused(request, room, error.message, 409)
    if not _wants_json(request):
        return redirect("dialogues:room_page", room)
    return JsonResponse({"floor": asdict(floor_for_seat(room, held.uuid))})


@never_cache
@login_required
@require_safe
def room_floor(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show the queue as it stands, for the desk to put in."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    return render(request, PANEL, floor_context(request, found) | {"meeting": found})


@login_required
@require_POST
def room_floor_act(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Give the floor, end a turn, raise, place or remove a hand."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    if not request.user.has_perm("dialogues.keep_floor", found):
        raise PermissionDenied
    chosen = [name for name in DESK_ACTS if name in request.POST]
    if len(chosen) != 1:
        return HttpResponseBadRequest()
    problem = ""
    try:
        DESK_ACTS[chosen[0]](found, request.POST[chosen[0]])
    except DomainError as error:
        problem = error.message
    except ValueError:  # no identifier
        return HttpResponseBadRequest()
    if request.htmx:
        return render(
            request, PANEL, floor_context(request, found) | {"meeting": found, "floor_problem": problem}
        )
    if problem:
        messages.error(request, problem)
    return redirect("dialogues:room", dialogue, meeting)


def floor_context(request: AuthedHttpRequest, meeting: Meeting) -> dict[str, Any]:
    """Return what the desk shows of the queue; nothing of it but in session."""
    if meeting.status != MeetingStatus.LIVE:
        return {"floor": None, "floor_is_over": True}
    keeps = request.user.has_perm("dialogues.keep_floor", meeting)
    everybody = request.user.has_perm("dialogues.view_participants", meeting)
    try:
        floor = floor_at_desk(meeting, names=keeps, everybody=everybody)
    except DomainError:  # the key store does not answer
        floor = None
    return {
        "floor": floor,
        "floor_is_over": False,
        "keeps_floor": keeps,
        "sees_everybody": everybody,
        "invited": meeting.participations.exclude(response=Response.NOT_INVITED).count(),
    }


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("accept") == "application/json"


def _refused(request: HttpRequest, room: UUID, message: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": message}, status=status)
    return render(
        request,
        "dialogues/room_refused.html",
        {"message": message, "text": "", "room": room if status != 403 else None},  # noqa: PLR2004 - HTTP's numbers
        status=status,
    )
