"""In the room, and where participants read a draft, nobody is signed in."""

from collections.abc import Callable
from typing import Any

from asgiref.sync import iscoroutinefunction
from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

ROOM_PREFIX = "/room/"
# Participants' review of a report (an app above this one): who comments there is proved by a link or not at all.
REVIEW_PREFIX = "/review/"


@sync_and_async_middleware
def no_accounts_in_the_room(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Drop the session cookie of requests to the room, and to a participants' review, before anything could read whose it is.

    A voice is proved by its token alone, so nothing in there needs an account, and no session or user is loaded for it.
    Nor does a page of the room tell its address to the requests that follow from it, for a proxy may log those.
    """
    if iscoroutinefunction(get_response):

        async def answer(request: HttpRequest) -> HttpResponseBase:
            _forget_account(request)
            response: HttpResponseBase = await get_response(request)
            return _without_address(request, response)

        return answer

    def page(request: HttpRequest) -> HttpResponseBase:
        _forget_account(request)
        response: HttpResponseBase = get_response(request)
        return _without_address(request, response)

    return page


def _forget_account(request: HttpRequest) -> None:
    if request.path_info.startswith((ROOM_PREFIX, REVIEW_PREFIX)):
        request.COOKIES.pop(settings.SESSION_COOKIE_NAME, None)


def _without_address(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    if request.path_info.startswith(ROOM_PREFIX):
        response.headers.setdefault("Referrer-Policy", "strict-origin")
    return response
