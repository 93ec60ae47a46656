"""The embedded site as ``make run`` starts it: first run, sign-in by mailed code, mailbox, languages."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.once]


@pytest.fixture
def fresh(live_site):
    """Make sure that there is the administrator that these tests sign in as, whatever ran before."""
    live_site.run(
        "from stakeholders.models import User; from allauth.account.models import EmailAddress\n"
        "user, new = User.objects.get_or_create(email='front@example.org', defaults=dict(name='Front Door', is_team=True))\n"
        f"user.set_password('{PASSWORD}'); user.language = ''; user.save()\n"
        "EmailAddress.objects.get_or_create(user=user, email=user.email, defaults=dict(verified=True, primary=True))"
    )
    return live_site


def test_web_database_and_worker_are_well(live_site):
    assert live_site.health() == {"web": "ok", "database": "ok", "worker": "ok"}


def test_a_mailed_code_opens_the_door(fresh, new_page):
    page = new_page()
    page.goto("/accounts/login/")
    assert accessibility_problems(page) == []
    page.get_by_role("link", name="Send me a code by mail").click()
    page.get_by_label("Email").fill("front@example.org")
    page.get_by_role("button", name=re.compile("code", re.IGNORECASE)).click()
    mail = fresh.mails_to("front@example.org")[-1]
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail, re.MULTILINE)[1]
    page.get_by_label("Code").fill(code)
    page.get_by_label("Code").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Front Door")
    assert accessibility_problems(page) == []

    page.goto("/mailbox/")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    assert accessibility_problems(page) == []
    expect(page.locator(".mail-text")).to_contain_text(code)

    page.goto("/")
    page.locator("summary", has_text="Language").click()
    page.locator("button[lang=ar]").click()
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert page.problems == []


def test_a_password_opens_the_door_too(fresh, new_page):
    page = new_page(viewport={"width": 360, "height": 740})
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill("front@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Welcome, Front Door")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.problems == []
