"""The queue of speakers, the time that is left and handing over the room, in real browsers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.live_site import LiveSite

pytestmark = pytest.mark.browser
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
item = AgendaItem.objects.create(meeting=meeting, title="First item", position=1, minutes=30)
user = User.objects.create_user(email=key + "@example.org", password="{password}", name="Convener", is_team=True)
EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
TeamMember.objects.create(user=user, dialogue=dialogue, role="convener")
people = [Participation.objects.create(meeting=meeting, organisation=host, response="accepted",
    person=Person.objects.create(name=name + " " + key)) for name in ("Amal", "Berit", "Chloe")]
other = User.objects.create_user(email="amal" + key + "@example.org", password="{password}", name="Amal",
    person=people[0].person)
EmailAddress.objects.create(user=other, email=other.email, verified=True, primary=True)
open_room(meeting=meeting, actor=user)
open_item(item=item, actor=user)
print(json.dumps([participation_token(one) for one in people]))
"""


@dataclass
class Rooms:
    """A fresh meeting in session, and the way to open pages of it."""

    key: str
    tokens: list[str]
    new_page: Callable[..., Page]

    @property
    def path(self) -> str:
        return f"/dialogues/d-{self.key}/m/room/"

    def phone(self, number: int, **options: Any) -> Page:
        """Let a participant in by their private link."""
        page = self.new_page(viewport=PHONE, **options)
        page.goto(f"/i/{self.tokens[number]}/room/")
        page.locator("form button.btn-primary").click()
        if options.get("java_script_enabled", True):
            expect(page.locator("#line")).to_have_attribute("data-state", "on")
        return page

    def desk(self) -> Page:
        """Sign the convener in and open the desk."""
        page = self.new_page()
        page.goto(f"/accounts/login/?next={self.path}")
        self.sign_in(page, f"{self.key}@example.org")
        expect(page.locator("#line")).to_have_attribute("data-state", "on")
        return page

    def sign_in(self, page: Page, email: str) -> None:
        page.get_by_label("Email").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def rooms(live_site: LiveSite, new_page: Callable[..., Page]) -> Rooms:
    key = uuid4().hex[:8]
    tokens = json.loads(live_site.run(SETUP.format(key=key, password=PASSWORD)).splitlines()[-1])
    return Rooms(key, tokens, new_page)


def panel(desk: Page) -> Locator:
    return desk.locator("#floor-panel")


def test_hands_go_up_and_the_floor_goes_round(rooms: Rooms) -> None:
    amal, berit, desk = rooms.phone(0), rooms.phone(1), rooms.desk()

    amal.get_by_role("button", name="Raise hand", exact=True).first.click()
    expect(amal.locator("#floor-state")).to_have_text("You are next")
    expect(berit.locator("#floor-hands")).to_have_text("Hands up: 1")
    berit.locator("#floor-more summary").click()
    berit.get_by_text("Point of order").click()
    berit.get_by_label("In a few words").fill("The sound is off")
    berit.locator("#floor-say").click()

    expect(berit.locator("#floor-state")).to_have_text("You are next")
    expect(amal.locator("#floor-state")).to_have_text("Place 2 of 2")
    expect(panel(desk).locator(".hands > li")).to_have_count(2)
    expect(panel(desk).locator(".hands > li").first).to_contain_text("The sound is off")

    panel(desk).get_by_role("button", name=re.compile("Give the floor to Berit")).click()
    expect(berit.locator("#floor-state")).to_have_text("You have the floor")
    expect(amal.locator("#floor-turn")).to_have_text(re.compile(r"^0:0\d$"))
    expect(amal.locator("#floor-state")).to_have_text("You are next")
    expect(panel(desk).locator(".turn")).to_contain_text("Berit")
    for phone in (amal, berit):
        assert "Berit" not in phone.locator("main").inner_text()

    berit.get_by_role("button", name="I am done").click()
    expect(panel(desk)).to_contain_text("Nobody has the floor")
    expect(amal.locator("#floor-turn-line")).to_be_hidden()
    for page in (amal, berit, desk):
        assert page.problems == []  # type: ignore[attr-defined]


def test_the_desk_keeps_what_is_typed_while_the_queue_moves(rooms: Rooms) -> None:
    amal, desk = rooms.phone(0), rooms.desk()
    berit = rooms.phone(1)
    desk.get_by_label("What was said").fill("Half a sentence")
    desk.get_by_label("Find somebody").fill("berit")
    expect(desk.locator("#floor-here [data-person]:visible")).to_have_count(1)

    amal.locator("#floor-hand").click()
    expect(panel(desk).locator(".hands")).to_contain_text("Amal")

    expect(desk.get_by_label("What was said")).to_have_value("Half a sentence")
    expect(desk.get_by_label("Find somebody")).to_have_value("berit")
    expect(desk.locator("#floor-here [data-person]:visible")).to_have_count(1)
    desk.locator("#floor-here").get_by_role("button", name=re.compile("Raise their hand – Berit")).click()
    expect(panel(desk).locator(".hands > li")).to_have_count(2)
    expect(berit.locator("#floor-hands")).to_have_text("Hands up: 2")
    panel(desk).get_by_role("button", name=re.compile("Put first – Berit")).click()
    expect(panel(desk).locator(".hands > li").first).to_contain_text("put first")
    panel(desk).get_by_role("button", name=re.compile("Take out of the queue – Amal")).click()
    expect(amal.locator("#floor-hand")).to_have_attribute("aria-pressed", "false")
    expect(desk.get_by_label("What was said")).to_have_value("Half a sentence")


def test_time_is_counted_on_the_servers_clock(rooms: Rooms) -> None:
    page = rooms.new_page(viewport=PHONE)
    # This phone's clock is two hours late.
    page.add_init_script("const now = Date.now; Date.now = () => now() - 7200000;")
    page.goto(f"/i/{rooms.tokens[0]}/room/")
    page.locator("form button.btn-primary").click()
    expect(page.locator("#now .time-left")).to_have_text("30 min left")
    desk = rooms.desk()

    desk.get_by_role("button", name=re.compile("^\\+5 min")).click()
    expect(page.locator("#now .time-left")).to_have_text("35 min left")
    expect(desk.locator(".desk-agenda .time-left")).to_have_text("35 min left")
    desk.get_by_role("button", name="Pause").click()
    expect(page.locator("#now .time-left")).to_have_text("35 min left")
    expect(page.locator("#now .time-left")).to_have_attribute("data-unused", re.compile(r"\d+"))


def test_the_room_is_handed_to_somebody_whose_page_is_open(rooms: Rooms) -> None:
    amal, berit, desk = rooms.phone(0), rooms.phone(1), rooms.desk()

    desk.get_by_role("link", name="Hand over the room").click()
    desk.get_by_label(re.compile("Amal")).check()
    desk.get_by_role("button", name="Hand over the room").click()
    expect(desk.get_by_text(re.compile("Amal .* runs the room now"))).to_be_visible()

    expect(amal.locator("#floor-role")).to_contain_text("You run the room now.")
    expect(berit.locator("#floor-role")).to_be_hidden()
    amal.get_by_role("link", name="Open the desk").click()
    rooms.sign_in(amal, f"amal{rooms.key}@example.org")
    expect(amal.locator("#line")).to_have_attribute("data-state", "on")
    amal.get_by_role("button", name="Pause").click()
    expect(berit.locator("#now")).to_have_attribute("data-status", "paused")
    expect(amal.locator("#desk-floor")).to_contain_text("Nobody has the floor")


def test_without_javascript_a_hand_is_raised_and_the_deadline_is_read(rooms: Rooms) -> None:
    page = rooms.phone(0, java_script_enabled=False)
    expect(page.locator("#now .time-left")).to_have_text(re.compile(r"until \d\d:\d\d CES?T"))

    page.locator("#floor-hand").click()
    expect(page.locator("#floor-state")).to_have_text("You are next")
    page.locator("#floor-hand").click()
    expect(page.locator("#floor-hand")).to_have_attribute("aria-pressed", "false")


@pytest.mark.once  # what a page looks like is the same with every database
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_for_axe_and_nothing_wider_than_the_phone(rooms: Rooms, language: str) -> None:
    phone, desk = rooms.phone(0, language=language), rooms.desk()
    phone.locator("#floor-hand").click()
    expect(panel(desk).locator(".hands > li")).to_have_count(1)
    phone.locator("#floor-more summary").click()
    expect(phone.locator(".floor-panel")).to_be_visible()

    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert phone.locator(".floor-panel").bounding_box()["y"] >= 0  # type: ignore[index]
    assert accessibility_problems(phone) == []
    assert accessibility_problems(desk) == []
    desk.get_by_role("link", name="Hand over the room").click()
    assert accessibility_problems(desk) == []
