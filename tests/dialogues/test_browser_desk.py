"""The desk in a real browser: what is done there can be undone, and what comes late is decided on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems

from .browser_rooms import Rooms, say, start_rooms

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.live_site import LiveSite

pytestmark = pytest.mark.browser
LOG = """
for text in ("Funds are short.", "Money is scarce.", "The border is closed."):
    services.log_point_on_behalf(item=first, text=text)
"""


@pytest.fixture
def rooms(live_site: LiveSite, new_page: Callable[..., Page]) -> Rooms:
    return start_rooms(live_site, new_page)


def test_hiding_and_merging_are_undone_where_they_were_done(rooms: Rooms) -> None:
    rooms.run(LOG)
    desk = rooms.desk()
    points = desk.locator("#points > .point")
    expect(points).to_have_count(3)

    points.nth(2).get_by_role("button", name="Hide").click()
    expect(points.nth(2)).to_have_attribute("data-status", "hidden")
    desk.get_by_role("button", name="Undo").click()
    expect(points.nth(2)).to_have_attribute("data-status", "visible")

    points.nth(1).get_by_role("link", name="Edit, split, merge").click()
    desk.get_by_label("Words of the other point").fill("funds")
    desk.get_by_role("button", name="Search").click()
    desk.get_by_label("Funds are short.").check()
    desk.get_by_role("button", name="Merge").click()
    expect(points).to_have_count(2)
    expect(points.nth(0).locator(".point-also")).to_have_text("Money is scarce.")
    points.nth(0).get_by_role("button", name="Take out again").click()
    expect(points).to_have_count(3)
    expect(points.nth(0).get_by_role("button", name="Take out again")).to_have_count(0)
    desk.keyboard.press("Control+z")
    expect(points).to_have_count(2)
    expect(points.nth(0).get_by_role("button", name="Take out again")).to_be_visible()
    assert desk.problems == []  # type: ignore[attr-defined]


def test_a_late_point_appears_and_is_put_on_record(rooms: Rooms) -> None:
    phone, desk = rooms.phone(0), rooms.desk()
    expect(desk.locator("#desk-late")).to_be_hidden()

    phone.context.set_offline(True)
    say(phone, "Typed on a dead line.")
    desk.get_by_role("button", name="Close – First item").click()
    expect(desk.get_by_role("button", name="Open again – First item")).to_be_visible()
    phone.context.set_offline(False)

    late = desk.locator("#desk-late .point")
    expect(late).to_contain_text("Typed on a dead line.")
    assert accessibility_problems(desk) == []
    late.get_by_role("button", name="Put it on record").click()
    expect(desk.locator("#points > .point")).to_contain_text("Typed on a dead line.")
    expect(desk.locator("#desk-late")).to_be_hidden()
    assert desk.problems == []  # type: ignore[attr-defined]


def test_what_comes_late_while_a_fresh_page_is_on_its_way_is_shown_as_well(rooms: Rooms) -> None:
    phone, desk = rooms.phone(0), rooms.desk()
    phone.context.set_offline(True)
    say(phone, "The first that waited.")
    say(phone, "The second that waited.")
    desk.get_by_role("button", name="Close – First item").click()
    expect(desk.get_by_role("button", name="Open again – First item")).to_be_visible()

    def hold_back(route: Route) -> None:
        page = route.fetch()  # made when the first had come
        expect(phone.locator("#waiting [data-state=late]")).to_have_count(2)
        route.fulfill(response=page)

    desk.route(re.compile(r"/m/room/(\?.*)?$"), hold_back, times=1)
    phone.context.set_offline(False)

    expect(desk.locator("#desk-late .point")).to_have_count(2)
    assert desk.problems == []  # type: ignore[attr-defined]


def test_without_javascript_a_point_is_split_and_hidden(rooms: Rooms) -> None:
    rooms.run(LOG)
    signed_in = rooms.desk()
    address = signed_in.url
    page = rooms.new_page(java_script_enabled=False, storage_state=signed_in.context.storage_state())
    page.goto(address)

    page.get_by_role("link", name="Edit, split, merge").first.click()
    page.get_by_label("First part").fill("Funds are")
    page.get_by_label("Second part").fill("short.")
    page.get_by_role("button", name="Split").click()
    expect(page.locator("#points .point-text")).to_have_text(
        ["Funds are", "short.", "Money is scarce.", "The border is closed."]
    )
    page.get_by_role("button", name="Hide").nth(1).click()
    expect(page.locator("#points > .point").nth(1)).to_have_attribute("data-status", "hidden")
