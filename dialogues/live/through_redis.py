"""Events for many processes: everybody publishes to Redis, and each process with streams listens once for all of them."""

from __future__ import annotations

import logging
import secrets
import time
from typing import TYPE_CHECKING, cast

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from . import frames, readers, redis_scripts
from .listening import Listening

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Collection
    from uuid import UUID

    from .broadcast import Told

logger = logging.getLogger(__name__)

TURN_SECONDS = 9  # one process looks for all, and leaves it to another when it is gone
AWAY_SECONDS = 1  # so long nobody asks a Redis that has not answered: the meeting must not wait for it


class RedisBroadcaster:
    """Publishes from any thread; reads in the event loop.

    What Redis keeps is only for resuming. If it is away a change cannot be told; ``mend`` finds that out later, as it
    does for a process that was killed between its commit and telling (docs/decisions/0080-own-broadcaster.md).
    """

    def __init__(self, url: str, *, mend: Callable[[UUID, RedisBroadcaster], None] | None = None) -> None:
        """Connect when first needed; ``mend`` is called in a thread now and then for each room with readers."""
        self._redis = redis.Redis.from_url(url, socket_timeout=2, retry=Retry(NoBackoff(), 1))
        self._away_until = 0.0
        self._script = self._redis.register_script(redis_scripts.PUBLISH)
        self._mend = mend
        self._listening = Listening(url, self._look if mend else None)

    def publish(self, room: UUID, event: str, data: str, *, about: Told | None = None) -> None:
        """Number, keep and tell the event."""
        if time.monotonic() < self._away_until:
            return
        name = room.hex
        try:
            self._script(
                keys=[
                    redis_scripts.head(name),
                    redis_scripts.ring(name),
                    redis_scripts.told(name),
                    redis_scripts.channel(name),
                ],
                args=[
                    secrets.token_hex(6),
                    frames.body(event, data),
                    readers.RING_EVENTS,
                    redis_scripts.KEPT_SECONDS,
                    *(about or ("", "")),
                ],
            )
        except redis.RedisError:
            self._away_until = time.monotonic() + AWAY_SECONDS
            logger.warning("A change in a room could not be told to its readers yet: Redis did not answer.")

    def latest(self, room: UUID) -> str:
        """Return the id of the last event."""
        head = redis_scripts.head(room.hex)
        try:
            pipe = self._redis.pipeline(transaction=True)
            pipe.hsetnx(head, "epoch", secrets.token_hex(6))
            pipe.expire(head, redis_scripts.KEPT_SECONDS)
            pipe.hmget(head, "epoch", "number")
            epoch, number = pipe.execute()[-1]
        except redis.RedisError:
            return "unknown.0"  # the stream will say: reload
        return f"{epoch.decode()}.{int(number or 0)}"

    def listen(self, room: UUID, after: str) -> AsyncGenerator[bytes]:
        """Yield frames to one reader."""
        return self._listening.listen(room.hex, after)

    def forget(self, room: UUID) -> None:
        """Drop the room's events from Redis."""
        name = room.hex
        try:
            self._redis.delete(redis_scripts.ring(name), redis_scripts.head(name), redis_scripts.told(name))
        except redis.RedisError:
            logger.warning("A room's last events stay in Redis until they expire: Redis did not answer.")

    def told(self, room: UUID) -> dict[str, str]:
        """Return the digest of each thing as it was last told.

        Raises:
            redis.RedisError: when Redis does not answer.

        """
        kept = cast("dict[bytes, bytes]", self._redis.hgetall(redis_scripts.told(room.hex)))
        return {name.decode(): digest.decode() for name, digest in kept.items()}

    def take_as_told(self, room: UUID, digests: dict[str, str]) -> None:
        """Let every reader reload; what they then see is what was told.

        Raises:
            redis.RedisError: when Redis does not answer.

        """
        key = redis_scripts.told(room.hex)
        pipe = self._redis.pipeline(transaction=True)
        pipe.delete(key)
        if digests:
            pipe.hset(key, items=[word for pair in digests.items() for word in pair])
            pipe.expire(key, redis_scripts.KEPT_SECONDS)
        pipe.execute()
        self.publish(room, "reload", "now")

    def take_back(self, room: UUID, names: Collection[str]) -> None:
        """Remember of what is no longer there nothing.

        Raises:
            redis.RedisError: when Redis does not answer.

        """
        if names:
            self._redis.hdel(redis_scripts.told(room.hex), *names)

    def readers(self, room: UUID) -> int:
        """Return how many streams of ``room`` are open in this process."""
        return self._listening.readers(room.hex)

    async def ready(self) -> None:
        """Return when this process listens."""
        await self._listening.ready()

    async def close(self) -> None:
        """Stop what runs in the loop."""
        await self._listening.close()
        self._redis.close()

    def _look(self, room: UUID) -> None:
        """Look for what was never told, if no other process has just done so."""
        if self._mend is not None and self._redis.set(
            redis_scripts.turn(room.hex), "taken", nx=True, px=round(1000 * TURN_SECONDS)
        ):
            self._mend(room, self)
