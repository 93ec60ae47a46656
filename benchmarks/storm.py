"""A meeting in a storm: ``python -m benchmarks.storm``.

Hundreds of participants log and support in a meeting told faster than it would be, while web processes are killed and
Redis and PostgreSQL restarted. Afterwards everything that was accepted must be there once, and every page equal the database.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import resource
import sys
import tempfile
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import uvloop
from asgiref.sync import sync_to_async

from benchmarks.own_services import are_installed
from benchmarks.storm_participant import Diary, Participant, Ports
from benchmarks.storm_site import Site
from benchmarks.storm_verdict import Claim, claims, quiet_down

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from benchmarks.seed import Room

UNTOLD = 5  # points that are written and never told, as by a process killed in between


@dataclass(frozen=True)
class Plan:
    """How large and how fast."""

    people: int = 500
    points: int = 2000
    supports: int = 10_000
    seconds: float = 240
    bad_lines: float = 0.2
    patience: float = 180  # seconds for the last to be sent, and again until all pages are alike
    harm: tuple[tuple[float, str], ...] = (
        (0.15, "kill_a_worker"),
        (0.3, "kill_a_stream"),
        (0.45, "restart_redis"),
        (0.6, "kill_the_web"),
        (0.8, "restart_postgres"),
    )


SMALL = Plan(
    30, 90, 300, 8, 0.2, 25, ((0.2, "kill_the_web"), (0.5, "restart_redis"), (0.75, "restart_postgres"))
)


@dataclass
class Outcome:
    """What came of it."""

    claims: list[Claim]
    diary: Diary
    seconds: float
    quiet_after: float

    @property
    def is_well(self) -> bool:
        """Whether everything held."""
        return all(claim.holds for claim in self.claims)

    def __str__(self) -> str:
        late = sorted(self.diary.latencies)
        p50, p95 = (1000 * late[int(len(late) * share)] for share in (0.5, 0.95))
        lived = ", ".join(f"{count:,} × {name}" for name, count in sorted(self.diary.happened.items()))
        answers = ", ".join(f"{count:,} × {status}" for status, count in sorted(self.diary.answers.items()))
        return "\n".join(
            [
                "| what must hold | seen | holds |",
                "|---|---|---|",
                *map(str, self.claims),
                "",
                f"The meeting took {self.seconds:.0f} s; all pages were alike {self.quiet_after:.0f} s after the last was sent.",
                f"Answers: {answers}; p50 {p50:.0f} ms, p95 {p95:.0f} ms.",
                f"Lived through: {lived}.",
            ]
        )


def weather(plan: Plan, folder: Path) -> Outcome:
    """Hold the meeting and return what came of it. Needs a process in which Django is not set up yet."""
    with Site(folder) as site:
        os.environ |= site.environment | {
            "MAJLIS_REDIS_URL": ""
        }  # what this process writes is told to nobody
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        from benchmarks.seed import fill_organisations, open_room

        fill_organisations(1)
        room = open_room(plan.people)
        site.start()
        return uvloop.run(_meet(plan, site, room))


async def _meet(plan: Plan, site: Site, room: Room) -> Outcome:
    diary = Diary()
    ports = Ports(site.web_port, site.stream_ports)
    links = await sync_to_async(_links)(room)
    bad = round(plan.people * plan.bad_lines)
    people = [Participant(link, ports, diary, is_bad=number < bad) for number, link in enumerate(links)]
    started = time.monotonic()
    await asyncio.gather(*(person.enter() for person in people))
    harm = asyncio.create_task(_harm(plan, site))
    await asyncio.gather(
        _speak(plan, people, plan.points, _say), _speak(plan, people, plan.supports, _support)
    )
    await harm
    untold = await sync_to_async(_write_untold)(room)
    left = await _until_sent(people, plan.patience)
    took = time.monotonic() - started
    quiet_after, wrong = await quiet_down(people, room.room, seconds=plan.patience)
    await asyncio.gather(*(person.leave() for person in people))
    held = await sync_to_async(claims)(people, room.room, untold, wrong)
    held.append(Claim("everything was sent in the end", f"{left} left", left == 0))
    return Outcome(held, diary, took, quiet_after)


async def _until_sent(people: Sequence[Participant], seconds: float) -> int:
    """Wait until every outbox is empty; return what is left in them."""
    started = time.monotonic()
    while left := sum(len(person.waiting) for person in people):
        if time.monotonic() - started > seconds:
            break
        await asyncio.sleep(0.1)
    return left


async def _speak(
    plan: Plan, people: Sequence[Participant], times: int, speak: Callable[[Participant], bool]
) -> None:
    """Let somebody speak ``times`` times, spread over the meeting by chance."""
    started = time.monotonic()
    for number in range(times):
        await asyncio.sleep(max(0.0, started + plan.seconds * number / times - time.monotonic()))
        while not speak(random.choice(people)):  # noqa: ASYNC110 - until there is something to support
            await asyncio.sleep(0.05)


def _say(person: Participant) -> bool:
    person.say()
    return True


def _support(person: Participant) -> bool:
    return person.support()


async def _harm(plan: Plan, site: Site) -> None:
    started = time.monotonic()
    for when, what in plan.harm:
        await asyncio.sleep(max(0.0, started + when * plan.seconds - time.monotonic()))
        print(f"{time.monotonic() - started:5.1f} s: {what.replace('_', ' ')}", file=sys.stderr, flush=True)
        await asyncio.to_thread(getattr(site, what))


def _links(room: Room) -> list[str]:
    from dialogues.links import participation_token
    from dialogues.models import Participation

    return [participation_token(one) for one in Participation.objects.filter(meeting__uuid=room.room)]


def _write_untold(room: Room) -> dict[str, str]:
    """Write points as a process would that is killed after its commit and before it tells anybody."""
    from django.db import connection

    from dialogues.keystore import key_store, voice_token
    from dialogues.models import Participation
    from dialogues.services import log_point

    connection.close()  # PostgreSQL was restarted
    key = key_store().read(room.room)
    if key is None:
        message = "The room's key is lost."
        raise RuntimeError(message)
    written = {}
    for participation in Participation.objects.filter(meeting__uuid=room.room)[:UNTOLD]:
        point, token = uuid.uuid4(), voice_token(key, participation.uuid)
        text = f"What nobody was told: {point}."
        log_point(room=room.room, item=room.item, token=token, uuid=point, text=text)
        written[str(point)] = text
    return written


def main() -> int:
    """Hold the meeting, print what came of it; 1 where something did not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="thirty participants in some seconds")
    parser.add_argument("--people", type=int, default=Plan.people)
    parser.add_argument("--points", type=int, default=Plan.points)
    parser.add_argument("--supports", type=int, default=Plan.supports)
    parser.add_argument("--seconds", type=float, default=Plan.seconds, help="how long the ten minutes take")
    options = parser.parse_args()
    if not are_installed():
        print("PostgreSQL and Redis have to be installed here.", file=sys.stderr)
        return 2
    plan = SMALL if options.small else Plan(options.people, options.points, options.supports, options.seconds)
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        outcome = weather(plan, Path(folder))
        print(outcome)
        if not outcome.is_well:
            print((Path(folder) / "site.log").read_text()[-6000:], file=sys.stderr)
    return 0 if outcome.is_well else 1


if __name__ == "__main__":
    sys.exit(main())
