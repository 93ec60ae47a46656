from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from stakeholders.enums import OrganisationKind, Protection
from stakeholders.models import Affiliation, AuditEntry, Person
from stakeholders.panels import PERSON_PANELS
from tests.factories import (
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    TeamUserFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from stakeholders.models import User

pytestmark = pytest.mark.django_db
LIST = "/people/"


@pytest.fixture
def team(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(TeamUserFactory())


@pytest.fixture
def stranger(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(UserFactory())


def names(response: object) -> list[str]:
    return [person.name for person in response.context["listing"].rows]


def test_list_is_for_the_team(client: Client, stranger: Client, team: Client) -> None:
    assert client.get(LIST).headers["Location"] == f"{reverse('account_login')}?next={LIST}"
    assert stranger.get(LIST, {"q": "Person"}).status_code == 403
    assert team.get(LIST).status_code == 200


def test_list_searches_and_filters(team: Client) -> None:
    found = PersonFactory(name="Zoë", other_names=["زوي"], protection=Protection.PROTECTED, country="Jordan")
    AffiliationFactory(person=found, organisation__kind=OrganisationKind.MEDIA)
    former = PersonFactory(name="Former")
    AffiliationFactory(person=former, organisation__kind=OrganisationKind.MEDIA, ended_on=date(2020, 1, 1))
    for query in (
        {"q": "zoe"},
        {"q": "زوى"},
        {"q": found.email},
        {"protection": "protected"},
        {"kind": "media"},
        {"country": "Jordan"},
    ):
        assert names(team.get(LIST, query)) == ["Zoë"]


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_queries_for_any_number_of_rows(
    team: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        AffiliationFactory()
    # session, user, count, page, affiliations, countries of the filter
    with django_assert_num_queries(6):
        assert len(team.get(LIST).context["listing"].rows) == rows


def test_export_names_places_and_languages(team: Client) -> None:
    person = PersonFactory(name="Participant 07", languages=["ar", "fr"], phone="+46 8 123")
    AffiliationFactory(person=person, organisation__name="Example Institute")
    content = b"".join(team.get(LIST, {"format": "csv"}).streaming_content).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(content))
    assert row["Name"] == "Participant 07"
    assert row["Organisations"] == "Example Institute"
    assert row["Languages"] == "Arabic; French"
    assert row["Telephone"] == "'+46 8 123"
    assert row["Protection"] == "Follows the meeting's rule"


def test_detail_is_unknown_to_everybody_but_the_team(client: Client, stranger: Client, team: Client) -> None:
    person = PersonFactory(name="Participant 07", protection=Protection.PROTECTED)
    url = f"{LIST}{person.uuid}/"
    assert client.get(url).headers["Location"] == f"{reverse('account_login')}?next={url}"
    assert stranger.get(url).status_code == 404
    assert "Participant 07" not in stranger.get(url).content.decode()
    assert team.get(f"{LIST}{uuid4()}/").status_code == 404
    page = team.get(url).content.decode()
    assert "Participant 07" in page
    assert "Never named outside the team, whatever the rule" in page


def test_detail_shows_places_and_account(team: Client) -> None:
    person = PersonFactory(languages=["ar"], time_zone="Asia/Amman")
    UserFactory(person=person, email="somebody@example.org")
    AffiliationFactory(person=person, organisation__name="Now Institute", role="Director")
    AffiliationFactory(
        person=person, organisation__name="Then Institute", role="Fellow", ended_on=date(2020, 1, 1)
    )
    page = team.get(f"{LIST}{person.uuid}/").content.decode()
    for text in ("Arabic", "Amman", "somebody@example.org", "Now Institute", "Fellow until 1 Jan 2020"):
        assert text in page


@pytest.mark.parametrize("rows", [1, 30])
def test_detail_costs_the_same_queries_whatever_it_shows(
    team: Client,
    rows: int,
    django_assert_num_queries: DjangoAssertNumQueries,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PERSON_PANELS, "panels", {})
    person = PersonFactory()
    for _ in range(rows):
        AffiliationFactory(person=person)
    with django_assert_num_queries(4):  # session, user, person with account, affiliations
        team.get(f"{LIST}{person.uuid}/")


def test_create_edit_archive_restore_verify(team: Client) -> None:
    response = team.post(
        f"{LIST}new/",
        {
            "name": "Participant 07",
            "other_names": "مشارك",
            "protection": "standard",
            "email": "p07@example.org",
            "languages": ["ar", "en"],
            "time_zone": "Asia/Amman",
        },
    )
    person = Person.objects.get()
    url = f"{LIST}{person.uuid}/"
    assert response.headers["Location"] == url
    assert (person.other_names, person.languages, person.time_zone) == (["مشارك"], ["ar", "en"], "Asia/Amman")
    assert team.get(f"{url}edit/").context["form"].initial["email"] == "p07@example.org"
    team.post(f"{url}edit/", {"name": "Participant 07", "protection": "protected"})
    team.post(f"{url}archive/")
    person.refresh_from_db()
    assert person.archived_at is not None
    assert person.is_protected
    team.post(f"{url}restore/")
    team.post(f"{url}verify/")
    person.refresh_from_db()
    assert person.archived_at is None
    assert person.verified_on is not None


def test_create_asks_whether_it_is_the_same(team: Client) -> None:
    PersonFactory(name="Participant Seven", email="seven@example.org")
    response = team.post(
        f"{LIST}new/", {"name": "Somebody Else", "protection": "standard", "email": "SEVEN@example.org"}
    )
    assert response.status_code == 422
    assert "same e-mail address" in response.content.decode()
    response = team.post(f"{LIST}new/", {"name": "Seven Participant", "protection": "standard"})
    assert [likely.record.name for likely in response.context["form"].duplicates] == ["Participant Seven"]
    team.post(f"{LIST}new/", {"name": "Seven Participant", "protection": "standard", "is_another": "1"})
    assert Person.objects.count() == 2


def test_create_keeps_what_was_typed(team: Client) -> None:
    response = team.post(f"{LIST}new/", {"name": "Kept", "email": "no address", "protection": "standard"})
    assert response.status_code == 422
    assert response.context["form"].errors["email"] == ["Enter a valid email address."]
    assert 'value="Kept"' in response.content.decode()


@pytest.mark.parametrize("page", ["edit", "archive", "restore", "verify", "affiliations/new"])
def test_writing_is_unknown_to_strangers(stranger: Client, page: str) -> None:
    assert stranger.post(f"{LIST}{PersonFactory().uuid}/{page}/").status_code == 404


def test_affiliation_from_begin_to_end(team: Client) -> None:
    person, organisation = PersonFactory(), OrganisationFactory(name="Example Institute", slug="example")
    url = f"{LIST}{person.uuid}/"
    chosen = team.get(f"{url}affiliations/new/?organisation=example")
    assert 'value="Example Institute"' in chosen.content.decode()
    team.post(f"{url}affiliations/new/", {"organisation-text": "example institute", "role": "Director"})
    place = Affiliation.objects.get()
    assert (place.organisation, place.role, place.ended_on) == (organisation, "Director", None)

    again = team.post(
        f"{url}affiliations/new/", {"organisation-text": "Example Institute", "role": "Director"}
    )
    assert again.status_code == 422
    assert "This person already has that role there." in again.content.decode()

    edit = f"{url}affiliations/{place.uuid}/edit/"
    wrong = team.post(
        edit,
        {
            "organisation-text": "Example Institute",
            "role": "x",
            "started_on": "2024-02-01",
            "ended_on": "2024-01-01",
        },
    )
    assert "It cannot end before it starts." in wrong.content.decode()
    team.post(edit, {"organisation-text": "Example Institute", "role": "Director", "ended_on": "2024-01-01"})
    place.refresh_from_db()
    assert place.ended_on == date(2024, 1, 1)

    assert team.get(f"{url}affiliations/{place.uuid}/remove/").status_code == 405
    team.post(f"{url}affiliations/{place.uuid}/remove/")
    assert not Affiliation.objects.exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True)) == [
        "affiliation.added",
        "affiliation.edited",
        "affiliation.removed",
    ]


def test_affiliation_belongs_to_its_person(team: Client) -> None:
    place = AffiliationFactory()
    other = f"{LIST}{PersonFactory().uuid}/affiliations/{place.uuid}"
    assert team.get(f"{other}/edit/").status_code == 404
    assert team.post(f"{other}/remove/").status_code == 404
