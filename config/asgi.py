"""One process for pages and streams: ``uvicorn config.asgi:application``.

Pages are synchronous; under ASGI Django gives each of them a thread and database connection of its own and walks through every
middleware by way of the event loop. Here they run on a few threads that keep their connections (decision 0007), and only
the rooms' streams run in the loop (decision 0080).
"""

import os
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from django.core.wsgi import get_wsgi_application

from dialogues.live.stream import with_streams
from dialogues.straight_to_the_record import straight_to_the_record

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]

# Few threads: SQLite has one writer at a time, and more of them only wait for each other (DESIGN.md section 8).
pages = cast(
    "Callable[[Scope, Receive, Send], Awaitable[None]]",  # the same protocol, typed more narrowly there
    WSGIMiddleware(
        cast("Any", straight_to_the_record(get_wsgi_application())),
        workers=int(os.environ.get("MAJLIS_WEB_THREADS", "4")),
    ),
)


async def guarded_pages(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a page's request to the threads."""
    if scope["type"] == "http":
        # WSGI cannot tell X_Forwarded_Proto from X-Forwarded-Proto, which the proxy guards; servers drop the former.
        scope["headers"] = [header for header in scope["headers"] if b"_" not in header[0]]
    await pages(scope, receive, send)


application = with_streams(guarded_pages)
