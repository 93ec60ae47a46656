"""Invitations, what follows them, and answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from dialogues.enums import MeetingStatus, Response
from dialogues.exceptions import MeetingClosedError
from dialogues.links import participation_for_token, participation_token, private_link
from dialogues.models import Participation
from dialogues.services import (
    answer_invitation,
    change_meeting,
    record_answer,
    renew_link,
    send_invitations,
    send_reminders,
    send_thanks,
    send_updates,
)
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.models import AuditEntry, OutgoingMessage
from tests.factories import MeetingFactory, ParticipationFactory, TeamUserFactory

from .factories import make_room

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return TeamUserFactory()


@pytest.fixture
def meeting():
    return MeetingFactory()


def people(meeting, number, **values):
    return [
        ParticipationFactory(meeting=meeting, **({"response": "not_invited", "invited_at": None} | values))
        for _ in range(number)
    ]


def test_each_gets_a_mail_of_their_own(meeting, actor):
    one, two = people(meeting, 2)
    run = send_invitations(meeting=meeting, actor=actor)
    assert (run.queued, run.without_address) == (2, ())
    one.refresh_from_db()
    assert (one.response, one.invited_sequence) == (Response.NEEDS_ACTION, 0)
    assert one.invited_at is not None
    assert meeting.status == MeetingStatus.CONVENED
    mails = {mail.to_address: mail for mail in OutgoingMessage.objects.all()}
    assert {*mails} == {one.person.email, two.person.email}
    for held, other in ((one, two), (two, one)):
        mail = mails[held.person.email]
        everything = mail.text_body + mail.html_body + mail.calendar + mail.subject
        assert other.person.email not in everything
        assert other.person.name not in everything
        assert mail.calendar.count("ATTENDEE") == 1
        assert mail.calendar_method == "REQUEST"
        assert mail.private_values == {"private_link": private_link(held)}
        assert private_link(held) not in everything
    uids = {line for mail in mails.values() for line in mail.calendar.splitlines() if line.startswith("UID")}
    assert len(uids) == 2


def test_twice_is_once_unless_asked(meeting, actor):
    people(meeting, 1)
    assert send_invitations(meeting=meeting, actor=actor).queued == 1
    assert send_invitations(meeting=meeting, actor=actor).queued == 0
    assert send_invitations(meeting=meeting, actor=actor, again=True).queued == 1
    first, second = OutgoingMessage.objects.order_by("pk")
    uid = [line for line in first.calendar.splitlines() if line.startswith("UID")]
    assert uid == [line for line in second.calendar.splitlines() if line.startswith("UID")]
    assert first.private_values == second.private_values


def test_who_has_no_address_is_named_and_stays_uninvited(meeting, actor):
    (held,) = people(meeting, 1, person__email="")
    run = send_invitations(meeting=meeting, actor=actor)
    assert (run.queued, run.without_address) == (0, (held,))
    held.refresh_from_db()
    assert held.response == Response.NOT_INVITED
    assert meeting.status == MeetingStatus.PLANNED


@pytest.mark.parametrize("call", [send_invitations, send_updates, send_reminders])
def test_no_mail_about_what_is_past_or_closed(actor, call):
    past = MeetingFactory(starts_at=timezone.now() - timedelta(days=1))
    for meeting in (past, MeetingFactory(status="cancelled"), MeetingFactory(status="ended")):
        people(meeting, 1)
        with pytest.raises(MeetingClosedError):
            call(meeting=meeting, actor=actor)
    assert not OutgoingMessage.objects.exists()


def test_updates_reach_those_who_were_told_something_else(meeting, actor):
    told, declined, never = people(meeting, 3)
    send_invitations(meeting=meeting, actor=actor, participations=[told, declined])
    answer_invitation(participation=told, response="accepted")
    answer_invitation(participation=declined, response="declined")
    OutgoingMessage.objects.all().delete()
    assert send_updates(meeting=meeting, actor=actor).queued == 0
    change_meeting(meeting=meeting, actor=actor, venue="Hall 2", format="in_person")
    assert send_updates(meeting=meeting, actor=actor).queued == 2
    assert send_updates(meeting=meeting, actor=actor).queued == 0
    mail = OutgoingMessage.objects.get(to_address=told.person.email)
    assert "SEQUENCE:1" in mail.calendar
    assert "Hall 2" in mail.text_body
    assert "Your answer so far: Coming" in mail.text_body
    assert "PARTSTAT=ACCEPTED" in mail.calendar.replace("\r\n ", "")
    told.refresh_from_db()
    assert told.response == Response.ACCEPTED
    assert never.person.email not in OutgoingMessage.objects.values_list("to_address", flat=True)


def test_updates_can_ask_again(meeting, actor):
    (held,) = people(meeting, 1)
    send_invitations(meeting=meeting, actor=actor)
    answer_invitation(participation=held, response="accepted")
    later = meeting.starts_at + timedelta(days=1)
    change_meeting(meeting=meeting, actor=actor, starts_at=later, ends_at=later + timedelta(hours=2))
    send_updates(meeting=meeting, actor=actor, ask_again=True)
    held.refresh_from_db()
    assert held.response == Response.NEEDS_ACTION
    assert "Please tell us whether you will come." in OutgoingMessage.objects.order_by("-pk")[0].text_body
    entry = AuditEntry.objects.get(verb="participation.asked_again")
    assert entry.changes == {"response": ["accepted", "needs_action"]}


def test_reminders_once_a_day_to_those_who_owe_an_answer(actor):
    with time_machine.travel("2026-11-01T10:00:00Z", tick=False) as clock:
        meeting = MeetingFactory(starts_at=timezone.now() + timedelta(days=9))
        waiting, answered = people(meeting, 2)
        send_invitations(meeting=meeting, actor=actor)
        answer_invitation(participation=answered, response="tentative")
        for _ in range(2):
            send_reminders(meeting=meeting, actor=actor)
        reminders = OutgoingMessage.objects.filter(kind="meeting.reminder")
        assert [mail.to_address for mail in reminders] == [waiting.person.email]
        assert reminders[0].calendar == ""
        clock.shift(timedelta(days=1))
        send_reminders(meeting=meeting, actor=actor)
        assert reminders.all().count() == 2


def test_thanks_once_to_those_who_came(actor):
    meeting = MeetingFactory(status="live")
    came, _absent = people(meeting, 1, attended=True), people(meeting, 1)
    with pytest.raises(MeetingClosedError):
        send_thanks(meeting=meeting, actor=actor)
    meeting.status = "ended"
    meeting.save()
    for _ in range(2):
        send_thanks(meeting=meeting, actor=actor, note="The report follows.")
    mail = OutgoingMessage.objects.get()
    assert (mail.to_address, mail.private_values) == (came[0].person.email, {})
    assert "The report follows." in mail.text_body


def test_an_answer_by_the_link(meeting, actor):
    (held,) = people(meeting, 1)
    with pytest.raises(DomainError):
        answer_invitation(participation=held, response="accepted")
    send_invitations(meeting=meeting, actor=actor)
    AuditEntry.objects.all().delete()
    answer_invitation(
        participation=held, response="tentative", message="A flight.", consents_to_be_named=True
    )
    assert (held.response, held.message, held.consents_to_be_named) == ("tentative", "A flight.", True)
    assert held.responded_at is not None
    answered, consented = AuditEntry.objects.order_by("pk")
    assert (answered.actor, answered.changes) == (
        None,
        {"response": ["needs_action", "tentative"], "message": ["…", "…"], "how": "private link"},
    )
    assert consented.verb == "participation.consented"
    answer_invitation(participation=held, response="tentative")
    assert held.message == "A flight."
    assert AuditEntry.objects.count() == 2


@pytest.mark.parametrize("response", ["not_invited", "needs_action", "", "maybe"])
def test_what_is_no_answer(meeting, actor, response):
    (held,) = people(meeting, 1, response="needs_action")
    for call, values in ((answer_invitation, {}), (record_answer, {"actor": actor})):
        with pytest.raises(DomainError) as caught:
            call(participation=held, response=response, **values)
        assert caught.value.field == "response"


def test_answers_end_with_the_meeting(actor):
    past = MeetingFactory(starts_at=timezone.now() - timedelta(days=1))
    for meeting in (past, MeetingFactory(status="cancelled")):
        (held,) = people(meeting, 1, response="needs_action")
        with pytest.raises(MeetingClosedError):
            answer_invitation(participation=held, response="accepted")


def test_by_hand_also_about_a_meeting_that_was_held(actor):
    meeting = MeetingFactory(starts_at=timezone.now() - timedelta(days=900))
    (held,) = people(meeting, 1)
    record_answer(participation=held, response="accepted", actor=actor, message="By telephone.")
    assert (held.response, held.message, held.invited_at) == ("accepted", "By telephone.", None)
    assert AuditEntry.objects.get().actor == actor
    meeting.status = "cancelled"
    meeting.save()
    with pytest.raises(MeetingClosedError):
        record_answer(participation=held, response="declined", actor=actor)


def test_a_consent_that_nobody_may_give(meeting):
    (held,) = people(meeting, 1, response="needs_action", person__protection="protected")
    with pytest.raises(DomainError):
        answer_invitation(participation=held, response="accepted", consents_to_be_named=True)
    held.refresh_from_db()
    assert (held.response, held.consents_to_be_named) == (Response.NEEDS_ACTION, False)


def test_a_new_link_makes_the_old_one_stale(meeting, actor):
    (held,) = people(meeting, 1)
    send_invitations(meeting=meeting, actor=actor)
    held.refresh_from_db()
    old = participation_token(held)
    renew_link(participation=held, actor=actor)
    with pytest.raises(StaleLinkError):
        participation_for_token(old)
    waiting, new = OutgoingMessage.objects.order_by("pk")
    assert (waiting.status, waiting.private_values) == ("cancelled", {})
    assert new.private_values == {"private_link": private_link(held)}


def test_the_number_of_queries_grows_only_with_what_is_written(meeting, actor, django_assert_max_num_queries):
    people(meeting, 30)
    with django_assert_max_num_queries(8 + 30 * 4):  # per person: participation, agenda, mail, audit entry
        send_invitations(meeting=meeting, actor=actor)


def test_in_session_an_answer_leaves_no_trace_and_consent_holds() -> None:
    """Rows that change on the way into the room would be in the order of coming."""
    room = make_room()
    person = room.people[0]
    Participation.objects.filter(pk=person.pk).update(response=Response.NEEDS_ACTION)
    entries = AuditEntry.objects.count()

    answer_invitation(participation=person, response=Response.ACCEPTED, message="On my way")

    held = Participation.objects.get(pk=person.pk)
    assert (held.response, held.message, held.responded_at) == (Response.NEEDS_ACTION, "", None)
    assert AuditEntry.objects.count() == entries

    answer_invitation(participation=person, response=Response.ACCEPTED, consents_to_be_named=True)
    assert Participation.objects.get(pk=person.pk).consents_to_be_named
