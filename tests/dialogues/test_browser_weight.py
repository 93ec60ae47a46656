"""The room on a cheap phone and a bad line: what it weighs as a production site serves it, and when one can write."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import expect

from .browser_rooms import PHONE, Line, Rooms, say, start_rooms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

    from tests.live_site import LiveSite

# What a page weighs and looks like is the same with every database.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

HEAVIEST = 100_000  # bytes over the line, headers included
SLOW_3G = {
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
    "offline": False,
}
LATEST = 5_000  # milliseconds until one can write


@pytest.fixture(scope="module")
def production(live_site: LiveSite) -> Iterator[str]:
    """Serve the live site's data with the files of a production site: hashed and compressed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = live_site.environment | {"MAJLIS_COLLECTED_STATIC": "1"}
    command = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(command, cwd=settings.BASE_DIR, env=environment, check=True)
    command = [
        sys.executable,
        "-m",
        "uvicorn",
        "config.asgi:application",
        "--port",
        port,
        "--lifespan",
        "off",
    ]
    with subprocess.Popen([*command, "--log-level", "error"], cwd=settings.BASE_DIR, env=environment) as web:
        try:
            _wait_for(f"http://127.0.0.1:{port}/room/offline/en/")
            yield f"http://127.0.0.1:{port}"
        finally:
            web.terminate()


def _wait_for(url: str) -> None:
    for _ in range(150):
        try:
            urlopen(url, timeout=5).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(url)


@pytest.fixture
def rooms(live_site: LiveSite, new_page: Callable[..., Page]) -> Rooms:
    made = start_rooms(live_site, new_page)
    made.run(
        "from uuid import uuid4\n"
        "token = services.enter_room(participation=meeting.participations.last())\n"
        "for number in range(60):\n"
        "    text = f'Point {number}: networks of women need funds that last longer than one year.'\n"
        "    services.log_point(room=meeting.uuid, item=first.uuid, token=token, uuid=uuid4(), text=text)"
    )
    return made


@pytest.mark.parametrize("language", ["en", "ar"])
def test_door_and_room_weigh_less_than_100_kb_all_told(rooms: Rooms, production: str, language: str) -> None:
    line = Line(production)
    page = rooms.new_page(viewport=PHONE, language=language)
    rooms.enter(page, base=line.url)
    expect(page.locator(".point")).to_have_count(50)
    page.evaluate("navigator.serviceWorker.ready")  # what it keeps for a dead line counts as well
    line.cut()

    assert 20_000 < line.carried < HEAVIEST


def test_on_slow_3g_one_can_write_within_five_seconds(rooms: Rooms, production: str) -> None:
    known = rooms.new_page(viewport=PHONE)
    rooms.enter(known, base=production)
    address = known.url
    page = rooms.new_page(viewport=PHONE, storage_state=known.context.storage_state())
    known.close()
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_3G)

    page.goto(address, wait_until="commit")
    say(page, "From far away.")
    expect(page.locator(".point.is-mine")).to_contain_text("From far away.")

    ready = page.evaluate("performance.getEntriesByName('room-ready')[0].startTime")
    assert ready < LATEST
