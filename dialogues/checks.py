"""What ``manage.py check --deploy`` says of the key store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

import redis
from django.conf import settings
from django.core.checks import CheckMessage, Info, Tags, Warning, register  # noqa: A004 - Django's own name

if TYPE_CHECKING:
    from collections.abc import Sequence

_PATIENCE_SECONDS = 2


@register(Tags.security, deploy=True)
def check_key_store(app_configs: Sequence[Any] | None, **_kwargs: Any) -> list[CheckMessage]:  # noqa: ARG001 - Django's signature
    """Say what is wrong with the Redis that keeps room keys, and what cannot be told."""
    if not settings.KEY_STORE_URL:
        return []
    return [*_check_apart(), *_check_persistence()]


def _check_apart() -> list[CheckMessage]:
    if not settings.REDIS_URL or _place(settings.KEY_STORE_URL) != _place(settings.REDIS_URL):
        return []
    return [
        Warning(
            "Room keys are kept in the same Redis database as queue, cache and live events.",
            hint="Give MAJLIS_KEY_STORE_URL a Redis of its own, with its own file in no backup (docs/threat-model.md).",
            id="dialogues.W001",
        )
    ]


def _check_persistence() -> list[CheckMessage]:
    client = redis.Redis.from_url(
        settings.KEY_STORE_URL, socket_timeout=_PATIENCE_SECONDS, socket_connect_timeout=_PATIENCE_SECONDS
    )
    try:
        told = cast("dict[str, object]", client.info("persistence"))
        keeps_file = bool(told["aof_enabled"])
    except redis.ResponseError:
        return [_unknown("it does not let its settings be asked for")]
    except (redis.RedisError, OSError):
        return [_unknown("it does not answer")]
    except KeyError:
        return [_unknown("it does not say")]
    finally:
        client.close()
    if keeps_file:
        return []
    return [
        Warning(
            "The Redis of room keys has no append-only file: when it restarts, nobody can enter a running meeting any more.",
            hint="Set appendonly yes and save '' there, and keep its folder out of every backup (docs/threat-model.md).",
            id="dialogues.W002",
        )
    ]


def _unknown(why: str) -> CheckMessage:
    return Info(
        f"Whether the Redis of room keys survives a restart is unknown: {why}.",
        hint="See that it has an append-only file (docs/threat-model.md).",
        id="dialogues.I001",
    )


def _place(url: str) -> tuple[str, int, str]:
    parts = urlsplit(url)
    return parts.hostname or parts.path, parts.port or 6379, parts.path.strip("/") or "0"
