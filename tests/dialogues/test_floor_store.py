"""Where the speakers' queue lives: with the room key, for as long as the meeting runs."""

from __future__ import annotations

import os
import stat
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from dialogues.exceptions import KeyStoreAwayError, RoomKeyMissingError
from dialogues.floor import Floor, Spoken, raise_hand
from dialogues.floor_store import FileFloorStore, FloorStore, RedisFloorStore, floor_store
from dialogues.keystore import FileKeyStore, KeyStore, RedisKeyStore

if TYPE_CHECKING:
    from pytest_django.fixtures import SettingsWrapper

REDIS_URL = os.environ.get("MAJLIS_REDIS_URL", "")


@dataclass
class Stores:
    keys: KeyStore
    floors: FloorStore

    def room(self) -> UUID:
        room = uuid4()
        self.keys.create(room)
        return room


@pytest.fixture(params=["files", "redis"])
def stores(request: pytest.FixtureRequest, tmp_path: Path) -> Stores:
    if request.param == "files":
        return Stores(FileKeyStore(tmp_path / "keys"), FileFloorStore(tmp_path / "keys"))
    if not REDIS_URL:
        pytest.skip("MAJLIS_REDIS_URL names no Redis")
    return Stores(RedisKeyStore(REDIS_URL), RedisFloorStore(REDIS_URL))


def raised(person: str) -> Floor:
    return raise_one(Floor(), person)


def raise_one(floor: Floor, person: str) -> Floor:
    return raise_hand(floor, person=person, ticket=f"t-{person}", reason="question", note="‎أين", now=1.5)


def test_a_room_begins_with_an_empty_queue(stores: Stores) -> None:
    room = stores.room()

    assert stores.floors.read(room) == Floor()
    assert not stores.floors.exists(room)


def test_what_is_changed_is_there_for_every_process(stores: Stores, tmp_path: Path) -> None:
    room = stores.room()

    after = stores.floors.change(room, lambda floor: raise_one(floor, "a"))

    fresh = (
        FileFloorStore(tmp_path / "keys")
        if isinstance(stores.floors, FileFloorStore)
        else RedisFloorStore(REDIS_URL)
    )
    assert fresh.read(room) == after
    assert after.hands == raised("a").hands
    assert stores.floors.exists(room)


def test_changes_are_numbered_within_an_era(stores: Stores) -> None:
    room = stores.room()

    first = stores.floors.change(room, lambda floor: raise_one(floor, "a"))
    same = stores.floors.change(room, lambda floor: floor)
    second = stores.floors.change(room, lambda floor: raise_one(floor, "b"))
    stores.floors.destroy(room)
    anew = stores.floors.change(room, lambda floor: raise_one(floor, "a"))

    assert first.era
    assert (first.number, same.number, second.number) == (1, 1, 2)
    assert second.era == first.era != anew.era


def test_destroying_leaves_nothing_and_may_be_repeated(stores: Stores) -> None:
    room = stores.room()
    stores.floors.change(room, lambda floor: raise_one(floor, "a"))

    stores.floors.destroy(room)
    stores.floors.destroy(room)
    stores.floors.destroy(uuid4())

    assert not stores.floors.exists(room)
    assert stores.floors.read(room) == Floor()
    assert stores.keys.read(room) is not None


def test_a_room_without_a_key_has_no_queue(stores: Stores) -> None:
    room = stores.room()
    stores.keys.destroy(room)

    with pytest.raises(RoomKeyMissingError):
        stores.floors.change(room, lambda floor: raise_one(floor, "a"))

    assert not stores.floors.exists(room)


def test_changes_at_once_are_all_kept(stores: Stores) -> None:
    room = stores.room()

    def speak(number: int) -> None:
        for _ in range(5):
            stores.floors.change(
                room,
                lambda floor: replace(
                    floor,
                    spoken={
                        **floor.spoken,
                        str(number): Spoken(floor.spoken.get(str(number), Spoken()).seconds + 1, 1),
                    },
                ),
            )

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    held = stores.floors.read(room)
    assert {person: times.seconds for person, times in held.spoken.items()} == {
        str(number): 5 for number in range(8)
    }
    assert held.number == 40


def test_whoever_reads_while_others_write_reads_it_whole(stores: Stores) -> None:
    room = stores.room()
    done = threading.Event()
    read: list[int] = []

    def look() -> None:
        while not done.is_set():
            read.append(len(stores.floors.read(room).hands))

    threads = [threading.Thread(target=look) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(30):
        stores.floors.change(room, lambda floor, number=number: raise_one(floor, str(number)))  # type: ignore[misc]
    done.set()
    for thread in threads:
        thread.join()

    assert len(read) > 0
    assert max(read) <= 30


def test_a_change_that_fails_leaves_all_as_it_was(stores: Stores) -> None:
    room = stores.room()
    before = stores.floors.change(room, lambda floor: raise_one(floor, "a"))

    def fail(_floor: Floor) -> Floor:
        raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - the bare one of above
        stores.floors.change(room, fail)

    assert stores.floors.read(room) == before
    assert stores.floors.change(room, lambda floor: raise_one(floor, "b")).number == 2


def test_the_file_is_private_and_alone(tmp_path: Path) -> None:
    keys, floors = FileKeyStore(tmp_path), FileFloorStore(tmp_path)
    room = uuid4()
    keys.create(room)
    for person in "ab":
        floors.change(room, lambda floor, person=person: raise_one(floor, person))  # type: ignore[misc]

    place = tmp_path / str(room)
    assert sorted(entry.name for entry in place.iterdir()) == ["floor", "key"]
    assert stat.S_IMODE((place / "floor").stat().st_mode) == 0o600


def test_what_a_file_held_is_overwritten_when_it_changes_and_when_it_goes(tmp_path: Path) -> None:
    keys, floors = FileKeyStore(tmp_path), FileFloorStore(tmp_path)
    room = uuid4()
    keys.create(room)
    floors.change(room, lambda floor: raise_one(floor, "person-a"))
    os.link(tmp_path / str(room) / "floor", tmp_path / "first")
    floors.change(room, lambda floor: raise_one(floor, "person-b"))
    os.link(tmp_path / str(room) / "floor", tmp_path / "second")
    floors.destroy(room)

    for kept in ("first", "second"):
        assert b"person" not in (tmp_path / kept).read_bytes()


def test_the_key_store_takes_the_queue_along(tmp_path: Path) -> None:
    keys, floors = FileKeyStore(tmp_path), FileFloorStore(tmp_path)
    room = uuid4()
    keys.create(room)
    floors.change(room, lambda floor: raise_one(floor, "a"))

    keys.destroy(room)

    assert not floors.exists(room)


def test_settings_choose_the_store_of_the_keys(settings: SettingsWrapper, tmp_path: Path) -> None:
    settings.KEY_STORE_URL = ""
    settings.KEY_STORE_DIR = tmp_path
    assert isinstance(floor_store(), FileFloorStore)

    settings.KEY_STORE_URL = "redis://127.0.0.1:1/0"
    assert isinstance(floor_store(), RedisFloorStore)


def test_a_redis_that_is_away_is_an_error_and_no_empty_queue() -> None:
    with pytest.raises(KeyStoreAwayError):
        RedisFloorStore("redis://127.0.0.1:1/0").read(uuid4())
