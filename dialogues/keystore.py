"""Where room keys live: outside the database and its backups (docs/decisions/0081-room-key.md).

A room key is all that connects a participation to a voice. Nothing here is cached: a key that was destroyed is gone for
every process at once. Beside the key the store remembers, for as long as the key lives, who has entered the room; the
database learns that in one batch when the meeting ends, so that no order of rows tells who came when.

A store that does not answer raises KeyStoreAwayError: that is not the same as a room without a key, and never makes one.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import logging
import os
import secrets
import shutil
import time
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from uuid import UUID

import redis
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from config.state import PRIVATE_FILE, make_private_folder

from .exceptions import KeyStoreAwayError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

logger = logging.getLogger(__name__)

KEY_BYTES = 32
_SEAT_BYTES = 16
_REDIS_SECONDS = 2  # as long as a page waits for a store that does not answer
_REWRITE_TRIES = 20  # a quarter of a second apart


class KeyStore(Protocol):
    """Keeps one key for each room and who has entered it."""

    def create(self, room: UUID) -> bytes:
        """Return the key of ``room``, made on the first call; processes that call at once agree on one."""

    def read(self, room: UUID) -> bytes | None:
        """Return the key of ``room``, or nothing where it was never made or is destroyed."""

    def take_seat(self, room: UUID, participation: UUID) -> None:
        """Remember that this participation has entered ``room``."""

    def give_up_seat(self, room: UUID, participation: UUID) -> None:
        """Forget that this participation has entered ``room``."""

    def seats(self, room: UUID) -> frozenset[UUID]:
        """Return the participations that have entered ``room``."""

    def destroy(self, room: UUID) -> None:
        """Destroy the key of ``room`` and who entered it; harmless where there is none."""


class FileKeyStore:
    """Keys as files that only this account may read: ``<folder>/<room>/key``."""

    def __init__(self, folder: Path) -> None:
        """Keep keys under ``folder``."""
        self.folder = folder

    def create(self, room: UUID) -> bytes:
        """Return the key of ``room``, made on the first call."""
        with away_on_error():
            place = make_private_folder(make_private_folder(self.folder) / str(room))
            draft = _write_draft(place, secrets.token_bytes(KEY_BYTES))
            with suppress(FileExistsError):  # another process was first: its key is the room's
                os.link(draft, place / "key")  # whole or not at all
            draft.unlink()
            _sync_folder(place)
            return (place / "key").read_bytes()

    def read(self, room: UUID) -> bytes | None:
        """Return the key of ``room``, if it has one."""
        with away_on_error():
            return _read_file(self.folder / str(room) / "key")

    def take_seat(self, room: UUID, participation: UUID) -> None:
        """Remember that this participation has entered."""
        self._change_seats(room, lambda seats: seats | {participation})

    def give_up_seat(self, room: UUID, participation: UUID) -> None:
        """Forget that this participation has entered."""
        self._change_seats(room, lambda seats: seats - {participation})

    def seats(self, room: UUID) -> frozenset[UUID]:
        """Return who has entered."""
        with away_on_error():
            kept = _read_file(self.folder / str(room) / "seats") or b""
        return frozenset(
            UUID(bytes=kept[start : start + _SEAT_BYTES]) for start in range(0, len(kept), _SEAT_BYTES)
        )

    def destroy(self, room: UUID) -> None:
        """Overwrite the key, then remove all that the store knew of the room."""
        place = self.folder / str(room)
        with away_on_error():
            with suppress(FileNotFoundError):
                with (place / "key").open("r+b") as file:
                    file.write(secrets.token_bytes(KEY_BYTES))
                    file.flush()
                    os.fsync(file.fileno())
                (place / "key").unlink()
                _sync_folder(place)
            with suppress(FileNotFoundError):
                shutil.rmtree(place)

    def _change_seats(self, room: UUID, change: Callable[[frozenset[UUID]], frozenset[UUID]]) -> None:
        """Write all seats anew, sorted and without a time: one file for each would tell who came before whom."""
        place = self.folder / str(room)
        with away_on_error(), _locked(place):
            before = self.seats(room)
            after = change(before)
            if after == before:
                return
            draft = _write_draft(place, b"".join(sorted(seat.bytes for seat in after)))
            os.utime(draft, (0, 0))
            draft.replace(place / "seats")
            _sync_folder(place)
            os.utime(place, (0, 0))


class RedisKeyStore:
    """Keys in a Redis of their own, shared by all processes; its append-only file belongs in no backup."""

    def __init__(self, url: str) -> None:
        """Keep keys in the Redis at ``url``."""
        self.redis = redis.Redis.from_url(
            url, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS
        )

    def create(self, room: UUID) -> bytes:
        """Return the key of ``room``, made on the first call."""
        with away_on_error():
            self.redis.set(_key_name(room), secrets.token_bytes(KEY_BYTES), nx=True)
        key = self.read(room)
        if key is None:
            message = "The key store lost a key while it was being made."
            raise RuntimeError(message)
        return key

    def read(self, room: UUID) -> bytes | None:
        """Return the key of ``room``, if it has one."""
        with away_on_error():
            return cast("bytes | None", self.redis.get(_key_name(room)))

    def take_seat(self, room: UUID, participation: UUID) -> None:
        """Remember that this participation has entered."""
        with away_on_error():
            self.redis.sadd(_seats_name(room), participation.hex)

    def give_up_seat(self, room: UUID, participation: UUID) -> None:
        """Forget that this participation has entered."""
        with away_on_error():
            self.redis.srem(_seats_name(room), participation.hex)

    def seats(self, room: UUID) -> frozenset[UUID]:
        """Return who has entered."""
        with away_on_error():
            members = cast("set[bytes]", self.redis.smembers(_seats_name(room)))
        return frozenset(UUID(member.decode()) for member in members)

    def destroy(self, room: UUID) -> None:
        """Overwrite the key, remove all that the store knew of the room, and have its file written anew without them."""
        with away_on_error():
            self.redis.set(_key_name(room), secrets.token_bytes(KEY_BYTES), xx=True)
            if self.redis.delete(_key_name(room), _seats_name(room)):
                self.rewrite_file()

    def rewrite_file(self) -> None:
        """Have Redis write its append-only file anew: the old one still tells every key that it was ever given.

        One rewriting that is under way has begun with the key in it, so that another must follow.
        """
        for _attempt in range(_REWRITE_TRIES):
            try:
                if not cast("dict[str, object]", self.redis.info("persistence")).get("aof_enabled"):
                    return
                self.redis.bgrewriteaof()
            except redis.ResponseError as error:
                if "already in progress" not in str(error):
                    break
                time.sleep(0.25)
            else:
                return
        logger.warning(
            "The key store's Redis did not write its append-only file anew: destroyed keys are still in it."
        )


def key_store() -> KeyStore:
    """Return the key store that the settings name."""
    return _key_store(settings.KEY_STORE_URL, settings.KEY_STORE_DIR)


@cache
def _key_store(url: str, folder: Path) -> KeyStore:
    return RedisKeyStore(url) if url else FileKeyStore(folder)


def voice_token(key: bytes, participation: UUID, link_version: int = 1) -> str:
    """Return the token by which this participation's browser proves its voice; each private link has its own."""
    message = participation.bytes + link_version.to_bytes(4, "big")
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def token_hash(token: str) -> str:
    """Return what the database keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def _key_name(room: UUID) -> str:
    return f"majlis-room-key:{room.hex}"


def _seats_name(room: UUID) -> str:
    return f"majlis-room-seats:{room.hex}"


@contextmanager
def away_on_error() -> Iterator[None]:
    """Say of a store that does not answer that it is away, whatever kind it is.

    Raises:
        KeyStoreAwayError: instead of the store's own error.

    """
    try:
        yield
    except redis.ResponseError:  # it answers
        raise
    except (redis.RedisError, OSError) as error:
        raise KeyStoreAwayError(
            _("The room's door does not open this moment. Please try again in a moment.")
        ) from error


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Let one process at a time change what is in ``folder``."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _read_file(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write_draft(folder: Path, content: bytes) -> Path:
    draft = folder / f".{secrets.token_hex(8)}"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return draft


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
