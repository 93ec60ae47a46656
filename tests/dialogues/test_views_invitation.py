"""The private page: what it shows, what it takes, what it never does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from dialogues.links import participation_token, private_path
from dialogues.models import Meeting
from stakeholders.models import AuditEntry
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting():
    return MeetingFactory(
        title="Round one",
        joining_link="https://call.example.org/secret-room",
        dialogue__host__name="The Host",
    )


@pytest.fixture
def held(meeting):
    return ParticipationFactory(meeting=meeting, person__name="Invited Person", response="needs_action")


@pytest.fixture
def strict():
    """Return a browser without cookies, as a mail's link opens one, that checks forgery."""
    return Client(enforce_csrf_checks=True)


def body(response):
    return response.content.decode()


def test_it_says_what_one_needs_and_not_who_else_comes(strict, held):
    others = ParticipationFactory.create_batch(3, meeting=held.meeting)
    item = AgendaItemFactory(meeting=held.meeting, title="Findings", attribution_rule="attributed")
    item.presenters.add(others[0])
    page = body(strict.get(private_path(held)))
    for shown in (
        "Round one",
        "The Host invites you",
        "Findings",
        "the Chatham House Rule",
        "Will you come?",
    ):
        assert shown in page
    for other in others:
        assert other.person.name not in page
        assert other.organisation.name not in page
    assert "secret-room" not in page


def test_both_clocks(strict, meeting):
    Meeting.objects.filter(pk=meeting.pk).update(
        starts_at=datetime(2124, 5, 30, 12, tzinfo=UTC), ends_at=datetime(2124, 5, 30, 14, tzinfo=UTC)
    )
    held = ParticipationFactory(meeting=meeting, person__time_zone="Asia/Tokyo", response="needs_action")
    page = body(strict.get(private_path(held)))
    assert "21:00–23:00" in page
    assert "14:00–16:00 Stockholm time" in page


def test_nobody_keeps_a_copy_and_no_search_engine_reads_it(strict, held):
    for path in (private_path(held), f"{private_path(held)}meeting.ics", "/i/stale/"):
        response = strict.get(path)
        assert response["Cache-Control"] == "private, no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow, noarchive"


def test_looking_changes_nothing(strict, held):
    before = dict(vars(held))
    for method in ("get", "head"):
        for query in ("", "?response=accepted", "?answered"):
            getattr(strict, method)(f"{private_path(held)}{query}")
    held.refresh_from_db()
    assert {name: value for name, value in vars(held).items() if not name.startswith("_")} == {
        name: value for name, value in before.items() if not name.startswith("_")
    }
    assert not AuditEntry.objects.exists()
    assert strict.put(private_path(held)).status_code == 405


@pytest.mark.parametrize("answer", ["accepted", "tentative", "declined"])
def test_an_answer_needs_neither_account_nor_cookie(strict, held, answer):
    data = {"response": answer, "message": "A word."}
    response = strict.post(private_path(held), data, headers={"Origin": "null"})
    assert (response.status_code, response.url) == (302, f"{private_path(held)}?answered")
    held.refresh_from_db()
    assert (held.response, held.message, held.consents_to_be_named) == (answer, "A word.", False)
    page = body(strict.get(response.url))
    assert "Your answer has arrived" in page
    assert ("secret-room" in page) == (answer == "accepted")


def test_no_answer_and_a_wrong_one_are_told(strict, held):
    for data in ({}, {"response": "needs_action"}, {"response": "accepted", "message": "x" * 501}):
        page = strict.post(private_path(held), data)
        assert page.status_code == 422
        assert page.context["form"].errors
    held.refresh_from_db()
    assert held.response == "needs_action"


def test_consent_is_asked_where_one_could_be_named(strict, meeting):
    item = AgendaItemFactory(
        meeting=meeting, kind="presentation", title="Findings", attribution_rule="attributed"
    )
    presenter, listener = (ParticipationFactory(meeting=meeting, response="needs_action") for _ in range(2))
    item.presenters.add(presenter)
    protected = ParticipationFactory(meeting=meeting, response="needs_action", person__protection="protected")
    item.presenters.add(protected)
    assert "I agree to be named" in body(strict.get(private_path(presenter)))
    for held in (listener, protected):
        assert "I agree to be named" not in body(strict.get(private_path(held)))
        strict.post(private_path(held), {"response": "accepted", "consents_to_be_named": "on"})
        held.refresh_from_db()
        assert not held.consents_to_be_named
    strict.post(private_path(presenter), {"response": "accepted", "consents_to_be_named": "on"})
    presenter.refresh_from_db()
    assert presenter.may_be_named
    strict.post(private_path(presenter), {"response": "accepted"})
    presenter.refresh_from_db()
    assert not presenter.may_be_named


def test_in_an_attributed_discussion_everybody_could_speak_but_observers(strict, meeting):
    AgendaItemFactory(meeting=meeting, kind="discussion", attribution_rule="attributed")
    speaks = ParticipationFactory(meeting=meeting, response="needs_action")
    listens = ParticipationFactory(meeting=meeting, response="needs_action", role="observer")
    assert "I agree to be named" in body(strict.get(private_path(speaks)))
    assert "I agree to be named" not in body(strict.get(private_path(listens)))


def test_a_stale_link_says_what_to_do(strict, held):
    path = private_path(held)
    held.link_version += 1
    held.save()
    for method in ("get", "post"):
        page = getattr(strict, method)(path)
        assert page.status_code == 410
        assert "This link does not work any more." in body(page)
        assert "Round one" not in body(page)
    assert strict.get(f"{path}meeting.ics").status_code == 410


@pytest.mark.parametrize(
    ("status", "days", "says"),
    [("cancelled", 3, "This meeting is cancelled"), ("ended", -3, "This meeting is over")],
)
def test_when_it_is_over(strict, held, status, days, says):
    start = timezone.now() + timedelta(days=days)
    Meeting.objects.update(status=status, starts_at=start, ends_at=start + timedelta(hours=1))
    page = body(strict.get(private_path(held)))
    assert says in page
    assert "Will you come?" not in page
    assert strict.post(private_path(held), {"response": "accepted"}).status_code == 422
    held.refresh_from_db()
    assert held.response == "needs_action"


def test_the_room_is_offered_while_it_is_open(strict, held):
    assert "Enter the room" not in body(strict.get(private_path(held)))
    Meeting.objects.update(status="live")
    page = body(strict.get(private_path(held)))
    assert "Enter the room" in page
    assert f"/i/{participation_token(held)}/room/" in page


def test_the_calendar_file(strict, held):
    text = body(strict.get(f"{private_path(held)}meeting.ics"))
    assert "METHOD:PUBLISH" in text
    assert "Round one" in text
    for telling in ("ATTENDEE", "ORGANIZER", "secret-room", held.person.name, participation_token(held)):
        assert telling not in text


def test_it_speaks_the_readers_language(strict, meeting):
    held = ParticipationFactory(meeting=meeting, person__languages=["ar"], response="needs_action")
    assert '<html lang="ar" dir="rtl"' in body(strict.get(private_path(held)))
    strict.cookies["django_language"] = "sv"
    assert '<html lang="sv" dir="ltr"' in body(strict.get(private_path(held)))


def test_my_meetings(sign_in, meeting):
    person = PersonFactory()
    client = sign_in(UserFactory(person=person))
    assert "No invitations" in body(client.get("/meetings/"))
    mine = ParticipationFactory(meeting=meeting, person=person, response="needs_action")
    past = ParticipationFactory(
        meeting=MeetingFactory(starts_at=timezone.now() - timedelta(days=9), status="ended"), person=person
    )
    ParticipationFactory(person=person, response="not_invited")
    theirs = ParticipationFactory(meeting=meeting)
    page = client.get("/meetings/")
    assert (page.context["to_come"], page.context["past"]) == ([mine], [past])
    address = f"/meetings/{mine.uuid}/"
    assert "Round one" in body(client.get(address))
    assert client.post(address, {"response": "accepted"}).url == f"{address}?answered"
    mine.refresh_from_db()
    assert mine.response == "accepted"
    assert AuditEntry.objects.get().changes["how"] == "account"
    assert "METHOD:PUBLISH" in body(client.get(f"{address}meeting.ics"))
    for path in (f"/meetings/{theirs.uuid}/", f"/meetings/{theirs.uuid}/meeting.ics"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("number", [1, 30])
def test_my_meetings_cost_the_same_for_one_and_for_thirty(sign_in, django_assert_num_queries, number):
    person = PersonFactory()
    for _ in range(number):
        ParticipationFactory(person=person)
    client = sign_in(UserFactory(person=person))
    with django_assert_num_queries(3):
        assert client.get("/meetings/").status_code == 200


def test_anonymous_signs_in_first(client, held):
    for path in ("/meetings/", f"/meetings/{held.uuid}/", f"/meetings/{held.uuid}/meeting.ics"):
        assert client.get(path).status_code == 302
