"""What the mails say, word for word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dialogues.models import Meeting
from dialogues.services.invitation_mail import (
    KINDS,
    compose_mail,
    invitation_file,
    mail_language,
    meeting_file,
    reply_address,
)
from dialogues.wording import RULE_IN_WORDS
from tests.factories import AgendaItemFactory, MeetingFactory, ParticipationFactory, PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting(settings):
    settings.SITE_NAME = "Majlis"
    return MeetingFactory(
        title="Who else should sit here?",
        description="A conversation.\n\nBring one doubt.",
        starts_at=datetime(2024, 5, 30, 12, tzinfo=UTC),
        ends_at=datetime(2024, 5, 30, 14, tzinfo=UTC),
        dialogue__host__name="Example Institute",
        dialogue__languages=["en"],
        joining_link="https://call.example.org/secret-room",
    )


def held_by(meeting, **person):
    return ParticipationFactory(
        meeting=meeting,
        response="needs_action",
        person=PersonFactory(**({"name": "Participant 07"} | person)),
    )


def test_the_invitation(meeting):
    mail = compose_mail(participation=held_by(meeting, time_zone="Asia/Beirut"), kind="invitation")
    assert mail.subject == "Invitation: Who else should sit here?"
    assert mail.text.strip().splitlines() == [
        "Who else should sit here?",
        "",
        "Dear Participant 07,",
        "",
        "Example Institute invites you to “Who else should sit here?”.",
        "",
        "Thursday 30 May 2024, 14:00–16:00 (Stockholm time)",
        "On your clock: Thursday 30 May 2024, 15:00–17:00",
        "Online",
        "",
        "A conversation.",
        "",
        "Bring one doubt.",
        "",
        str(RULE_IN_WORDS["unattributed"]),
        "",
        "Will you come? Please answer on your private page. You need no account.",
        "",
        "{{ private_link }}",
        "",
        "This link is yours alone: whoever has it can answer for you. Please do not pass it on.",
        "",
        "-- ",
        "Majlis: nobody is named who has not agreed.",
    ]
    assert 'href="{{ private_link }}"' in mail.html
    assert "<p>Bring one doubt.</p>" in mail.html


def test_parts_that_differ_are_told(meeting):
    AgendaItemFactory(meeting=meeting, attribution_rule="attributed")
    text = compose_mail(participation=held_by(meeting), kind="invitation").text
    assert "Some parts of the meeting follow another rule; your page shows which." in text
    assert "On your clock" not in text


@pytest.mark.parametrize("kind", KINDS)
def test_a_mail_to_a_protected_person_says_no_more_than_the_time(meeting, kind):
    held = held_by(meeting, protection="protected")
    mail = compose_mail(
        participation=held, kind=kind, extra={"whole_meeting": True, "reason": "", "note": ""}
    )
    for telling in ("Who else", "Example Institute", "A conversation", "Chatham", meeting.dialogue.title):
        assert telling not in mail.subject + mail.text + mail.html


@pytest.mark.parametrize("kind", KINDS)
def test_no_mail_holds_the_link_to_the_call(meeting, kind):
    mail = compose_mail(
        participation=held_by(meeting), kind=kind, extra={"whole_meeting": True, "reason": "", "note": ""}
    )
    assert "secret-room" not in mail.text + mail.html


def test_markup_in_a_title_stays_text(meeting):
    Meeting.objects.filter(pk=meeting.pk).update(title="<script>x</script> & Co")
    meeting.refresh_from_db()
    mail = compose_mail(participation=held_by(meeting), kind="invitation")
    assert "<script>" not in mail.html
    assert "“<script>x</script> & Co”" in mail.text


@pytest.mark.parametrize(
    ("person", "dialogue", "expected"),
    [(["ar", "en"], ["en"], "ar"), (["ckb"], ["fr"], "fr"), ([], ["tr"], "en"), ([], [], "en")],
)
def test_the_language(meeting, person, dialogue, expected):
    meeting.dialogue.languages = dialogue
    assert mail_language(PersonFactory(languages=person), meeting.dialogue) == expected


def test_an_arabic_mail_runs_from_right_to_left(meeting):
    mail = compose_mail(participation=held_by(meeting, languages=["ar"]), kind="invitation")
    assert mail.language == "ar"
    assert '<html lang="ar" dir="rtl">' in mail.html
    assert "14:00–16:00" in mail.text


def test_a_downloaded_file_of_a_protected_person_is_as_discreet(meeting):
    text = invitation_file(held_by(meeting, protection="protected"))
    assert "SUMMARY:Meeting" in text
    for telling in ("Who else", "LOCATION", "DESCRIPTION", "ATTENDEE", "ORGANIZER"):
        assert telling not in text


def test_the_teams_file_and_the_invitees_have_their_own_identifiers(meeting):
    held = held_by(meeting)
    uids = {
        line
        for text in (meeting_file(meeting), invitation_file(held), invitation_file(held_by(meeting)))
        for line in text.splitlines()
        if line.startswith("UID")
    }
    assert len(uids) == 3
    assert "ATTENDEE" not in meeting_file(meeting)


def test_a_cancelled_meetings_file_says_so(meeting):
    held = held_by(meeting)
    held.meeting.status = "cancelled"
    assert "STATUS:CANCELLED" in invitation_file(held)
    assert "STATUS:CANCELLED" in meeting_file(held.meeting)


def test_reply_addresses_are_valid_stable_and_nobodys(meeting, settings):
    settings.REPLY_DOMAIN = "reply.example.org"
    held = held_by(meeting)
    address = reply_address(held)
    local, _at, domain = address.partition("@")
    assert (domain, len(local) <= 64, reply_address(held)) == ("reply.example.org", True, address)
    assert reply_address(held_by(meeting)) != address
