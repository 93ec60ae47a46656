"""The page inside the room. It knows a voice, and whose seat it is; what is sent from it mostly does not (views.room)."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from dialogues.attribution import STRICTNESS
from dialogues.enums import HandReason, PointKind
from dialogues.live.broadcast import broadcaster
from dialogues.live.passes import seat_in, stream_path, voice_in
from dialogues.models import AgendaItem, Meeting
from dialogues.room_wording import NEEDS_SEAT, notices_for_seat, room_words
from dialogues.selectors.floor import floor_for_seat
from dialogues.selectors.polls import own_stage, stage_of_item
from dialogues.selectors.room import Seat, current_item, is_voice, seat_for_participation
from dialogues.selectors.room_window import WINDOW, Asked, CardWindow, Reader, card_window

if TYPE_CHECKING:
    from django.http import HttpRequest

# Stands for a point's identifier in the buttons that the page's script copies.
ANY_UUID = UUID("00000000-0000-4000-8000-000000000000")
# What js/room.js imports: fetched at once, and not only when the browser comes to read what imports what.
SCRIPTS = (
    "js/room-page.js",
    "js/room-cards.js",
    "js/room-line.js",
    "js/room-now.js",
    "js/room-store.js",
    "js/room-draft.js",
    "js/room-outbox.js",
    "js/room-sending.js",
    "js/room-waiting.js",
    "js/room-composer.js",
    "js/room-stances.js",
    "js/room-earlier.js",
    "js/room-leave.js",
    "js/room-time.js",
    "js/room-floor.js",
)


@never_cache
@gzip_page  # fifty cards are alike: a tenth is left. It adds random bytes, and what is asked for is not repeated in the page.
@require_safe
def room_page(request: HttpRequest, room: UUID) -> HttpResponse:
    """Show what is on, what was said, and where to write."""
    token, participation = voice_in(request.COOKIES, room), seat_in(request.COOKIES, room)
    meeting = Meeting.objects.select_related("dialogue").filter(uuid=room).first()
    seat = seat_for_participation(participation, room=room) if participation else None
    if token is None or seat is None or meeting is None or not is_voice(room, token):
        return lost(
            request, is_sealed=seat is not None and meeting is not None and meeting.sealed_at is not None
        )
    last = broadcaster().latest(room)  # before anything is read: what happens meanwhile comes by the stream
    now = current_item(room)
    item = AgendaItem.objects.select_related("meeting").get(uuid=now.item) if now.item else None
    asked = _asked(request)
    window = card_window(item, Reader(token, seat.participation), asked) if item else CardWindow()
    stage = stage_of_item(item, room=room)
    own = own_stage(stage, token=token, participation=seat.participation)
    notices = notices_for_seat(seat, now.rule)
    floor = floor_for_seat(room, seat.participation, runs_room=seat.runs_room)
    return render(
        request,
        "dialogues/room.html",
        {
            "meeting": meeting,
            "now": now,
            "seat": seat,
            "asked": asked,
            "window": window,
            "stage": stage,
            "own": own,
            "room": room,
            "any_uuid": ANY_UUID,
            "notices": notices,
            "notice": notices[0],
            "kinds": PointKind.choices,
            "action": _log_path(room, needs_seat=notices[0].needs_seat),
            "new_uuid": uuid4(),
            "scripts": SCRIPTS,
            "floor": floor,
            "hand_reasons": HandReason.choices,
            "data": _page_data(room, seat, window, last)
            | {"floor": asdict(floor), "answers": own.answers_to(stage)},
        },
    )


def lost(request: HttpRequest, *, is_sealed: bool = False) -> HttpResponse:
    """Say that this browser has no seat here, or that nobody has one any more."""
    message = (
        _(
            "The record no longer changes, and nothing that is stored connects a point to a person who is not named with it."
        )
        if is_sealed
        else _("Enter the room by your private link, or sign in and enter it from your meetings.")
    )
    return render(
        request,
        "dialogues/room_refused.html",
        {
            "message": message,
            "is_sealed": is_sealed,
            "text": "",
            "room": None,
        },
        status=403,
    )


def _asked(request: HttpRequest) -> Asked:
    return Asked(
        before=_uuid(request.GET.get("before", "")),
        since=_uuid(request.GET.get("from", "")),
        own="own" in request.GET,
    )


def _uuid(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None


def _page_data(room: UUID, seat: Seat, window: CardWindow, last: str) -> dict[str, object]:
    return {
        "room": str(room),
        "owner": _owner(room, seat),
        "last": last,
        "stream": stream_path(room),
        "words": room_words(),
        "mine": window.mine,
        "stances": dict(window.stances),
        "any": str(ANY_UUID),
        "window": WINDOW,
        "is_partial": window.is_partial,
        "rules": {
            rule.value: [asdict(notice) for notice in notices_for_seat(seat, rule)] for rule in STRICTNESS
        },
        "seat_rules": [rule.value for rule in NEEDS_SEAT],
        "log": {
            "voice": _log_path(room, needs_seat=False),
            "seat": _log_path(room, needs_seat=True),
        },
        "worker": reverse("dialogues:room_worker", args=[get_language()]),
        "worker_scope": "/room/",
    }


def _owner(room: UUID, seat: Seat) -> str:
    """Return under which name a device keeps what has not arrived: the next person at this browser has another one.

    Only we can work out whose it is, as with the seat's cookie that lies beside it.
    """
    return salted_hmac("dialogues.room.outbox", f"{room.hex}{seat.participation.hex}").hexdigest()[:20]


def _log_path(room: UUID, *, needs_seat: bool) -> str:
    return reverse("dialogues:room_log_here" if needs_seat else "dialogues:room_log", args=[room])
