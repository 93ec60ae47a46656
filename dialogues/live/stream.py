"""The room's events as server-sent events, beside Django rather than inside it.

A stream stays open for hours. Within Django's own handler each would keep a thread, and with it a database connection,
waiting. Here it is two small tasks of the event loop. Who may listen is looked up once for each stream, and a stream lives
for five minutes or so: whoever was removed meanwhile is not let in again, and everybody else goes on by their last event.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
from http.cookies import SimpleCookie
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs
from uuid import UUID

from .broadcast import broadcaster
from .listeners import UnknownNowError, may_listen

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
    Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_STREAM = re.compile(r"^/room/([0-9a-f-]{36})/stream/$")
_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
]
# After a restart everybody comes back; not all in the same second.
_RETRY_MILLISECONDS = (1500, 4500)
# A stream that has lived its time is taken up again almost at once; not all streams of a room in the same minute.
_LIFE_SECONDS = (240.0, 360.0)
_RENEW_MILLISECONDS = (50, 500)


def with_streams(application: Application) -> Application:
    """Return an ASGI application that serves the rooms' streams itself and all else by ``application``."""

    async def route(scope: Scope, receive: Receive, send: Send) -> None:
        found = _STREAM.match(scope["path"]) if scope["type"] == "http" else None
        if found is None or scope["method"] != "GET":
            await application(scope, receive, send)
        else:
            await _stream(UUID(found[1]), scope, receive, send)

    return route


async def _stream(room: UUID, scope: Scope, receive: Receive, send: Send) -> None:
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    cookies = {name: cookie.value for name, cookie in SimpleCookie(headers.get(b"cookie", "")).items()}
    try:
        is_let_in = await may_listen(cookies, room)
    except UnknownNowError:
        await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
        await _end(send, _RETRY_MILLISECONDS)
        return
    if not is_let_in:
        await send(
            {"type": "http.response.start", "status": 403, "headers": [(b"cache-control", b"no-store")]}
        )
        await send({"type": "http.response.body", "body": b""})
        return
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("after", [""])[0]
    after = headers.get(b"last-event-id") or asked
    await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
    await _tell(room, after, receive, send)


async def _tell(room: UUID, after: str, receive: Receive, send: Send) -> None:
    """Tell what happens, until the reader leaves, falls behind, or has to show again who they are."""
    reading = asyncio.create_task(_read(room, after, send))
    leaving = asyncio.create_task(_left(receive))
    life = random.uniform(*_LIFE_SECONDS)  # noqa: S311 - spreads load, keeps no secret
    done: set[asyncio.Task[None]] = set()
    try:
        done, _ = await asyncio.wait({reading, leaving}, timeout=life, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (reading, leaving):
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await reading
        with contextlib.suppress(asyncio.CancelledError, OSError):
            await leaving
    if leaving not in done:
        with contextlib.suppress(OSError):
            await _end(send, _RETRY_MILLISECONDS if reading in done else _RENEW_MILLISECONDS)


async def _read(room: UUID, after: str, send: Send) -> None:
    await send({"type": "http.response.body", "body": _retry(_RETRY_MILLISECONDS), "more_body": True})
    frames = broadcaster().listen(room, after)
    try:
        async for frame in frames:
            await send({"type": "http.response.body", "body": frame, "more_body": True})
    finally:
        await frames.aclose()


async def _end(send: Send, wait: tuple[int, int]) -> None:
    await send({"type": "http.response.body", "body": _retry(wait)})


def _retry(milliseconds: tuple[int, int]) -> bytes:
    return f"retry: {random.randint(*milliseconds)}\n\n".encode()  # noqa: S311 - spreads load, keeps no secret


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
