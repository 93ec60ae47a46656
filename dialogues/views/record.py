"""The rapporteur's page: one agenda item, recorded without touching the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from dialogues.enums import MeetingStatus, PointKind
from dialogues.live.broadcast import broadcaster
from dialogues.live.passes import give_desk
from dialogues.models import Theme
from dialogues.record_wording import RECORD_KEYS, record_words

from .access import meeting_or_404
from .desk import desk_data
from .on_behalf import WORKED_ON, chosen_item, items_of_meeting, log_from_form, on_behalf_form, window_of
from .room_page import ANY_UUID

if TYPE_CHECKING:
    from dialogues.forms.room import OnBehalfForm
    from dialogues.models import AgendaItem, Meeting
    from dialogues.selectors.desk_window import DeskWindow
    from stakeholders.http import AuthedHttpRequest


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_record(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show the record of one agenda item to be written on, and take what is logged."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    last = broadcaster().latest(found.uuid)
    items = items_of_meeting(found)
    item = chosen_item(request, found, items)
    form = on_behalf_form(request, item)
    if request.method == "POST":
        if form is None or item is None:
            raise Http404
        answer = log_from_form(request, form, item, back=_path(found, item))
        if answer is not None:
            return answer
    window = window_of(request, item)
    data = desk_data(found, last, window) | _data(found, item)
    response = render(
        request,
        "dialogues/room_record.html",
        _page(found, items, item, form, window) | {"data": data},
        status=422 if form is not None and form.errors else 200,
    )
    if found.status in WORKED_ON:
        give_desk(response, room=found.uuid, user=request.user)
    return response


def _page(
    meeting: Meeting,
    items: list[AgendaItem],
    item: AgendaItem | None,
    form: OnBehalfForm | None,
    window: DeskWindow,
) -> dict[str, Any]:
    return {
        "meeting": meeting,
        "items": items,
        "item": item,
        "window": window,
        "form": form,
        "is_live": meeting.status == MeetingStatus.LIVE,
        "is_worked_on": meeting.status in WORKED_ON,
        "keys": RECORD_KEYS,
        "any_uuid": ANY_UUID,
    }


def _data(meeting: Meeting, item: AgendaItem | None) -> dict[str, Any]:
    """Return what the page's scripts need besides the desk's: where to send what, and what a theme or kind is called."""
    where = [meeting.dialogue.slug, meeting.slug]
    point = {
        name: reverse(f"dialogues:room_point{suffix}", args=[*where, ANY_UUID])
        for name, suffix in (
            ("edit", ""),
            ("split", "_split"),
            ("merge", "_merge"),
            ("gather", "_gather"),
            ("targets", "_targets"),
            ("hide", "_hide"),
            ("show", "_show"),
        )
    }
    themes = Theme.objects.filter(dialogue_id=meeting.dialogue_id).values_list("uuid", "name")
    return {
        "record": {
            "item": str(item.uuid) if item else "",
            "log": _path(meeting, item) if item else "",
            "page": reverse("dialogues:room_record", args=where),
            "tag": reverse("dialogues:room_points_tag", args=where),
            "point": point,
            "themes": [{"value": str(uuid), "name": name} for uuid, name in themes],
            "kinds": [
                {"value": value, "name": str(label), "also": value.replace("_", " ")}
                for value, label in PointKind.choices
            ],
            "words": record_words(),
        }
    }


def _path(meeting: Meeting, item: AgendaItem) -> str:
    page = reverse("dialogues:room_record", args=[meeting.dialogue.slug, meeting.slug])
    return f"{page}?item={item.uuid}"
