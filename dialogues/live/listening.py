"""One process's ear to Redis: the event loop's side of the broadcaster."""

from __future__ import annotations

import asyncio
import logging
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast
from uuid import UUID

import redis
import redis.asyncio
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff

from . import redis_scripts
from .pulse import beat, stop
from .readers import Reader, RoomEvents

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

logger = logging.getLogger(__name__)

LOOK_SECONDS = 5  # how often each room with readers is compared to Redis, and then to the database
_PATIENCE = 5.0  # seconds for an answer of Redis


class Listening:
    """Hears the events of all rooms, and hands them to the readers of this process."""

    def __init__(self, url: str, look: Callable[[UUID], None] | None) -> None:
        """Begin when the first reader comes; call ``look`` now and then, in a thread, for each room with readers."""
        self._url = url
        self._look = look
        self._rooms: dict[str, RoomEvents] = {}
        self._client: redis.asyncio.Redis | None = None
        self._thread: ThreadPoolExecutor | None = None
        self._loading: dict[str, asyncio.Task[RoomEvents]] = {}
        self._heard_all: asyncio.Event | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def listen(self, name: str, after: str) -> AsyncGenerator[bytes]:
        """Yield frames to one reader; end where Redis does not answer, for the reader will come again."""
        try:
            await self.ready()
            state = await self._state(name, after)
        except (redis.RedisError, OSError):
            return
        if (
            self._rooms.get(name) is not state
        ):  # dropped as empty this moment: whoever is let in there hears nothing
            return
        reader = Reader()
        state.let_in(reader, after)
        try:
            while piece := await reader.take():
                yield piece
        finally:
            state.readers.discard(reader)

    def readers(self, name: str) -> int:
        """Return how many streams of a room are open here."""
        state = self._rooms.get(name)
        return len(state.readers) if state else 0

    async def ready(self) -> None:
        """Return when this process listens."""
        loop = asyncio.get_running_loop()
        if not self._tasks or self._tasks[0].done() or self._tasks[0].get_loop() is not loop:
            self._rooms, self._loading = {}, {}
            self._heard_all = asyncio.Event()
            self._client = self._connect(socket_timeout=_PATIENCE)
            if self._thread is None:  # the one connection to the database of a process with streams
                self._thread = ThreadPoolExecutor(1, "majlis-look")
            self._tasks = [
                loop.create_task(self._hear(self._heard_all)),
                loop.create_task(beat(lambda: list(self._rooms.values()))),
                loop.create_task(self._look_after_rooms()),
            ]
        if self._heard_all is not None:
            await self._heard_all.wait()

    async def close(self) -> None:
        """Stop what runs in the loop; it begins again when the next reader comes."""
        for task in self._tasks:
            await stop(task)
        if self._client is not None:
            await self._client.aclose()
        if self._thread is not None:
            self._thread.shutdown(wait=False)
            self._thread = None

    def _connect(self, socket_timeout: float | None = None) -> redis.asyncio.Redis:
        """Return a client that says at once when Redis is away: whoever asks tries again in its own time."""
        retry = Retry(NoBackoff(), 0)
        return redis.asyncio.Redis.from_url(self._url, socket_timeout=socket_timeout, retry=retry)

    async def _state(self, name: str, after: str) -> RoomEvents:
        """Return what is known of the room; ask Redis where that does not reach to ``after``.

        The page may be newer than what this process has heard, and a question that is under way may be older than the page.
        """
        state = self._rooms.get(name)
        for _ in range(2):
            if state is not None and (not after or state.missed(after) is not None):
                return state
            state = await self._load(name)
        return state or await self._load(name)

    async def _load(self, name: str) -> RoomEvents:
        """Read a room's recent events; many readers who come at once ask once."""
        task = self._loading.get(name)
        if task is None:
            task = self._loading[name] = asyncio.create_task(self._load_now(name))
            task.add_done_callback(lambda _done: self._loading.pop(name, None))
        return await asyncio.shield(task)

    async def _load_now(self, name: str) -> RoomEvents:
        """Read a room's recent events, and tell those to its readers that this process has not heard yet."""
        if self._client is None:
            message = "Nobody listens yet."
            raise RuntimeError(message)
        keys = (redis_scripts.head(name), redis_scripts.ring(name), redis_scripts.told(name))
        values = (secrets.token_hex(6), str(redis_scripts.KEPT_SECONDS))
        epoch, number, events = await self._client.eval(redis_scripts.LOAD, len(keys), *keys, *values)
        state = self._rooms.setdefault(name, RoomEvents(epoch=""))
        before = int(number) - len(events)
        if state.epoch != epoch.decode() or state.number < before:
            state.start_anew(epoch.decode(), before)
        for event in events:
            _take(state, event)
        return state

    async def _hear(self, heard_all: asyncio.Event) -> None:
        """Listen for all rooms, for ever."""
        wait = 0.1
        while True:
            try:
                async with self._connect() as client, client.pubsub() as pubsub:
                    await pubsub.psubscribe(redis_scripts.CHANNELS)
                    for name in list(self._rooms):  # what happened while the line was down
                        await self._load(name)
                    heard_all.set()
                    wait = 0.1
                    async for message in pubsub.listen():
                        if message["type"] == "pmessage":
                            await self._heard(message["channel"].decode(), message["data"])
            except (redis.RedisError, OSError):
                pass
            except Exception:  # whatever it is, who listens must not be left without news
                logger.exception("A room's events could not be taken.")
            await asyncio.sleep(wait)
            wait = min(2 * wait, 2)

    async def _heard(self, channel: str, event: bytes) -> None:
        name = channel.rpartition(":")[2]
        state = self._rooms.get(name)
        if state is not None and not _take(state, event):
            await self._load(name)

    async def _look_after_rooms(self) -> None:
        """Compare what this process has heard to Redis, and what was told to the database."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            for name in [name for name, state in self._rooms.items() if not state.readers]:
                del self._rooms[name]
            for name in list(self._rooms):
                try:
                    await self._look_after(name)
                except (redis.RedisError, OSError):
                    continue  # it is away, and looked for again soon
                except Exception:  # whatever it is, the other rooms are looked after, and this one again
                    logger.exception("Whether all was told in a room could not be found out.")

    async def _look_after(self, name: str) -> None:
        await self._catch_up(name)
        if self._look is not None:
            await asyncio.get_running_loop().run_in_executor(self._thread, self._look, UUID(hex=name))

    async def _catch_up(self, name: str) -> None:
        """Load a room of which events are known to Redis and not here: the line may be deaf without being broken."""
        if self._client is None:
            return
        head = cast(
            "list[bytes | None]", await self._client.hmget(redis_scripts.head(name), ["epoch", "number"])
        )
        state = self._rooms.get(name)
        if state is not None and head != [state.epoch.encode(), str(state.number).encode()]:
            await self._load(name)


def _take(state: RoomEvents, event: bytes) -> bool:
    """Hand on an event; return False where one before it was missed."""
    head, _, body = event.partition(b"\n")
    epoch, _, number = head.decode().partition(".")
    if epoch != state.epoch:
        return False
    if int(number) > state.number + 1:
        return False
    if int(number) == state.number + 1:
        state.fan_out(int(number), state.add(int(number), body))
    return True
