"""Writing to the people of a meeting."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.links import participation_token, private_link
from dialogues.services import send_invitations
from stakeholders.enums import DeliveryProblem, MessageStatus
from stakeholders.models import OutgoingMessage
from tests.factories import (
    AdministratorFactory,
    DialogueFactory,
    MeetingFactory,
    ParticipationFactory,
    TeamMemberFactory,
)

pytestmark = pytest.mark.django_db
PEOPLE = "/dialogues/peace/round-one/people/"


@pytest.fixture
def convener():
    return TeamMemberFactory(dialogue=DialogueFactory(slug="peace"))


@pytest.fixture
def client(sign_in, convener):
    return sign_in(convener.user)


@pytest.fixture
def meeting(convener):
    return MeetingFactory(dialogue=convener.dialogue, slug="round-one", title="Round one")


def body(response):
    return response.content.decode()


def listed(meeting, **values):
    return ParticipationFactory(meeting=meeting, **({"response": "not_invited", "invited_at": None} | values))


def test_invite_those_who_are_ticked(client, meeting):
    one, two = listed(meeting), listed(meeting)
    page = client.get(f"{PEOPLE}invite/")
    assert body(page).count('type="checkbox" name="participations"') == 2
    page = client.post(f"{PEOPLE}invite/", {"participations": [one.uuid]}, follow=True)
    assert "1 mail is on its way." in body(page)
    assert [mail.to_address for mail in OutgoingMessage.objects.all()] == [one.person.email]
    two.refresh_from_db()
    assert two.response == "not_invited"


def test_nobody_ticked(client, meeting):
    listed(meeting)
    page = client.post(f"{PEOPLE}invite/", {})
    assert page.status_code == 422
    assert "Choose at least one person." in body(page)


def test_the_preview_shows_each_language_and_no_link(client, meeting):
    listed(meeting, person__languages=["en"])
    listed(meeting, person__languages=["ar"])
    listed(meeting, person__languages=["en"], person__protection="protected")
    secret = listed(meeting, person__languages=["en"])
    page = client.get(f"{PEOPLE}invite/")
    previews = page.context["previews"]
    assert [(preview["code"], preview["discreet"]) for preview in previews] == [
        ("ar", False),
        ("en", False),
        ("en", True),
    ]
    assert [preview["subject"] for preview in previews[1:]] == ["Invitation: Round one", "An invitation"]
    assert participation_token(secret) not in body(page)
    assert private_link(secret) not in body(page)


def test_who_has_no_address_is_named(client, meeting):
    held = listed(meeting, person__email="", person__name="Nobody Reachable")
    assert "disabled" in body(client.get(f"{PEOPLE}invite/"))
    page = client.post(f"{PEOPLE}invite/", {"participations": [held.uuid]}, follow=True)
    assert "nothing was sent to: Nobody Reachable" in body(page)


def test_somebody_of_another_meeting_is_no_choice(client, meeting):
    listed(meeting)
    page = client.post(f"{PEOPLE}invite/", {"participations": [listed(MeetingFactory()).uuid]})
    assert page.status_code == 422
    assert not OutgoingMessage.objects.exists()


def test_a_past_meeting_invites_nobody(client, meeting):
    held = listed(meeting)
    meeting.starts_at = timezone.now() - timedelta(days=2)
    meeting.ends_at = timezone.now() - timedelta(days=1)
    meeting.save()
    assert "No invitations are sent any more" in body(client.get(f"{PEOPLE}invite/"))
    page = client.post(f"{PEOPLE}invite/", {"participations": [held.uuid]})
    assert page.status_code == 422
    assert not OutgoingMessage.objects.exists()


def test_remind(client, meeting):
    held = listed(meeting, response="needs_action")
    listed(meeting, response="accepted")
    page = client.get(f"{PEOPLE}remind/")
    assert [one.pk for one in page.context["people"]] == [held.pk]
    client.post(f"{PEOPLE}remind/", {"participations": [held.uuid]})
    assert OutgoingMessage.objects.get().kind == "meeting.reminder"


def test_updates(client, meeting):
    held = listed(meeting, response="accepted", invited_sequence=0)
    assert "Everybody knows the latest" in body(client.get(f"{PEOPLE}updates/"))
    meeting.calendar_sequence = 1
    meeting.save()
    assert "1 person was invited before the last change" in body(client.get(f"{PEOPLE}updates/"))
    client.post(f"{PEOPLE}updates/", {"ask_again": "on"})
    held.refresh_from_db()
    assert (held.response, OutgoingMessage.objects.get().kind) == ("needs_action", "meeting.update")


def test_thanks(client, meeting):
    listed(meeting, attended=True)
    assert "has not been ended in the room yet" in body(client.get(f"{PEOPLE}thanks/"))
    meeting.status = "ended"
    meeting.save()
    client.post(f"{PEOPLE}thanks/", {"note": "The report follows."})
    assert "The report follows." in OutgoingMessage.objects.get().text_body


@pytest.mark.parametrize("link", ["", "new"])
def test_once_more_to_one(client, meeting, link):
    held = listed(meeting)
    send_invitations(meeting=meeting, actor=AdministratorFactory())
    before = participation_token(held)
    client.post(f"{PEOPLE}{held.uuid}/invite/", {"link": link})
    held.refresh_from_db()
    assert (participation_token(held) == before) == (not link)
    assert OutgoingMessage.objects.count() == 2


def test_what_became_of_the_mails(client, meeting):
    held = listed(meeting)
    send_invitations(meeting=meeting, actor=AdministratorFactory())
    OutgoingMessage.objects.update(
        status=MessageStatus.FAILED,
        problem=DeliveryProblem.RECIPIENT_REFUSED,
        last_error="550 5.1.1 No such user",
    )
    other = OutgoingMessage.objects.create(
        kind="meeting.invitation",
        topic="meeting:other:",
        to_address="other@example.org",
        subject="A",
        text_body="A",
    )
    page = client.get(f"{PEOPLE}mail/")
    assert "does not accept this address" in body(page)
    assert "550 5.1.1 No such user" in body(page)
    assert "other@example.org" not in body(page)
    assert private_link(held) not in body(page)
    assert "1 mail could not be sent" in body(client.get(PEOPLE))
    mail = OutgoingMessage.objects.get(to_address=held.person.email)
    client.post(f"{PEOPLE}mail/{mail.uuid}/again/")
    mail.refresh_from_db()
    assert mail.status == MessageStatus.QUEUED
    assert client.post(f"{PEOPLE}mail/{other.uuid}/again/").status_code == 404


def test_progress_asks_again_until_all_is_done(client, meeting):
    for _ in range(3):
        listed(meeting)
    send_invitations(meeting=meeting, actor=AdministratorFactory())
    last = OutgoingMessage.objects.order_by("-pk")[0]
    OutgoingMessage.objects.filter(pk=last.pk).update(
        status=MessageStatus.SENT, sent_at=timezone.now(), private_values={}
    )
    page = body(client.get(f"{PEOPLE}mail/progress/"))
    assert "1 of 3" in page
    assert 'hx-trigger="every 2s"' in page
    OutgoingMessage.objects.update(status=MessageStatus.SENT, sent_at=timezone.now(), private_values={})
    page = body(client.get(f"{PEOPLE}mail/progress/"))
    assert "hx-trigger" not in page
    assert "All mails have been dealt with." in page


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_of_mails_costs_the_same_for_one_and_for_thirty(
    sign_in, convener, meeting, django_assert_num_queries, number
):
    for _ in range(number):
        listed(meeting)
    send_invitations(meeting=meeting, actor=AdministratorFactory())
    client = sign_in(convener.user)
    with django_assert_num_queries(11):
        assert client.get(f"{PEOPLE}mail/").status_code == 200
