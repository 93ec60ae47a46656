"""The fast path of published reports: their pages are kept as bytes and sent before anything else runs.

A published page depends on its frozen version alone. What all the other middleware made of it once (security headers
included) is kept with it. At most every two seconds one small query asks whether the report has a new version or is
withdrawn; when it has, the page is made anew. Nothing that could belong to a reader is ever kept: no cookie is read
and none is sent.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from asgiref.sync import iscoroutinefunction
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.decorators import sync_and_async_middleware

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http.response import HttpResponseBase

PREFIX = "/reports/"
FRESH_SECONDS = 2.0
MOST_PAGES = 256
COMPRESSED = ("text/html",)
NOT_KEPT = frozenset({"content-length", "set-cookie", "vary", "date"})
MARK = "_kept_for"


@dataclass(slots=True)
class _Page:
    """A page as bytes. ``checked`` is when, by the monotonic clock, the database last confirmed ``state``."""

    slug: str
    state: str
    checked: float
    headers: Mapping[str, str]
    body: bytes
    zipped: bytes
    etag: str


Key = tuple[str, bool]
_pages: dict[Key, _Page] = {}


def kept_for(response: HttpResponse, slug: str, state: str) -> HttpResponse:
    """Mark a response that depends on the published ``state`` of this report and on nothing else."""
    setattr(response, MARK, (slug, state))
    return response


def forget_pages() -> None:
    """Forget every kept page: for tests, and for whoever restores a database under a running site."""
    _pages.clear()


@sync_and_async_middleware
def published_pages(get_response: Callable[[HttpRequest], Any]) -> Callable[[HttpRequest], Any]:
    """Answer with a kept page, or keep the page that comes back. Streams, which are asynchronous, pass through."""
    if iscoroutinefunction(get_response):

        async def stream(request: HttpRequest) -> HttpResponseBase:
            response: HttpResponseBase = await get_response(request)
            return response

        return stream

    def page(request: HttpRequest) -> HttpResponseBase:
        if not _may_be_kept(request):
            response: HttpResponseBase = get_response(request)
            return response
        key = request.path_info, request.is_secure()
        kept = _fresh(key)
        if kept is None:
            response = get_response(request)
            mark = getattr(response, MARK, None)
            if mark is None or response.status_code != 200 or response.cookies:  # noqa: PLR2004 - HTTP's own number
                return response
            kept = _keep(key, response, *mark)
        return _answer(request, kept)

    return page


def _may_be_kept(request: HttpRequest) -> bool:
    """A plain question for a report's page, at an address that is ours."""
    if (
        not request.path_info.startswith(PREFIX)
        or request.method not in {"GET", "HEAD"}
        or request.META["QUERY_STRING"]
    ):
        return False
    try:
        request.get_host()
    except DisallowedHost:
        return False
    return True


def _fresh(key: Key) -> _Page | None:
    """The kept page, if the database agrees that it still holds."""
    kept = _pages.get(key)
    if kept is None:
        return None
    now = time.monotonic()
    if now - kept.checked > FRESH_SECONDS:
        from reports.selectors import state_of_publication  # noqa: PLC0415 - models are not there yet when this loads

        if state_of_publication(kept.slug) != kept.state:
            _pages.pop(key, None)
            return None
        kept.checked = now
    return kept


def _keep(key: Key, response: Any, slug: str, state: str) -> _Page:
    body = bytes(response.content)
    is_text = response["Content-Type"].partition(";")[0] in COMPRESSED
    kept = _Page(
        slug=slug,
        state=state,
        checked=time.monotonic(),
        headers={name: value for name, value in response.items() if name.lower() not in NOT_KEPT},
        body=body,
        zipped=gzip.compress(body, mtime=0) if is_text else b"",
        etag=hashlib.sha256(body).hexdigest()[:32],
    )
    while len(_pages) >= MOST_PAGES:
        _pages.pop(next(iter(_pages)), None)
    _pages[key] = kept
    return kept


def _answer(request: HttpRequest, kept: _Page) -> HttpResponse:
    is_zipped = bool(kept.zipped) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{kept.etag}-gzip"' if is_zipped else f'"{kept.etag}"'
    if etag in request.META.get("HTTP_IF_NONE_MATCH", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        body = kept.zipped if is_zipped else kept.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
        response.headers["Content-Length"] = str(len(body))
        if is_zipped:
            response.headers["Content-Encoding"] = "gzip"
    for name, value in kept.headers.items():
        response.headers[name] = value
    response.headers["ETag"] = etag
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, no-cache"
    return response
