"""Signing in with a real browser under the real policy: what only JavaScript can do, and the menus without it."""

from urllib.parse import urlsplit

import pytest

from tests.browser_support import Browser, accessibility_problems
from tests.live_site import LiveSite

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.once]

ADDRESS, PHRASE = "frame@example.org", "a-long-enough-passphrase-7"
OWNER = "passkey@example.org"  # of their own: a passkey asks for a second step ever after
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def make_account(site: LiveSite, address: str) -> None:
    site.run(f"""
from allauth.account.models import EmailAddress
from stakeholders.models import User
user = User.objects.filter(email={address!r}).first() or User.objects.create_user(
    {address!r}, {PHRASE!r}, name="Nour Example", is_team=True
)
EmailAddress.objects.get_or_create(user=user, email=user.email, defaults=dict(primary=True, verified=True))
""")


def by_name(site: LiveSite) -> str:
    """Return the site's address by name: browsers tie passkeys to names, not to numbers."""
    return f"http://localhost:{urlsplit(site.url).port}"


def sign_in_with_password(page, address: str = ADDRESS) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("Email").fill(address)
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(lambda address: urlsplit(address).path == "/")


def test_a_passkey_is_added_and_signs_in_alone(browser: Browser, live_site: LiveSite) -> None:
    make_account(live_site, OWNER)
    page = browser.new_page(base_url=by_name(live_site))
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    sign_in_with_password(page, OWNER)

    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill(PHRASE)
    page.get_by_role("button", name="It is me").click()
    page.get_by_label("Name").fill("Laptop")
    assert page.get_by_label("Sign in with it alone, without a password").is_checked()
    page.get_by_role("button", name="Add it").click()
    page.wait_for_url(lambda address: not address.endswith("/add/"))
    page.goto("/accounts/2fa/webauthn/")
    assert page.get_by_role("main").get_by_text("Laptop").is_visible()

    page.context.clear_cookies()
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{by_name(live_site)}/")
    assert page.get_by_text("Your account").count() >= 1
    assert page.problems == []
    browser.close_pages()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_of_the_frame_are_accessible_and_fit(
    browser: Browser, live_site: LiveSite, width: int, language: str
) -> None:
    make_account(live_site, ADDRESS)
    page = browser.new_page(base_url=live_site.url, viewport={"width": width, "height": 800})
    for address in (
        "/accounts/login/",
        "/accounts/login/code/",
        "/accounts/password/reset/",
        "/accounts/signup/",
    ):
        page.goto(address)
        assert accessibility_problems(page) == []
    sign_in_with_password(page)
    live_site.run(
        f"from stakeholders.models import User; User.objects.filter(email={ADDRESS!r}).update(language={language!r})"
    )
    for address in (
        "/style/?messages=1",
        "/profile/",
        "/accounts/email/",
        "/accounts/2fa/",
        "/accounts/sessions/",
    ):
        page.goto(address)
        assert page.evaluate("document.documentElement.lang") == language
        assert (
            page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        ), address
        assert accessibility_problems(page) == [], address
    live_site.run(
        f"from stakeholders.models import User; User.objects.filter(email={ADDRESS!r}).update(language='')"
    )
    assert page.problems == []
    browser.close_pages()


def test_the_menu_of_a_phone_works_without_javascript(browser: Browser, live_site: LiveSite) -> None:
    make_account(live_site, ADDRESS)
    page = browser.new_page(
        base_url=live_site.url, viewport={"width": 360, "height": 800}, java_script_enabled=False
    )
    sign_in_with_password(page)
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Organisations").click()
    page.wait_for_url("**/organisations/**")
    browser.close_pages()


def test_a_menu_closes_on_escape_and_gives_the_focus_back(browser: Browser, live_site: LiveSite) -> None:
    make_account(live_site, ADDRESS)
    page = browser.new_page(base_url=live_site.url)
    sign_in_with_password(page)
    menu = page.locator("details.drop", has_text="Your account").last
    menu.locator("summary").click()
    page.get_by_role("link", name="Your profile").focus()
    page.keyboard.press("Escape")
    assert menu.get_attribute("open") is None
    assert menu.locator("summary").evaluate("node => node === document.activeElement")
    browser.close_pages()
