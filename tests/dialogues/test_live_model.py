"""The broadcaster against a simple model: whoever keeps coming back ends with what is in the database, and hears nothing twice."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

import pytest
import redis
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from benchmarks.own_services import OwnRedis
from dialogues.live import listening, readers, through_redis
from dialogues.live.broadcast import Told
from dialogues.live.in_memory import MemoryBroadcaster
from dialogues.live.through_redis import RedisBroadcaster

if TYPE_CHECKING:
    from pathlib import Path

PLACES = st.integers(0, 3)
MANY = 3  # differences are told one by one up to here


class Reader:
    """A browser: a page, and the id of the last event it saw."""

    def __init__(self, database: dict[str, int]) -> None:
        self.database = database
        self.page: dict[str, int] = {}
        self.last = ""
        self.task: asyncio.Task[None] | None = None
        self.live: MemoryBroadcaster | RedisBroadcaster | None = None
        self.is_slow = False
        self.heard: list[str] = []

    def load(self, last: str) -> None:
        """Fetch the page: the id before the database is read."""
        self.last, self.page = last, dict(self.database)

    def come(self, live: MemoryBroadcaster | RedisBroadcaster, room: UUID) -> None:
        """Open a stream."""
        self.live = live
        self.task = asyncio.get_event_loop().create_task(self._read(live, room))

    async def _read(self, live: MemoryBroadcaster | RedisBroadcaster, room: UUID) -> None:
        async with contextlib.aclosing(live.listen(room, self.last)) as pieces:
            async for piece in pieces:
                for event in piece.decode().split("\n\n"):
                    self._take(event)
                while self.is_slow:  # noqa: ASYNC110 - until the machine says otherwise
                    await asyncio.sleep(0.001)

    def _take(self, event: str) -> None:
        fields = dict(line.split(": ", 1) for line in event.splitlines() if not line.startswith(":"))
        if not fields:
            return
        assert fields["id"] not in self.heard or fields["event"] == "reload"
        if fields["event"] == "reload":
            self.page = dict(self.database)
        else:
            self._is_next(fields["id"])
            key, _, version = fields["data"].partition("=")
            self.page[key] = int(version)
            self.heard.append(fields["id"])
        self.last = fields["id"]

    def _is_next(self, new: str) -> None:
        """Nothing is left out between two events."""
        epoch, _, number = self.last.partition(".")
        if epoch == new.partition(".")[0]:
            assert int(new.partition(".")[2]) == int(number) + 1


class Room(RuleBasedStateMachine):
    """One room, its readers, and the processes that tell them."""

    redis: OwnRedis | None = None

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self.loop)
        self.room = uuid4()
        self.database: dict[str, int] = {}
        self.readers: list[Reader] = []
        if self.redis is None:
            memory = MemoryBroadcaster()
            self.processes: list[MemoryBroadcaster | RedisBroadcaster] = [memory, memory]
        else:
            self.processes = [RedisBroadcaster(self.redis.url, mend=self.mend) for _ in range(2)]

    def run(self, seconds: float = 0.005) -> None:
        self.loop.run_until_complete(asyncio.sleep(seconds))

    @rule(process=PLACES, key=st.sampled_from("abcdef"), times=st.sampled_from([1, 1, 1, 2, 7]))
    def change(self, process: int, key: str, times: int) -> None:
        for _ in range(times):
            self.database[key] = self.database.get(key, 0) + 1
            self.tell(self.processes[process % 2], key)
        self.run()

    @rule(key=st.sampled_from("abcdef"))
    @precondition(lambda self: self.redis is not None)
    def change_and_be_killed(self, key: str) -> None:
        self.database[key] = self.database.get(key, 0) + 1

    @rule(process=PLACES)
    def open(self, process: int) -> None:
        live = self.processes[process % 2]
        reader = Reader(self.database)
        reader.load(live.latest(self.room))
        reader.come(live, self.room)
        self.readers.append(reader)
        self.run()

    @rule(which=PLACES, process=PLACES)
    @precondition(lambda self: self.readers)
    def drop_and_resume(self, which: int, process: int) -> None:
        reader = self.readers[which % len(self.readers)]
        self.leave(reader)
        reader.come(self.processes[process % 2], self.room)
        self.run()

    @rule(which=PLACES)
    @precondition(lambda self: self.readers)
    def fall_behind(self, which: int) -> None:
        self.readers[which % len(self.readers)].is_slow = True

    @rule()
    @precondition(lambda self: self.redis is not None)
    def empty_redis(self) -> None:
        assert self.redis is not None
        redis.Redis.from_url(self.redis.url).flushall()

    @rule()
    @precondition(lambda self: self.redis is not None)
    def restart_redis(self) -> None:
        assert self.redis is not None
        self.redis.stop()
        self.run()
        self.redis.start()

    @rule(process=PLACES)
    @precondition(lambda self: self.redis is not None)
    def kill_a_process(self, process: int) -> None:
        assert self.redis is not None
        old = self.processes[process % 2]
        for reader in self.readers:
            if reader.live is old:
                self.leave(reader)
        self.loop.run_until_complete(old.close())
        self.processes[process % 2] = RedisBroadcaster(self.redis.url, mend=self.mend)

    def tell(self, live: MemoryBroadcaster | RedisBroadcaster, key: str) -> None:
        version = str(self.database[key])
        live.publish(self.room, "point", f"{key}={version}", about=Told(key, version))

    def mend(self, room: UUID, live: RedisBroadcaster) -> None:
        """Do as dialogues.live.mending, with this database."""
        stands = {key: str(version) for key, version in self.database.items()}
        told = live.told(room)
        differing = {key for key in stands if told.get(key) != stands[key]}
        if len(differing) > MANY:
            live.take_as_told(room, stands)
        else:
            for key in differing:
                self.tell(live, key)

    def leave(self, reader: Reader) -> None:
        if reader.task is not None:
            reader.task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                self.loop.run_until_complete(reader.task)

    def teardown(self) -> None:
        """Let everybody come back, and compare."""
        try:
            for reader in self.readers:
                reader.is_slow = False
            for _ in range(400):
                for reader in self.readers:
                    if reader.task is None or reader.task.done():
                        self.leave(reader)
                        reader.come(self.processes[0], self.room)
                self.run(0.01)
                if all(reader.page == self.database for reader in self.readers):
                    break
            assert [reader.page for reader in self.readers] == [self.database] * len(self.readers)
        finally:
            for reader in self.readers:
                with contextlib.suppress(Exception):
                    self.leave(reader)
            for process in self.processes:
                self.loop.run_until_complete(process.close())
            self.loop.close()
            asyncio.set_event_loop(None)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "RING_EVENTS", 6)
    monkeypatch.setattr(readers, "QUEUE_FRAMES", 4)
    monkeypatch.setattr(listening, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(through_redis, "TURN_SECONDS", 0.04)
    monkeypatch.setattr(through_redis, "AWAY_SECONDS", 0)


def weather(machine: type[Room], examples: int) -> None:
    """Try ``examples`` sequences of what can happen."""
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=15,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
            phases=[Phase.generate],  # to find the shortest way to a failure would take minutes
        ),
    )


def test_in_memory_nothing_is_missed_and_nothing_comes_twice() -> None:
    weather(Room, 30)


def test_through_redis_every_page_ends_as_the_database(tmp_path: Path) -> None:
    if shutil.which("redis-server") is None:
        pytest.skip("redis-server is not installed")
    own = OwnRedis(tmp_path / "redis")
    try:
        weather(type("RoomThroughRedis", (Room,), {"redis": own}), 15)
    finally:
        own.stop()
