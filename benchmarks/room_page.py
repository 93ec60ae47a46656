"""The room's page at ever more points in an item: what it costs must not grow, for participants and at the desk."""

from __future__ import annotations

import statistics
import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from uuid import UUID

    from django.test import Client

    from benchmarks.seed import Room
    from dialogues.models import AgendaItem, Meeting

COUNTS = (10, 100, 1000)
SUPPORTERS = 8  # of each point


def measure(room: Room, options: Any) -> None:
    """Fill the open item step by step; print CPU, bytes and queries of both pages and how they grow."""
    from django.conf import settings
    from django.urls import reverse

    from dialogues.models import Meeting

    meeting = Meeting.objects.select_related("dialogue").get(uuid=room.room)
    item = _open_another_item(meeting)
    pages = {
        "participants' page": (_participant(meeting), reverse("dialogues:room_page", args=[room.room])),
        "desk": (_facilitator(), reverse("dialogues:room", args=[meeting.dialogue.slug, meeting.slug])),
    }
    settings.ALLOWED_HOSTS = ["testserver"]
    print("\n| page | points | ms CPU | kB | queries |\n|---|---|---|---|---|", flush=True)
    cost: dict[tuple[str, int], float] = {}
    for count in COUNTS:
        _fill(item, count)
        for page, (browser, path) in pages.items():
            cpu, size, queries = _load(browser, path, times=10 * options.rounds)
            cost[page, count] = cpu
            print(f"| {page} | {count:,} | {cpu:.1f} | {size / 1000:.0f} | {queries} |", flush=True)
    for page in pages:
        for few in COUNTS[:-1]:  # a page of ten points is smaller than the window
            ratio = cost[page, COUNTS[-1]] / cost[page, few]
            print(
                f"| {page}, {COUNTS[-1]:,} beside {few} points | | **{ratio:.2f}** (aim 1.2) | | |",
                flush=True,
            )


def _participant(meeting: Meeting) -> Client:
    """Return the browser of somebody who sits there."""
    from django.http import HttpResponse
    from django.test import Client

    from dialogues.keystore import key_store, voice_token
    from dialogues.live.passes import give_seat

    seat, response = meeting.participations.order_by("pk")[0].uuid, HttpResponse()
    key = key_store().create(meeting.uuid)  # the one that opening the room has made
    give_seat(response, room=meeting.uuid, token=voice_token(key, seat), participation=seat)
    browser = Client()
    for name, morsel in response.cookies.items():
        browser.cookies[name] = morsel.value
    return browser


def _facilitator() -> Client:
    """Return the browser of whoever runs the room."""
    from django.test import Client

    from stakeholders.models import User

    browser = Client()
    browser.force_login(
        User.objects.filter(is_superuser=True)[0], "django.contrib.auth.backends.ModelBackend"
    )
    return browser


def _load(browser: Client, path: str, *, times: int) -> tuple[float, int, int]:
    """Return the median of the CPU time in milliseconds, the size in bytes, and the number of queries."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        response = browser.get(path)
    asked = len(queries)  # before the next request forgets them
    if response.status_code != HTTPStatus.OK:
        message = f"{path} answered {response.status_code}"
        raise RuntimeError(message)
    taken = []
    for _ in range(times):
        started = time.process_time()
        browser.get(path)
        taken.append(1000 * (time.process_time() - started))
    return statistics.median(taken), len(response.content), asked


def _open_another_item(meeting: Meeting) -> AgendaItem:
    from dialogues.enums import AgendaItemKind
    from dialogues.models import AgendaItem
    from dialogues.services import open_item
    from stakeholders.models import User

    item = AgendaItem.objects.create(
        meeting=meeting, kind=AgendaItemKind.DISCUSSION, title="Pages", position=2
    )
    return open_item(item=item, actor=User.objects.filter(is_superuser=True)[0])


def _fill(item: AgendaItem, count: int) -> None:
    """Bring the item to ``count`` points with the supporters of each."""
    from uuid import uuid4

    from dialogues.enums import AttributionRule, PointKind, Stance
    from dialogues.models import Point, Support, Voice

    voices: list[UUID] = list(Voice.objects.filter(meeting=item.meeting).values_list("pk", flat=True))
    have = Point.objects.filter(agenda_item=item).count()
    points = Point.objects.bulk_create(
        Point(
            uuid=uuid4(),
            agenda_item=item,
            position=number + 1,
            kind=PointKind.CONCERN,
            text=f"The networks need one place to share what works, and somebody who keeps it: {number}.",
            language="en",
            attribution=AttributionRule.UNATTRIBUTED,
            voice_id=voices[number % len(voices)],
        )
        for number in range(have, count)
    )
    Support.objects.bulk_create(
        Support(point=point, voice_id=voices[(number + other) % len(voices)], stance=Stance.SUPPORT)
        for number, point in enumerate(points)
        for other in range(1, SUPPORTERS + 1)
    )
