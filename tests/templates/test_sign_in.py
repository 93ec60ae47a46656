"""The pages of signing in and of one's own account: allauth's behaviour in our look."""

import re
from html import unescape

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from stakeholders.models import OutgoingMessage, User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_attempts_yet() -> None:
    """Forget the attempts that other tests made: signing in is limited per address and account."""
    cache.clear()


@pytest.fixture
def member() -> User:
    user = UserFactory(email="nour@example.org", name="Nour Example")
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
    return user


@pytest.fixture
def client(member: User) -> Client:
    """Somebody who has just shown once more that they are who they are."""
    client = Client()
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def titles(client: Client, address: str) -> list[str]:
    response = client.get(address)
    assert response.status_code == 200, (response.status_code, response.headers)
    page = response.content.decode()
    assert re.findall(r"\sstyle=", page) == []
    return [
        unescape(re.sub(r"<[^>]+>", "", title)).strip()
        for title in re.findall(r"<h[12][^>]*>(.*?)</h[12]>", page, re.DOTALL)
    ]


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("account_login", "Sign in"),
        ("account_request_login_code", "Sign in with a code"),
        ("account_reset_password", "A new password"),
        ("account_reset_password_done", "Look into your mail"),
        ("account_signup", "Accounts are made by invitation"),
    ],
)
def test_pages_on_the_way_in(name: str, title: str) -> None:
    assert titles(Client(), reverse(name)) == [title]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("account_email", ["Your account", "Your e-mail addresses", "Add another address"]),
        ("account_change_password", ["Your account", "Change Password"]),
        ("mfa_index", ["Your account", "A second step, or no password at all"]),
        ("mfa_activate_totp", ["Your account", "Activate Authenticator App"]),
        ("mfa_add_webauthn", ["Your account", "Add a passkey or a security key"]),
        ("mfa_list_webauthn", ["Your account", "Passkeys and security keys"]),
        ("usersessions_list", ["Your account", "Where you are signed in"]),
        ("account_logout", ["Sign out of this device?"]),
        ("account_reauthenticate", ["Is it you?"]),
    ],
)
def test_pages_of_ones_own_account(client: Client, name: str, expected: list[str]) -> None:
    assert titles(client, reverse(name)) == expected


def test_with_address_and_password(member: User) -> None:
    client = Client()
    response = client.post(reverse("account_login"), {"login": "NOUR@example.org", "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_wrong_password_is_said_and_the_address_kept(member: User) -> None:
    response = Client().post(reverse("account_login"), {"login": member.email, "password": "wrong"})
    page = response.content.decode()
    assert 'value="nour@example.org"' in page
    assert "alert-danger" in page


def test_labels_are_not_repeated_inside_the_fields() -> None:
    assert "placeholder=" not in Client().get(reverse("account_login")).content.decode()


def test_with_a_code_from_the_mail(member: User) -> None:
    client = Client()
    response = client.post(reverse("account_request_login_code"), {"email": member.email})
    assert response["Location"] == reverse("account_confirm_login_code")
    message = OutgoingMessage.objects.get()
    assert message.subject == "Your sign-in code"
    assert "{{ code }}" in message.text_body
    assert "{{ code }}" in message.html_body
    page = client.get(reverse("account_confirm_login_code")).content.decode()
    assert "nour@example.org" in page
    response = client.post(reverse("account_confirm_login_code"), {"code": message.private_values["code"]})
    assert (response.status_code, response["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(member.pk)


def test_a_code_for_nobody_tells_the_page_nothing() -> None:
    client = Client()
    response = client.post(reverse("account_request_login_code"), {"email": "nobody@example.org"})
    assert response["Location"] == reverse("account_confirm_login_code")
    assert OutgoingMessage.objects.get().subject == "No account for this address"


def test_a_new_password_by_mail(member: User) -> None:
    Client().post(reverse("account_reset_password"), {"email": member.email})
    message = OutgoingMessage.objects.get()
    assert message.subject == "A new password"
    assert "{{ password_reset_url }}" in message.text_body
    address = message.private_values["password_reset_url"].removeprefix("http://testserver")
    client = Client()
    form = client.get(address, follow=True)
    assert form.status_code == 200
    done = client.post(
        form.request["PATH_INFO"],
        {"password1": "another-phrase-9x", "password2": "another-phrase-9x"},
        follow=True,
    )
    assert done.status_code == 200
    member.refresh_from_db()
    assert member.check_password("another-phrase-9x")


def test_a_spent_link_for_a_password_says_so(member: User) -> None:
    page = (
        Client().get(reverse("account_reset_password_from_key", args=["1", "set-password"])).content.decode()
    )
    assert "This link is spent" in page
    assert 'href="/accounts/password/reset/"' in page


def test_nobody_signs_up_by_themselves() -> None:
    Client().post(
        reverse("account_signup"),
        {"email": "new@example.org", "password1": "another-phrase-9x", "password2": "another-phrase-9x"},
    )
    assert not User.objects.filter(email="new@example.org").exists()


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def test_the_second_step_from_setting_up_to_turning_off(client: Client, member: User) -> None:
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    assert '<img class="qr" src="data:image/svg+xml;base64,' in page
    secret = re.search(r'id="authenticator_secret"[^>]* value="(\w+)"', page)[1]  # type: ignore[index]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_for(secret)})
    assert response["Location"] == reverse("mfa_view_recovery_codes")
    assert titles(client, reverse("mfa_view_recovery_codes")) == ["Your account", "Recovery codes"]
    codes = re.findall(r"<li>(\d{8})</li>", client.get(reverse("mfa_view_recovery_codes")).content.decode())
    assert len(codes) == 10
    assert "10 codes are left" in client.get(reverse("mfa_index")).content.decode()

    other = Client()
    response = other.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    assert response["Location"] == reverse("mfa_authenticate")
    assert titles(other, reverse("mfa_authenticate")) == ["Second step"]
    response = other.post(reverse("mfa_authenticate"), {"code": codes[0]})
    assert (response.status_code, response["Location"]) == (302, "/")

    assert titles(client, reverse("mfa_generate_recovery_codes")) == ["Your account", "Recovery Codes"]
    assert titles(client, reverse("mfa_deactivate_totp")) == ["Your account", "Deactivate Authenticator App"]
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    notice = OutgoingMessage.objects.get(kind="totp_deactivated")
    assert "Authenticator app deactivated." in notice.text_body
    assert "127.0.0.1" not in notice.text_body


def test_a_wrong_code_is_said_beside_the_field(client: Client) -> None:
    client.get(reverse("mfa_activate_totp"))
    page = client.post(reverse("mfa_activate_totp"), {"code": "000000"}).content.decode()
    assert "is-invalid" in page
    assert "invalid-feedback" in page


def test_another_address_is_confirmed_by_mail(client: Client, member: User) -> None:
    client.post(reverse("account_email"), {"action_add": "", "email": "second@example.org"})
    message = OutgoingMessage.objects.get(to_address="second@example.org")
    assert message.subject == "Confirm your e-mail address"
    page = client.get(reverse("account_email")).content.decode()
    assert "second@example.org" in page
    assert "Not confirmed" in page
    address = message.private_values["activate_url"].removeprefix("http://testserver")
    assert titles(client, address) == ["Confirm Email Address"]
    client.post(address)
    assert EmailAddress.objects.get(email="second@example.org").verified


def test_the_list_of_devices_names_them_without_an_address(client: Client, member: User) -> None:
    elsewhere = Client(
        headers={"user-agent": "Mozilla/5.0 (Android 16; Mobile; rv:150.0) Gecko/150.0 Firefox/150.0"}
    )
    elsewhere.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    page = client.get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Android" in page
    assert "127.0.0.1" not in page
    client.post(reverse("usersessions_list"))
    assert elsewhere.get(reverse("stakeholders:profile")).status_code == 302


def test_signing_out_needs_a_form(client: Client) -> None:
    client.get(reverse("account_logout"))
    assert client.get(reverse("stakeholders:profile")).status_code == 200
    client.post(reverse("account_logout"))
    assert client.get(reverse("stakeholders:profile")).status_code == 302
