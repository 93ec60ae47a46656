"""Hearing of new reports by mail: asked for, confirmed, ended; nobody learns from it who has subscribed."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.utils import timezone

from reports.models import Subscription
from reports.services import subscriptions
from reports.services.subscriptions import (
    ask_to_subscribe,
    confirm_subscription,
    end_subscription,
    forget_unconfirmed,
)
from reports.subscription_links import confirmation_link, leaving_link
from stakeholders.models import OutgoingMessage
from stakeholders.services.outbox import deliver_message

pytestmark = pytest.mark.django_db
ADDRESS = "reader@example.org"


def path_of(link: str) -> str:
    return urlsplit(link).path


def test_the_whole_way(client: Client) -> None:
    asked = client.post("/reports/subscribe/", {"email": " Reader@Example.org "}, follow=True)
    assert "Look into your mailbox" in asked.text
    subscription = Subscription.objects.get()
    assert (subscription.email, subscription.confirmed_on) == (ADDRESS, None)
    link = OutgoingMessage.objects.get().private_values["link"]
    assert link not in OutgoingMessage.objects.get().text_body

    page = client.get(path_of(link))
    assert (page["Cache-Control"], page["Referrer-Policy"]) == ("private, no-store", "no-referrer")
    subscription.refresh_from_db()
    assert subscription.confirmed_on is None  # nothing is changed by reading
    assert "You will hear of the next report" in client.post(path_of(link)).text
    subscription.refresh_from_db()
    assert subscription.confirmed_on == timezone.localdate()

    leave = path_of(leaving_link(subscription))
    assert "hear of no more reports" in client.get(leave).text
    strict = Client(enforce_csrf_checks=True)
    assert "You have left" in strict.post(leave, {"List-Unsubscribe": "One-Click"}).text
    assert not Subscription.objects.exists()
    assert "You have left" in client.get(leave).text
    assert client.get(path_of(link)).status_code == 410


def test_the_answer_is_the_same_for_every_address(client: Client) -> None:
    Subscription.objects.create(email=ADDRESS, confirmed_on=timezone.localdate())
    answers = [
        client.post("/reports/subscribe/", {"email": address}) for address in (ADDRESS, "another@example.org")
    ]
    assert len({(answer.status_code, answer["Location"]) for answer in answers}) == 1
    to_known = OutgoingMessage.objects.get(to_address=ADDRESS)
    assert to_known.subject == "You hear of new reports already"
    assert "/reports/unsubscribe/" in to_known.private_values["link"]


def test_one_mail_a_day_to_each_address() -> None:
    for _ in range(3):
        ask_to_subscribe(email=ADDRESS, language="sv")
    assert OutgoingMessage.objects.count() == 1
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        ask_to_subscribe(email=ADDRESS, language="fr")
        assert OutgoingMessage.objects.count() == 2
    assert Subscription.objects.get().language == "fr"


def test_strangers_cannot_make_the_site_flood_the_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subscriptions, "MOST_AN_HOUR", 2)
    for number in range(4):
        ask_to_subscribe(email=f"reader{number}@example.org", language="en")
    assert OutgoingMessage.objects.count() == 2


@pytest.mark.parametrize("email", ["", "no address", "x" * 300 + "@example.org"])
def test_what_is_no_address_is_refused_beside_the_field(client: Client, email: str) -> None:
    page = client.post("/reports/subscribe/", {"email": email})
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["email"]


def test_a_link_holds_for_a_week_and_cannot_be_made_up(client: Client) -> None:
    subscription = Subscription.objects.create(email=ADDRESS)
    link, leave = path_of(confirmation_link(subscription)), path_of(leaving_link(subscription))
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert client.post(link).status_code == 410
        assert client.get(leave).status_code == 200
    assert client.post(link.replace("confirm", "confirm")[:-3] + "xx/").status_code == 410
    assert client.post(leave[:-3] + "xx/").status_code == 410
    # The one does not open the other.
    token = leave.rstrip("/").rpartition("/")[2]
    assert client.post(f"/reports/subscribe/{token}/").status_code == 410
    subscription.refresh_from_db()
    assert subscription.confirmed_on is None


def test_confirming_and_leaving_twice_is_harmless() -> None:
    subscription = Subscription.objects.create(email=ADDRESS)
    for _ in range(2):
        confirm_subscription(uuid=subscription.uuid)
    for _ in range(2):
        end_subscription(uuid=subscription.uuid)
    assert not Subscription.objects.exists()


def test_who_never_confirms_is_forgotten() -> None:
    today = timezone.localdate()
    Subscription.objects.create(email="old@example.org", asked_on=today - timedelta(days=9))
    Subscription.objects.create(email="new@example.org", asked_on=today - timedelta(days=6))
    Subscription.objects.create(
        email="kept@example.org", asked_on=today - timedelta(days=90), confirmed_on=today - timedelta(days=89)
    )
    assert forget_unconfirmed() == 1
    assert set(Subscription.objects.values_list("email", flat=True)) == {
        "new@example.org",
        "kept@example.org",
    }


def test_the_mail_speaks_the_readers_language() -> None:
    ask_to_subscribe(email=ADDRESS, language="ar")
    message = OutgoingMessage.objects.get()
    assert message.language == "ar"
    assert 'dir="rtl"' in message.html_body


def test_a_mail_program_can_leave_by_one_press(settings: pytest.FixtureRequest) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    ask_to_subscribe(email=ADDRESS, language="en")
    message = OutgoingMessage.objects.get()
    message.private_values |= {"unsubscribe_link": "https://majlis.example.org/reports/unsubscribe/t/"}
    message.save()
    deliver_message(message_id=message.pk)
    headers = mail.outbox[-1].message()
    assert headers["List-Unsubscribe"] == "<https://majlis.example.org/reports/unsubscribe/t/>"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert re.search(r"/reports/subscribe/[0-9a-f]{32}:", mail.outbox[-1].body)
