"""axe-core finds nothing serious on any page, for anybody, from left to right on a desk and from right to left on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.browser_support import accessibility_problems

from .addresses import ADDRESSES, OPEN

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser_support import Browser
    from tests.live_site import LiveSite

# What a page looks like is the same with every database.
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

# From the least to the most that one may see: each page is looked at as the first who may open it ...
READERS = ("anonymous", "participant", "rapporteur", "convener", "administrator")
# ... and these, which show each something else, as everybody.
FOR_EACH = {"home:home", "dialogues:room"}
# A mail in a frame that runs no script, axe-core's neither; and fragments, seen within their pages.
NO_PAGES = {"home:mailbox_html", "dialogues:mail_progress", "dialogues:room_floor"}
WAYS = {"ltr": ("en", 1280), "rtl": ("ar", 360)}


def pages_of(role: str) -> list[str]:
    """Return the names of the pages that are looked at as ``role``."""
    lesser = READERS[: READERS.index(role)]
    return [
        name
        for name, address in ADDRESSES.items()
        if address.method == "GET"
        and name not in NO_PAGES
        and address.who[role] == OPEN
        and (name in FOR_EACH or not any(address.who[other] == OPEN for other in lesser))
    ]


@pytest.fixture
def open_page(browser: Browser, proof_site: LiveSite, told_live: dict[str, Any]) -> Any:
    def opened(role: str, way: str) -> Page:
        language, width = WAYS[way]
        page = browser.new_page(base_url=proof_site.url, viewport={"width": width, "height": 900})
        cookies = {"django_language": language}
        if role in told_live["sessions"]:
            cookies[told_live["cookie"]] = told_live["sessions"][role]
        page.context.add_cookies(
            [{"name": name, "value": value, "url": proof_site.url} for name, value in cookies.items()]
        )
        return page

    yield opened
    browser.close_pages()


def problems_at(page: Page, url: str) -> list[str]:
    """Return what is wrong with the page at ``url``; downloads have nothing to look at."""
    answer = page.request.get(url)
    if not answer.headers.get("content-type", "").startswith("text/html"):
        return []
    page.goto(url, wait_until="load")
    found = accessibility_problems(page)
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    direction = page.evaluate("document.documentElement.dir")
    return [f"{direction}: {problem}" for problem in found] + ([f"{wider} px too wide"] if wider > 0 else [])


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", READERS)
def test_nothing_serious_on_any_page(role: str, way: str, open_page: Any, told_live: dict[str, Any]) -> None:
    page = open_page(role, way)

    problems = {name: problems_at(page, told_live["urls"][name]) for name in pages_of(role)}

    assert {name: found for name, found in problems.items() if found} == {}
    assert [line for line in page.problems if "Content Security Policy" in line] == []


@pytest.mark.parametrize("way", WAYS)
def test_nothing_serious_in_the_room(way: str, open_page: Any, told_live: dict[str, Any]) -> None:
    page = open_page("anonymous", way)
    page.goto(told_live["urls"]["dialogues:private_room"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_selector("#composer")

    assert accessibility_problems(page) == []
    page.fill("#text", "A thought, half written.")
    assert accessibility_problems(page) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    ("role", "path"),
    [("anonymous", "/no/such/page/"), ("participant", "/people/"), ("anonymous", "/i/no-such-link/")],
)
def test_nothing_serious_where_there_is_no_way_on(role: str, path: str, way: str, open_page: Any) -> None:
    page = open_page(role, way)
    page.goto(path)

    assert page.locator("h1").count() == 1
    assert accessibility_problems(page) == []
