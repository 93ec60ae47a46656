"""Who listens to a room in this process, and what happened there lately."""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field

from . import frames

RING_EVENTS = 256  # how far back a reader can resume; beyond it reloads
QUEUE_FRAMES = 128  # how far a reader may fall behind before it is dropped and resumes


class Reader:
    """One open stream. Belongs to the event loop: nothing here may be called from another thread.

    A list and a future instead of an ``asyncio.Queue``: what waits goes out in one piece, and a reader that is busy
    writing is not woken again.
    """

    __slots__ = ("_waiting", "_wake", "dropped", "seen")

    def __init__(self) -> None:
        """Wait for frames."""
        self._waiting: list[bytes] = []
        self._wake: asyncio.Future[None] | None = None
        self.seen = 0
        self.dropped = False

    def push(self, number: int, frame: bytes) -> None:
        """Hand on event ``number`` unless it came already."""
        if number > self.seen:
            self.seen = number
            self.push_frame(frame)

    def push_frame(self, frame: bytes) -> None:
        """Hand on a frame; drop the reader where too many wait already: it comes back and resumes."""
        if self.dropped:
            return
        if len(self._waiting) >= QUEUE_FRAMES:
            self.drop()
            return
        self._waiting.append(frame)
        self._rouse()

    def drop(self) -> None:
        """Let the reader go, with nothing of what waits: it would take long, and resuming brings it."""
        self.dropped = True
        self._waiting.clear()
        self._rouse()

    async def take(self) -> bytes:
        """Return everything that waits, as one piece, when there is something; nothing when the reader was dropped."""
        while not self._waiting:
            if self.dropped:
                return b""
            self._wake = asyncio.get_running_loop().create_future()
            await self._wake
        piece = self._waiting[0] if len(self._waiting) == 1 else b"".join(self._waiting)
        self._waiting.clear()
        return piece

    def _rouse(self) -> None:
        if self._wake is not None and not self._wake.done():
            self._wake.set_result(None)


@dataclass
class RoomEvents:
    """The recent events of a room and who listens, in this process."""

    epoch: str
    number: int = 0
    since: int = 0  # every event after this one is in the ring
    ring: deque[tuple[int, bytes]] = field(default_factory=deque)
    readers: set[Reader] = field(default_factory=set)

    @property
    def last_id(self) -> str:
        """The id of the last event."""
        return f"{self.epoch}.{self.number}"

    def add(self, number: int, body: bytes) -> bytes:
        """Keep event ``number`` and return its frame."""
        frame = frames.numbered(self.epoch, number, body)
        self.number = number
        self.ring.append((number, frame))
        if len(self.ring) > RING_EVENTS:
            self.since = self.ring.popleft()[0]
        return frame

    def start_anew(self, epoch: str, number: int) -> None:
        """Know nothing but that the next event is the one after ``number`` of ``epoch``; whoever listens reloads."""
        self.epoch, self.number, self.since = epoch, number, number
        self.ring.clear()
        for reader in self.readers:
            reader.seen = number
        self.tell(frames.reload(self.last_id))

    def missed(self, after: str) -> list[tuple[int, bytes]] | None:
        """Return the events after ``after``; nothing where they are not all known."""
        epoch, _, number = after.partition(".")
        if epoch != self.epoch or not number.isdecimal() or not self.since <= int(number) <= self.number:
            return None
        return [(n, frame) for n, frame in self.ring if n > int(number)]

    def let_in(self, reader: Reader, after: str) -> None:
        """Count ``reader`` among those who listen, with what it missed since ``after`` or the word to reload."""
        missed = self.missed(after) if after else []
        reader.seen = self.number
        if missed is None:
            reader.push_frame(frames.reload(self.last_id))
        elif missed:  # in one piece: many frames would be taken for a reader that falls behind
            reader.push_frame(b"".join(frame for _number, frame in missed))
        self.readers.add(reader)

    def fan_out(self, number: int, frame: bytes) -> None:
        """Hand event ``number`` to everybody who has not had it."""
        for reader in self.readers:
            reader.push(number, frame)

    def tell(self, frame: bytes) -> None:
        """Hand a frame without a number to everybody."""
        for reader in self.readers:
            reader.push_frame(frame)
