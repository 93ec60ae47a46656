"""The rapporteur's page in a real browser, by the keyboard alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems
from tests.factories import PASSWORD

from .browser_rooms import start_rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.live_site import LiveSite

    from .browser_rooms import Rooms

pytestmark = pytest.mark.browser
THEMES = """
from dialogues.models import Theme
for name in ("Access to finance", "Justice and accountability", "Youth", "النوع الاجتماعي"):
    Theme.objects.create(dialogue=meeting.dialogue, name=name)
"""


@dataclass
class Recording:
    """A meeting in session, and a rapporteur's page of it."""

    rooms: Rooms
    page: Page

    @property
    def points(self) -> Locator:
        """The points on the page."""
        return self.page.locator("#points > .point")

    @property
    def text(self) -> Locator:
        """Where the rapporteur writes."""
        return self.page.get_by_label("What was said")

    def press(self, *keys: str) -> None:
        """Press keys, wherever the focus is."""
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str, *, then: str = "Enter") -> None:
        """Type, wherever the focus is."""
        self.page.keyboard.type(text)
        self.press(then)

    def point(self, text: str) -> Locator:
        """The point that says this."""
        return self.points.filter(has_text=text)


@pytest.fixture
def recorder(live_site: LiveSite, new_page: Callable[..., Page]) -> Callable[..., Recording]:
    """Return what opens the page for the rapporteur of a fresh meeting."""

    def open_page(**options: Any) -> Recording:
        rooms = start_rooms(live_site, new_page)
        rooms.run(THEMES)
        page = new_page(**options)
        page.goto(f"/accounts/login/?next=/dialogues/d-{rooms.key}/m/room/record/")
        page.locator("#id_login").fill(f"{rooms.key}@example.org")
        page.locator("#id_password").fill(PASSWORD)
        page.locator("#id_password").press("Enter")
        expect(page.locator("#line")).to_have_attribute("data-state", "on")
        expect(page.locator("#id_text")).to_be_focused()
        return Recording(rooms, page)

    return open_page


def test_twenty_points_without_touching_the_mouse(recorder: Callable[..., Recording]) -> None:
    record = recorder()
    page = record.page

    for number in range(1, 15):
        record.write(f"Point number {number}.")
        expect(record.text).to_have_value("")
    expect(record.points).to_have_count(14)

    # theme, hands and kind by Tab and their first letters, logged from the last field
    page.keyboard.type("By the fields.")
    record.press("Tab", "J", "Tab")
    page.keyboard.type("7")
    record.press("Tab", "C", "Enter")
    expect(record.point("By the fields.")).to_contain_text("Justice and accountability")
    expect(record.point("By the fields.")).to_contain_text("Concern")
    expect(record.point("By the fields.").locator("[data-count=hands]")).to_contain_text("7")
    expect(record.text).to_be_focused()

    # the same in the text, and what is understood is seen before it is logged
    page.keyboard.type("In the text and/or nowhere. #fin /recom +12")
    expect(page.locator("#record-understood")).to_contain_text("Access to finance")
    expect(page.locator("#record-understood")).to_contain_text("Recommendation")
    expect(page.locator("#record-understood")).to_contain_text("12 hands")
    record.press("Enter")
    logged = record.point("In the text and/or nowhere.")
    expect(logged).to_contain_text("Access to finance")
    expect(logged.locator(".point-kind")).to_have_text("Recommendation")
    expect(logged.locator(".point-text")).to_have_text("In the text and/or nowhere.")
    expect(logged.locator("[data-count=hands]")).to_contain_text("12")

    page.keyboard.type("Completed by Tab. #yo")
    expect(page.locator("#record-options [role=option]")).to_have_text(["Youth"])
    record.press("Tab")
    expect(record.text).to_have_value("Completed by Tab. #Youth ")
    record.press("Enter")
    expect(record.point("Completed by Tab.")).to_contain_text("Youth")

    record.write("Prices rose \\+12")
    expect(record.point("Prices rose +12")).to_have_count(1)
    page.keyboard.type("Two")
    record.press("Shift+Enter")
    record.write("lines.")
    expect(record.point("Two lines.")).to_have_count(1)
    record.write("Funds are short. Networks need time.")
    expect(record.points).to_have_count(20)

    _split_and_join(record)
    _merge_and_undo(record)
    assert page.problems == []  # type: ignore[attr-defined]


def _split_and_join(record: Recording) -> None:
    page = record.page
    record.press("Escape", "s")
    expect(page.locator(".point-editor [data-first]")).to_have_text("Funds are short.")
    expect(page.locator(".point-editor [data-second]")).to_have_text("Networks need time.")
    record.press("Enter")
    expect(record.points).to_have_count(21)
    expect(record.points.nth(19).locator(".point-text")).to_have_text("Funds are short.")
    expect(record.points.nth(20).locator(".point-text")).to_have_text("Networks need time.")
    record.press("Control+z")
    expect(record.points).to_have_count(20)
    expect(record.points.nth(19).locator(".point-text")).to_have_text("Funds are short. Networks need time.")


def _merge_and_undo(record: Recording) -> None:
    targets = record.page.locator("#merge-into [role=option]")
    expect(record.points.nth(19)).to_be_focused()
    record.press("m")
    expect(targets.first).to_be_visible()
    record.page.keyboard.type("fields")
    expect(targets).to_have_count(1)
    record.press("Enter")
    expect(record.points).to_have_count(19)
    expect(record.point("By the fields.").locator(".point-also")).to_have_text(
        "Funds are short. Networks need time."
    )
    record.press("z")
    expect(record.points).to_have_count(20)


def test_points_are_walked_filed_and_taken_back(recorder: Callable[..., Recording]) -> None:
    record = recorder()
    page = record.page
    for number in range(1, 5):
        record.write(f"Point number {number}.")
    expect(record.points).to_have_count(4)

    record.press("Alt+ArrowUp")
    expect(record.point("number 4")).to_be_focused()
    record.press("k", "ArrowUp")
    expect(record.point("number 2")).to_be_focused()
    record.press("Home", "j")
    expect(record.point("number 2")).to_be_focused()

    record.press("2")
    expect(record.point("number 2").locator(".point-kind")).to_have_text("Concern")
    expect(record.point("number 2")).to_be_focused()
    record.press("t", "Y", "Enter")
    expect(record.point("number 2")).to_contain_text("Youth")
    expect(record.point("number 2")).to_be_focused()
    record.press("h")
    record.write("9")
    expect(record.point("number 2").locator("[data-count=hands]")).to_contain_text("9")

    record.press("e", "End")
    record.write(" Edited.")
    expect(record.point("number 2. Edited.")).to_be_focused()
    record.press("x")
    expect(record.point("number 2")).to_have_attribute("data-status", "hidden")
    record.press("z")
    expect(record.point("number 2")).to_have_attribute("data-status", "visible")
    record.press("z")
    expect(record.point("number 2").locator(".point-text")).to_have_text("Point number 2.")

    # several at once: filed, then merged into the one that is chosen
    record.press("Space", "j", "Space")
    expect(page.locator("#record-marked")).to_have_text("2 marked")
    record.press("Shift+K", "Q", "Enter")
    expect(record.points.locator(".point-kind").filter(has_text="Question")).to_have_count(2)
    expect(page.locator("#record-marked")).to_be_hidden()
    record.press("Home", "Space", "j", "Space", "End", "m")
    expect(record.points).to_have_count(2)
    expect(record.point("number 4").locator(".point-also")).to_have_count(2)
    expect(page.locator("#toasts")).to_contain_text("2 points were merged.")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(record.points).to_have_count(4)

    record.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_visible()
    record.press("Escape")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    assert page.problems == []  # type: ignore[attr-defined]


def test_a_dead_line_does_not_stop_the_rapporteur(recorder: Callable[..., Recording]) -> None:
    record = recorder()
    page = record.page
    record.write("Before.")
    expect(record.points).to_have_count(1)

    page.context.set_offline(True)
    for text in ("While it was dead.", "And once more."):
        record.write(text)
        expect(record.text).to_have_value("")
    expect(page.locator("#record-waiting")).to_contain_text("2 waiting on this device")
    page.keyboard.type("Half a thou")
    page.context.set_offline(False)
    expect(record.points).to_have_count(3)
    expect(page.locator("#record-waiting")).to_be_hidden()
    page.reload()

    expect(record.points).to_have_count(3)
    expect(record.points.nth(1)).to_contain_text("While it was dead.")
    expect(record.text).to_have_value("Half a thou")


def test_what_the_server_does_not_take_is_not_lost(recorder: Callable[..., Recording]) -> None:
    record = recorder()
    page = record.page
    record.rooms.run("meeting.dialogue.themes.filter(name='Youth').delete()")
    record.write("Under a theme that has just gone. #youth")

    refused = page.locator("#record-refused li")
    expect(refused).to_contain_text("Under a theme that has just gone.")
    refused.get_by_role("button", name="Write it again").press("Enter")
    expect(record.text).to_have_value("Under a theme that has just gone.")
    expect(record.text).to_be_focused()
    expect(refused).to_have_count(0)
    record.press("Tab", "Home", "Enter")
    expect(record.point("Under a theme that has just gone.")).to_have_count(1)


@pytest.mark.once  # what a page looks like is the same with every database
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_serious_for_axe_and_nothing_wider_than_the_page(
    recorder: Callable[..., Recording], language: str, width: int
) -> None:
    record = recorder(language=language, viewport={"width": width, "height": 800})
    page = record.page
    for text in ("الشبكات تحتاج إلى الوقت.", "Funds are short. Networks need time."):
        record.write(text)
    expect(record.points).to_have_count(2)

    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    record.press("Escape", "s")
    expect(page.locator(".point-editor")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert accessibility_problems(page) == []
    record.press("Escape", "?")
    expect(page.locator("#record-keys")).to_be_visible()
    assert accessibility_problems(page) == []
    record.press("Escape", "m")
    expect(page.locator("#merge-into [role=option]").first).to_be_visible()
    assert accessibility_problems(page) == []
