"""The short way of a new point: on record before Django has made a request of it (docs/decisions/0085-the-short-way-of-a-point.md).

What a room's page sends most is a new point, hundreds within a minute when an item opens, and the middleware and the
request that pages need cost more than writing it. Only what is beyond doubt is taken here: a form of the page itself, from a
browser that was let in, for our own host, with the token against forged requests, and a point that one statement writes.
All else (a repeat, a late point, a wrong token, a database that is away) goes the usual way with its body, and there it is
found out what is the matter. So nothing is refused here, and nothing is taken that would be refused there.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from io import BytesIO
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.http.cookie import parse_cookie
from django.http.request import split_domain_port, validate_host
from django.middleware import csrf
from django.utils import translation

from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from dialogues.services import LoggedPoint

_POINTS = re.compile(r"/room/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/points/")
_FORM = re.compile(r"application/x-www-form-urlencoded(; ?charset=utf-8)?", re.IGNORECASE)
_MOST_BYTES = 32_768  # the longest text in the costliest script takes 24,000
_MOST_FIELDS = 16
_OF_ONE_ANSWER = frozenset({"content-length", "content-language", "set-cookie"})

# What all the middleware makes of an answer to a point is taken from the first that went the usual way, by scheme.
_headers: dict[str, list[tuple[str, str]]] = {}


def straight_to_the_record(pages: WSGIApplication) -> WSGIApplication:
    """Return a WSGI application that puts plain new points on record itself and leaves all else to ``pages``."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        found = _POINTS.fullmatch(environ["PATH_INFO"]) if environ["REQUEST_METHOD"] == "POST" else None
        scheme = _scheme(environ) if found else ""
        if found is None or not _is_from_our_page(environ, scheme):
            return pages(environ, start_response)
        headers = _headers.get(scheme)
        if headers is None:
            return pages(environ, _learning_headers(start_response, scheme))
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        logged = _log(environ, UUID(found[1]), body)
        if logged is None:
            environ["wsgi.input"] = BytesIO(body)
            return pages(environ, start_response)
        content = json.dumps(
            {"uuid": str(logged.card.uuid), "card": logged.html, "state": "on_record"}
        ).encode()
        start_response("201 Created", [*headers, ("Content-Length", str(len(content)))])
        return [content]

    return answer


def forget_headers() -> None:
    """Learn anew what the middleware makes of an answer: for tests, whose settings differ."""
    _headers.clear()


def _is_from_our_page(environ: WSGIEnvironment, scheme: str) -> bool:
    """Whether a page of our own host sends a form that is small enough, by a line that is as safe as it must be."""
    host, length = environ.get("HTTP_HOST", ""), environ.get("CONTENT_LENGTH", "")
    return (
        environ.get("HTTP_ACCEPT") == "application/json"
        and _FORM.fullmatch(environ.get("CONTENT_TYPE", "")) is not None
        and length.isdecimal()
        and int(length) <= _MOST_BYTES
        and environ.get("HTTP_ORIGIN") == f"{scheme}://{host}"
        and environ.get("HTTP_SEC_FETCH_SITE", "same-origin") == "same-origin"
        and _is_our_host(host, tuple(settings.ALLOWED_HOSTS))
        and (scheme == "https" or not settings.SECURE_SSL_REDIRECT)
    )


def _log(environ: WSGIEnvironment, room: UUID, body: bytes) -> LoggedPoint | None:
    from dialogues.forms.room import read_point  # noqa: PLC0415 - models are not there yet when this loads
    from dialogues.live.passes import SEAT_COOKIE, voice_in  # noqa: PLC0415
    from dialogues.services import log_point_at_once  # noqa: PLC0415

    cookies = parse_cookie(environ.get("HTTP_COOKIE", ""))
    try:
        sent = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        return None
    if SEAT_COOKIE in cookies or not _holds_the_token(environ, cookies, sent):
        return None
    token, point = voice_in(cookies, room), read_point(sent)
    if token is None or point is None:
        return None
    language = _language(cookies.get(settings.LANGUAGE_COOKIE_NAME), environ.get("HTTP_ACCEPT_LANGUAGE", ""))
    try:
        return log_point_at_once(room=room, token=token, language=language, **point)
    except (
        DomainError,
        DatabaseError,
    ):  # the usual way says it, in the reader's language, or logs it without the text
        return None


def _scheme(environ: WSGIEnvironment) -> str:
    """Return ``https`` where Django would call the request secure."""
    if settings.SECURE_PROXY_SSL_HEADER:
        name, secure = settings.SECURE_PROXY_SSL_HEADER
        if name in environ:
            return "https" if environ[name].partition(",")[0].strip() == secure else "http"
    return cast("str", environ["wsgi.url_scheme"])


@lru_cache(maxsize=64)
def _is_our_host(host: str, allowed: tuple[str, ...]) -> bool:
    domain, _port = split_domain_port(host)
    return bool(domain) and validate_host(domain, allowed)


def _holds_the_token(environ: WSGIEnvironment, cookies: Mapping[str, str], sent: Mapping[str, str]) -> bool:
    """Whether form or header repeat the secret of the cookie, as Django's own check wants it."""
    check = cast(
        "Any", csrf
    )  # its parts are not for others by their names, but Django offers no other way to them
    secret = cookies.get(settings.CSRF_COOKIE_NAME, "")
    token = sent.get("csrfmiddlewaretoken") or environ.get(settings.CSRF_HEADER_NAME, "")
    try:
        check._check_token_format(secret)  # noqa: SLF001
        check._check_token_format(token)  # noqa: SLF001
    except check.InvalidTokenFormat:
        return False
    return bool(check._does_token_match(token, secret))  # noqa: SLF001


@lru_cache(maxsize=256)
def _language(cookie: str | None, accepted: str) -> str:
    """Return the language of the page that was written on."""
    cookies = {settings.LANGUAGE_COOKIE_NAME: cookie} if cookie else {}
    asked = SimpleNamespace(COOKIES=cookies, META={"HTTP_ACCEPT_LANGUAGE": accepted})
    return translation.get_language_from_request(cast("Any", asked))


def _learning_headers(start_response: StartResponse, scheme: str) -> StartResponse:
    def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Callable[[bytes], object]:
        if status.startswith("201 "):
            _headers[scheme] = [
                (name, value) for name, value in headers if name.lower() not in _OF_ONE_ANSWER
            ]
        return start_response(status, headers, *rest)

    return start
