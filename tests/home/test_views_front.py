"""The first page, for everybody."""

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.enums import MeetingStatus, Response, TeamRole
from stakeholders.enums import MessageStatus
from stakeholders.models import OutgoingMessage
from tests.factories import (
    ActionFactory,
    AdministratorFactory,
    DialogueFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    RecommendationFactory,
    ReportFactory,
    TeamMemberFactory,
    TeamUserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def in_days(days):
    start = timezone.now() + timedelta(days=days)
    return {"starts_at": start, "ends_at": start + timedelta(hours=2)}


@pytest.fixture
def convener():
    member = TeamMemberFactory(user=TeamUserFactory(), role=TeamRole.CONVENER)
    return member.user, member.dialogue


def test_anonymous_reads_what_is_published(client):
    UserFactory()
    ReportFactory(status="draft", title="Not for everybody")
    page = client.get("/")
    assert page.templates[0].name == "home/public.html"
    assert page.context["reports"] == []
    assert "Not for everybody" not in page.content.decode()


def test_a_new_team_member_is_told_how_to_begin(sign_in):
    page = sign_in(TeamUserFactory()).get("/")
    assert page.context["waiting"].is_empty
    assert "Start a dialogue" in page.content.decode()


def test_a_new_participant_is_told_what_will_come(sign_in):
    page = sign_in(UserFactory()).get("/")
    assert page.context["waiting"].is_empty
    assert "Start a dialogue" not in page.content.decode()
    assert "No meeting yet" in page.content.decode()


def test_a_convener_sees_what_waits(sign_in, convener):
    user, dialogue = convener
    soon = MeetingFactory(dialogue=dialogue, **in_days(3), status=MeetingStatus.CONVENED)
    for response in (Response.NEEDS_ACTION, Response.ACCEPTED, Response.NOT_INVITED):
        ParticipationFactory(meeting=soon, response=response)
    live = MeetingFactory(dialogue=dialogue, **in_days(0), status=MeetingStatus.LIVE)
    ended = MeetingFactory(dialogue=dialogue, **in_days(-3), status=MeetingStatus.ENDED)
    draft = ReportFactory(meeting=ended)
    late = ActionFactory(
        due_on=timezone.localdate() - timedelta(days=1),
        recommendations=[RecommendationFactory(meeting=ended)],
    )
    person = PersonFactory(verify_by=timezone.localdate())
    organisation = OrganisationFactory(verify_by=timezone.localdate() - timedelta(days=9))
    OutgoingMessage.objects.create(
        kind="meeting.invitation",
        topic=f"{soon.mail_topic}{soon.participations.first().uuid.hex}",
        to_address="a@example.org",
        subject="A",
        text_body="A",
        status=MessageStatus.FAILED,
    )
    page = sign_in(user).get("/")
    waiting = page.context["waiting"]
    assert [(m.pk, m.invited, m.unanswered) for m in waiting.meetings] == [(soon.pk, 2, 1)]
    assert waiting.rooms == [live]
    assert waiting.unsealed == [ended]
    assert waiting.drafts == [draft]
    assert waiting.overdue == [late]
    assert waiting.people_to_verify == [person]
    assert waiting.organisations_to_verify == [organisation]
    assert (waiting.failed_mail, waiting.failed_mails) == ([soon], 0)
    text = page.content.decode()
    assert "1 of 2 has not answered." in text
    assert "Some mails could not be sent" in text


def test_another_team_sees_nothing_of_it(sign_in, convener):
    _, dialogue = convener
    meeting = MeetingFactory(dialogue=dialogue, **in_days(3))
    ReportFactory(meeting=meeting)
    ActionFactory(
        due_on=timezone.localdate() - timedelta(days=1),
        recommendations=[RecommendationFactory(meeting=meeting)],
    )
    other = TeamMemberFactory(user=TeamUserFactory(), dialogue=DialogueFactory()).user
    assert sign_in(other).get("/").context["waiting"].is_empty
    assert not sign_in(AdministratorFactory()).get("/").context["waiting"].is_empty


def test_a_participant_sees_their_own_meetings_and_nothing_of_the_registry(sign_in):
    person = PersonFactory(verify_by=timezone.localdate())
    user = UserFactory(person=person)
    coming = ParticipationFactory(
        meeting=MeetingFactory(**in_days(3)), person=person, response=Response.NEEDS_ACTION
    )
    ParticipationFactory(meeting=MeetingFactory(**in_days(4)), person=person, response=Response.NOT_INVITED)
    ParticipationFactory(meeting=coming.meeting, response=Response.ACCEPTED)
    own_action = ActionFactory(owner_organisation=None, owner_person=person)
    page = sign_in(user).get("/")
    waiting = page.context["waiting"]
    assert waiting.own_meetings == [coming]
    assert waiting.own_actions == [own_action]
    assert (waiting.meetings, waiting.people_to_verify, waiting.failed_mail) == ([], [], [])


@pytest.mark.parametrize("number", [1, 30])
def test_the_number_of_queries_does_not_grow(sign_in, convener, django_assert_num_queries, number):
    user, dialogue = convener
    user.person = PersonFactory()
    user.save()
    for day in range(number):
        meeting = MeetingFactory(dialogue=dialogue, **in_days(day + 1))
        ParticipationFactory(meeting=meeting, person=user.person, response=Response.ACCEPTED)
        ReportFactory(meeting=meeting)
        ActionFactory(
            due_on=timezone.localdate() - timedelta(days=1),
            recommendations=[RecommendationFactory(meeting=meeting)],
        )
        PersonFactory(verify_by=timezone.localdate())
    client = sign_in(user)
    with django_assert_num_queries(16):  # session, user, and one for each part
        client.get("/")


def test_wrong_method(client):
    assert client.post("/").status_code == 405
