"""The outbox page."""

from __future__ import annotations

import pytest
from django.test import Client

from stakeholders.enums import DeliveryProblem, MessageStatus
from stakeholders.models import OutgoingMessage
from tests.factories import AdministratorFactory, TeamUserFactory, UserFactory

pytestmark = pytest.mark.django_db


def body(response):
    return response.content.decode()


def mail(**values):
    defaults = {
        "kind": "meeting.invitation",
        "to_address": "guest@example.org",
        "subject": "Invitation: Round one",
        "text_body": "Your page: {{ private_link }}",
        "private_values": {"private_link": "https://majlis.example.org/i/secret/"},
    }
    return OutgoingMessage.objects.create(**(defaults | values))


@pytest.fixture
def client(sign_in):
    return sign_in(AdministratorFactory())


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(client, django_assert_num_queries, number):
    for _ in range(number):
        mail()
    with django_assert_num_queries(4):  # session, account, count, page
        assert client.get("/outbox/").status_code == 200


def test_the_list_narrows(client):
    mail()
    mail(to_address="other@example.org", status=MessageStatus.FAILED, problem=DeliveryProblem.UNREACHABLE)

    def found(query):
        return [row.to_address for row in client.get(f"/outbox/{query}").context["listing"].rows]

    assert found("") == ["other@example.org", "guest@example.org"]
    assert found("?q=guest") == ["guest@example.org"]
    assert found("?status=failed") == ["other@example.org"]
    assert found("?problem=unreachable") == ["other@example.org"]
    assert "Nothing found" in body(client.get("/outbox/?q=zzz"))


def test_a_mail_shows_no_secret_and_says_what_went_wrong(client):
    message = mail(
        status=MessageStatus.FAILED,
        problem=DeliveryProblem.RECIPIENT_REFUSED,
        last_error="550 5.1.1 No such user",
        attempts=1,
    )
    page = body(client.get(f"/outbox/{message.uuid}/"))
    assert "secret" not in page
    assert "[private link]" in page
    assert "does not accept this address" in page
    assert "550 5.1.1 No such user" in page
    assert "Try again now" in page


def test_once_more(client):
    message = mail(status=MessageStatus.FAILED)
    assert client.post(f"/outbox/{message.uuid}/again/").url == f"/outbox/{message.uuid}/"
    message.refresh_from_db()
    assert message.status == MessageStatus.QUEUED
    sent = mail(status=MessageStatus.CANCELLED)
    page = client.post(f"/outbox/{sent.uuid}/again/", follow=True)
    assert "Only a mail that was not sent can be sent again." in body(page)


def test_it_is_the_administrators(sign_in, client):
    message = mail()
    addresses = ["/outbox/", f"/outbox/{message.uuid}/", f"/outbox/{message.uuid}/again/"]
    for user in (TeamUserFactory(), UserFactory()):
        other = sign_in(user)
        assert [other.get(path).status_code for path in addresses] == [403, 403, 405]
        assert other.post(addresses[2]).status_code == 403
    assert client.get("/outbox/00000000-0000-4000-8000-000000000000/").status_code == 404
    assert client.post("/outbox/").status_code == 405


def test_anonymous_signs_in_first():
    assert Client().get("/outbox/").status_code == 302
