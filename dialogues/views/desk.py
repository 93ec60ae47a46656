"""The desk: the room as facilitator and rapporteur run it, with an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import MeetingStatus, Response
from dialogues.forms.room import HeadcountForm
from dialogues.live.broadcast import broadcaster
from dialogues.live.passes import give_desk, stream_path
from dialogues.models import AgendaItem, Meeting
from dialogues.record_wording import undo_words
from dialogues.room_wording import room_words
from dialogues.selectors.late import late_cards
from dialogues.selectors.room import current_item, now_for_item, people_in_room
from dialogues.services import (
    close_item,
    extend_item,
    open_item,
    open_room,
    pause_item,
    set_headcount,
)
from stakeholders.exceptions import DomainError

from .access import meeting_or_404, part_or_404
from .floor import floor_context
from .on_behalf import (
    WORKED_ON,
    chosen_item,
    desk_path,
    items_of_meeting,
    log_from_form,
    on_behalf_form,
    window_of,
)
from .room_page import ANY_UUID

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogues.selectors.desk_window import DeskWindow
    from stakeholders.http import AuthedHttpRequest

ITEM_ACTS: dict[str, Callable[..., AgendaItem]] = {
    "open": open_item,
    "pause": pause_item,
    "close": close_item,
    "extend": extend_item,
}
_BEFORE = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show the desk to whoever runs the room, and take what the rapporteur logs; lead others to the door."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.enter_room")
    if not request.user.has_perm("dialogues.run_room", found):
        if request.method == "POST":
            raise PermissionDenied
        return redirect("dialogues:room_enter", dialogue, meeting)
    last = broadcaster().latest(found.uuid)
    items = items_of_meeting(found)
    item = chosen_item(request, found, items)
    form = on_behalf_form(request, item)
    if request.method == "POST":
        if form is None or item is None:
            raise Http404
        answer = log_from_form(request, form, item, back=desk_path(found, item))
        if answer is not None:
            return answer
    context = _desk(request, found, item) | floor_context(request, found)
    context |= {"items": items, "form": form, "data": desk_data(found, last, context["window"])}
    response = render(
        request,
        "dialogues/room_desk.html",
        context,
        status=422 if form is not None and form.errors else 200,
    )
    if found.status in WORKED_ON:
        give_desk(response, room=found.uuid, user=request.user)
    return response


def desk_data(meeting: Meeting, last: str, window: DeskWindow) -> dict[str, Any]:
    """Return what the scripts of a page that runs the room are told."""
    where = [meeting.dialogue.slug, meeting.slug]
    return {
        "last": last,
        "stream": stream_path(meeting.uuid),
        "words": room_words(),
        "any": str(ANY_UUID),
        "is_partial": window.is_partial,
        "undo": {"address": reverse("dialogues:room_undo", args=where), "words": undo_words()},
    }


@login_required
@require_POST
def room_open(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Open the room."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    try:
        open_room(meeting=found, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("dialogues:room", dialogue, meeting)


@login_required
@require_POST
def room_item(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID, act: str) -> HttpResponse:
    """Open, pause or close an agenda item."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    try:
        ITEM_ACTS[act](item=item, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    return redirect(desk_path(found, item))


@login_required
@require_POST
def room_headcount(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Write down how many took part in an item."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    form = HeadcountForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The number of people present is a whole number."))
    else:
        try:
            set_headcount(item=item, headcount=form.cleaned_data["headcount"], actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
    return redirect(desk_path(found, item))


def _desk(request: AuthedHttpRequest, meeting: Meeting, item: AgendaItem | None) -> dict[str, Any]:
    is_worked_on = meeting.status in WORKED_ON
    return {
        "meeting": meeting,
        "item": item,
        "now": now_for_item(item) if item else current_item(meeting.uuid),
        "window": window_of(request, item),
        "late": late_cards(meeting) if is_worked_on else (),
        "headcount_form": HeadcountForm(initial={"headcount": item.headcount}) if item else None,
        "people": people_in_room(meeting),
        "sees_people": request.user.has_perm("dialogues.view_participants", meeting),
        "invited": meeting.participations.exclude(response=Response.NOT_INVITED).count(),
        "is_before": meeting.status in _BEFORE,
        "is_live": meeting.status == MeetingStatus.LIVE,
        "is_worked_on": is_worked_on,
        "may_seal": request.user.has_perm("dialogues.seal_meeting", meeting),
        "takes_part": meeting.participations.filter(person_id=request.user.person_id or 0).exists(),
        "any_uuid": ANY_UUID,
    }
