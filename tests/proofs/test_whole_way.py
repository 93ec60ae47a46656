"""The whole way once, by people in browsers: from setting up a dialogue to reading the published report."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from playwright.sync_api import Locator, Page

    from tests.browser_support import Browser
    from tests.live_site import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHRASE = "a quiet table by the window 4"
CONVENER, COORDINATOR = "amal@institute.example", "noor@institute.example"
FIRST, SECOND = "first.guest@example.org", "second.guest@example.org"
REGISTRY = f"""
from allauth.account.models import EmailAddress
from stakeholders.models import Affiliation, Organisation, Person, User
for email, name in (("{CONVENER}", "Amal Convener"), ("{COORDINATOR}", "Noor Coordinator")):
    user = User.objects.create_user(email, "{PHRASE}", name=name, is_team=True)
    EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
Organisation.objects.create(
    name="Whole Way Institute", slug="whole-way-institute", kind="research", may_be_named=True
)
Organisation.objects.create(
    name="Ministry of Patience", slug="ministry-of-patience", kind="government", may_be_named=True
)
network = Organisation.objects.create(name="Unnamed Network", slug="unnamed-network", kind="civil_society")
for name, email in (("Wilhelmina Firstguest", "{FIRST}"), ("Theodorus Secondguest", "{SECOND}")):
    person = Person.objects.create(name=name, email=email)
    Affiliation.objects.create(person=person, organisation=network, role="Member")
"""


class People:
    """Opens a browser of their own for each of the people on the way."""

    def __init__(self, browser: Browser, site: LiveSite) -> None:
        self.browser, self.site = browser, site

    def somebody(self) -> Page:
        """Return a page of a fresh browser."""
        return self.browser.new_page(base_url=self.site.url)

    def signed_in(self, address: str) -> Page:
        """Return a page of somebody who has signed in with their password."""
        page = self.somebody()
        page.goto("/accounts/login/")
        page.get_by_label("Email").fill(address)
        page.get_by_label("Password").fill(PHRASE)
        page.get_by_role("button", name="Sign in", exact=True).click()
        page.wait_for_url(f"{self.site.url}/")
        return page


@pytest.fixture
def people(browser: Browser, proof_site: LiveSite) -> Iterator[People]:
    yield People(browser, proof_site)
    browser.close_pages()


SAVED = 30_000  # milliseconds until a busy machine has saved what was typed, and answered


def pick(page: Page, label: str, name: str) -> None:
    """Choose ``name`` from the registry, as one does: type a part, take the suggestion."""
    page.get_by_label(label).fill(name[:10])
    page.get_by_role("option", name=re.compile(name)).first.click()


def submit(page: Page, label: str) -> None:
    """Press a button."""
    page.get_by_role("button", name=label, exact=True).click()


def private_link(convener: Page, address: str) -> str:
    """Return the link that lies in the mailbox of this machine for ``address``."""
    convener.goto(f"/mailbox/?to={address}")
    convener.locator("tbody th a").last.click()
    link = convener.locator(".mail-text a").filter(has_text="/i/").first
    return str(link.get_attribute("href"))


HUB = "/dialogues/the-whole-way/round-table-by-browser"
POINT = "Networks need funding for three years at least."
BY_HAND = "The private sector should be heard as well."
ASKED = "Fund networks for three years at least."


def test_from_an_invitation_to_a_published_report(people: People, proof_site: LiveSite) -> None:
    proof_site.run(REGISTRY)
    meeting_day = timezone.localdate() + timedelta(days=1)
    convener = people.signed_in(CONVENER)
    set_up_dialogue(convener)
    set_up_meeting(convener, meeting_day)
    invite(convener)
    assert len(proof_site.mails_to(FIRST)) == 1
    links = {address: private_link(convener, address) for address in (FIRST, SECOND)}
    guests = {address: people.somebody() for address in links}
    for address, page in guests.items():
        answer(page, links[address])
    assert "Secondguest" not in guests[FIRST].content()
    convener.goto(f"{HUB}/people/")
    expect(convener.locator("tbody").get_by_text("Coming")).to_have_count(2)

    open_room(convener)
    for address, page in guests.items():
        enter(page, links[address])
    talk(guests[FIRST], guests[SECOND], convener)
    convener.goto(f"{HUB}/room/end/")
    submit(convener, "End the meeting")

    coordinator = people.signed_in(COORDINATOR)
    code = recommend(coordinator, due=meeting_day + timedelta(days=60))
    assert re.fullmatch(rf"R-{meeting_day:%Y-%m-%d}-\d\d", code)
    report(coordinator)

    reader = people.somebody()
    read_report(reader)
    follow_up(reader, code)
    for page in (convener, coordinator, reader, *guests.values()):
        assert page.problems == []


def set_up_dialogue(convener: Page) -> None:
    """The convener sets up a dialogue with a host, a coordinator and a theme."""
    convener.goto("/dialogues/new/")
    convener.get_by_label("Title").fill("The whole way")
    pick(convener, "Host", "Whole Way Institute")
    submit(convener, "Start the dialogue")
    expect(convener.get_by_role("heading", level=1)).to_have_text("The whole way")
    convener.goto("/dialogues/the-whole-way/team/")
    convener.locator("#id_user").select_option(label=option(convener, "user", "Noor"))
    convener.locator("#id_role").select_option("coordinator")
    submit(convener, "Add to the team")
    convener.goto("/dialogues/the-whole-way/themes/")
    convener.locator("#id_name").fill("Lasting support")
    submit(convener, "Add the theme")


def set_up_meeting(convener: Page, day: date) -> None:
    """A meeting in it, with the usual course as its agenda."""
    convener.goto("/dialogues/the-whole-way/schedule/")
    convener.locator("#id_title").fill("Round table by browser")
    convener.locator("#id_date").fill(day.isoformat())
    convener.locator("#id_starts").fill("10:00")
    convener.locator("#id_ends").fill("12:00")
    convener.locator("#id_joining_link").fill("https://meet.example.org/whole-way")
    submit(convener, "Set up the meeting")
    convener.goto(f"{HUB}/plan/")
    submit(convener, "Start from the usual course")
    expect(convener.locator(".agenda-title", has_text="Lasting support")).to_be_visible()


def invite(convener: Page) -> None:
    """Two people of the registry come onto the list and are invited."""
    convener.goto(f"{HUB}/people/add/?q=guest")
    for name in ("Wilhelmina Firstguest", "Theodorus Secondguest"):
        convener.get_by_label(re.compile(name)).check()
    submit(convener, "Add the chosen people")
    convener.goto(f"{HUB}/people/invite/")
    submit(convener, "Send the invitations")


def answer(guest: Page, link: str) -> None:
    """Somebody without an account answers by the private link in their mail."""
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_have_text("Round table by browser")
    submit(guest, "Coming")
    expect(guest.get_by_text("Thank you. Your answer has arrived")).to_be_visible()


def open_room(convener: Page) -> None:
    """The room opens, and in it the discussion."""
    convener.goto(f"{HUB}/room/")
    submit(convener, "Open the room")
    convener.get_by_role("button", name="Open – Lasting support").click()


def enter(guest: Page, link: str) -> None:
    """Somebody enters by the same link; the page listens."""
    guest.goto(link)
    guest.get_by_role("link", name="Enter the room").click()
    submit(guest, "Enter the room")
    expect(guest.locator("#composer")).to_be_visible()
    expect(guest.locator("#line")).not_to_have_attribute("data-state", "off")


def talk(first: Page, second: Page, convener: Page) -> None:
    """A point, support for it, and one logged by hand: everybody's page updates by itself."""
    first.locator("#text").fill(POINT)
    submit(first, "Log it")
    for page in (first, second, convener):
        expect(page.locator("#points .point-text", has_text=POINT)).to_be_visible()
    second.locator(".point", has_text=POINT).get_by_role("button", name="Support").click()
    for page in (first, second, convener):
        expect(page.locator(".point", has_text=POINT).locator("[data-count=support]")).to_contain_text("2")
    assert "Firstguest" not in second.locator(".point", has_text=POINT).inner_html()
    convener.locator("#composer [name=text]").fill(BY_HAND)
    convener.locator("#composer [name=hands]").fill("4")
    convener.locator("#composer").get_by_role("button", name="Log it").click()
    for page in (first, second):
        expect(page.locator("#points .point-text", has_text=BY_HAND)).to_be_visible()


def recommend(coordinator: Page, *, due: date) -> str:
    """The point becomes a recommendation with an addressee and a first step; return its reference."""
    coordinator.goto(f"{HUB}/follow-up/")
    coordinator.get_by_label(re.compile(POINT[:20])).check()
    submit(coordinator, "Make a recommendation")
    expect(coordinator.locator("#id_text")).to_have_value(POINT)
    coordinator.locator("#id_text").fill(ASKED)
    pick(coordinator, "Addressees", "Ministry of Patience")
    coordinator.get_by_label("What will be done").fill("Write to the ministry")
    pick(coordinator, "Responsible organisation", "Whole Way Institute")
    coordinator.locator("#id_action_due_on").fill(due.isoformat())
    submit(coordinator, "Make the recommendation")
    expect(coordinator.get_by_text("is made.")).to_be_visible()
    return coordinator.get_by_role("heading", level=1).inner_text()


def report(coordinator: Page) -> None:
    """One button makes the draft; the guard refuses a name; without it the report is published."""
    coordinator.goto(f"{HUB}/report/")
    submit(coordinator, "Make the draft")
    named = " Wilhelmina Firstguest agreed."
    at_the_end_of_the_summary(coordinator).press_sequentially(named)
    found = coordinator.locator("mark:visible", has_text="Firstguest")
    expect(found.first).to_be_visible(timeout=SAVED)
    coordinator.goto(f"{HUB}/report/en/publish/")
    expect(coordinator.get_by_text("It cannot be published as it stands")).to_be_visible()
    expect(coordinator.get_by_role("button", name="Publish now")).to_have_count(0)
    coordinator.goto(f"{HUB}/report/en/")
    text = at_the_end_of_the_summary(coordinator)
    for _letter in named:
        text.press("Backspace")
    expect(found).to_have_count(0, timeout=SAVED)
    coordinator.goto(f"{HUB}/report/en/")
    expect(coordinator.get_by_text("It names nobody who has not agreed")).to_be_visible()
    coordinator.goto(f"{HUB}/report/en/publish/")
    submit(coordinator, "Publish now")
    expect(coordinator.get_by_role("button", name="Publish now")).to_have_count(0)


def at_the_end_of_the_summary(coordinator: Page) -> Locator:
    """Go into the first section of the text, behind its last word."""
    text = coordinator.locator(".ProseMirror").first
    text.click()
    text.press("Control+End")
    return text


def read_report(reader: Page) -> None:
    """Anybody reads it as a page, PDF and DOCX; none of them names anybody."""
    reader.goto("/reports/")
    reader.get_by_role("link", name=re.compile("Round table by browser")).first.click()
    expect(reader.locator(".report-sheet")).to_contain_text(ASKED)
    expect(reader.locator(".report-sheet")).to_contain_text("Whole Way Institute")
    texts = [reader.content()]
    for form in ("PDF", "DOCX"):
        link = reader.get_by_role("link", name=form, exact=True).get_attribute("href")
        downloaded = reader.request.get(str(link))
        assert downloaded.ok
        texts.append(text_of_document(downloaded.body()))
    for text in texts:
        assert "three years at least" in " ".join(text.split())
        for name in ("Firstguest", "Secondguest", "Unnamed Network", FIRST, SECOND):
            assert name not in text


def follow_up(reader: Page, code: str) -> None:
    """Anybody sees what becomes of the recommendation."""
    reader.goto("/tracker/")
    reader.get_by_role("link", name=ASKED, exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text(code)
    expect(reader.get_by_text("Ministry of Patience")).to_be_visible()


def option(page: Page, name: str, begins: str) -> str:
    """Return the label of the option of the select called ``name`` that begins so."""
    labels = page.locator(f"select[name={name}] option").all_inner_texts()
    return next(label for label in labels if label.startswith(begins))


def text_of_document(body: bytes) -> str:
    """Return the text of a PDF or a DOCX."""
    if body.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        return re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())
