"""Setting meetings up, changing and cancelling them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from dialogues.enums import AttributionRule, MeetingStatus
from dialogues.exceptions import MeetingClosedError
from dialogues.models import Meeting
from dialogues.services import cancel_meeting, change_meeting, schedule_meeting, send_invitations
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry, OutgoingMessage
from tests.factories import (
    AgendaItemFactory,
    DialogueFactory,
    MeetingFactory,
    ParticipationFactory,
    TeamUserFactory,
)

pytestmark = pytest.mark.django_db
START = datetime(2024, 5, 30, 12, tzinfo=UTC)


@pytest.fixture
def actor():
    return TeamUserFactory()


def schedule(actor, **values):
    defaults = {
        "dialogue": values.pop("dialogue", None) or DialogueFactory(),
        "title": "Implementing the agenda",
        "starts_at": START,
        "ends_at": START + timedelta(hours=2),
        "time_zone": "Europe/Stockholm",
    }
    return schedule_meeting(actor=actor, **(defaults | values))


def test_a_meeting_that_was_held(actor):
    dialogue = DialogueFactory(attribution_rule=AttributionRule.OFF_THE_RECORD)
    meeting = schedule(actor, dialogue=dialogue)
    assert (meeting.slug, meeting.status) == ("implementing-the-agenda", MeetingStatus.PLANNED)
    assert meeting.attribution_rule == AttributionRule.OFF_THE_RECORD
    assert f"{meeting.local_start:%H:%M}" == "14:00"
    assert AuditEntry.objects.get().verb == "meeting.scheduled"


@pytest.mark.parametrize(
    ("title", "slug"), [("اجتماع", "meeting-2024-05-30"), ("Team", "team-2"), ("Edit", "edit-2")]
)
def test_addresses(actor, title, slug):
    assert schedule(actor, title=title).slug == slug


def test_two_of_one_title_in_one_dialogue(actor):
    dialogue = DialogueFactory()
    assert [schedule(actor, dialogue=dialogue).slug for _ in range(2)] == [
        "implementing-the-agenda",
        "implementing-the-agenda-2",
    ]
    assert schedule(actor).slug == "implementing-the-agenda"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_at": START}, "ends_at"),
        ({"time_zone": "Europe/Atlantis"}, "time_zone"),
        ({"title": ""}, "title"),
        ({"attribution_rule": "gossip"}, "attribution_rule"),
    ],
)
def test_what_does_not_hold(actor, values, field):
    with pytest.raises(DomainError) as caught:
        schedule(actor, **values)
    assert caught.value.field == field
    assert not Meeting.objects.exists()


def test_an_archived_dialogue_takes_none(actor):
    with pytest.raises(DomainError):
        schedule(actor, dialogue=DialogueFactory(archived_at=timezone.now()))


def test_a_change_raises_the_sequence_once(actor):
    meeting = MeetingFactory()
    later = meeting.starts_at + timedelta(days=1)
    assert change_meeting(
        meeting=meeting, actor=actor, starts_at=later, ends_at=later + timedelta(hours=1), title="Moved"
    )
    assert (meeting.calendar_sequence, meeting.title) == (1, "Moved")
    assert not change_meeting(meeting=meeting, actor=actor, title="Moved")
    assert Meeting.objects.get().calendar_sequence == 1


def test_a_new_joining_link_is_no_news_for_calendars_and_not_in_the_trail(actor):
    meeting = MeetingFactory(joining_link="https://call.example.org/old")
    change_meeting(meeting=meeting, actor=actor, joining_link="https://call.example.org/secret")
    assert Meeting.objects.get().calendar_sequence == 0
    assert AuditEntry.objects.get().changes == {"joining_link": ["…", "…"]}


@pytest.mark.parametrize("status", ["ended", "cancelled"])
def test_what_is_over_stays(actor, status):
    meeting = MeetingFactory(status=status)
    with pytest.raises(MeetingClosedError):
        change_meeting(meeting=meeting, actor=actor, title="Other")


def test_the_rule_stays_once_people_spoke_under_it(actor):
    meeting = MeetingFactory(status="live")
    own = AgendaItemFactory(meeting=meeting, attribution_rule="attributed", opened_at=timezone.now())
    change_meeting(meeting=meeting, actor=actor, attribution_rule="organisation_type")
    own.attribution_rule = ""
    own.save()
    with pytest.raises(MeetingClosedError) as caught:
        change_meeting(meeting=meeting, actor=actor, attribution_rule="attributed")
    assert caught.value.field == "attribution_rule"


def test_cancelling_tells_those_who_may_be_waiting(actor):
    meeting = MeetingFactory(title="Round one")
    people = [ParticipationFactory(meeting=meeting, response="not_invited") for _ in range(4)]
    send_invitations(meeting=meeting, actor=actor, participations=people[:3])
    people[0].response = "accepted"
    people[0].save()
    people[1].response = "declined"
    people[1].save()
    OutgoingMessage.objects.all().delete()
    for _ in range(2):
        cancel_meeting(meeting=meeting, actor=actor, reason="The host is ill.")
    assert (meeting.status, meeting.calendar_sequence) == (MeetingStatus.CANCELLED, 1)
    mails = OutgoingMessage.objects.order_by("pk")
    assert [mail.to_address for mail in mails] == [people[0].person.email, people[2].person.email]
    assert {mail.calendar_method for mail in mails} == {"CANCEL"}
    assert all("SEQUENCE:1" in mail.calendar and "STATUS:CANCELLED" in mail.calendar for mail in mails)
    assert "The host is ill." in mails[0].text_body
    assert "The host is ill." in mails[0].html_body


def test_a_past_meeting_is_cancelled_in_silence(actor):
    past = timezone.now() - timedelta(days=3)
    meeting = MeetingFactory(starts_at=past, status="convened")
    ParticipationFactory(meeting=meeting)
    cancel_meeting(meeting=meeting, actor=actor)
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize("status", ["live", "ended"])
def test_what_has_begun_is_not_cancelled(actor, status):
    with pytest.raises(MeetingClosedError):
        cancel_meeting(meeting=MeetingFactory(status=status), actor=actor)
