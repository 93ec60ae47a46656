""" "Already said?" while a point is being typed, in real browsers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.live_site import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.once]
PHONE = {"width": 360, "height": 740}

SETUP = """
import json
from datetime import timedelta
from django.utils import timezone
from dialogues.links import participation_token
from dialogues.models import AgendaItem, Dialogue, Meeting, Participation
from dialogues.services import log_point_on_behalf, open_item, open_room
from stakeholders.models import Organisation, Person, User
key, texts = "{key}", json.loads({texts!r})
host = Organisation.objects.create(name="Host " + key, slug="host-" + key, kind="research")
dialogue = Dialogue.objects.create(title="Dialogue " + key, slug="d-" + key, host=host)
now = timezone.now()
meeting = Meeting.objects.create(dialogue=dialogue, title="Meeting " + key, slug="m", starts_at=now,
    ends_at=now + timedelta(hours=2), time_zone="Europe/Stockholm", status="convened")
item = AgendaItem.objects.create(meeting=meeting, title="First item", position=1)
user = User.objects.create_user(email=key + "@example.org", password="x", name="Rapporteur", is_team=True)
people = [Participation.objects.create(meeting=meeting, organisation=host, response="accepted",
    person=Person.objects.create(name="Participant " + number + " " + key)) for number in ("1", "2")]
open_room(meeting=meeting, actor=user)
open_item(item=item, actor=user)
for text in texts:
    log_point_on_behalf(item=item, text=text)
print(json.dumps([participation_token(one) for one in people]))
"""
SAID = [
    "Grants for local women's organisations are too short to plan anything.",
    "Activists are harassed online after every public meeting.",
    "المنح المقدمة للمنظمات النسائية المحلية قصيرة ولا تسمح بالتخطيط.",
]
AGAIN = "Local women's organisations get grants too short to plan with"
ELSE = "Widows cannot inherit land although the law allows it."


@pytest.fixture
def enter(live_site: LiveSite, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Return a function that lets a participant into a room where ``texts`` were said."""
    tokens: list[str] = []

    def let_in(texts: list[str] = SAID, number: int = 0, **options: Any) -> Page:
        if not tokens:
            script = SETUP.format(key=uuid4().hex[:8], texts=json.dumps(texts))
            tokens.extend(json.loads(live_site.run(script).splitlines()[-1]))
        page = new_page(viewport=PHONE, **options)
        page.goto(f"/i/{tokens[number]}/room/")
        page.locator("form button.btn-primary").click()
        expect(page.locator("#line")).to_have_attribute("data-state", "on")
        return page

    return let_in


def offers(page: Page) -> Locator:
    return page.locator("#similar .similar-text")


def test_what_was_said_is_offered_and_supported_instead(enter: Callable[..., Page]) -> None:
    page, other = enter(), enter(number=1)
    page.locator("#text").fill(AGAIN)

    expect(offers(page)).to_have_text([SAID[0]])
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#similar-news")).to_contain_text("A point like yours is on record")
    assert accessibility_problems(page) == []

    page.get_by_role("button", name="Support it").click()
    expect(page.locator("#similar-done")).to_contain_text("Your text was put away")
    expect(page.locator("#text")).to_have_value("")
    expect(page.locator("#similar")).to_be_hidden()
    supported = page.locator(".point", has_text=SAID[0])
    expect(supported.get_by_role("button", name="Support")).to_have_attribute("aria-pressed", "true")
    expect(other.locator(".point", has_text=SAID[0])).to_contain_text("1 in support")

    page.get_by_role("button", name="Bring my text back").click()
    expect(page.locator("#text")).to_have_value(AGAIN)
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#similar-done")).to_be_hidden()
    assert page.problems == []


def test_the_draft_stays_while_the_support_waits_for_the_line(enter: Callable[..., Page]) -> None:
    page = enter()
    page.locator("#text").fill(AGAIN)
    expect(offers(page)).to_have_count(1)

    page.context.set_offline(True)
    page.get_by_role("button", name="Support it").click()
    expect(page.locator("#similar-news")).to_contain_text("Your text stays until it has arrived")
    expect(page.locator("#text")).to_have_value(AGAIN)

    page.context.set_offline(False)
    expect(page.locator("#similar-done")).to_be_visible()
    expect(page.locator("#text")).to_have_value("")


def test_declining_by_keyboard_is_remembered_for_this_text(enter: Callable[..., Page]) -> None:
    page = enter()
    page.locator("#text").fill(AGAIN)
    expect(offers(page)).to_have_count(1)

    page.keyboard.press("Shift+Tab")
    expect(page.get_by_role("button", name="No, mine is different")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#similar")).to_be_hidden()
    expect(page.locator("#text")).to_be_focused()

    # The other text of this sentence is offered, the declined one is not.
    page.locator("#text").fill(f"{AGAIN}.")
    page.locator("#text").fill("After every public meeting activists are harassed online.")
    expect(offers(page)).to_have_text([SAID[1]])
    page.keyboard.press("Escape")
    expect(page.locator("#similar")).to_be_hidden()


def test_only_texts_of_the_same_language_and_of_others_are_offered(enter: Callable[..., Page]) -> None:
    page = enter([*SAID, ELSE])
    page.locator("#text").fill(AGAIN)
    page.get_by_role("button", name="Log it").click()
    expect(page.locator(".point.is-mine")).to_have_count(1)

    page.locator("#text").fill("تحصل المنظمات النسائية المحلية على منح قصيرة لا يمكن التخطيط معها.")
    expect(offers(page)).to_have_text([SAID[2]])
    page.locator("#text").fill("Activists are harassed online after public meetings")
    expect(offers(page)).to_have_text([SAID[1]])
    page.locator("#text").fill(AGAIN)
    expect(offers(page)).to_have_text([SAID[0]])  # and not one's own
    page.locator("#text").fill("A new thought that nobody has had so far")
    expect(page.locator("#similar")).to_be_hidden()


def test_in_a_long_item_also_what_the_page_does_not_show(enter: Callable[..., Page]) -> None:
    page = enter([*SAID, *(f"Point number {number} about {number * 7} villages." for number in range(60))])
    expect(page.locator("#earlier")).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/said/" in request.url else None)

    page.locator("#text").press_sequentially(AGAIN)

    expect(offers(page)).to_have_text([SAID[0]])
    page.get_by_role("button", name="Support it").click()
    expect(page.locator("#similar-done")).to_be_visible()
    assert len(asked) == 1
    assert page.problems == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_fits_a_phone_in_both_directions(enter: Callable[..., Page], language: str) -> None:
    page = enter(language=language)
    page.locator("#text").fill(
        AGAIN if language == "en" else "تحصل المنظمات النسائية المحلية على منح قصيرة لا يمكن التخطيط معها."
    )

    expect(offers(page)).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    box = page.locator("#text").bounding_box()
    assert box
    assert box["y"] + box["height"] <= PHONE["height"]
