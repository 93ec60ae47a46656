"""Polls and points that are put up, in real browsers: a convener at the desk, two people on their phones, a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems

from .browser_rooms import PHONE, Rooms, say, start_rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.live_site import LiveSite

pytestmark = pytest.mark.browser

FIVE_MORE = """
from dialogues.models import Participation, Poll
from dialogues.services import answer_poll, enter_room
from stakeholders.models import Person
poll = Poll.objects.get(agenda_item=first, status="open")
for number in range(5):
    person = Person.objects.create(name="One more")
    held = Participation.objects.create(meeting=meeting, person=person, response="accepted")
    answer_poll(room=meeting.uuid, poll=poll.uuid, token=enter_room(participation=held), option=poll.options.last().uuid)
"""


@pytest.fixture
def rooms(live_site: LiveSite, new_page: Callable[..., Page]) -> Rooms:
    return start_rooms(live_site, new_page)


def ask(desk: Page, question: str = "Shall we go on?", options: str = "Yes\nNo") -> None:
    desk.get_by_text("Ask the room").click()
    desk.get_by_label("Question").fill(question)
    desk.get_by_label("Answers to choose from").fill(options)
    desk.get_by_role("button", name="Open it now").click()


def option(page: Page, name: str) -> Locator:
    return page.locator(".stage-option", has_text=name)


def test_a_poll_is_opened_answered_and_closed_and_the_result_appears_by_itself(rooms: Rooms) -> None:
    one, two, desk = rooms.phone(0), rooms.phone(1), rooms.desk()

    ask(desk)
    for page in (one, two):
        expect(page.get_by_role("heading", name="Shall we go on?")).to_be_visible()
        expect(page.locator("#stage-news")).to_contain_text("A question to everybody. Shall we go on?")

    option(one, "Yes").click()
    option(two, "Yes").click()
    option(two, "No").click()
    expect(option(one, "Yes")).to_have_attribute("aria-pressed", "true")
    expect(option(two, "No")).to_have_attribute("aria-pressed", "true")
    expect(option(two, "Yes")).to_have_attribute("aria-pressed", "false")
    for page in (one, two, desk):
        expect(page.locator("[data-answers]")).to_have_text("2")
        expect(page.locator(".poll-result")).to_have_count(0)
    rooms.run(FIVE_MORE)  # in a process that tells nobody

    desk.get_by_role("button", name="Close and show the result").click()
    for page in (one, two, desk):
        expect(page.locator(".poll-result")).to_be_visible()
        expect(page.locator(".stage-note")).to_have_text("Answers: 7")
        expect(page.locator(".poll-majority")).to_have_text("More than half chose: No")
        expect(page.locator(".poll-count.is-untold")).to_have_count(2)  # one chose Yes: that stays untold
    expect(two.locator("#stage-news")).to_contain_text("Result")

    desk.get_by_role("link", name="Log the outcome as a point").click()
    expect(desk.get_by_label("What goes on record")).to_have_value("Shall we go on?: No")
    desk.get_by_label("How many").fill("6")
    desk.get_by_role("button", name="Log it").click()
    expect(one.locator("#points .point", has_text="Shall we go on?: No")).to_contain_text("6 in support")
    for page in (one, two, desk):
        assert page.problems == []


def test_an_answer_survives_a_dead_line_and_a_reload(rooms: Rooms) -> None:
    one, desk = rooms.phone(0), rooms.desk()
    ask(desk)
    expect(option(one, "Yes")).to_be_visible()

    one.context.set_offline(True)
    option(one, "Yes").click()
    expect(option(one, "Yes")).to_have_attribute("aria-pressed", "true")
    one.context.set_offline(False)
    expect(desk.locator("[data-answers]")).to_have_text("1")
    one.reload()
    expect(option(one, "Yes")).to_have_attribute("aria-pressed", "true")


def test_a_point_is_put_up_supported_and_taken_down(rooms: Rooms) -> None:
    one, two, desk = rooms.phone(0), rooms.phone(1), rooms.desk()
    say(one, "Funds are short.")
    desk.get_by_role("button", name="Put up").click()

    for page in (one, two):
        expect(page.locator("#stage .stage-text")).to_have_text("Funds are short.")
        expect(page.locator("#stage-news")).to_contain_text("Put up for a show of support")
    expect(one.locator("#stage [data-stage-mine]")).to_be_visible()
    expect(one.locator("#stage [data-stance]").first).to_be_hidden()

    two.locator("#stage").get_by_role("button", name="Support").click()
    for page in (one, two):
        expect(page.locator('#stage [data-count="support"] b')).to_have_text("2")
    for where in ("#stage", "#points"):  # pressed in both places
        expect(two.locator(where).get_by_role("button", name="Support")).to_have_attribute(
            "aria-pressed", "true"
        )
    two.locator("#points").get_by_role("button", name="Dissent").click()
    expect(two.locator("#stage").get_by_role("button", name="Dissent")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(one.locator('#stage [data-count="dissent"] b')).to_have_text("1")
    two.reload()
    expect(two.locator("#stage").get_by_role("button", name="Dissent")).to_have_attribute(
        "aria-pressed", "true"
    )

    desk.get_by_role("button", name="Take down").click()
    for page in (one, two):
        expect(page.locator("#stage")).to_be_hidden()
    for page in (one, two, desk):
        assert page.problems == []


def test_the_screen_follows(rooms: Rooms) -> None:
    one, desk = rooms.phone(0), rooms.desk()
    say(one, "Funds are short.")
    expect(desk.locator(".point")).to_have_count(1)
    with desk.context.expect_page() as opened:
        desk.get_by_role("link", name="Screen for the room").click()
    screen = opened.value
    expect(screen.locator("#line")).to_have_text("Live")

    desk.get_by_role("button", name="Put up").click()
    expect(screen.locator(".screen-text")).to_have_text("Funds are short.")
    two = rooms.phone(1)
    two.locator("#stage").get_by_role("button", name="Support").click()
    expect(screen.locator('[data-count="support"] b')).to_have_text("2")

    ask(desk)
    expect(screen.locator(".screen-text")).to_have_text("Shall we go on?")
    option(one, "Yes").click()
    expect(screen.locator("[data-answers]")).to_have_text("1")
    assert accessibility_problems(screen) == []
    desk.get_by_role("button", name="Open – Second item").click()
    expect(screen.get_by_role("heading", level=1)).to_have_text("Second item")
    expect(one.locator("#stage")).to_be_hidden()


def test_ready_made_answers_with_one_click(rooms: Rooms) -> None:
    desk = rooms.desk()
    desk.get_by_text("Ask the room").click()
    desk.get_by_label("Question").fill("Well?")

    desk.get_by_role("button", name="Agree / Agree with reservations").click()
    expect(desk.get_by_label("Answers to choose from")).to_have_value(
        "Agree\nAgree with reservations\nDisagree\nNo opinion"
    )
    desk.get_by_role("button", name="Keep it for later").click()

    expect(desk.locator(".desk-polls")).to_contain_text("Prepared")


def test_without_javascript_a_button_does(rooms: Rooms) -> None:
    ask(rooms.desk())
    page = rooms.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"/i/{rooms.tokens[0]}/room/")
    page.locator("form button.btn-primary").click()

    option(page, "No").click()

    expect(option(page, "No")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-answers]")).to_have_text("1")


@pytest.mark.once  # what a page looks like is the same with every database
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_for_axe_nothing_too_wide_and_all_within_reach(rooms: Rooms, language: str) -> None:
    one, desk = rooms.phone(0, language=language), rooms.desk()
    say_nothing_wrong(one, desk)
    ask(desk, "هل نواصل العمل معًا في هذا الموضوع؟", "نعم\nنعم، بشروط\nلا\nلا رأي لي")
    expect(one.locator(".stage-option").first).to_be_visible()
    for button in one.locator(".stage-option").all():
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] >= PHONE["height"] / 3  # where a thumb reaches
    say_nothing_wrong(one, desk)
    one.locator(".stage-option").first.click()
    desk.get_by_role("button", name="Close and show the result").click()
    expect(one.locator(".poll-result")).to_be_visible()
    say_nothing_wrong(one, desk)


def say_nothing_wrong(one: Page, desk: Page) -> None:
    assert one.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility_problems(one) == []
    assert accessibility_problems(desk) == []
