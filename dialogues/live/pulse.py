"""What the event loop does again and again for the open streams."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from . import frames

if TYPE_CHECKING:
    from collections.abc import Callable

    from .readers import RoomEvents

HEARTBEAT_SECONDS = 15  # shorter than the patience of the proxies that we know (nginx: 60)


async def beat(rooms: Callable[[], list[RoomEvents]]) -> None:
    """Send every reader a sign of life now and then: proxies keep the line open, and a dead line is found out."""
    while True:
        await asyncio.sleep(HEARTBEAT_SECONDS)
        for room in rooms():
            room.tell(frames.HEARTBEAT)


async def stop(task: asyncio.Task[None] | None) -> None:
    """End a task of the loop, however often something inside it takes being cancelled for a timeout of its own."""
    while task is not None and not task.done():
        task.cancel()
        await asyncio.wait({task}, timeout=0.5)
