"""What is put up in the room: a point for a show of support, the screen for everybody in the hall, answers to a poll."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dialogues.enums import MeetingStatus
from dialogues.exceptions import ItemNotOpenError, VoiceUnknownError
from dialogues.forms.polls import AnswerForm
from dialogues.live.broadcast import broadcaster
from dialogues.live.passes import give_desk, stream_path, voice_in
from dialogues.models import AgendaItem, Point
from dialogues.room_wording import room_words
from dialogues.selectors.polls import stage_of_item
from dialogues.selectors.room import current_item
from dialogues.services import answer_poll, put_point_up, take_point_down
from stakeholders.exceptions import DomainError

from .access import meeting_or_404, part_or_404

if TYPE_CHECKING:
    from django.http import HttpRequest

    from stakeholders.http import AuthedHttpRequest

_STATUS = {VoiceUnknownError: 403, ItemNotOpenError: 409}


@require_POST
def room_poll_answer(request: HttpRequest, room: UUID, poll: UUID) -> HttpResponse:
    """Take a voice's answer; once more is success, and another one replaces it."""
    form = AnswerForm(request.POST)
    token = voice_in(request.COOKIES, room)
    if token is None:
        return _refused(request, room, _("This browser has lost its seat. Enter the room again."), 403)
    if not form.is_valid():
        return _refused(request, room, _("This is no answer to the question. Reload the page."), 422)
    try:
        answer_poll(room=room, poll=poll, token=token, option=form.cleaned_data["option"])
    except DomainError as error:
        return _refused(request, room, error.message, _STATUS.get(type(error), 422))
    if _wants_json(request):
        return JsonResponse({})
    return redirect(f"{reverse('dialogues:room_page', args=[room])}#stage")


@login_required
@require_POST
def room_point_up(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Put a point up for a show of support."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    points = Point.objects.filter(agenda_item__meeting=found).select_related("agenda_item")
    point = part_or_404(points, uuid)
    try:
        put_point_up(point=point, actor=request.user)
    except DomainError as error:
        if _wants_json(request):
            return JsonResponse({"message": error.message}, status=409)
        messages.error(request, error.message)
    if _wants_json(request):
        return JsonResponse({})
    return redirect(_desk(dialogue, meeting, point.agenda_item))


@login_required
@require_POST
def room_item_down(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Take down the point that is put up under an agenda item."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    try:
        take_point_down(item=item, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(_desk(dialogue, meeting, item))


@never_cache
@login_required
@require_safe
def room_screen(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show what is on in big type, without names, for the wall of the room or a shared screen."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    last = broadcaster().latest(found.uuid)
    now = current_item(found.uuid)
    item = AgendaItem.objects.select_related("meeting").get(uuid=now.item) if now.item else None
    response = render(
        request,
        "dialogues/room_screen.html",
        {
            "meeting": found,
            "now": now,
            "stage": stage_of_item(item, room=found.uuid),
            "data": {"last": last, "stream": stream_path(found.uuid), "words": room_words()},
        },
    )
    if found.status == MeetingStatus.LIVE:
        give_desk(response, room=found.uuid, user=request.user)
    return response


def _desk(dialogue: str, meeting: str, item: AgendaItem) -> str:
    return f"{reverse('dialogues:room', args=[dialogue, meeting])}?item={item.uuid}#desk-stage"


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("accept") == "application/json"


def _refused(request: HttpRequest, room: UUID, message: str, status: int) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": message}, status=status)
    context = {"message": message, "text": "", "room": room}
    return render(request, "dialogues/room_refused.html", context, status=status)
