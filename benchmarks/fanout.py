"""Fan-out: one change to many open streams, beside a bare asyncio broadcaster under the same uvicorn in the same run.

Both get the same events of about 1 kB, 20 a second, through the same Redis, in turn. Latency is measured from before
publishing to after reading, with the time inside the event. Readers and publisher share the two cores with the servers.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import redis

from benchmarks.bare_stream import CHANNEL
from benchmarks.fanout_readers import BIN
from benchmarks.own_services import OwnRedis
from benchmarks.ports import cpu_seconds, free_port, memory_bytes, wait_until_open

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from uuid import UUID

    from benchmarks.seed import Room

ROOT = Path(__file__).resolve().parent.parent
PER_SECOND = 20
CARD = (
    f'<li class="point" data-kind="concern">{"The networks need one place to share what works. " * 20}</li>'
)
STEPS = ((100, 1), (500, 1), (1000, 1), (2000, 1), (2000, 2))  # readers, processes
AIMED_AT = (1000, 1)


@dataclass(frozen=True)
class Delivery:
    """What a stretch of publishing cost and how late its events came."""

    events: int
    expected: int
    p50: float
    p95: float
    cpu: float  # microseconds of the servers for each delivered event


class Readers:
    """The process that holds the open streams."""

    def __init__(self) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.fanout_readers"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, **order: Any) -> Any:
        """Send an order and return the answer."""
        assert self.process.stdin is not None  # noqa: S101 - it was asked for
        assert self.process.stdout is not None  # noqa: S101
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@dataclass(frozen=True)
class Side:
    """Ours or the bare one: its servers, its readers, and how to tell them something."""

    servers: tuple[tuple[int, int], ...]  # process, port
    readers: Readers
    path: str
    cookie: str
    publish: Callable[[str], None]

    def open(self, count: int) -> None:
        """Open ``count`` streams, as many at each server."""
        for _process, port in self.servers:
            self.readers.ask(
                do="open", port=port, path=self.path, cookie=self.cookie, count=count // len(self.servers)
            )

    def memory(self) -> int:
        """Return what the servers hold."""
        return sum(memory_bytes(process) for process, _ in self.servers)

    def deliver(self, count: int, seconds: float) -> Delivery:
        """Publish for a while and return how it went."""
        self.readers.ask(do="begin")
        cpu = sum(cpu_seconds(process) for process, _ in self.servers)
        events = round(seconds * PER_SECOND)
        started = time.monotonic()
        for number in range(events):
            time.sleep(max(0.0, started + number / PER_SECOND - time.monotonic()))
            self.publish(f"<!-- sent={time.monotonic_ns()}; -->{CARD}")
        time.sleep(1)
        cpu = sum(cpu_seconds(process) for process, _ in self.servers) - cpu
        late = {int(when): times for when, times in self.readers.ask(do="report").items()}
        total = sum(late.values())
        return Delivery(
            total, events * count, _percentile(late, 0.5), _percentile(late, 0.95), 1e6 * cpu / max(1, total)
        )


def measure(room: Room, options: Any) -> None:
    """Measure each number of readers and print a table."""
    print(
        "\n| readers | processes | p50 ms (bare) | p95 ms (bare) | p95 ratio | µs CPU per delivery (bare) | kB per reader (bare) | delivered |\n"
        "|---|---|---|---|---|---|---|---|",
        flush=True,
    )
    with contextlib.ExitStack() as stack:
        events = OwnRedis(Path(os.environ["MAJLIS_VAR_DIR"]) / "fanout")
        stack.callback(events.stop)
        for count, processes in STEPS:
            rounds = options.rounds if (count, processes) == AIMED_AT else 1
            with contextlib.ExitStack() as servers:  # fresh ones, for what memory they held stays theirs
                bare = _bare(servers, events, processes)
                ours = _ours(servers, events, processes, room)
                print(_measure_step(bare, ours, count, rounds=rounds, seconds=options.seconds), flush=True)


def _measure_step(bare: Side, ours: Side, count: int, *, rounds: int, seconds: float) -> str:
    """Return a line of the table: medians of the rounds, and the median of their ratios."""
    before = bare.memory(), ours.memory()
    for side in (bare, ours):
        side.open(count)
        side.deliver(count, 0.5)  # warm
    runs = [(bare.deliver(count, seconds), ours.deliver(count, seconds)) for _ in range(rounds)]
    held = [(side.memory() - was) / count / 1000 for side, was in zip((bare, ours), before, strict=True)]
    for side in (bare, ours):
        side.readers.ask(do="close")

    def both(name: str, digits: int = 1) -> str:
        theirs, mine = (
            statistics.median(getattr(side, name) for side in column) for column in zip(*runs, strict=True)
        )
        return f"{mine:.{digits}f} ({theirs:.{digits}f})"

    ratio = statistics.median(mine.p95 / max(theirs.p95, 0.1) for theirs, mine in runs)
    got = sum(mine.events for _, mine in runs) / sum(mine.expected for _, mine in runs)
    return (
        f"| {count:,} | {len(ours.servers)} | {both('p50')} | {both('p95')} | **{ratio:.2f}** | {both('cpu', 0)}"
        f" | {held[1]:.0f} ({held[0]:.0f}) | {got:.2%} |"
    )


def _ours(stack: contextlib.ExitStack, events: OwnRedis, processes: int, room: Room) -> Side:
    from dialogues.live.through_redis import RedisBroadcaster

    live = RedisBroadcaster(events.url)
    servers = tuple(
        stack.enter_context(_uvicorn("config.asgi:application", {"MAJLIS_REDIS_URL": events.url}))
        for _ in range(processes)
    )
    return Side(
        servers,
        stack.enter_context(_readers()),
        f"/room/{room.room}/stream/",
        room.voices[0],
        partial(_publish, live, room.room),
    )


def _publish(live: Any, room: UUID, data: str) -> None:
    live.publish(room, "point", data)


def _bare(stack: contextlib.ExitStack, events: OwnRedis, processes: int) -> Side:
    client = redis.Redis.from_url(events.url)
    numbers = iter(range(10**9))
    servers = tuple(
        stack.enter_context(_uvicorn("benchmarks.bare_stream:application", {"MAJLIS_REDIS_URL": events.url}))
        for _ in range(processes)
    )

    def publish(data: str) -> None:
        client.publish(CHANNEL, f"id: 0123456789ab.{next(numbers)}\nevent: point\ndata: {data}\n\n")

    return Side(servers, stack.enter_context(_readers()), "/", "none=none", publish)


@contextlib.contextmanager
def _uvicorn(application: str, environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve as production serves streams; give process and port."""
    port = free_port()
    command = f"{sys.executable} -m uvicorn {application} --port {port} --no-access-log --log-level warning --lifespan off"
    process = subprocess.Popen(command.split(), cwd=ROOT, env=os.environ | environment)
    try:
        if not wait_until_open(port):
            message = f"{application} did not start"
            raise RuntimeError(message)
        yield process.pid, port
    finally:
        process.kill()  # it would wait for its streams
        process.wait(15)


@contextlib.contextmanager
def _readers() -> Iterator[Readers]:
    readers = Readers()
    try:
        yield readers
    finally:
        readers.process.terminate()
        readers.process.wait(15)


def _percentile(late: dict[int, int], share: float) -> float:
    """Return the latency in milliseconds that ``share`` of the deliveries did not exceed."""
    left = sum(late.values()) * share
    for when in sorted(late):
        left -= late[when]
        if left <= 0:
            return when * BIN / 1e6
    return 0.0
