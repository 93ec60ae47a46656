"""Meetings in session on the live site, and the pages of those who take part."""

from __future__ import annotations

import json
import socket
import threading
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import expect

from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.live_site import LiveSite

PHONE = {"width": 360, "height": 740}

SETUP = """
import json
from datetime import timedelta
from allauth.account.models import EmailAddress
from django.utils import timezone
from dialogues.links import participation_token
from dialogues.models import AgendaItem, Dialogue, Meeting, Participation, TeamMember
from dialogues.services import open_item, open_room
from stakeholders.models import Organisation, Person, User
key = "{key}"
host = Organisation.objects.create(name="Host " + key, slug="host-" + key, kind="research")
dialogue = Dialogue.objects.create(title="Dialogue " + key, slug="d-" + key, host=host)
now = timezone.now()
meeting = Meeting.objects.create(dialogue=dialogue, title="Meeting " + key, slug="m", starts_at=now,
    ends_at=now + timedelta(hours=2), time_zone="Europe/Stockholm", status="convened")
first = AgendaItem.objects.create(meeting=meeting, title="First item", position=1)
AgendaItem.objects.create(meeting=meeting, title="Second item", position=2, attribution_rule="attributed")
user = User.objects.create_user(email=key + "@example.org", password="{password}", name="Rapporteur", is_team=True)
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
TeamMember.objects.create(user=user, dialogue=dialogue, role="convener")
people = [Participation.objects.create(meeting=meeting, organisation=host, response="accepted",
    consents_to_be_named=True, consented_at=now,
    person=Person.objects.create(name="Participant " + number + " " + key)) for number in ("1", "2")]
people[0].consents_to_be_named = {consents}
people[0].consented_at = now if {consents} else None
people[0].save()
open_room(meeting=meeting, actor=user)
open_item(item=first, actor=user)
print(json.dumps([participation_token(one) for one in people]))
"""
FIND = """
from dialogues.models import *
from dialogues import services
from stakeholders.models import User
meeting = Meeting.objects.get(dialogue__slug="d-{key}")
first, second = meeting.agenda_items.order_by("position")
actor = User.objects.get(email="{key}@example.org")
"""


@dataclass
class Rooms:
    """A fresh meeting in session, and the way to open pages of it."""

    key: str
    tokens: list[str]
    site: LiveSite
    new_page: Callable[..., Page]

    def enter(self, page: Page, number: int = 0, *, base: str = "") -> Page:
        """Let a participant in by their private link."""
        page.goto(f"{base}/i/{self.tokens[number]}/room/")
        page.locator("form button.btn-primary").click()
        expect(page.locator("#line")).to_have_attribute("data-state", "on")
        return page

    def phone(self, number: int, **options: Any) -> Page:
        """Let a participant in, on their phone."""
        return self.enter(self.new_page(viewport=PHONE, **options), number)

    def desk(self) -> Page:
        """Sign the rapporteur in and open the desk."""
        page = self.new_page()
        page.goto(f"/accounts/login/?next=/dialogues/d-{self.key}/m/room/")
        page.get_by_label("Email").fill(f"{self.key}@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.locator("#line")).to_have_attribute("data-state", "on")
        return page

    def run(self, code: str) -> str:
        """Run Python that knows ``meeting``, its items ``first`` and ``second``, and ``actor``, who runs the room."""
        return self.site.run(FIND.format(key=self.key) + code)

    def points(self) -> list[list[str]]:
        """Return the points of the meeting in the database: text, status, attribution, in order."""
        told = self.run(
            "import json\n"
            "points = Point.objects.filter(agenda_item__meeting=meeting).order_by('agenda_item__position', 'position')\n"
            "print(json.dumps([*map(list, points.values_list('text', 'status', 'attribution'))]))"
        )
        return list(json.loads(told.splitlines()[-1]))


def start_rooms(site: LiveSite, new_page: Callable[..., Page], *, consents: bool = False) -> Rooms:
    """Open the room of a new meeting with two participants; ``consents`` tells whether the first may be named."""
    key = uuid4().hex[:8]
    told = site.run(SETUP.format(key=key, password=PASSWORD, consents=consents))
    return Rooms(key, json.loads(told.splitlines()[-1]), site, new_page)


def say(page: Page, text: str) -> None:
    """Log a point."""
    page.get_by_label("Your point", exact=True).fill(text)
    page.get_by_role("button", name="Log it").click()


class Line:
    """What lies between a browser and the site, and can be cut: then nobody answers, as when the server is down."""

    def __init__(self, site_url: str) -> None:
        """Lay a line to the site."""
        self._site = (str(urlsplit(site_url).hostname), int(urlsplit(site_url).port or 80))
        self.carried = 0  # bytes to the browser
        self._open: list[socket.socket] = []
        self._listener: socket.socket | None = None
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self._port = probe.getsockname()[1]
        self.mend()

    @property
    def url(self) -> str:
        """Where the site is reached by this line."""
        return f"http://127.0.0.1:{self._port}"

    def mend(self) -> None:
        """Let everything through."""
        listener = socket.create_server(("127.0.0.1", self._port), reuse_port=True)
        self._listener = listener
        threading.Thread(target=self._serve, args=[listener], daemon=True).start()

    def cut(self) -> None:
        """Break what is open and refuse what comes."""
        if self._listener is not None:
            self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
            self._listener = None
        for end in self._open:
            _end(end)
        self._open.clear()

    def _serve(self, listener: socket.socket) -> None:
        while True:
            near = far = None
            try:
                near, _ = listener.accept()
                far = socket.create_connection(self._site)
            except OSError:
                for end in (near, far):
                    if end is not None:
                        end.close()
                return
            self._open += [near, far]
            threading.Thread(target=self._carry, args=[near, far], daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        """Carry what either end says to the other until one has gone."""
        back = threading.Thread(target=self._pump, args=[far, near, 1], daemon=True)
        back.start()
        self._pump(near, far, 0)
        back.join()
        near.close()
        far.close()

    def _pump(self, source: socket.socket, target: socket.socket, counted: int) -> None:
        with suppress(OSError):
            while chunk := source.recv(65536):
                self.carried += counted * len(chunk)
                target.sendall(chunk)
        _end(source)
        _end(target)


def _end(end: socket.socket) -> None:
    with suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)
