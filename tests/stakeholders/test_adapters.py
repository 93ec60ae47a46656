"""How signing in behaves here."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession

from stakeholders.enums import MessageStatus
from stakeholders.models import OutgoingMessage, User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def test_nobody_signs_up(client):
    client.post(
        "/accounts/signup/", {"email": "new@example.org", "password1": PASSWORD, "password2": PASSWORD}
    )
    assert User.objects.count() == 0


def test_a_code_is_in_the_mail_and_nowhere_else(client, user, mailoutbox, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/login/code/", {"email": user.email})
    (mail,) = mailoutbox
    message = OutgoingMessage.objects.get()
    code = re.search(r"^([A-Z0-9]{3,}-?[A-Z0-9]{3,})\s*$", mail.body, re.MULTILINE)[1]
    assert (mail.to, message.to_address, message.kind) == ([user.email], user.email, "login_code")
    assert (message.status, message.private_values) == (MessageStatus.SENT, {})
    assert "{{ code }}" in message.text_body
    assert code not in message.text_body + message.html_body + message.subject
    answer = client.post("/accounts/login/code/confirm/", {"code": code})
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_password_reset_is_a_link_that_is_not_kept(
    client, user, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"https?://\S+/accounts/password/reset/key/\S+", mailoutbox[0].body)[0]
    assert link not in OutgoingMessage.objects.get().text_body
    assert client.get(link.partition("testserver")[2], follow=True).status_code == 200


def test_an_unknown_address_tells_nothing(client, user):
    known = client.post("/accounts/login/code/", {"email": user.email})
    unknown = client.post("/accounts/login/code/", {"email": "nobody@example.org"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_where_somebody_signed_in_from_is_not_kept(client, user):
    client.post(
        "/accounts/login/",
        {"login": user.email, "password": PASSWORD},
        REMOTE_ADDR="203.0.113.7",
        HTTP_USER_AGENT="A telephone",
    )
    session = UserSession.objects.get()
    assert (session.user, session.ip, session.user_agent) == (user, "::", "A telephone")


def test_the_technical_admin_signs_in_by_the_same_door(client):
    answer = client.get("/technical/", follow=True)
    assert answer.redirect_chain[-1] == ("/accounts/login/?next=%2Ftechnical%2F", 302)
