"""Points logged per second, beside a bare Django view that does one INSERT and one PUBLISH of the same bytes.

Both stand behind the same gunicorn with the same number of workers and threads, on the same PostgreSQL and the same Redis, and
get the same requests, byte for byte but for the address: what a browser sends when the room's page logs a point.
"""

from __future__ import annotations

import json
import uuid
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from benchmarks.load import Result, fetch, request_bytes, run_load
from benchmarks.own_services import OwnRedis
from benchmarks.servers import Server, serving

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from benchmarks.__main__ import Figure
    from benchmarks.seed import Room

BARE = "benchmarks.bare:application"
MAJLIS = "config.wsgi:application"
WORKERS, THREADS = 2, 8
CLIENTS = (8, 64)
TEXT = "The networks need one place to share what works."
_TOKEN = "b" * 32  # against forged requests; whoever has the cookie repeats it


def measure(
    room: Room, database: str, state: Path, options: argparse.Namespace, alternate: Callable[..., Figure]
) -> None:
    """Measure logging a point with each number of clients."""
    events = OwnRedis(state / "events")
    environment = {"MAJLIS_VAR_DIR": str(state), "MAJLIS_REDIS_URL": events.url}
    try:
        with serving(MAJLIS, environment, workers=WORKERS, threads=THREADS) as ours:
            message = state / "message"
            message.write_bytes(_message(ours, room))
            settings = {
                "MAJLIS_DATABASE_URL": database,
                "BENCH_REDIS": events.url,
                "BENCH_MESSAGE": str(message),
            }
            with serving(BARE, settings, workers=WORKERS, threads=THREADS) as bare:
                for clients in CLIENTS:
                    _measure(room, ours, bare, clients, options, alternate)
    finally:
        events.stop()


def _measure(
    room: Room,
    ours: Server,
    bare: Server,
    clients: int,
    options: argparse.Namespace,
    alternate: Callable[..., Figure],
) -> None:
    last = Result(1)
    cpu = {ours: 0.0, bare: 0.0}
    answered = {ours: 0, bare: 0}

    def run(server: Server, path: str) -> Result:
        before = server.cpu_seconds()
        makers = [_maker(room, cookie, server.port, path) for cookie in room.voices[:clients]]
        result = run_load(server.port, makers, seconds=options.seconds)
        if set(result.statuses) - {200, 201}:
            problem = f"points answered {result.statuses}"
            raise RuntimeError(problem)
        cpu[server] += server.cpu_seconds() - before
        answered[server] += sum(result.statuses.values())
        return result

    def mine() -> Result:
        nonlocal last
        last = run(ours, f"/room/{room.room}/points/")
        return last

    alternate(
        f"points logged, {clients} clients",
        mine,
        lambda: run(bare, "/record"),
        rounds=options.rounds,
        note=lambda: (
            f"p50 {last.percentile(0.5):.1f} ms, p95 {last.percentile(0.95):.1f} ms, web process "
            f"{1000 * cpu[ours] / answered[ours]:.2f} ms CPU beside {1000 * cpu[bare] / answered[bare]:.2f} ms"
        ),
    )


def _maker(room: Room, cookie: str, port: int, path: str) -> Callable[[], bytes]:
    """Return a participant who logs a new point with every request."""
    headers = {
        "Cookie": f"{cookie}; majlis-csrf={_TOKEN}",
        "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8",
        "Accept": "application/json",
        "Accept-Language": "en",
        "Origin": f"http://127.0.0.1:{port}",
        "Sec-Fetch-Site": "same-origin",
    }

    def make() -> bytes:
        fields = {
            "csrfmiddlewaretoken": _TOKEN,
            "uuid": str(uuid.uuid4()),
            "item": str(room.item),
            "text": TEXT,
            "kind": "concern",
            "chosen": "",
        }
        return request_bytes("POST", path, port=port, headers=headers, body=urlencode(fields).encode())

    return make


def _message(server: Server, room: Room) -> bytes:
    """Return what is published of one point: an event's name and its card."""
    request = _maker(room, room.voices[0], server.port, f"/room/{room.room}/points/")()
    head, _, body = request.partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[2:])
    headers.pop("Content-Length")
    status, answer = fetch(
        server.port, f"/room/{room.room}/points/", method="POST", headers=headers, body=body
    )
    if status != 201:  # noqa: PLR2004 - HTTP's own number
        problem = f"a point answered {status}"
        raise RuntimeError(problem)
    lines = json.loads(answer)["card"].splitlines()
    return "\n".join(["event: point", *(f"data: {line}" for line in lines), "", ""]).encode()
