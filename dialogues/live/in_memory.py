"""Events for one process: the embedded set-up."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import threading
from typing import TYPE_CHECKING

from . import frames
from .pulse import beat, stop
from .readers import Reader, RoomEvents

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID

    from .broadcast import Told


class MemoryBroadcaster:
    """For one process: worker threads publish, the event loop's streams read.

    Whoever publishes is in the same process as whoever reads: what is lost with one is lost with the other, and the
    reader reloads when it comes back.
    """

    def __init__(self) -> None:
        """Know no room yet."""
        self._rooms: dict[UUID, RoomEvents] = {}
        self._lock = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._heartbeat: asyncio.Task[None] | None = None

    def publish(self, room: UUID, event: str, data: str, *, about: Told | None = None) -> None:  # noqa: ARG002 - see above
        """Number the event and hand it to the loop; the lock keeps both in the same order."""
        body = frames.body(event, data)
        with self._lock:
            state = self._room(room)
            frame = state.add(state.number + 1, body)
            if self._loop is not None and state.readers:
                with contextlib.suppress(RuntimeError):  # the loop is closing, and its readers with it
                    self._loop.call_soon_threadsafe(state.fan_out, state.number, frame)

    def latest(self, room: UUID) -> str:
        """Return the id of the last event."""
        with self._lock:
            return self._room(room).last_id

    async def listen(self, room: UUID, after: str) -> AsyncGenerator[bytes]:
        """Yield frames to one reader."""
        reader = Reader()
        self._keep_time()
        with self._lock:
            state = self._room(room)
            state.let_in(reader, after)
        try:
            while piece := await reader.take():
                yield piece
        finally:
            with self._lock:
                state.readers.discard(reader)

    def forget(self, room: UUID) -> None:
        """Drop the room's events; who still listens reloads at the next one."""
        with self._lock:
            state = self._rooms.get(room)
            if state is not None:
                state.ring.clear()
                state.since = state.number

    def readers(self, room: UUID) -> int:
        """Return how many streams of ``room`` are open."""
        with self._lock:
            return len(self._room(room).readers)

    async def close(self) -> None:
        """Stop what runs in the loop."""
        await stop(self._heartbeat)

    def _room(self, room: UUID) -> RoomEvents:
        state = self._rooms.get(room)
        if state is None:
            state = self._rooms[room] = RoomEvents(epoch=secrets.token_hex(6))
        return state

    def _keep_time(self) -> None:
        """Start the one heartbeat of this process's loop."""
        loop = asyncio.get_running_loop()
        if self._loop is not loop or self._heartbeat is None or self._heartbeat.done():
            self._loop = loop
            self._heartbeat = loop.create_task(beat(self._every_room))

    def _every_room(self) -> list[RoomEvents]:
        with self._lock:
            return list(self._rooms.values())
