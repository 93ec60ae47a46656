"""The People page, picking people, one person's entry, attendance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.models import Meeting
from stakeholders.models import AuditEntry, OutgoingMessage
from tests.factories import (
    AffiliationFactory,
    AgendaItemFactory,
    DialogueFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    SectorFactory,
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
    return MeetingFactory(dialogue=convener.dialogue, slug="round-one")


def body(response):
    return response.content.decode()


def names(response):
    return [row.person.name for row in response.context["listing"].rows]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    sign_in, convener, meeting, django_assert_num_queries, number
):
    ParticipationFactory.create_batch(number, meeting=meeting, message="A word.")
    client = sign_in(convener.user)
    with django_assert_num_queries(16):
        assert client.get(PEOPLE).status_code == 200


def test_the_list_counts_and_filters(client, meeting):
    for name, response, role, kind in (
        ("Anna", "accepted", "presenter", "research"),
        ("Bo", "declined", "participant", "media"),
        ("Carin", "needs_action", "participant", "media"),
        ("Dan", "not_invited", "observer", "research"),
    ):
        ParticipationFactory(
            meeting=meeting, person__name=name, response=response, role=role, organisation__kind=kind
        )
    page = client.get(PEOPLE)
    answers = page.context["answers"]
    assert (answers.total, answers.invited, answers.accepted, answers.declined, answers.waiting) == (
        4,
        3,
        1,
        1,
        1,
    )
    assert names(page) == ["Anna", "Bo", "Carin", "Dan"]
    assert names(client.get(f"{PEOPLE}?sort=-name")) == ["Dan", "Carin", "Bo", "Anna"]
    assert names(client.get(f"{PEOPLE}?response=declined")) == ["Bo"]
    assert names(client.get(f"{PEOPLE}?role=observer")) == ["Dan"]
    assert names(client.get(f"{PEOPLE}?kind=research")) == ["Anna", "Dan"]
    assert names(client.get(f"{PEOPLE}?q=cár")) == ["Carin"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_list_goes_out_and_that_is_written_down(client, meeting, form):
    ParticipationFactory(meeting=meeting, person__name="=Anna", message="+1", response="accepted")
    ParticipationFactory(meeting=meeting, response="declined")
    response = client.get(f"{PEOPLE}?response=accepted&format={form}")
    content = b"".join(response)
    assert response["Content-Disposition"].endswith(f'.{form}"')
    assert AuditEntry.objects.get(verb="list.exported").changes["rows"] == 1
    if form == "csv":
        heading, row = content.decode("utf-8-sig").splitlines()
        assert heading.startswith("Name,Organisation represented,Kind of organisation,Role,Answer")
        assert row.startswith("'=Anna,")
        assert "'+1" in row


def test_a_coordinator_may_not_invite(sign_in, meeting):
    coordinator = TeamMemberFactory(dialogue=meeting.dialogue, role="coordinator").user
    ParticipationFactory(meeting=meeting, response="not_invited")
    page = sign_in(coordinator).get(PEOPLE)
    assert "Add people" not in body(page)
    assert "people/invite/" not in body(page)


def test_picking_offers_who_is_not_on_the_list_yet(client, meeting):
    on_the_list = ParticipationFactory(meeting=meeting).person
    gone = PersonFactory(archived_at=timezone.now())
    belongs = AffiliationFactory(organisation__kind="media")
    belonged = AffiliationFactory(
        organisation__kind="media", ended_on=timezone.localdate() - timedelta(days=1)
    )

    def offered(query=""):
        return set(client.get(f"{PEOPLE}add/{query}").context["listing"].rows)

    assert offered() == {belongs.person, belonged.person}
    assert not {on_the_list, gone} & offered()
    assert offered("?kind=media") == {belongs.person}
    assert offered(f"?sector={belongs.organisation.primary_sector.slug}") == {belongs.person}
    assert offered(f"?sector={SectorFactory().slug}") == set()


def test_the_same_voices_are_told(client, meeting):
    person = PersonFactory(name="Again")
    new = PersonFactory(name="New")
    for days in range(1, 8):
        earlier = MeetingFactory(dialogue=meeting.dialogue, starts_at=timezone.now() - timedelta(days=days))
        ParticipationFactory(meeting=earlier, person=person, attended=days < 4)
    page = client.get(f"{PEOPLE}add/")
    voices = page.context["voices"]
    assert (voices.meetings, voices.attended.get(person.pk), voices.attended.get(new.pk)) == (5, 3, None)
    assert "at 3 of the last 5" in body(page)
    assert "new to this dialogue" in body(page)


@pytest.mark.parametrize("number", [1, 30])
def test_picking_costs_the_same_for_one_and_for_thirty(
    sign_in, convener, meeting, django_assert_num_queries, number
):
    AffiliationFactory.create_batch(number)
    client = sign_in(convener.user)
    with django_assert_num_queries(12):
        assert client.get(f"{PEOPLE}add/").status_code == 200


def test_several_are_added_at_once(client, meeting):
    people = PersonFactory.create_batch(3)
    data = {"people": [person.uuid for person in people[:2]], "role": "presenter"}
    page = client.post(f"{PEOPLE}add/", data, follow=True)
    assert "2 people added." in body(page)
    assert {*meeting.participations.values_list("person", "role")} == {
        (people[0].pk, "presenter"),
        (people[1].pk, "presenter"),
    }
    page = client.post(f"{PEOPLE}add/", {"role": "presenter"})
    assert page.status_code == 422
    assert "Choose at least one person." in body(page)


def test_one_persons_entry_is_changed(client, meeting):
    held = ParticipationFactory(meeting=meeting)
    other = AffiliationFactory(person=held.person).organisation
    address = f"{PEOPLE}{held.uuid}/"
    assert client.post(address, {"role": "observer", "organisation": other.slug}).url == address
    held.refresh_from_db()
    assert (held.role, held.organisation) == ("observer", other)
    foreign = AffiliationFactory().organisation
    page = client.post(address, {"role": "observer", "organisation": foreign.slug})
    assert (page.status_code, {*page.context["form"].errors}) == (422, {"organisation"})


def test_an_answer_by_telephone(client, meeting):
    held = ParticipationFactory(meeting=meeting, response="not_invited")
    address = f"{PEOPLE}{held.uuid}/answer/"
    client.post(address, {"response": "declined", "message": "Is abroad."})
    held.refresh_from_db()
    assert (held.response, held.message) == ("declined", "Is abroad.")
    page = client.get(f"{PEOPLE}{held.uuid}/")
    assert "Answered: Not coming (told the team)" in body(page)
    assert client.post(address, {"response": "not_invited"}).status_code == 422


def test_consent_by_hand_says_how_it_is_known(client, convener, meeting):
    AgendaItemFactory(meeting=meeting, attribution_rule="attributed", title="Findings")
    held = ParticipationFactory(meeting=meeting)
    address = f"{PEOPLE}{held.uuid}/consent/"
    assert client.post(address, {"consents_to_be_named": "yes"}).status_code == 422
    client.post(address, {"consents_to_be_named": "yes", "how": "letter of 3 May"})
    held.refresh_from_db()
    assert held.may_be_named
    entry = AuditEntry.objects.get(verb="participation.consented")
    assert (entry.actor, entry.changes) == (convener.user, {"how": "letter of 3 May"})
    page = client.get(f"{PEOPLE}{held.uuid}/")
    assert "Agreed to be named (letter of 3 May)" in body(page)
    assert "Findings" in body(page)


def test_nobody_is_asked_about_a_protected_person(client, meeting):
    held = ParticipationFactory(meeting=meeting, person__protection="protected")
    assert "Consent to be named" not in body(client.get(f"{PEOPLE}{held.uuid}/"))
    answer = client.post(f"{PEOPLE}{held.uuid}/consent/", {"consents_to_be_named": "yes", "how": "a letter"})
    assert answer.status_code == 422
    held.refresh_from_db()
    assert not held.consents_to_be_named


def test_off_the_list(client, meeting):
    held = ParticipationFactory(meeting=meeting)
    address = f"{PEOPLE}{held.uuid}/remove/"
    assert "takes the meeting out of their calendar" in body(client.get(address))
    assert client.post(address).url == PEOPLE
    assert OutgoingMessage.objects.get().kind == "meeting.cancellation"
    stays = ParticipationFactory(meeting=meeting, attended=True)
    page = client.post(f"{PEOPLE}{stays.uuid}/remove/", follow=True)
    assert "the record of the meeting keeps them" in body(page)


def test_who_took_part(client, meeting):
    one, two = (ParticipationFactory(meeting=meeting, response=answer) for answer in ("accepted", "declined"))
    stranger = ParticipationFactory()
    assert client.post(f"{PEOPLE}attendance/", {"attended": [one.uuid]}).status_code == 422
    Meeting.objects.filter(pk=meeting.pk).update(status="live")
    page = client.get(f"{PEOPLE}attendance/")
    assert body(page).count(" checked") == 1
    client.post(f"{PEOPLE}attendance/", {"attended": [two.uuid, stranger.uuid]})
    assert [held.pk for held in meeting.participations.present()] == [two.pk]
    stranger.refresh_from_db()
    assert not stranger.attended
