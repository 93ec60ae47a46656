"""The picture of the network in a real browser: pointing, keyboard, zoom, filters, and without JavaScript."""

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.once]

SETUP = f"""
from allauth.account.models import EmailAddress
from stakeholders.models import Organisation, Relationship, Sector, User
user, _ = User.objects.get_or_create(email="network@example.org", defaults=dict(name="Network Reader", is_team=True))
user.set_password("{PASSWORD}"); user.save()
EmailAddress.objects.get_or_create(user=user, email=user.email, defaults=dict(verified=True, primary=True))
sectors = [Sector.objects.get_or_create(slug=f"picture-{{name}}", defaults=dict(name=f"Picture {{name}}"))[0] for name in ("one", "two")]
made = [
    Organisation.objects.get_or_create(
        slug=f"picture-{{name}}", defaults=dict(name=f"Picture {{name}}", kind="research", primary_sector=sectors[number % 2])
    )[0]
    for number, name in enumerate(("alpha", "beta", "gamma", "delta"))
]
for one, other in zip(made, made[1:]):
    Relationship.objects.get_or_create(source=one, target=other, kind="partners_with")
"""


@pytest.fixture
def signed_in(live_site, new_page):
    """Return a function that opens the network's page as a team member."""
    live_site.run(SETUP)

    def open_page(**options):
        page = new_page(**options)
        page.goto("/accounts/login/?next=/network/")
        page.get_by_label("Email").fill("network@example.org")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Sign in", exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Network")
        return page

    return open_page


def test_pointing_and_tabbing_show_an_organisations_ties_alone(signed_in):
    page = signed_in()
    beta = page.locator(".node", has_text="Picture beta")

    beta.hover()
    expect(page.locator(".tie.is-near")).to_have_count(2)
    expect(page.locator("[data-said]")).to_have_text(
        "Picture beta: Picture two, 2 contacts, 2 of them in other sectors"
    )

    page.mouse.move(0, 0)
    expect(page.locator(".has-focus")).to_have_count(0)

    page.locator(".node", has_text="Picture delta").focus()
    expect(page.locator(".tie.is-near")).to_have_count(1)
    assert page.problems == []


def test_enlarging_and_back(signed_in):
    page = signed_in()
    picture = page.locator(".network-picture")

    page.get_by_role("button", name="Enlarge").click()
    expect(picture).to_have_attribute("viewBox", "200 133.33333333333337 800 533.3333333333334")
    page.get_by_role("button", name="Whole picture").click()
    expect(picture).to_have_attribute("viewBox", "0 0 1200 800")


def test_filters_redraw_the_picture_and_it_answers_still(signed_in):
    page = signed_in()

    page.get_by_label("Around the sector").select_option("Picture one")
    expect(page.locator(".chips")).to_contain_text("Around the sector: Picture one")
    page.locator(".node", has_text="Picture alpha").hover()
    expect(page.locator(".tie.is-near")).to_have_count(1)
    page.get_by_label("Ties from").select_option("Funding")
    expect(page.get_by_text("Nothing found")).to_be_visible()
    assert page.problems == []


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_serious_for_axe_and_nothing_to_scroll_sideways(signed_in, width):
    page = signed_in(viewport={"width": width, "height": 800})

    for path in ("/network/", "/network/organisations/", "/network/ties/"):
        page.goto(path)
        assert accessibility_problems(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_without_javascript_it_is_a_picture_of_links(signed_in):
    page = signed_in(java_script_enabled=False)

    expect(page.locator(".network-tools")).to_be_hidden()
    page.locator(".node", has_text="Picture beta").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Picture beta")
