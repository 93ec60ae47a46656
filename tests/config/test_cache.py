"""The cache shares its Redis with the rooms' events and the task queue."""

from __future__ import annotations

import os
from uuid import uuid4

import pytest
import redis
from django.core.cache import caches

REDIS_URL = os.environ.get("MAJLIS_REDIS_URL", "")


@pytest.mark.skipif(not REDIS_URL, reason="MAJLIS_REDIS_URL names no Redis")
def test_clearing_the_cache_leaves_everything_else_in_redis() -> None:
    client, room = redis.Redis.from_url(REDIS_URL), f"majlis-live-ring:{uuid4().hex}"
    cache = caches["default"]
    client.rpush(room, "told")
    cache.set_many({f"drawn-{number}": number for number in range(1200)})

    cache.clear()

    assert [cache.get("drawn-0"), cache.get("drawn-1199")] == [None, None]
    assert client.lrange(room, 0, -1) == [b"told"]
    client.delete(room)
    cache.clear()  # of nothing, once more
