"""Room keys outside the database."""

from __future__ import annotations

import os
import stat
import threading
from pathlib import Path
from typing import TYPE_CHECKING, cast
from uuid import uuid4

import pytest
import redis
from redis.exceptions import NoPermissionError

from dialogues.exceptions import KeyStoreAwayError
from dialogues.keystore import FileKeyStore, KeyStore, RedisKeyStore, key_store, token_hash, voice_token

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

REDIS_URL = os.environ.get("MAJLIS_REDIS_URL", "")


@pytest.fixture(params=["files", "redis"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> KeyStore:
    if request.param == "files":
        return FileKeyStore(tmp_path / "keys")
    if not REDIS_URL:
        pytest.skip("MAJLIS_REDIS_URL names no Redis")
    return RedisKeyStore(REDIS_URL)


def test_a_room_has_one_key(store: KeyStore) -> None:
    room = uuid4()

    key = store.create(room)

    assert len(key) == 32
    assert store.create(room) == key
    assert store.read(room) == key
    assert store.create(uuid4()) != key


def test_no_key_before_the_room_is_made(store: KeyStore) -> None:
    assert store.read(uuid4()) is None


def test_destroying_leaves_nothing_and_may_be_repeated(store: KeyStore) -> None:
    room, person = uuid4(), uuid4()
    store.create(room)
    store.take_seat(room, person)

    store.destroy(room)
    store.destroy(room)

    assert store.read(room) is None
    assert store.seats(room) == frozenset()


def test_seats_are_remembered_once(store: KeyStore) -> None:
    room, first, second = uuid4(), uuid4(), uuid4()
    store.create(room)

    for person in (first, second, first):
        store.take_seat(room, person)

    assert store.seats(room) == {first, second}


def test_callers_at_once_agree_on_one_key(store: KeyStore) -> None:
    room = uuid4()
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(store.create(room))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(keys) == 8
    assert set(keys) == {store.read(room)}


def test_files_are_private_and_tell_no_time(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys")
    room, person = uuid4(), uuid4()
    store.create(room)
    store.take_seat(room, person)

    place = tmp_path / "keys" / str(room)
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert stat.S_IMODE(place.stat().st_mode) == 0o700
    assert stat.S_IMODE((place / "key").stat().st_mode) == 0o600
    assert sorted(entry.name for entry in place.iterdir()) == ["key", "seats"]
    assert (place / "seats").read_bytes() == person.bytes
    assert (place / "seats").stat().st_mtime == place.stat().st_mtime == 0


def test_the_file_of_seats_tells_no_order(tmp_path: Path) -> None:
    """What is left of an order of coming is nothing: whoever comes, the file is written anew, sorted."""
    store = FileKeyStore(tmp_path / "keys")
    room, people = uuid4(), [uuid4() for _ in range(20)]
    store.create(room)
    for person in people:
        store.take_seat(room, person)
    store.take_seat(room, people[0])
    store.give_up_seat(room, people[1])
    store.give_up_seat(room, people[1])

    kept = (tmp_path / "keys" / str(room) / "seats").read_bytes()
    assert kept == b"".join(sorted(person.bytes for person in people if person != people[1]))


def test_seats_taken_at_once_are_all_kept(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys")
    room, people = uuid4(), [uuid4() for _ in range(24)]
    store.create(room)
    threads = [threading.Thread(target=store.take_seat, args=(room, person)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert store.seats(room) == set(people)


def test_a_seat_after_the_end_of_the_room_makes_nothing_anew(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys")
    room = uuid4()
    store.create(room)
    store.destroy(room)

    with pytest.raises(KeyStoreAwayError):
        store.take_seat(room, uuid4())

    assert not (tmp_path / "keys" / str(room)).exists()


def test_destroying_overwrites_the_file_before_it_goes(tmp_path: Path) -> None:
    store = FileKeyStore(tmp_path / "keys")
    room = uuid4()
    key = store.create(room)
    os.link(tmp_path / "keys" / str(room) / "key", tmp_path / "kept")

    store.destroy(room)

    assert (tmp_path / "kept").read_bytes() != key
    assert not (tmp_path / "keys" / str(room)).exists()


def test_settings_choose_the_store(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.KEY_STORE_URL = ""
    settings.KEY_STORE_DIR = tmp_path
    assert isinstance(key_store(), FileKeyStore)

    settings.KEY_STORE_URL = "redis://127.0.0.1:1/0"
    assert isinstance(key_store(), RedisKeyStore)


@pytest.mark.parametrize("ask", ["create", "read", "seats", "destroy"])
def test_a_redis_that_is_away_is_an_error_and_no_empty_answer(ask: str) -> None:
    with pytest.raises(KeyStoreAwayError):
        getattr(RedisKeyStore("redis://127.0.0.1:1/0"), ask)(uuid4())


def test_files_that_cannot_be_read_are_an_error_and_no_empty_answer(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")

    with pytest.raises(KeyStoreAwayError):
        FileKeyStore(tmp_path / "file").read(uuid4())


class FileOfRedis:
    """Stands in for what a Redis answers about its append-only file."""

    def __init__(self, *answers: Exception | None, enabled: int = 1) -> None:
        self.answers, self.enabled, self.asked = list(answers), enabled, 0

    def set(self, *_args: object, **_options: object) -> None:
        """Take the overwriting."""

    def delete(self, *_keys: str) -> int:
        return 1

    def info(self, _section: str) -> dict[str, int]:
        return {"aof_enabled": self.enabled}

    def bgrewriteaof(self) -> None:
        self.asked += 1
        if (answer := self.answers.pop(0)) is not None:
            raise answer


@pytest.mark.parametrize(
    ("file", "asked", "warns"),
    [
        (FileOfRedis(None), 1, False),
        (FileOfRedis(redis.ResponseError("rewriting already in progress"), None), 2, False),
        (FileOfRedis(NoPermissionError("no permission")), 1, True),
        (FileOfRedis(enabled=0), 0, False),
    ],
)
def test_a_destroyed_key_does_not_stay_in_the_append_only_file(
    file: FileOfRedis, asked: int, *, warns: bool, caplog: pytest.LogCaptureFixture
) -> None:
    store = RedisKeyStore("redis://127.0.0.1:1/0")
    store.redis = cast("redis.Redis", file)

    store.destroy(uuid4())

    assert file.asked == asked
    assert ("destroyed keys are still in it" in caplog.text) is warns


def test_a_token_needs_the_key_and_the_database_only_sees_its_hash() -> None:
    person = uuid4()

    token = voice_token(b"a" * 32, person)

    assert token == voice_token(b"a" * 32, person)
    assert token != voice_token(b"b" * 32, person)
    assert token != voice_token(b"a" * 32, uuid4())
    assert token != voice_token(b"a" * 32, person, 2)
    assert len(token_hash(token)) == 64
    assert token not in token_hash(token)
