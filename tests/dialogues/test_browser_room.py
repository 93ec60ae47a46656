"""The room in real browsers: a rapporteur at the desk, two people on their phones, one line that drops."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems

from .browser_rooms import PHONE, Rooms, say, start_rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.live_site import LiveSite

pytestmark = pytest.mark.browser


@pytest.fixture
def rooms(live_site: LiveSite, new_page: Callable[..., Page]) -> Rooms:
    return start_rooms(live_site, new_page)


def test_everybody_sees_what_is_said_without_reloading(rooms: Rooms) -> None:
    one, two, desk = rooms.phone(0), rooms.phone(1), rooms.desk()

    say(one, "Funds are short.")
    for page in (two, desk):
        expect(page.locator(".point", has_text="Funds are short.")).to_be_visible()
    expect(one.locator(".point.is-mine")).to_have_count(1)
    expect(two.locator(".point.is-mine")).to_have_count(0)

    two.get_by_role("button", name="Support").click()
    for page in (one, two, desk):
        expect(page.locator('[data-count="support"] b')).to_have_text("2")
    expect(two.get_by_role("button", name="Support")).to_have_attribute("aria-pressed", "true")

    desk.get_by_label("What was said").fill("Said aloud.")
    desk.get_by_label("Show of hands").fill("7")
    desk.keyboard.press("Control+Enter")
    expect(one.locator(".point", has_text="Said aloud.")).to_contain_text("7 in support")
    expect(desk.get_by_label("What was said")).to_be_focused()
    expect(desk.get_by_label("What was said")).to_have_value("")

    desk.locator(".point", has_text="Said aloud.").get_by_role("button", name="Hide").click()
    expect(one.locator(".point")).to_have_count(1)
    expect(desk.locator('.point[data-status="hidden"]')).to_contain_text("Said aloud.")
    for page in (one, two, desk):
        assert page.problems == []


def test_the_agenda_moves_on_every_phone_and_says_how_words_are_kept(rooms: Rooms) -> None:
    one, desk = rooms.phone(0), rooms.desk()
    expect(one.locator("#notice-text")).to_contain_text("Nobody is named")

    desk.get_by_role("button", name="Pause").click()
    expect(one.get_by_role("button", name="Log it")).to_be_disabled()
    desk.get_by_role("button", name="Open – Second item").click()

    expect(one.get_by_role("heading", level=1)).to_have_text("Second item")
    expect(one.locator("#notice-text")).to_contain_text("Others are named here, you are not")
    say(one, "Under the second item.")
    expect(desk.locator(".point")).to_contain_text("Under the second item.")

    desk.get_by_role("link", name="End the meeting").click()
    desk.get_by_role("button", name="End the meeting").click()
    expect(one.get_by_role("heading", level=1)).to_have_text("Thank you for taking part")


def test_correcting_and_withdrawing_reach_everybody(rooms: Rooms) -> None:
    one, two = rooms.phone(0), rooms.phone(1)
    say(one, "Frist try.")
    expect(two.locator(".point")).to_contain_text("Frist try.")

    one.get_by_role("link", name="Correct").click()
    one.get_by_label("Your point").fill("First try.")
    one.get_by_role("button", name="Save").click()
    expect(two.locator(".point")).to_contain_text("First try.")

    one.get_by_role("link", name="Correct").click()
    one.get_by_role("button", name="Withdraw it").click()
    expect(two.locator(".point")).to_have_count(0)
    expect(two.locator("#points-empty")).to_be_visible()


def test_without_javascript_a_reload_does(rooms: Rooms) -> None:
    page = rooms.new_page(viewport=PHONE, java_script_enabled=False)
    page.goto(f"/i/{rooms.tokens[0]}/room/")
    page.locator("form button.btn-primary").click()
    other = rooms.phone(1)
    say(other, "Said by another.")
    expect(other.locator(".point")).to_have_count(1)

    say(page, "Without a script.")
    expect(page.locator(".point")).to_have_count(2)
    page.get_by_role("button", name="Support").click()
    expect(page.get_by_role("button", name="Support")).to_have_attribute("aria-pressed", "true")


@pytest.mark.once  # what a page looks like is the same with every database
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_for_axe_and_nothing_wider_than_the_phone(rooms: Rooms, language: str) -> None:
    one, desk = rooms.phone(0, language=language), rooms.desk()
    one.locator("#text").fill("الشبكات تحتاج إلى الوقت.")
    one.locator("#composer button[type=submit]").click()
    expect(desk.locator(".point")).to_have_count(1)

    assert one.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert one.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    assert accessibility_problems(one) == []
    assert accessibility_problems(desk) == []
