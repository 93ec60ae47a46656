"""Logging what was said aloud: the same at the desk and on the rapporteur's own page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from dialogues.acts import Act, Verb
from dialogues.enums import AgendaItemStatus, MeetingStatus
from dialogues.forms.room import OnBehalfForm
from dialogues.live.announcements import render_card
from dialogues.selectors.desk_window import DeskWindow, desk_window
from dialogues.selectors.point_card import card_for_point
from dialogues.selectors.room import current_item, first_item_with_points
from dialogues.services import log_point_on_behalf
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import posted
from .acts import undo_token

if TYPE_CHECKING:
    from dialogues.models import AgendaItem, Meeting, Point
    from stakeholders.http import AuthedHttpRequest

WORKED_ON = (MeetingStatus.LIVE, MeetingStatus.ENDED)


def items_of_meeting(meeting: Meeting) -> list[AgendaItem]:
    """Return the agenda, each item knowing its meeting."""
    items = [*meeting.agenda_items.select_related("theme")]
    for item in items:
        item.meeting = meeting
    return items


def chosen_item(request: AuthedHttpRequest, meeting: Meeting, items: list[AgendaItem]) -> AgendaItem | None:
    """Return the item that the address names, or the one that is on; of a meeting that is over, the first with points."""
    by_uuid = {str(item.uuid): item for item in items}
    asked = by_uuid.get(request.GET.get("item", ""))
    if asked:
        return asked
    if meeting.status == MeetingStatus.LIVE:
        current = current_item(meeting.uuid).item
    else:
        current = first_item_with_points(meeting)
    return by_uuid.get(str(current)) or (items[0] if items else None)


def window_of(request: AuthedHttpRequest, item: AgendaItem | None) -> DeskWindow:
    """Return the points of ``item`` that the address asks for: the newest, or those before one."""
    try:
        before = UUID(request.GET["before"]) if "before" in request.GET else None
    except ValueError:
        before = None
    return desk_window(item, before=before) if item else DeskWindow()


def on_behalf_form(request: AuthedHttpRequest, item: AgendaItem | None) -> OnBehalfForm | None:
    """Return the form that logs under ``item``, where it takes anything from the desk."""
    if item is None or item.meeting.status not in WORKED_ON or item.status == AgendaItemStatus.PLANNED:
        return None
    return OnBehalfForm(posted(request), item=item, initial={"uuid": uuid4()})


def log_from_form(
    request: AuthedHttpRequest, form: OnBehalfForm, item: AgendaItem, *, back: str
) -> HttpResponse | None:
    """Log what was typed and answer; nothing where a plain page has to be shown again with what is wrong."""
    if form.is_valid():
        try:
            point = log_point_on_behalf(item=item, language=get_language() or "en", **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _logged(item.meeting, point) if wants_json(request) else redirect(back)
    if wants_json(request):
        problems = [str(problem) for field in form.errors.values() for problem in field]
        return JsonResponse({"message": " ".join(problems)}, status=422)
    return None


def desk_path(meeting: Meeting, item: AgendaItem) -> str:
    """Return the address of the desk at ``item``."""
    desk = reverse("dialogues:room", args=[meeting.dialogue.slug, meeting.slug])
    return f"{desk}?item={item.uuid}"


def wants_json(request: AuthedHttpRequest) -> bool:
    """Whether a script of ours asks."""
    return request.headers.get("accept") == "application/json"


def _logged(meeting: Meeting, point: Point) -> JsonResponse:
    card = card_for_point(point.uuid)
    answer = {
        "uuid": str(point.uuid),
        "card": render_card(card) if card else "",
        "undo": undo_token(meeting, [Act(Verb.LOG, point.uuid)]),
    }
    return JsonResponse(answer, status=201)
