"""A participant's way through a draft on a phone: without scripts all of it, with scripts the receipt is kept."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from playwright.sync_api import Page

    from tests.live_site import LiveSite

pytestmark = pytest.mark.browser

SET_UP = """
import json
from datetime import timedelta
from uuid import uuid4
from django.utils import timezone
from dialogues.enums import MeetingStatus
from reports.enums import ReviewKind
from reports.review_links import review_path
from reports.services import generate_draft
from reports.services.review import open_review
import random
from factory.django import DjangoModelFactory
from tests import factories
for one in vars(factories).values():  # numbers that no other test on this site has used
    if isinstance(one, type) and issubclass(one, DjangoModelFactory) and one is not DjangoModelFactory:
        one.reset_sequence(random.randrange(10**6, 10**9), force=True)
meeting = factories.MeetingFactory(title="A review " + uuid4().hex[:6], status=MeetingStatus.ENDED)
user = factories.TeamMemberFactory(dialogue=meeting.dialogue).user
for _ in range(6):
    factories.ParticipationFactory(meeting=meeting, attended=True)
factories.PointFactory(agenda_item=factories.AgendaItemFactory(meeting=meeting), text="Roads matter most.", hands=4, position=0)
report = generate_draft(meeting=meeting, actor=user)
review = open_review(
    report=report, kind=ReviewKind.PARTICIPANTS, closes_at=timezone.now() + timedelta(days=4), actor=user
)
invitation = review.invitations.select_related("round", "participation").first()
print(json.dumps({"path": review_path(invitation), "review": review.pk}))
"""
LEFT = "from reports.models import ReviewComment; print(ReviewComment.objects.filter(round={}).count())"
PHONE = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def held(live_site: LiveSite) -> dict[str, Any]:
    return dict(json.loads(live_site.run(SET_UP)))


def test_with_scripts_the_receipt_is_kept_on_the_device(
    live_site: LiveSite, new_page: Callable[..., Page], held: dict[str, Any]
) -> None:
    page = new_page(**PHONE)
    page.goto(held["path"])
    assert accessibility_problems(page) == []
    page.locator(".review-link a").first.click()
    page.get_by_label("Your comment").fill("We said it otherwise.")
    page.get_by_role("button", name="Send without my name").click()
    expect(page.locator("[data-kept]")).to_be_visible()
    assert accessibility_problems(page) == []

    page.get_by_role("link", name="Back to the draft").click()
    page.locator("[data-receipt-list] a").click()
    expect(page.get_by_text("We said it otherwise.")).to_be_visible()
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_role("heading", name="It is deleted")).to_be_visible()
    page.get_by_role("link", name="Back to the draft").click()
    expect(page.locator("[data-receipts]")).to_be_hidden()
    assert live_site.run(LEFT.format(held["review"])) == "0"
    assert page.problems == []


def test_without_scripts_everything_is_there(
    live_site: LiveSite, new_page: Callable[..., Page], held: dict[str, Any]
) -> None:
    page = new_page(**PHONE, java_script_enabled=False)
    page.goto(held["path"])
    page.locator(".review-link a").first.click()
    page.get_by_label("What is not rendered rightly").fill("These were not my words.")
    page.get_by_role("button", name="Send the objection without a name").click()
    expect(page.get_by_text("The address of this page is your receipt")).to_be_visible()
    expect(page.get_by_text("These were not my words.")).to_be_visible()
    page.goto(held["path"])
    page.get_by_role("link", name="Comment on the whole").click()
    page.get_by_label("Your comment").fill("Well done.")
    page.get_by_role("button", name="Send with my name").click()
    expect(page.get_by_text("Well done.")).to_be_visible()
    page.get_by_role("button", name="I have nothing more to add").click()
    expect(page.get_by_text("You will not be reminded.")).to_be_visible()
    assert live_site.run(LEFT.format(held["review"])) == "2"
