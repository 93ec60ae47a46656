"""Setting a meeting up, its Plan page, changing and cancelling it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from dialogues.models import Meeting
from stakeholders.models import OutgoingMessage
from tests.factories import (
    AgendaItemFactory,
    DialogueFactory,
    MeetingFactory,
    ParticipationFactory,
    TeamMemberFactory,
    TeamUserFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def convener():
    return TeamMemberFactory(
        dialogue=DialogueFactory(title="Peace", slug="peace", attribution_rule="off_the_record"),
        user=TeamUserFactory(time_zone="Asia/Beirut"),
    )


@pytest.fixture
def client(sign_in, convener):
    return sign_in(convener.user)


@pytest.fixture
def meeting(convener):
    return MeetingFactory(dialogue=convener.dialogue, title="Round one", slug="round-one")


PLAN = "/dialogues/peace/round-one/plan/"


def body(response):
    return response.content.decode()


def form_data(**values):
    return {
        "title": "Implementing the agenda",
        "date": "2024-05-30",
        "starts": "14:00",
        "ends": "16:00",
        "time_zone": "Europe/Stockholm",
        "format": "online",
        "attribution_rule": "unattributed",
    } | values


def test_a_new_meeting_starts_from_what_is_likely(client):
    with time_machine.travel("2026-11-22T22:30:00Z"):  # already the 23rd in Beirut
        form = client.get("/dialogues/peace/schedule/").context["form"]
    assert {name: str(form[name].value()) for name in form.fields if form[name].value()} == {
        "date": "2026-12-07",
        "starts": "14:00:00",
        "ends": "16:00:00",
        "time_zone": "Asia/Beirut",
        "format": "online",
        "attribution_rule": "off_the_record",
    }


def test_every_rule_is_explained(client):
    text = body(client.get("/dialogues/peace/schedule/"))
    assert "the Chatham House Rule" in text
    assert "does not appear in the report" in text


def test_recording_a_meeting_that_was_held(client):
    page = client.post("/dialogues/peace/schedule/", form_data(), follow=True)
    meeting = Meeting.objects.get()
    assert page.redirect_chain == [("/dialogues/peace/implementing-the-agenda/plan/", 302)]
    assert f"{meeting.starts_at:%Y-%m-%d %H:%M}" == "2024-05-30 12:00"
    assert "no invitations will be sent" in body(page)


def test_past_midnight_is_the_next_day(client):
    client.post("/dialogues/peace/schedule/", form_data(starts="22:00", ends="01:00"))
    meeting = Meeting.objects.get()
    assert meeting.ends_at - meeting.starts_at == timedelta(hours=3)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"date": "30 May"}, "date"),
        ({"time_zone": "Mars/Base"}, "time_zone"),
        ({"ends": "14:00"}, "ends"),
        ({"joining_link": "javascript:alert(1)"}, "joining_link"),
        ({"date": "2026-03-29", "starts": "02:30"}, "starts"),  # Stockholm's clocks jump over it
        ({"attribution_rule": ""}, "attribution_rule"),
    ],
)
def test_what_is_wrong(client, values, field):
    page = client.post("/dialogues/peace/schedule/", form_data(**values))
    assert (page.status_code, {*page.context["form"].errors}) == (422, {field})
    assert not Meeting.objects.exists()


def test_the_hub_leads_to_the_next_step(client, meeting):
    def leads_to():
        return client.get("/dialogues/peace/round-one/").url

    assert leads_to() == PLAN
    AgendaItemFactory(meeting=meeting)
    assert leads_to() == "/dialogues/peace/round-one/people/"
    for status, step in (
        ("convened", "people"),
        ("live", "room"),
        ("ended", "report"),
        ("cancelled", "plan"),
    ):
        Meeting.objects.update(status=status)
        assert leads_to() == f"/dialogues/peace/round-one/{step}/"


def test_the_plan_shows_the_clock_of_the_meeting(client, meeting):
    AgendaItemFactory(meeting=meeting, title="First", minutes=30, position=0)
    AgendaItemFactory(meeting=meeting, title="Second", minutes=100, position=1, attribution_rule="attributed")
    page = client.get(PLAN)
    agenda = page.context["agenda"]
    start = meeting.local_start
    assert [row.clock for row in agenda.rows] == [f"{start:%H:%M}", f"{start + timedelta(minutes=30):%H:%M}"]
    assert (agenda.minutes, agenda.over) == (130, 10)
    assert [row.differs for row in agenda.rows] == [False, True]
    assert "10 minutes longer than the meeting" in body(page)


@pytest.mark.parametrize("number", [1, 30])
def test_the_plan_costs_the_same_for_one_and_for_thirty(
    sign_in, convener, meeting, django_assert_num_queries, number
):
    for _ in range(number):
        item = AgendaItemFactory(meeting=meeting, theme=ThemeFactory(dialogue=meeting.dialogue))
        item.presenters.add(ParticipationFactory(meeting=meeting))
    client = sign_in(convener.user)
    with django_assert_num_queries(15):
        assert client.get(PLAN).status_code == 200


@pytest.mark.parametrize("htmx", [True, False])
def test_an_agenda_is_made(client, meeting, htmx):
    headers = {"HX-Request": "true"} if htmx else {}

    def send(address, **data):
        response = client.post(address, data, headers=headers)
        assert response.status_code == (200 if htmx else 302)
        assert "<html" not in body(response)

    theme = ThemeFactory(dialogue=meeting.dialogue, name="Silos")
    send(f"{PLAN}starter/")
    assert [*meeting.agenda_items.values_list("title", flat=True)] == [
        "Welcome and how we work",
        "Presentations",
        "Silos",
        "Recommendations",
        "Closing",
    ]
    send(PLAN, title="Break", kind="break", minutes="10", theme=theme.uuid, attribution_rule="")
    item = meeting.agenda_items.get(title="Break")
    assert (item.position, item.theme) == (5, theme)
    send(f"{PLAN}{item.uuid}/move/", direction="up")
    send(f"{PLAN}{item.uuid}/move/", to="0")
    send(f"{PLAN}{item.uuid}/move/", direction="down")
    item.refresh_from_db()
    assert item.position == 1
    send(f"{PLAN}{item.uuid}/remove/")
    assert not meeting.agenda_items.filter(pk=item.pk).exists()


def test_an_item_that_is_wrong_keeps_what_was_typed(client, meeting):
    for headers in ({}, {"HX-Request": "true"}):
        page = client.post(PLAN, {"title": "Talk", "kind": "discussion", "minutes": "0"}, headers=headers)
        assert (page.status_code, {*page.context["form"].errors}) == (422, {"minutes"})
        assert 'value="Talk"' in body(page)
    assert not meeting.agenda_items.exists()


def test_an_item_gets_its_presenters(client, meeting):
    item = AgendaItemFactory(meeting=meeting)
    presenter = ParticipationFactory(meeting=meeting)
    address = f"{PLAN}{item.uuid}/"
    assert [*client.get(address).context["form"].fields["presenters"].queryset] == [presenter]
    data = {"title": "Findings", "kind": "presentation", "minutes": 20, "attribution_rule": "attributed"}
    assert client.post(address, data | {"presenters": [presenter.uuid]}).url == PLAN
    item.refresh_from_db()
    assert (item.title, [*item.presenters.all()]) == ("Findings", [presenter])
    page = client.post(address, data | {"presenters": [ParticipationFactory().uuid]})
    assert {*page.context["form"].errors} == {"presenters"}


def test_a_refused_change_is_told(client, meeting):
    item = AgendaItemFactory(meeting=meeting, opened_at=timezone.now())
    assert "opened in the room" in body(client.post(f"{PLAN}{item.uuid}/remove/", follow=True))
    again = client.post(f"{PLAN}{item.uuid}/remove/", headers={"HX-Request": "true"})
    assert "opened in the room" in body(again)


def test_a_change_offers_to_tell_those_invited(client, meeting):
    address = "/dialogues/peace/round-one/edit/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    assert client.post(address, data).url == PLAN
    ParticipationFactory(meeting=meeting, invited_sequence=0)
    assert client.post(address, data).url == PLAN  # nothing has changed
    assert (
        client.post(address, data | {"venue": "Hall 2"}).url == "/dialogues/peace/round-one/people/updates/"
    )
    assert "1 person was told something else" in body(client.get(PLAN))


def test_what_is_over_is_not_changed(client, meeting):
    Meeting.objects.update(status="ended")
    page = client.post("/dialogues/peace/round-one/edit/", form_data())
    assert page.status_code == 422
    assert "its plan no longer changes" in body(page)
    assert "Add to the agenda" not in body(client.get(PLAN))


def test_cancel(client, meeting):
    ParticipationFactory(meeting=meeting)
    assert "1 person who was invited gets a mail" in body(client.get("/dialogues/peace/round-one/cancel/"))
    client.post("/dialogues/peace/round-one/cancel/", {"reason": "Illness."})
    meeting.refresh_from_db()
    assert meeting.status == "cancelled"
    assert "Illness." in OutgoingMessage.objects.get().text_body
    page = client.get(PLAN)
    assert "This meeting is cancelled" in body(page)
    assert not page.context["may_cancel"]


def test_the_calendar_file(client, meeting):
    response = client.get("/dialogues/peace/round-one/meeting.ics")
    assert response["Content-Type"] == "text/calendar; method=PUBLISH; charset=utf-8"
    assert response["Cache-Control"] == "private, no-store"
    assert "SUMMARY:Round one" in body(response)
    assert "ATTENDEE" not in body(response)
