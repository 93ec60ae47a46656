"""A cache in a Redis that is not the cache's alone: the rooms' events and the queue of tasks are there too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.cache.backends.redis import RedisCache

if TYPE_CHECKING:
    import redis

_AT_ONCE = 500  # keys in one command: Redis answers nobody else meanwhile


class SharedRedisCache(RedisCache):
    """Django's cache in Redis, except that ``clear`` deletes what the cache has put there, and nothing else.

    Django's own empties the whole number: readers of every room in session would have to reload, and queued tasks
    would be gone.
    """

    def clear(self) -> None:
        """Delete every key with this cache's prefix."""
        client: redis.Redis = self._cache.get_client(write=True)
        found: list[bytes] = []
        for key in client.scan_iter(match=f"{self.key_prefix}:*", count=_AT_ONCE):
            found.append(key)
            if len(found) == _AT_ONCE:
                client.unlink(*found)
                found = []
        if found:
            client.unlink(*found)
