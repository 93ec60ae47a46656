"""Where the speakers' queue lives: beside the room key, never in the database (docs/decisions/0089-the-speakers-queue.md).

It goes when the meeting ends, and again with the key. A room without a key has no queue.
"""

from __future__ import annotations

import fcntl
import os
import secrets
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast
from uuid import UUID

import redis
from django.conf import settings
from django.utils.translation import gettext as _

from config.state import PRIVATE_FILE

from .exceptions import RoomKeyMissingError
from .floor import Floor, as_text, from_text
from .keystore import FileKeyStore, RedisKeyStore, away_on_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Change = Callable[[Floor], Floor]


class FloorStore(Protocol):
    """Keeps the queue of each room for as long as the meeting runs."""

    def read(self, room: UUID) -> Floor:
        """Return the queue of ``room``; an empty one where nobody has raised a hand."""

    def change(self, room: UUID, change: Change) -> Floor:
        """Let ``change`` make a new queue of the one that is there, and return it; changes at once come one after the other.

        ``change`` may be called several times.

        Raises:
            RoomKeyMissingError: when the room has no key.
            KeyStoreAwayError: when the store does not answer.

        """

    def exists(self, room: UUID) -> bool:
        """Whether anything is kept of the queue of ``room``."""

    def destroy(self, room: UUID) -> None:
        """Destroy the queue of ``room``; harmless where there is none."""


class FileFloorStore:
    """The queue as a file that only this account may read: ``<folder>/<room>/floor``."""

    def __init__(self, folder: Path) -> None:
        """Keep queues under ``folder``, in the rooms that have a key there."""
        self.folder = folder
        self.keys = FileKeyStore(folder)

    def read(self, room: UUID) -> Floor:
        """Return the queue of ``room``; not while it is written, for the file that it was is overwritten."""
        with suppress(RoomKeyMissingError), away_on_error(), self._locked(room, fcntl.LOCK_SH):
            return self._held(room)
        return Floor()

    def change(self, room: UUID, change: Change) -> Floor:
        """Change the queue while nobody else does."""
        with away_on_error(), self._locked(room):
            if self.keys.read(room) is None:
                raise _no_key()
            before = self._held(room)
            after = _numbered(before, change(before))
            if after != before:
                self._write(room, as_text(after))
            return after

    def exists(self, room: UUID) -> bool:
        """Whether there is a file."""
        return self._file(room).exists()

    def destroy(self, room: UUID) -> None:
        """Overwrite the file and remove it."""
        with (
            away_on_error(),
            suppress(RoomKeyMissingError, FileNotFoundError),
            self._locked(room),
            self._file(room).open("r+b") as file,
        ):
            self._file(room).unlink()
            _overwrite(file.fileno())

    def _file(self, room: UUID) -> Path:
        return self.folder / str(room) / "floor"

    def _held(self, room: UUID) -> Floor:
        file = self._file(room)
        return from_text(file.read_text()) if file.exists() else Floor()

    def _write(self, room: UUID, text: str) -> None:
        """Replace the file as a whole; what it held is overwritten before its place on the disk is given up."""
        draft = self._file(room).with_name(f".{secrets.token_hex(8)}")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE), "w") as file:
            file.write(text)
        try:
            before = os.open(self._file(room), os.O_RDWR)
        except FileNotFoundError:
            draft.replace(self._file(room))
            return
        try:
            draft.replace(self._file(room))
            _overwrite(before)
        finally:
            os.close(before)

    @contextmanager
    def _locked(self, room: UUID, how: int = fcntl.LOCK_EX) -> Iterator[None]:
        try:
            place = os.open(self.folder / str(room), os.O_RDONLY)
        except FileNotFoundError:
            raise _no_key() from None
        try:
            fcntl.flock(place, how)
            yield
        finally:
            os.close(place)


class RedisFloorStore:
    """The queue in the Redis of the room keys, shared by all processes."""

    def __init__(self, url: str) -> None:
        """Keep queues in the Redis at ``url``."""
        self.keys = RedisKeyStore(url)
        self.redis = self.keys.redis

    def read(self, room: UUID) -> Floor:
        """Return the queue of ``room``."""
        with away_on_error():
            held = cast("bytes | None", self.redis.get(_name(room)))
        return from_text(held.decode()) if held else Floor()

    def change(self, room: UUID, change: Change) -> Floor:
        """Change the queue, and try again where somebody else did meanwhile."""

        def attempt(pipe: redis.client.Pipeline) -> Floor:
            held = cast("bytes | None", pipe.get(_name(room)))
            before = from_text(held.decode()) if held else Floor()
            after = _numbered(before, change(before))
            pipe.multi()
            if after != before:
                pipe.set(_name(room), as_text(after))
            return after

        if self.keys.read(room) is None:
            raise _no_key()
        with away_on_error():
            watching = cast("Callable[..., None]", attempt)  # as its stubs have it
            return cast("Floor", self.redis.transaction(watching, _name(room), value_from_callable=True))

    def exists(self, room: UUID) -> bool:
        """Whether Redis holds it."""
        with away_on_error():
            return bool(self.redis.exists(_name(room)))

    def destroy(self, room: UUID) -> None:
        """Remove it, and have Redis write its file anew without it."""
        with away_on_error():
            if self.redis.delete(_name(room)):
                self.keys.rewrite_file()


def floor_store() -> FloorStore:
    """Return the store that the settings name: where the room keys are."""
    return _floor_store(settings.KEY_STORE_URL, settings.KEY_STORE_DIR)


@cache
def _floor_store(url: str, folder: Path) -> FloorStore:
    return RedisFloorStore(url) if url else FileFloorStore(folder)


def _numbered(before: Floor, after: Floor) -> Floor:
    if after == before:
        return before
    return replace(after, era=before.era or secrets.token_hex(4), number=before.number + 1)


def _no_key() -> RoomKeyMissingError:
    return RoomKeyMissingError(_("The key of this room is missing."))


def _name(room: UUID) -> str:
    return f"majlis-room-floor:{room.hex}"


def _overwrite(descriptor: int) -> None:
    os.pwrite(descriptor, secrets.token_bytes(os.fstat(descriptor).st_size), 0)
    os.fsync(descriptor)
