"""The editor on the page, in a real browser: rich text, saved by itself, by two people at once and over a dead line."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from reports.render.blocks import parse_block, plain_text
from tests.browser_support import accessibility_problems
from tests.factories import PASSWORD

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

    from tests.browser_support import Browser
    from tests.live_site import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.once]

SAMPLES = Path(__file__).with_name("samples")
SETUP = """
from datetime import timedelta
from allauth.account.models import EmailAddress
from django.utils import timezone
from dialogues.models import AgendaItem, Dialogue, Meeting, Point, TeamMember
from reports.services import add_paragraph, add_section, delete_section, generate_draft
from stakeholders.models import Organisation, User
key = "{key}"
host = Organisation.objects.create(name="Host " + key, slug="host-" + key, kind="research", may_be_named=True)
dialogue = Dialogue.objects.create(title="Dialogue " + key, slug="d-" + key, host=host)
now = timezone.now()
meeting = Meeting.objects.create(dialogue=dialogue, title="Meeting " + key, slug="m", starts_at=now - timedelta(hours=3),
    ends_at=now - timedelta(hours=1), time_zone="Europe/Stockholm", status="ended")
item = AgendaItem.objects.create(meeting=meeting, title="First item", position=1)
for number, text in enumerate(["Donors should fund networks for longer.", "Calls for proposals are hard to read."]):
    Point.objects.create(agenda_item=item, text=text, position=number, hands=5, attribution="unattributed")
for name in ("ada", "bea"):
    user = User.objects.create_user(email=name + key + "@example.org", password="{password}", name=name.title(), is_team=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    TeamMember.objects.create(user=user, dialogue=dialogue, role="coordinator")
report = generate_draft(meeting=meeting, actor=user)
section = add_section(report=report, heading="Written", actor=user)
add_paragraph(section=section, text="One two three four five six.", actor=user)
add_paragraph(section=section, text="Seven eight nine.", actor=user)
print(section.uuid)
"""
PERSON = """
from dialogues.models import Meeting, Participation
from stakeholders.models import Person
meeting = Meeting.objects.get(dialogue__slug="d-{key}")
Participation.objects.create(meeting=meeting, person=Person.objects.create(name="Quixandra Vell"))
"""
TEXTS = """
import json
from reports.models import Section
print(json.dumps([one.text for one in Section.objects.get(uuid="{section}").paragraphs.all()]))
"""


@dataclass
class Written:
    """A report with a section of two paragraphs, and the way to open it."""

    site: LiveSite
    browser: Browser
    key: str
    section: str

    def open(self, name: str = "ada", **options: Any) -> Page:
        """Open the report as one of its two coordinators."""
        page = self.browser.new_page(base_url=self.site.url, **options)
        page.goto("/accounts/login/")
        page.locator("#id_login").fill(f"{name}{self.key}@example.org")
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("input[name=password]").press("Enter")
        page.wait_for_url(lambda url: "login" not in url)
        page.goto(f"/dialogues/d-{self.key}/m/report/en/")
        expect(self.text(page)).to_be_visible()
        return page

    def text(self, page: Page) -> Locator:
        """Return the text of the section."""
        return page.locator(f'[data-section="{self.section}"] .rich-text')

    def stored(self) -> list[str]:
        """Return what the server has."""
        return list(json.loads(self.site.run(TEXTS.format(section=self.section))))


@pytest.fixture
def written(live_site: LiveSite, browser: Browser) -> Any:
    key = uuid4().hex[:10]
    section = live_site.run(SETUP.format(key=key, password=PASSWORD)).splitlines()[-1]
    yield Written(live_site, browser, key, section)
    browser.close_pages()


def cursor_after(page: Page, words: str) -> None:
    """Put the cursor behind the words, as a click there would."""
    page.evaluate(
        """(words) => {
            for (const text of document.querySelectorAll(".rich-text")) {
                const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
                while (walker.nextNode()) {
                    const at = walker.currentNode.data.indexOf(words);
                    if (at < 0) continue;
                    text.focus();
                    getSelection().collapse(walker.currentNode, at + words.length);
                    return;
                }
            }
        }""",
        words,
    )
    page.wait_for_timeout(60)


def is_saved(page: Page) -> None:
    expect(page.locator("#writing-state")).to_have_attribute("data-state", "saved")


def test_what_is_typed_is_saved_by_itself_and_stands_there_after_a_reload(written: Written) -> None:
    page = written.open()
    cursor_after(page, "three")
    page.keyboard.type(" and a half")
    expect(page.locator("#writing-state")).not_to_have_attribute("data-state", "saved")
    is_saved(page)
    assert written.stored() == ["One two three and a half four five six.", "Seven eight nine."]
    page.reload()
    expect(written.text(page)).to_contain_text("three and a half four")
    assert page.problems == []  # type: ignore[attr-defined]


def test_the_toolbar_and_the_keys_write_what_the_report_reads(written: Written) -> None:
    page = written.open()
    cursor_after(page, "Seven eight nine.")
    page.keyboard.press("Enter")
    page.keyboard.type("### A heading")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+b")
    page.keyboard.type("bold")
    page.keyboard.press("Control+b")
    page.keyboard.type(" plain")
    page.get_by_role("button", name="Footnote").click()
    page.get_by_role("dialog").locator("textarea").fill("A note.")
    page.get_by_role("button", name="Done").click()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="List", exact=True).click()
    page.keyboard.type("first")
    page.keyboard.press("Enter")
    page.keyboard.type("second")
    is_saved(page)
    assert written.stored() == [
        "One two three four five six.",
        "Seven eight nine.",
        "### A heading",
        "**bold** plain^[A note.]",
        "- first\n- second",
    ]
    page.keyboard.press("Control+z")
    expect(written.text(page)).not_to_contain_text("second")


def test_two_people_in_one_section_lose_no_word(written: Written) -> None:
    ada, bea = written.open("ada"), written.open("bea")
    cursor_after(ada, "One two")
    ada.keyboard.type(" ADA")
    cursor_after(bea, "five")
    bea.keyboard.type(" BEA")
    for page in (ada, bea):
        expect(written.text(page)).to_contain_text("One two ADA three four five BEA six.")
        is_saved(page)
    assert written.stored()[0] == "One two ADA three four five BEA six."
    expect(ada.locator("[data-others]", has_text="Bea")).to_be_visible()
    cursor_after(bea, "nine.")
    bea.keyboard.press("Enter")
    bea.keyboard.type("A new one.")
    expect(written.text(ada)).to_contain_text("A new one.")


def test_where_both_write_the_same_words_both_are_kept_and_asked(written: Written) -> None:
    ada, bea = written.open("ada"), written.open("bea")
    bea.context.set_offline(True)
    for page, word in ((ada, "ADA"), (bea, "BEA")):
        cursor_after(page, "Seven eight")
        page.keyboard.press("Control+Shift+ArrowLeft")
        page.keyboard.type(word)
    is_saved(ada)
    bea.context.set_offline(False)
    expect(bea.get_by_text("Somebody changed the same words", exact=True)).to_be_visible()
    expect(written.text(bea)).to_contain_text("Seven BEA nine.")
    assert written.stored()[1] == "Seven ADA nine."
    bea.get_by_role("button", name="Keep mine").click()
    is_saved(bea)
    assert written.stored()[1] == "Seven BEA nine."
    expect(written.text(ada)).to_contain_text("Seven BEA nine.")


def test_over_a_dead_line_the_device_keeps_what_is_typed(written: Written) -> None:
    page = written.open()
    page.route("**/save/", lambda route: route.abort())
    cursor_after(page, "six")
    page.keyboard.type(" and what came after")
    expect(page.locator("#writing-state")).to_contain_text("Not sent yet: kept on this device")
    page.reload()
    expect(written.text(page)).to_contain_text("six and what came after.")
    page.unroute("**/save/")
    is_saved(page)
    assert written.stored()[0] == "One two three four five six and what came after."


def test_points_are_drawn_in_by_hand_and_by_button_and_say_why(written: Written) -> None:
    page = written.open()
    cursor_after(page, "Seven eight nine.")
    beside = page.locator("[data-beside]")
    beside.get_by_text("Points that stand behind a paragraph already").click()
    point = beside.locator("[data-unused] [data-point]", has_text="hard to read")
    point.get_by_role("button", name="Add to this paragraph").click()
    here = beside.locator("[data-about-here] .source-point")
    expect(here).to_have_count(1)
    here.get_by_role("button", name="Does not belong here").click()
    expect(here).to_have_count(0)
    if not point.is_visible():
        beside.get_by_text("Points that stand behind a paragraph already").click()
    point.drag_to(written.text(page).locator("p", has_text="Seven eight nine."))
    expect(here).to_have_count(1)
    cursor_after(page, "Participants strongly agreed that donors")
    why = beside.locator("[data-sentence]").first
    expect(why).to_contain_text("5 of 5 supported it")
    why.hover()
    expect(page.locator(".is-sentence").first).to_be_visible()


def test_what_comes_from_word_is_cleaned(written: Written) -> None:
    page = written.open()
    cursor_after(page, "Seven eight nine.")
    page.keyboard.press("Enter")
    html = (SAMPLES / "word.html").read_text()
    page.evaluate(
        """(html) => {
            const data = new DataTransfer();
            data.setData("text/html", html);
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }""",
        html,
    )
    is_saved(page)
    assert written.stored()[2:] == [
        "### What was agreed",
        "Participants met in Amman and **strongly** *supported* core funding.See the annex.",
        "- Longer terms\n  - three years at least\n- Simpler forms",
        "1. First step\n2. Second step",
        "| Kind | Count |\n| --- | --- |\n| Research | 4 |",
        "The end.",
    ]
    assert "Quixandra" not in written.text(page).inner_html()
    assert "style=" not in written.text(page).inner_html()


RESTS_ON = """
from reports.models import Section
print([one.points.count() for one in Section.objects.get(uuid="{section}").paragraphs.all()])
"""


def test_what_is_cut_and_pasted_into_another_section_brings_its_points_along(written: Written) -> None:
    page = written.open()
    cursor_after(page, "Participants strongly agreed that donors")
    page.keyboard.press("Home")
    page.keyboard.press("Shift+Control+ArrowDown")
    page.keyboard.press("Control+x")
    is_saved(page)
    cursor_after(page, "Seven eight nine.")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+v")
    expect(written.text(page)).to_contain_text("Participants strongly agreed")
    is_saved(page)
    stored = written.stored()
    assert stored[2].startswith("Participants strongly agreed")
    assert written.site.run(RESTS_ON.format(section=written.section)).strip() == str([0, 0, 1])
    assert page.problems == []  # type: ignore[attr-defined]


REMOVE = """
from reports.models import Section
from reports.services import delete_section
from stakeholders.models import User
section = Section.objects.get(uuid="{section}")
delete_section(section=section, actor=User.objects.get(email="bea{key}@example.org"))
"""
FOUND = """
import json
from reports.models import Section
section = Section.objects.get(heading="Written", report__meeting__dialogue__slug="d-{key}")
print(json.dumps([one.text for one in section.paragraphs.all()]))
"""


def test_what_was_written_in_a_section_that_others_removed_comes_back_as_one(written: Written) -> None:
    page = written.open()
    page.route("**/save/", lambda route: route.abort())
    cursor_after(page, "six")
    page.keyboard.type(" and what came after")
    expect(page.locator("#writing-state")).to_contain_text("Not sent yet: kept on this device")
    written.site.run(REMOVE.format(section=written.section, key=written.key))
    page.unroute("**/save/")
    page.reload()
    notice = page.locator("[data-left]")
    expect(notice).to_contain_text("Somebody removed a section in which you wrote")
    assert accessibility_problems(page) == []
    notice.get_by_text("Written").click()
    expect(notice).to_contain_text("six and what came after.")
    notice.get_by_role("button", name="Put it into a new section").click()
    expect(page.locator(".rich-text", has_text="six and what came after.")).to_be_visible()
    expect(page.locator("[data-left]")).to_be_hidden()
    assert json.loads(written.site.run(FOUND.format(key=written.key))) == [
        "One two three four five six and what came after.",
        "Seven eight nine.",
    ]


def test_whether_it_is_ready_is_said_anew_after_what_is_typed(written: Written) -> None:
    page = written.open()
    expect(page.locator("#readiness")).to_contain_text("It names nobody who has not agreed")
    written.site.run(PERSON.format(key=written.key))
    cursor_after(page, "Seven eight nine.")
    page.keyboard.type(" So said Quixandra Vell.")
    expect(page.locator("#readiness")).to_contain_text("Not ready to publish", timeout=20_000)
    expect(written.text(page)).to_contain_text("Quixandra Vell.")
    for _letter in " So said Quixandra Vell.":
        page.keyboard.press("Backspace")
    expect(page.locator("#readiness")).to_contain_text("It names nobody", timeout=20_000)


MARKDOWN = (
    "Plain words, *slanted* and **bold** and ***both***.",
    "A [link](https://example.org/a_(b)) and ^[a *note* with [brackets]] in one.",
    "Signs: a_b, 5 * 3, [x], a & b &amp; c, 1 < 2, ~ | \\* \\_ #",
    "1\\. not a list",
    "### Heading with *stress*",
    "- one\n- two\n  - two a\n- three",
    "7. seven\n8. eight",
    "> quoted\n>\n> twice",
    "| A | B |\n| --- | :-: |\n| a \\| b | **c** |\n: Caption",
    "[كلمات عربية]{lang=ar} in the middle, {lang=ar} not.",
    "# no heading",
)


def test_what_the_editor_writes_reads_the_same_for_the_page_and_for_the_renderers(written: Written) -> None:
    page = written.open()
    found = page.evaluate(
        """async (all) => {
            const { blocksOf, markdownOf } = await import("/static/js/report-schema.js");
            const plain = (nodes) => nodes.map((node) => node.textBetween(0, node.content.size, "\\n")).join("\\n");
            return all.map((text) => {
                const blocks = blocksOf(text, "u");
                const again = blocks.map(markdownOf).join("\\n\\n");
                const second = blocksOf(again, "u");
                return { again, same: JSON.stringify(blocks) === JSON.stringify(second), words: plain(blocks) };
            });
        }""",
        list(MARKDOWN),
    )
    for text, one in zip(MARKDOWN, found, strict=True):
        assert one["same"], text
        assert parse_block(one["again"]).blocks == parse_block(text).blocks, text
        assert re.findall(r"\w+", one["words"]) == [
            word
            for block in parse_block(text).blocks
            for word in re.findall(r"\w+", plain_text(block))
            if word != "Caption"
        ]


def test_the_page_fits_a_phone_and_everybody(written: Written) -> None:
    page = written.open(viewport={"width": 360, "height": 740})
    cursor_after(page, "Seven eight nine.")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert accessibility_problems(page) == []
