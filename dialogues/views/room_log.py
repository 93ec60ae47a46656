"""What a voice does in the room: log a point, stand to one, mend or withdraw its own (docs/decisions/0083-room-authentication.md)."""

from __future__ import annotations

import logging
from functools import wraps
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.enums import AttributionRule, PointStatus
from dialogues.exceptions import (
    ItemNotOpenError,
    KeyStoreAwayError,
    MeetingClosedError,
    VoiceUnknownError,
)
from dialogues.forms.room import CorrectionForm, StanceForm, read_point
from dialogues.live.passes import seat_in, voice_in
from dialogues.models import Point
from dialogues.selectors.room import mine
from dialogues.services import correct_point, log_point, take_stance, withdraw_point
from stakeholders.exceptions import DomainError

from .room_page import lost

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest

logger = logging.getLogger(__name__)

RETRY_SECONDS = "2"
_STATUS = {VoiceUnknownError: 403, ItemNotOpenError: 409, MeetingClosedError: 409, KeyStoreAwayError: 503}


def asked_to_retry(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Where the database is away, ask in the outbox's own language to send it again, instead of breaking."""

    @wraps(view)
    def answer(request: HttpRequest, room: UUID, **kwargs: UUID) -> HttpResponse:
        try:
            return view(request, room, **kwargs)
        except (
            OperationalError,
            InterfaceError,
        ) as error:  # its words could tell more than what is the matter
            logger.warning("What came into a room could not be written: %s.", type(error).__name__)
            message = _(
                "The record cannot be reached at the moment. Your text is kept; send it again shortly."
            )
            response = _refused(request, room, message, 503, "retry")
            response["Retry-After"] = RETRY_SECONDS
            return response

    return answer


@require_POST
@asked_to_retry
def room_log(request: HttpRequest, room: UUID) -> HttpResponse:
    """Put a point on record (docs/decisions/0084-late-points.md says what is answered)."""
    sent = read_point(request.POST)
    if sent is None:
        return _refused(
            request, room, _("This point could not be read. Reload the page and try again."), 422, "refused"
        )
    try:
        logged = log_point(
            room=room,
            token=_voice(request, room),
            language=get_language() or settings.LANGUAGE_CODE,
            participation=seat_in(request.COOKIES, room),
            **sent,
        )
    except DomainError as error:
        return _refused(request, room, error.message, _STATUS.get(type(error), 422), _state(error))
    if not _wants_json(request):
        return _late(request, room, Point.objects.get(pk=sent["uuid"])) if logged.is_late else _back(room)
    uuid = str(logged.card.uuid)
    if logged.is_late:
        return JsonResponse({"uuid": uuid, "state": "late"}, status=202 if logged.created else 200)
    return JsonResponse(
        {"uuid": uuid, "card": logged.html, "state": "on_record"}, status=201 if logged.created else 200
    )


@require_POST
@asked_to_retry
def room_stance(request: HttpRequest, room: UUID, point: UUID) -> HttpResponse:
    """Support, qualify, dissent, or take it back."""
    form = StanceForm(request.POST)
    if not form.is_valid():
        return _refused(request, room, _("This is no stance."), 422)
    try:
        take_stance(room=room, point=point, token=_voice(request, room), stance=form.cleaned_data["stance"])
    except DomainError as error:
        return _refused(request, room, error.message, _STATUS.get(type(error), 422), _state(error))
    return JsonResponse({}) if _wants_json(request) else _back(room, point)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def room_own_point(request: HttpRequest, room: UUID, point: UUID) -> HttpResponse:
    """Correct or withdraw one's own point; of a late one, see that it waits, and withdraw it."""
    found = (
        Point.objects.filter(status__in=[PointStatus.VISIBLE, PointStatus.LATE])
        .select_related("agenda_item__meeting")
        .filter(uuid=point, agenda_item__meeting__uuid=room)
        .first()
    )
    if found is None:
        raise Http404
    token, participation = voice_in(request.COOKIES, room), seat_in(request.COOKIES, room)
    if token is None:
        return lost(request)
    if str(point) not in mine(found.agenda_item, token=token, participation=participation).points:
        raise Http404
    form = CorrectionForm(request.POST or None, initial={"text": found.text})
    try:
        if request.method == "POST" and "withdraw" in request.POST:
            withdraw_point(room=room, point=point, token=token, participation=participation)
            return _back(room)
        if request.method == "POST" and form.is_valid():
            text = form.cleaned_data["text"]
            correct_point(room=room, point=point, token=token, text=text, participation=participation)
            return _back(room, point)
    except DomainError as error:
        form.add_error(None, error.message)
    if found.status == PointStatus.LATE:
        return _late(request, room, found)
    return render(
        request,
        "dialogues/room_own_point.html",
        {"form": form, "room": room, "meeting": found.agenda_item.meeting},
        status=422 if form.errors else 200,
    )


def _voice(request: HttpRequest, room: UUID) -> str:
    token = voice_in(request.COOKIES, room)
    if token is None:
        raise VoiceUnknownError(_("This browser has lost its seat. Enter the room again; your text is kept."))
    return token


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("accept") == "application/json"


def _back(room: UUID, point: UUID | None = None) -> HttpResponse:
    address = reverse("dialogues:room_page", args=[room])
    return redirect(f"{address}#point-{point}" if point else address)


def _state(error: DomainError) -> str:
    """Return, for the page's outbox, what became of a point: whether sending it again is of any use."""
    if isinstance(error, ItemNotOpenError):
        return "sealed" if error.is_final else "planned"
    if isinstance(error, KeyStoreAwayError):
        return "retry"
    return "lost_seat" if isinstance(error, VoiceUnknownError) else "refused"


def _refused(
    request: HttpRequest, room: UUID, message: str, status: int, state: str = "refused"
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"message": message, "state": state}, status=status)
    return render(
        request,
        "dialogues/room_refused.html",
        {"message": message, "text": request.POST.get("text", ""), "room": room},
        status=status,
    )


def _late(request: HttpRequest, room: UUID, point: Point) -> HttpResponse:
    named = point.attribution == AttributionRule.ATTRIBUTED
    own = reverse(f"dialogues:room_own_point{'_here' if named else ''}", args=[room, point.pk])
    message = _(
        "This agenda item was not open when your point came. It is kept: the facilitator decides whether it goes on record."
    )
    context = {
        "message": message,
        "text": point.text,
        "language": point.language,
        "room": room,
        "own_point": own,
    }
    return render(request, "dialogues/room_late.html", context, status=202)
