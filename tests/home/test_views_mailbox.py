"""The pages of the embedded mailbox."""

import pytest
from django.core.mail import EmailMultiAlternatives, get_connection

from home.mailbox import newest_mails
from tests.factories import AdministratorFactory, TeamUserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def name():
    mail = EmailMultiAlternatives(
        "Invitation", "Come: https://majlis.example.org/i/abc/", "majlis@example.org", ["guest@example.org"]
    )
    mail.attach_alternative('<p style="color: teal">Come</p><script>alert(1)</script>', "text/html")
    mail.attach("meeting.ics", "BEGIN:VCALENDAR", "text/calendar")
    get_connection("home.mailbox.MailboxBackend").send_messages([mail])
    return newest_mails()[0].name


def addresses(name):
    return [f"/mailbox/{end}" for end in ("", f"{name}/", f"{name}/html/", f"{name}/0/")]


@pytest.mark.parametrize("factory", [TeamUserFactory, AdministratorFactory])
def test_the_team_opens_everything(sign_in, name, factory):
    client = sign_in(factory())
    assert [client.get(address).status_code for address in addresses(name)] == [200] * 4


def test_the_list(sign_in, name):
    client = sign_in(TeamUserFactory())
    assert [mail.name for mail in client.get("/mailbox/").context["mails"]] == [name]
    assert client.get("/mailbox/?to=nobody@").context["mails"] == []


def test_a_mail(sign_in, name):
    page = sign_in(TeamUserFactory()).get(f"/mailbox/{name}/")
    assert "https://majlis.example.org/i/abc/" in page.content.decode()
    assert "frame-src 'self'" in page["Content-Security-Policy"]


def test_what_a_mail_brings_along_cannot_run(sign_in, name):
    page = sign_in(TeamUserFactory()).get(f"/mailbox/{name}/html/")
    policy = set(page["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src 'none'",
        "style-src 'unsafe-inline'",
        "img-src data:",
        "frame-ancestors 'self'",
        "sandbox allow-popups allow-popups-to-escape-sandbox",
    }
    assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_a_file_is_a_download(sign_in, name):
    client = sign_in(TeamUserFactory())
    answer = client.get(f"/mailbox/{name}/0/")
    assert answer.content == b"BEGIN:VCALENDAR"
    assert answer["Content-Type"] == "text/calendar"
    assert answer["Content-Disposition"] == 'attachment; filename="meeting.ics"'
    assert client.get(f"/mailbox/{name}/7/").status_code == 404


def test_anonymous_is_asked_to_sign_in(client, name):
    for address in addresses(name):
        assert client.get(address)["Location"] == f"/accounts/login/?next={address}"


def test_a_participant_may_not(sign_in, name):
    client = sign_in(UserFactory())
    assert [client.get(address).status_code for address in addresses(name)] == [403] * 4


def test_with_a_mail_server_there_is_none(sign_in, name, settings):
    settings.MAILBOX_ENABLED = False
    client = sign_in(AdministratorFactory())
    assert [client.get(address).status_code for address in addresses(name)] == [404] * 4


@pytest.mark.parametrize("bad", ["nothing", "..%2F..%2Fsecret_key", "20240530-100000-000000-" + "0" * 32])
def test_a_name_that_is_not_there(sign_in, bad):
    client = sign_in(TeamUserFactory())
    assert [client.get(address).status_code for address in addresses(bad)[1:]] == [404] * 3


def test_wrong_method(sign_in, name):
    client = sign_in(TeamUserFactory())
    assert [client.post(address).status_code for address in addresses(name)] == [405] * 4
