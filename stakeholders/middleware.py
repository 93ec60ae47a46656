"""Pages in the reader's own language and time zone."""

import zoneinfo
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone, translation

_LANGUAGES = frozenset(code for code, _name in settings.LANGUAGES)


def personal_preferences(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Prefer what the signed-in user chose to what the browser asks for."""

    def page(request: HttpRequest) -> HttpResponseBase:
        _activate(request, request.user)
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return page


def _activate(request: HttpRequest, user: Any) -> None:
    if not user.is_authenticated:
        return
    if user.language in _LANGUAGES:
        translation.activate(user.language)
        request.LANGUAGE_CODE = user.language
    try:
        timezone.activate(zoneinfo.ZoneInfo(user.time_zone))
    except (zoneinfo.ZoneInfoNotFoundError, ValueError):  # a zone that a newer release has dropped
        timezone.activate(zoneinfo.ZoneInfo(settings.TIME_ZONE))
