"""Our own small broadcaster: what happens in a room, as the same bytes to every reader (docs/decisions/0080-own-broadcaster.md).

Each room numbers its events 1, 2, 3 … within an *epoch*, a random word that changes whenever numbers start anew. An
event's id is ``<epoch>.<number>``. A reader who names the last event it saw is given what came after it, or is told to
reload where that is no longer known: nothing is missed and nothing comes twice.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple, Protocol

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator
    from uuid import UUID


class Told(NamedTuple):
    """What an event is about and a digest of how that stands with it; an empty digest where it is no longer shown."""

    name: str
    digest: str


class Broadcaster(Protocol):
    """Tells readers, in this process or in others, what happens in a room."""

    def publish(self, room: UUID, event: str, data: str, *, about: Told | None = None) -> None:
        """Tell every reader of ``room``; from any thread, after the commit. Never raises: the page can be reloaded."""

    def latest(self, room: UUID) -> str:
        """Return the id of the room's last event: what a page that is rendered now contains."""

    def listen(self, room: UUID, after: str) -> AsyncGenerator[bytes]:
        """Yield frames from the event after ``after`` on, until the reader falls too far behind or goes away."""

    def forget(self, room: UUID) -> None:
        """Drop what is kept of the room for resuming."""


def broadcaster() -> Broadcaster:
    """Return the broadcaster that the settings ask for: in this process, or through Redis."""
    return _broadcaster(settings.REDIS_URL)


@cache
def _broadcaster(url: str) -> Broadcaster:
    from .in_memory import MemoryBroadcaster  # noqa: PLC0415 - they know the protocol, and this module both
    from .mending import mend  # noqa: PLC0415 - it publishes
    from .through_redis import RedisBroadcaster  # noqa: PLC0415

    return RedisBroadcaster(url, mend=mend) if url else MemoryBroadcaster()
