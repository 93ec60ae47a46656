"""The reference for streams: a bare asyncio broadcaster, one queue for each reader, one subscriber of Redis for all."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING, Any

import redis.asyncio

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Awaitable, Callable, MutableMapping

CHANNEL = "bench-bare"
_queues: set[asyncio.Queue[bytes]] = set()
_subscriber: list[asyncio.Task[None]] = []


async def _subscribe() -> None:
    async with (
        redis.asyncio.Redis.from_url(os.environ["MAJLIS_REDIS_URL"]) as client,
        client.pubsub() as pubsub,
    ):
        await pubsub.subscribe(CHANNEL)
        async for message in pubsub.listen():
            if message["type"] == "message":
                for queue in _queues:
                    queue.put_nowait(message["data"])


async def _frames() -> AsyncGenerator[bytes]:
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    _queues.add(queue)
    try:
        while True:
            yield await queue.get()
    finally:
        _queues.discard(queue)


async def application(
    _scope: MutableMapping[str, Any],
    _receive: Callable[[], Awaitable[Any]],
    send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
) -> None:
    """Send every reader every event, for ever."""
    if not _subscriber:
        _subscriber.append(asyncio.create_task(_subscribe()))
    await send(
        {"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]}
    )
    await send({"type": "http.response.body", "body": b"retry: 3000\n\n", "more_body": True})
    async for frame in _frames():
        await send({"type": "http.response.body", "body": frame, "more_body": True})
