"""Numbering, resuming, dropping: in memory and through Redis alike."""

from __future__ import annotations

import asyncio
import contextlib
import os
import threading
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest

from dialogues.live import listening as listening_module
from dialogues.live import pulse, readers, through_redis
from dialogues.live.in_memory import MemoryBroadcaster
from dialogues.live.through_redis import RedisBroadcaster

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

REDIS_URL = os.environ.get("MAJLIS_REDIS_URL", "")


@pytest.fixture(params=["memory", "redis"])
async def live(request: pytest.FixtureRequest) -> AsyncIterator[MemoryBroadcaster | RedisBroadcaster]:
    if request.param == "memory":
        made: MemoryBroadcaster | RedisBroadcaster = MemoryBroadcaster()
    elif REDIS_URL:
        made = RedisBroadcaster(REDIS_URL)
    else:
        pytest.skip("MAJLIS_REDIS_URL names no Redis")
    yield made
    await made.close()


class Listener:
    """A reader that remembers what it was told."""

    def __init__(self, live: MemoryBroadcaster | RedisBroadcaster, room: UUID, after: str = "") -> None:
        self.text = ""
        self.frames = live.listen(room, after)
        self.task = asyncio.create_task(self.read())

    async def read(self) -> None:
        async for frame in self.frames:
            self.text += frame.decode()

    async def until(self, text: str) -> str:
        async with asyncio.timeout(5):
            while text not in self.text:  # noqa: ASYNC110 - the text comes from a stream, which sets no event
                await asyncio.sleep(0.005)
        return self.text

    async def leave(self) -> None:
        self.task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self.task


async def listening(live: MemoryBroadcaster | RedisBroadcaster, room: UUID, after: str = "") -> Listener:
    """Return a listener that is surely in."""
    listener = Listener(live, room, after)
    if isinstance(live, RedisBroadcaster):
        await live.ready()
    await asyncio.sleep(0.05)
    return listener


def datas(text: str) -> list[str]:
    return [line.removeprefix("data: ") for line in text.splitlines() if line.startswith("data: ")]


async def publish(live: MemoryBroadcaster | RedisBroadcaster, room: UUID, *words: str) -> None:
    """Publish from another thread, as pages do."""
    for word in words:
        await asyncio.to_thread(live.publish, room, "point", word)


async def test_everybody_gets_the_same_bytes_in_order(live: MemoryBroadcaster | RedisBroadcaster) -> None:
    room = uuid4()
    readers = [await listening(live, room) for _ in range(3)]

    await publish(live, room, "one", "two\nlines", "three")

    texts = {await reader.until("three") for reader in readers}
    assert len(texts) == 1
    assert datas(texts.pop()) == ["one", "two", "lines", "three"]
    for reader in readers:
        await reader.leave()


async def test_other_rooms_hear_nothing(live: MemoryBroadcaster | RedisBroadcaster) -> None:
    room, other = uuid4(), uuid4()
    here, there = await listening(live, room), await listening(live, other)

    await publish(live, room, "secret")

    await here.until("secret")
    assert "secret" not in there.text
    await here.leave()
    await there.leave()


async def test_a_reader_resumes_after_the_last_event_it_saw(
    live: MemoryBroadcaster | RedisBroadcaster,
) -> None:
    room = uuid4()
    await publish(live, room, "one", "two")
    seen = await asyncio.to_thread(live.latest, room)
    await publish(live, room, "three", "four")

    reader = await listening(live, room, seen)
    await publish(live, room, "five")

    assert datas(await reader.until("five")) == ["three", "four", "five"]
    await reader.leave()


async def test_a_page_that_is_up_to_date_gets_nothing_twice(
    live: MemoryBroadcaster | RedisBroadcaster,
) -> None:
    room = uuid4()
    await publish(live, room, "one")

    reader = await listening(live, room, await asyncio.to_thread(live.latest, room))
    await publish(live, room, "two")

    assert datas(await reader.until("two")) == ["two"]
    await reader.leave()


@pytest.mark.parametrize("after", ["other.1", "nonsense", "other.x"])
async def test_who_comes_from_elsewhere_reloads(
    live: MemoryBroadcaster | RedisBroadcaster, after: str
) -> None:
    room = uuid4()
    await publish(live, room, "one")

    reader = await listening(live, room, after)

    assert "event: reload" in await reader.until("reload")
    await reader.leave()


async def test_who_was_away_too_long_reloads(
    live: MemoryBroadcaster | RedisBroadcaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "RING_EVENTS", 4)
    room = uuid4()
    await publish(live, room, "one")
    seen = await asyncio.to_thread(live.latest, room)
    await publish(live, room, *"abcdef")

    reader = await listening(live, room, seen)
    await publish(live, room, "after")

    text = await reader.until("after")
    assert datas(text) == ["now", "after"]
    await reader.leave()


async def test_who_missed_more_than_may_wait_resumes_all_the_same(
    live: MemoryBroadcaster | RedisBroadcaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "QUEUE_FRAMES", 3)
    room = uuid4()
    seen = await asyncio.to_thread(live.latest, room)
    await publish(live, room, *"abcdef")

    reader = await listening(live, room, seen)

    assert datas(await reader.until("f")) == [*"abcdef"]
    await reader.leave()


async def test_after_forgetting_nothing_old_is_told(live: MemoryBroadcaster | RedisBroadcaster) -> None:
    room = uuid4()
    seen = await asyncio.to_thread(live.latest, room)
    await publish(live, room, "said")

    await asyncio.to_thread(live.forget, room)

    reader = await listening(live, room, seen)
    assert "said" not in await reader.until("reload")
    await reader.leave()


async def test_a_slow_reader_is_dropped_and_the_others_are_not(
    live: MemoryBroadcaster | RedisBroadcaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "QUEUE_FRAMES", 3)
    room = uuid4()
    slow = live.listen(room, "other.1")
    assert b"reload" in await anext(slow)  # it is in, and now it stops reading
    quick = await listening(live, room)

    for number in range(6):
        await publish(live, room, f"word {number}")
        await quick.until(f"word {number}")

    assert [frame async for frame in slow] == []
    assert len(datas(quick.text)) == 6
    await quick.leave()


async def test_heartbeats(
    live: MemoryBroadcaster | RedisBroadcaster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pulse, "HEARTBEAT_SECONDS", 0.01)
    reader = await listening(live, uuid4())

    assert ": still here\n\n" in await reader.until("still here")
    await reader.leave()


async def test_many_threads_at_once_lose_and_double_nothing(
    live: MemoryBroadcaster | RedisBroadcaster,
) -> None:
    room = uuid4()
    reader = await listening(live, room)

    def speak(number: int) -> None:
        for word in range(10):
            live.publish(room, "point", f"<{number}-{word}>")

    threads = [threading.Thread(target=speak, args=(number,)) for number in range(8)]
    await asyncio.to_thread(lambda: [thread.start() for thread in threads])
    await asyncio.to_thread(lambda: [thread.join() for thread in threads])
    await publish(live, room, "end")

    words = datas(await reader.until("end"))
    assert len(words) == 81
    assert len(set(words)) == 81
    numbers = [int(line.rpartition(".")[2]) for line in reader.text.splitlines() if line.startswith("id: ")]
    assert numbers == list(range(1, 82))
    await reader.leave()


async def test_two_processes_hear_each_other() -> None:
    if not REDIS_URL:
        pytest.skip("MAJLIS_REDIS_URL names no Redis")
    room = uuid4()
    one, two = RedisBroadcaster(REDIS_URL), RedisBroadcaster(REDIS_URL)
    reader = await listening(one, room)

    await publish(two, room, "from the other")

    assert datas(await reader.until("other")) == ["from the other"]
    await reader.leave()
    await one.close()
    await two.close()


def test_who_is_closed_and_listens_again_looks_for_what_was_never_told_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not REDIS_URL:
        pytest.skip("MAJLIS_REDIS_URL names no Redis")
    monkeypatch.setattr(listening_module, "LOOK_SECONDS", 0.1)
    monkeypatch.setattr(through_redis, "TURN_SECONDS", 0.01)
    looked = threading.Event()
    live = RedisBroadcaster(REDIS_URL, mend=lambda _room, _live: looked.set())

    async def listen_once() -> bool:
        looked.clear()
        try:
            for _ in range(10):  # who came as the room was put away as empty comes again
                reader = await listening(live, uuid4())
                found = await asyncio.to_thread(looked.wait, 1)
                await reader.leave()
                if found:
                    return True
            return False
        finally:
            await live.close()

    assert asyncio.run(listen_once())
    assert asyncio.run(listen_once())


def test_a_redis_that_is_away_does_not_stop_the_meeting(caplog: pytest.LogCaptureFixture) -> None:
    live = RedisBroadcaster("redis://127.0.0.1:1/0")

    live.publish(uuid4(), "point", "said")
    live.forget(uuid4())

    assert live.latest(uuid4()) == "unknown.0"
    assert "said" not in caplog.text
    assert caplog.text.count("Redis did not answer") == 2
