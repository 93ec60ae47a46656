"""What is written on a dead line: it waits on the device, survives whatever happens to the page, and arrives once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser_support import FLAGS, accessibility_problems, find_chromium

from .browser_rooms import PHONE, Line, Rooms, say, start_rooms

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.browser_support import Browser
    from tests.live_site import LiveSite

pytestmark = pytest.mark.browser


@pytest.fixture
def rooms(live_site: LiveSite, new_page: Callable[..., Page]) -> Rooms:
    return start_rooms(live_site, new_page)


@pytest.fixture
def line(live_site: LiveSite) -> Iterator[Line]:
    laid = Line(live_site.url)
    yield laid
    laid.cut()


def controlled(page: Page) -> Page:
    """Wait until the service worker answers for the page."""
    page.evaluate("navigator.serviceWorker.ready")
    return page


def test_a_point_survives_a_dead_server_a_reload_and_a_closed_browser_and_is_there_once(
    rooms: Rooms, line: Line, browser: Browser, tmp_path: Path
) -> None:
    def open_browser() -> Page:
        context = browser.chromium.browser_type.launch_persistent_context(
            tmp_path, executable_path=find_chromium(), args=FLAGS, viewport=PHONE, locale="en"
        )
        return context.pages[0]

    page = open_browser()
    controlled(rooms.enter(page, base=line.url))
    address = page.url
    line.cut()
    expect(page.locator("#line")).to_have_attribute("data-state", "off")
    for number in (1, 2):
        say(page, f"Waits {number}.")
    expect(page.get_by_role("heading", name="Waiting on this device")).to_be_visible()
    expect(page.locator(".waiting-entry")).to_have_count(2)
    expect(page.get_by_label("Your point", exact=True)).to_have_value("")

    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("No connection")
    expect(page.locator(".waiting-entry [data-text]")).to_have_text(["Waits 1.", "Waits 2."])
    page.context.close()
    page = open_browser()
    page.goto(address)
    expect(page.locator(".waiting-entry [data-text]")).to_have_text(["Waits 1.", "Waits 2."])
    assert accessibility_problems(page) == []

    line.mend()
    page.get_by_role("button", name="Try again now").click()
    expect(page.locator(".point.is-mine")).to_have_count(2)
    expect(page.locator("#waiting")).to_be_hidden()
    page.context.close()

    assert rooms.points() == [
        ["Waits 1.", "visible", "unattributed"],
        ["Waits 2.", "visible", "unattributed"],
    ]


def test_two_pages_of_one_browser_send_each_point_once_and_the_offline_page_goes_back_by_itself(
    rooms: Rooms, line: Line
) -> None:
    one = controlled(rooms.enter(rooms.new_page(viewport=PHONE), base=line.url))
    two = one.context.new_page()
    two.goto(one.url)
    line.cut()
    say(one, "From the first page.")
    expect(two.locator(".waiting-entry")).to_have_count(1)
    say(two, "From the second page.")
    expect(one.locator(".waiting-entry")).to_have_count(2)
    two.reload()
    expect(two.get_by_role("heading", level=1)).to_have_text("No connection")

    line.mend()
    expect(one.locator(".point.is-mine")).to_have_count(2)
    expect(two.get_by_role("heading", level=1)).to_have_text("First item")
    expect(two.locator(".point.is-mine")).to_have_count(2)
    expect(two.locator("#waiting")).to_be_hidden()

    assert [text for text, *_ in rooms.points()] == ["From the first page.", "From the second page."]


def test_what_was_corrected_or_removed_before_it_was_sent_arrives_so(rooms: Rooms, line: Line) -> None:
    page = rooms.enter(rooms.new_page(viewport=PHONE), base=line.url)
    line.cut()
    for text in ("Frist.", "Better not.", "Third."):
        say(page, text)
    entries = page.locator(".waiting-entry")
    expect(entries).to_have_count(3)

    entries.nth(0).get_by_role("button", name="Correct").click()
    expect(entries.nth(0).get_by_role("textbox")).to_have_value("Frist.")
    entries.nth(0).get_by_role("textbox").fill("First.")
    entries.nth(0).get_by_role("button", name="Save").click()
    entries.nth(1).get_by_role("button", name="Remove from this device").click()
    expect(entries.locator("[data-text]")).to_have_text(["First.", "Third."])

    line.mend()
    expect(page.locator(".point .point-text")).to_have_text(["First.", "Third."])


def test_a_correction_follows_a_point_that_had_arrived_without_an_answer(rooms: Rooms) -> None:
    page = rooms.phone(0)
    lost: list[str] = []

    def lose(route: object) -> None:
        if not lost:
            lost.append(str(route.fetch().status))  # type: ignore[attr-defined]
        route.abort()  # type: ignore[attr-defined]

    page.route("**/points/", lose)
    page.route("**/stream/**", lambda route: route.abort())
    page.reload()
    say(page, "Frist.")
    entry = page.locator(".waiting-entry")
    expect(entry).to_have_attribute("data-state", "waiting")
    entry.get_by_role("button", name="Correct").click()
    entry.get_by_role("textbox").fill("First.")
    entry.get_by_role("button", name="Save").click()
    page.unroute("**/points/")

    expect(page.locator("#waiting")).to_be_hidden()
    assert lost == ["201"]
    assert rooms.points() == [["First.", "visible", "unattributed"]]


def test_what_comes_after_its_item_closed_is_kept_for_the_facilitator(rooms: Rooms, line: Line) -> None:
    page = rooms.enter(rooms.new_page(viewport=PHONE), base=line.url)
    line.cut()
    say(page, "Too late?")
    expect(page.locator(".waiting-entry")).to_have_count(1)
    rooms.run("services.close_item(item=first, actor=actor)")

    line.mend()

    entry = page.locator(".waiting-entry")
    expect(entry).to_have_attribute("data-state", "late")
    expect(entry).to_contain_text("Kept for the facilitator")
    assert rooms.points() == [["Too late?", "late", "unattributed"]]
    assert accessibility_problems(page) == []
    entry.locator("[data-withdraw]").click()
    expect(page.locator("h1")).to_have_text("Kept for the facilitator")
    page.get_by_role("button", name="Withdraw it").click()
    expect(page.locator("#composer")).to_be_visible()
    assert rooms.points() == [["Too late?", "withdrawn", "unattributed"]]
    assert accessibility_problems(page) == []


def test_a_sealed_meeting_takes_nothing_and_the_text_stays(rooms: Rooms, line: Line) -> None:
    page = rooms.enter(rooms.new_page(viewport=PHONE), base=line.url)
    line.cut()
    say(page, "Sealed away?")
    expect(page.locator(".waiting-entry")).to_have_count(1)
    rooms.run(
        "services.end_meeting(meeting=meeting, actor=actor)\n"
        "meeting.refresh_from_db()\n"
        "services.seal_meeting(meeting=meeting, actor=actor)"
    )

    line.mend()

    entry = page.locator(".waiting-entry")
    expect(entry).to_have_attribute("data-state", "refused")
    expect(entry).to_contain_text("Sealed away?")
    expect(entry.get_by_role("button", name="Copy the text")).to_be_visible()
    assert rooms.points() == []


def test_the_rule_that_was_in_sight_holds_where_the_item_would_now_keep_more(
    live_site: LiveSite, new_page: Callable[..., Page], line: Line
) -> None:
    rooms = start_rooms(live_site, new_page, consents=True)
    page = rooms.enter(new_page(viewport=PHONE), base=line.url)
    posts: list[str] = []
    page.on("request", lambda asked: posts.append(asked.url) if asked.method == "POST" else None)
    expect(page.locator("#notice-text")).to_contain_text("Nobody is named")
    line.cut()
    say(page, "Under the old rule.")
    expect(page.locator(".waiting-entry")).to_have_count(1)
    page.get_by_label("Your point", exact=True).fill("Typed under the old rule.")
    rooms.run("first.attribution_rule = 'attributed'; first.save()")

    line.mend()
    expect(page.locator(".point")).to_contain_text("Under the old rule.")
    page.reload()  # as when the item is opened again under its new rule
    expect(page.get_by_label("Your point", exact=True)).to_have_value("Typed under the old rule.")
    expect(page.locator("#notice-text")).to_contain_text("neither your name nor your organisation")
    page.get_by_role("button", name="Log it").click()
    expect(page.locator(".point")).to_have_count(2)
    expect(page.locator("#notice-text")).to_contain_text("Your name is kept with it")
    say(page, "Under the new rule.")
    expect(page.locator(".point")).to_have_count(3)

    assert rooms.points() == [
        ["Under the old rule.", "visible", "unattributed"],
        ["Typed under the old rule.", "visible", "unattributed"],
        ["Under the new rule.", "visible", "attributed"],
    ]
    assert [bool(re.search("/here/points/$", url)) for url in posts if url.endswith("/points/")][-3:] == [
        False,
        False,
        True,
    ]


def test_leaving_asks_first_and_then_forgets(rooms: Rooms, line: Line) -> None:
    page = rooms.enter(rooms.new_page(viewport=PHONE), base=line.url)
    line.cut()
    say(page, "Mine alone.")
    page.get_by_label("Your point", exact=True).fill("Half a thought")
    expect(page.locator(".waiting-entry")).to_have_count(1)

    page.locator("summary").filter(has_text="Menu").click()
    page.get_by_role("button", name="Leave the room").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Not everything has arrived")
    dialog.get_by_role("button", name="Stay in the room").click()
    expect(page.locator(".waiting-entry")).to_have_count(1)

    page.get_by_role("button", name="Leave the room").click()
    with page.expect_request("**/leave/"):
        dialog.get_by_role("button", name="Remove it and leave").click()
    line.mend()
    page = rooms.enter(page.context.new_page(), base=line.url)
    expect(page.locator("#waiting")).to_be_hidden()
    expect(page.get_by_label("Your point", exact=True)).to_have_value("")
    assert rooms.points() == []


def test_the_next_person_at_the_same_browser_neither_sees_nor_sends_what_another_wrote(
    rooms: Rooms, line: Line
) -> None:
    page = rooms.enter(rooms.new_page(viewport=PHONE), base=line.url)
    line.cut()
    say(page, "Of the first person.")
    expect(page.locator(".waiting-entry")).to_have_count(1)
    page.goto("about:blank")

    line.mend()
    rooms.enter(page, 1, base=line.url)
    say(page, "Of the second person.")
    expect(page.locator(".point")).to_have_count(1)
    expect(page.locator("#waiting")).to_be_hidden()
    assert [text for text, *_ in rooms.points()] == ["Of the second person."]


def test_a_stance_waits_and_the_last_one_counts(rooms: Rooms, line: Line) -> None:
    other = rooms.phone(1)
    say(other, "Funds are short.")
    page = rooms.enter(rooms.new_page(viewport=PHONE), base=line.url)
    line.cut()

    page.get_by_role("button", name="Support").click()
    page.get_by_role("button", name="Qualify").click()
    expect(page.locator("#waiting")).to_contain_text("1")
    expect(page.get_by_role("button", name="Qualify")).to_have_attribute("aria-pressed", "true")

    line.mend()
    expect(other.locator('[data-count="qualify"] b')).to_have_text("1")
    expect(other.locator('[data-count="support"] b')).to_have_text("1")
    expect(page.locator("#waiting")).to_be_hidden()


def test_where_the_browser_keeps_nothing_the_page_says_so_and_sends_all_the_same(rooms: Rooms) -> None:
    page = rooms.new_page(viewport=PHONE)
    page.add_init_script("indexedDB.open = () => { throw new DOMException('refused', 'SecurityError'); }")
    rooms.enter(page)
    page.context.set_offline(True)
    say(page, "Only on this page.")
    expect(page.locator("#waiting")).to_contain_text("This browser keeps nothing")

    page.context.set_offline(False)
    expect(page.locator(".point")).to_contain_text("Only on this page.")
