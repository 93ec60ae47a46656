"""The registry in a real browser: suggestions, results that follow the filters, the same without JavaScript, an invitation."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser_support import accessibility_problems
from tests.factories import PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

ADDRESS = "registry@example.org"


@pytest.fixture
def site(live_site):
    live_site.run(f"""
from allauth.account.models import EmailAddress
from stakeholders.models import Organisation, Sector, User
if not User.objects.filter(email={ADDRESS!r}).exists():
    user = User.objects.create_superuser({ADDRESS!r}, {PASSWORD!r}, name="Registry Keeper")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    Sector.objects.create(name="Quiet diplomacy", slug="quiet-diplomacy")
    for name, slug, kind in (
        ("Lighthouse Institute", "lighthouse", "research"),
        ("Lighthouse Radio", "lighthouse-radio", "media"),
        ("Harbour Coalition", "harbour", "coalition"),
    ):
        Organisation.objects.create(name=name, slug=slug, kind=kind)
""")
    return live_site


def sign_in(page):
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(ADDRESS)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Password").press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Welcome")
    return page


def test_results_follow_what_is_typed_and_chosen(site, new_page):
    page = sign_in(new_page())
    page.goto("/organisations/")
    page.get_by_role("searchbox").press_sequentially("lighth")
    expect(page.get_by_text("2 results")).to_be_visible()
    expect(page).to_have_url(re.compile(r"q=lighth"))
    page.get_by_label("Kind").select_option("media")
    expect(page.get_by_text("1 result", exact=True)).to_be_visible()
    expect(page.get_by_role("rowheader")).to_have_text(["Lighthouse Radio"])
    expect(page.get_by_role("searchbox")).to_have_value("lighth")
    page.get_by_role("link", name=re.compile("^Kind: Media")).click()
    expect(
        page.get_by_text("2 results")
    ).to_be_visible()  # a page of its own: what is there before it is the old one
    page.get_by_role("link", name="Name").click()
    expect(page.get_by_role("rowheader")).to_have_text(["Lighthouse Radio", "Lighthouse Institute"])
    expect(page.get_by_role("columnheader", name="Name")).to_have_attribute("aria-sort", "descending")
    page.get_by_role("searchbox").fill("")
    expect(page.get_by_text("2 results")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"sort=-name"))
    page.go_back()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("rowheader")).to_have_text(["Lighthouse Radio", "Lighthouse Institute"])
    assert page.problems == []


def test_a_picker_suggests_and_is_driven_by_the_keyboard(site, new_page):
    page = sign_in(new_page())
    page.goto("/relationships/new/")
    source = page.get_by_role("combobox", name=re.compile("^Organisation"))
    source.press_sequentially("lightho")
    expect(page.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    assert accessibility_problems(page) == []
    source.press("ArrowDown")
    source.press("Enter")
    expect(source).to_have_value("Lighthouse Radio")
    target = page.get_by_role("combobox", name=re.compile("^Other organisation"))
    target.press_sequentially("harb")
    page.get_by_role("option", name=re.compile("Harbour Coalition")).click()
    page.get_by_label("Relationship").select_option("member_of")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lighthouse Radio")
    expect(page.locator("#relationships")).to_contain_text("is a member of Harbour Coalition")
    assert page.problems == []


def test_several_are_picked_as_boxes(site, new_page):
    page = sign_in(new_page())
    page.goto("/organisations/lighthouse/edit/")
    sectors = page.get_by_role("combobox", name=re.compile("^Further sectors"))
    sectors.press_sequentially("quiet")
    page.get_by_role("option", name="Quiet diplomacy").click()
    expect(page.get_by_role("checkbox", name="Quiet diplomacy")).to_be_checked()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#facts")).to_contain_text("Quiet diplomacy")


def test_without_javascript_the_form_asks_which_is_meant(site, new_page):
    page = sign_in(new_page(java_script_enabled=False))
    page.goto("/organisations/?q=lighthouse")
    expect(page.get_by_text("2 results")).to_be_visible()
    page.goto("/relationships/new/")
    page.get_by_label("Organisation", exact=False).first.fill("lighthouse")
    page.get_by_label("Relationship").select_option("partners_with")
    page.get_by_label("Other organisation").fill("harbour coalition")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("radio", name=re.compile("Lighthouse Institute")).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Lighthouse Institute")


def test_an_invitation_opens_an_account(site, new_page):
    page = sign_in(new_page())
    page.goto("/administration/accounts/invite/")
    page.get_by_label("E-mail address").fill("colleague@example.org")
    page.get_by_label("Name").fill("New Colleague")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("status").first).to_contain_text("colleague@example.org")
    mail = site.mails_to("colleague@example.org")[-1]
    link = re.search(r"/welcome/[\w-]+/", mail.replace("=\n", ""))[0]
    guest = new_page(viewport={"width": 360, "height": 740})
    guest.goto(link)
    assert accessibility_problems(guest) == []
    guest.get_by_label("Password", exact=False).first.fill("harbour-lights-at-dusk-5")
    guest.get_by_label("Password again").fill("harbour-lights-at-dusk-5")
    guest.get_by_role("button", name="Open the account").click()
    expect(guest.get_by_role("heading", level=1)).to_have_text("Welcome, New Colleague")
    guest.goto(link)
    expect(guest.get_by_role("heading", level=1)).to_have_text("This link does not work any more")
