"""Measure Majlis beside a bare Django view in the same run: ``make bench``, or ``python -m benchmarks [--seconds N]``.

Both run under the same gunicorn on the same PostgreSQL, alternating, several rounds; what is reported is the median of the
rounds' ratios, so that a noisy machine disturbs both sides alike.
"""

from __future__ import annotations

import argparse
import os
import statistics
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.load import Result, fetch, request_bytes, run_load
from benchmarks.seed import fill_organisations, make_database, open_room, publish_report, sign_in
from benchmarks.servers import Server, serving

if TYPE_CHECKING:
    from collections.abc import Callable

BARE = "benchmarks.bare:application"
MAJLIS = "config.wsgi:application"
PAGE_CLIENTS = 4
PARTS = ["pages", "points", "room", "fanout"]
HEADING = "| what | Majlis, per second | bare view, per second | ratio | |\n|---|---|---|---|---|"


@dataclass(frozen=True)
class Figure:
    """One line of the result."""

    name: str
    ours: float
    bare: float
    ratio: float
    note: str = ""

    def __str__(self) -> str:
        return f"| {self.name} | {self.ours:,.0f} | {self.bare:,.0f} | {self.ratio:.2f} | {self.note} |"


def alternate(
    name: str, ours: Callable[[], Result], bare: Callable[[], Result], *, rounds: int, note: Callable[[], str]
) -> Figure:
    """Run both sides in turn and take the medians."""
    mine, theirs = [], []
    for _ in range(rounds):
        theirs.append(bare().per_second)
        mine.append(ours().per_second)
    ratios = [a / b for a, b in zip(mine, theirs, strict=True)]
    figure = Figure(
        name, statistics.median(mine), statistics.median(theirs), statistics.median(ratios), note()
    )
    print(figure, flush=True)
    return figure


def measure_page(
    name: str, server: Server, path: str, cookie: str, database: str, options: argparse.Namespace
) -> None:
    """Measure one page beside the bare view that returns the same bytes."""
    headers = {"Cookie": cookie} if cookie else {}
    status, body = fetch(server.port, path, headers=headers)
    if status != 200:  # noqa: PLR2004 - HTTP's own number
        message = f"{path} answered {status}"
        raise RuntimeError(message)
    with tempfile.NamedTemporaryFile() as file:
        file.write(body)
        file.flush()
        with serving(BARE, {"MAJLIS_DATABASE_URL": database, "BENCH_BODY": file.name}) as bare:
            ask = request_bytes("GET", path, port=server.port, headers=headers)
            ask_bare = request_bytes("GET", "/page", port=bare.port)
            cpu, answered = server.cpu_seconds(), 0

            def ours() -> Result:
                nonlocal answered
                result = run_load(server.port, [lambda: ask] * PAGE_CLIENTS, seconds=options.seconds)
                answered += sum(result.statuses.values())
                return result

            alternate(
                name,
                ours,
                lambda: run_load(bare.port, [lambda: ask_bare] * PAGE_CLIENTS, seconds=options.seconds),
                rounds=options.rounds,
                note=lambda: (
                    f"{1000 * (server.cpu_seconds() - cpu) / answered:.2f} ms CPU, {len(body) / 1000:.0f} kB"
                ),
            )


def main() -> None:
    """Fill a database, start the servers, measure, print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=4, help="length of each round")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", choices=PARTS, help="measure only these")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as state:
        database = make_database()
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "MAJLIS_DATABASE_URL": database,
            "MAJLIS_VAR_DIR": state,
            "MAJLIS_COLLECTED_STATIC": "1",
            "MAJLIS_LOG_LEVEL": "WARNING",
        }
        _measure(database, options, Path(state))


def measure_pages(server: Server, database: str, options: argparse.Namespace) -> None:
    """Measure a published report and a long list."""
    report = publish_report()
    name, session = sign_in()
    measure_page("published report", server, report, "", database, options)
    for organisations in (100, 10_000):
        fill_organisations(organisations)
        measure_page(
            f"registry list, 100 rows of {organisations:,} organisations",
            server,
            "/organisations/?size=100",
            f"{name}={session}",
            database,
            options,
        )


def _measure(database: str, options: argparse.Namespace, state: Path) -> None:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from benchmarks import fanout, points, room_page  # they need the settings

    chosen = [options.only] if options.only else PARTS
    if "pages" in chosen:
        print(HEADING, flush=True)
        with serving(MAJLIS, {"MAJLIS_VAR_DIR": str(state)}) as server:
            measure_pages(server, database, options)
    if chosen == ["pages"]:
        return
    fill_organisations(1)  # after the pages: the demo loads into an empty database only
    room = open_room(max(points.CLIENTS))
    if "points" in chosen:
        print(f"\n{HEADING}", flush=True)
        points.measure(room, database, state, options, alternate)
    if "room" in chosen:
        room_page.measure(room, options)
    if "fanout" in chosen:
        fanout.measure(room, options)


if __name__ == "__main__":
    main()
