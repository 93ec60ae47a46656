"""The demo as loaded: the reference meeting held through the room, and everything around it."""

import pytest
from django.core.management import call_command

from demo.services import load_demo, publish_reference_report
from dialogues.enums import AgendaItemStatus, AttributionRule, MeetingStatus, Response
from dialogues.models import Dialogue, Meeting, Participation, Point
from dialogues.ready_made_polls import poll_words
from dialogues.selectors.points import point_tallies
from dialogues.selectors.polls import polls_of_item
from recommendations.enums import ActionStatus, RecommendationStatus
from recommendations.models import Action, Recommendation
from reports.models import Report
from reports.quantifiers import quantifier_for
from stakeholders.models import AuditEntry, Organisation, OutgoingMessage, Person, Relationship, Sector, User
from tests.demo.test_data import PRESENT, STRENGTHS, points

pytestmark = pytest.mark.django_db


@pytest.fixture
def reference(demo):
    return Meeting.objects.get(title="How policymakers can support the women, peace and security agenda")


def test_what_is_loaded(demo):
    assert demo.is_new
    assert {
        model.__name__: model.objects.count()
        for model in (
            User,
            Sector,
            Organisation,
            Relationship,
            Person,
            Dialogue,
            Meeting,
            Recommendation,
            Report,
        )
    } == {
        "User": 4,
        "Sector": 12,
        "Organisation": 64,
        "Relationship": 49,
        "Person": 37,
        "Dialogue": 4,
        "Meeting": 10,
        "Recommendation": 6,
        "Report": 0,
    }


def test_the_reference_meeting_was_held_and_its_record_is_complete(reference):
    assert reference.status == MeetingStatus.ENDED
    assert reference.local_start.isoformat() == "2024-05-30T13:00:00+02:00"
    assert reference.participations.present().count() == PRESENT
    assert {item.status for item in reference.agenda_items.all()} == {AgendaItemStatus.CLOSED}
    assert Point.objects.filter(agenda_item__meeting=reference).count() == len(points()) == 24


def test_quantifiers_come_out_as_in_the_original(reference):
    texts = {" ".join(point["text"].split()): point["key"] for point in points() if "key" in point}
    counted = {
        texts[tally.text]: quantifier_for(tally.supporters, PRESENT, tally.dissents)
        for tally in point_tallies(reference)
        if tally.text in texts
    }

    assert counted == STRENGTHS


def test_presentations_are_attributed_and_discussion_is_not(reference):
    said = Point.objects.filter(agenda_item__meeting=reference)

    assert set(
        said.filter(attribution=AttributionRule.ATTRIBUTED).values_list("author__person__name", flat=True)
    ) == {"Fatmé Masri", "Jannie Lilja", "Anna Widestam"}
    assert set(said.filter(agenda_item__theme__isnull=False).values_list("attribution", "author")) == {
        (AttributionRule.UNATTRIBUTED, None)
    }


def test_only_the_presenters_agreed_to_be_named(reference):
    agreed = reference.participations.filter(consents_to_be_named=True)

    assert set(agreed.values_list("person__name", flat=True)) == {
        "Fatmé Masri",
        "Jannie Lilja",
        "Anna Widestam",
    }


def test_recommendations_are_agreed_with_addressees_and_a_first_step(reference):
    made = list(reference.recommendations.all())

    assert [each.status for each in made] == [RecommendationStatus.AGREED] * 6
    assert all(
        each.addressees.count() == 2 and each.points.exists() and each.themes.exists() for each in made
    )
    assert all(each.actions.exists() for each in made)
    assert set(Action.objects.values_list("status", flat=True)) == {
        ActionStatus.DONE,
        ActionStatus.UNDER_WAY,
        ActionStatus.PLANNED,
    }


def test_earlier_meetings_are_sealed(demo):
    earlier = Meeting.objects.filter(starts_at__lt="2024-05-30T00:00Z")

    assert [meeting.status for meeting in earlier] == [MeetingStatus.SEALED] * 7


def test_a_meeting_is_in_session_with_an_open_item_and_another_is_to_come(demo):
    live = Meeting.objects.get(status=MeetingStatus.LIVE)
    upcoming = Meeting.objects.get(status=MeetingStatus.CONVENED)

    assert live.agenda_items.open().get().title == "What has come of the recommendations"
    assert live.participations.filter(response=Response.ACCEPTED).count() == 10
    assert [tally.supporters for tally in point_tallies(live)] == [5, 3, 1]
    [poll] = polls_of_item(live.agenda_items.open().select_related("meeting").get())
    assert (poll.is_draft, "(synthetic)" in poll.question) == (True, True)
    assert [option.word for option in poll.options] == list(poll_words())
    assert dict(upcoming.participations.values_list("person__name", "response")) == {
        "Participant 01": Response.NEEDS_ACTION,
        "Participant 02": Response.NEEDS_ACTION,
        "Participant 03": Response.ACCEPTED,
        "Participant 13": Response.NEEDS_ACTION,
        "Participant 15": Response.ACCEPTED,
        "Participant 16": Response.ACCEPTED,
        "Participant 25": Response.DECLINED,
    }
    assert OutgoingMessage.objects.count() >= 17


def test_the_participant_has_an_account_and_is_invited(demo):
    account = User.objects.get(email="participant01@example.org")

    assert account.person.name == "Participant 01"
    assert not account.works_for_institute
    assert Meeting.objects.visible_to(account).count() == 4


def test_accounts_sign_in_with_the_password_of_the_readme(demo, client):
    for account in demo.accounts:
        assert client.login(username=account.email, password=account.password)


def test_the_audit_trail_links_nobody_to_a_point(reference):
    entries = AuditEntry.objects.filter(target_type="dialogues.point")

    assert not entries.exists()


def test_loading_again_changes_nothing(demo):
    before = AuditEntry.objects.count()

    again = load_demo()

    assert not again.is_new
    assert again.accounts == demo.accounts
    assert AuditEntry.objects.count() == before


def test_the_published_report_names_the_presenters_and_nobody_else(reference):
    publication = publish_reference_report()
    text = str(publication.content)
    present = Participation.objects.filter(meeting=reference)
    named = {name for name in Person.objects.values_list("name", flat=True) if name in text}
    affiliations = {
        name
        for name in Organisation.objects.filter(participations__in=present).values_list("name", flat=True)
        if name in text
    }

    assert named == {"Fatmé Masri", "Jannie Lilja", "Anna Widestam"}
    assert affiliations == {
        "Arab Reform Initiative",
        "Stockholm International Peace Research Institute",
        "Swedish International Development Cooperation Agency",
    }
    assert "synthetic" not in text


def test_publishing_again_keeps_the_version(demo):
    assert publish_reference_report() == publish_reference_report()
    assert set(Recommendation.objects.values_list("status", flat=True)) == {RecommendationStatus.PUBLISHED}


def test_the_command_prints_the_accounts(demo, capsys):
    call_command("load_demo")

    assert capsys.readouterr().out.splitlines() == [
        "The demo was loaded already.",
        "Accounts:",
        "  administrator  administrator@example.org    password: majlis-demo-2024",
        "  convener       convener@example.org         password: majlis-demo-2024",
        "  coordinator    coordinator@example.org      password: majlis-demo-2024",
        "  participant    participant01@example.org    password: majlis-demo-2024",
    ]
