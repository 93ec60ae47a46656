from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from stakeholders.enums import RelationshipKind
from stakeholders.models import AuditEntry, Relationship
from tests.factories import OrganisationFactory, RelationshipFactory, TeamUserFactory, UserFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from stakeholders.models import Organisation, User

pytestmark = pytest.mark.django_db
LIST = "/relationships/"


@pytest.fixture
def team(sign_in: Callable[[User], Client]) -> Client:
    return sign_in(TeamUserFactory())


@pytest.fixture
def donor() -> Organisation:
    return OrganisationFactory(name="Donor", slug="donor")


@pytest.fixture
def partner() -> Organisation:
    return OrganisationFactory(name="Partner", slug="partner")


def test_list_is_for_the_team(client: Client, sign_in: Callable[[User], Client], team: Client) -> None:
    assert client.get(LIST).headers["Location"] == f"{reverse('account_login')}?next={LIST}"
    assert sign_in(UserFactory()).get(LIST).status_code == 403
    assert team.get(LIST).status_code == 200


def test_list_finds_by_either_side_and_state(
    team: Client, donor: Organisation, partner: Organisation
) -> None:
    current = RelationshipFactory(source=donor, target=partner)
    ended = RelationshipFactory(source=partner, target=donor, ended_on=date(2020, 1, 1))
    other = RelationshipFactory()

    def found(**query: str) -> set[Relationship]:
        return set(team.get(LIST, query).context["listing"].rows)

    assert found() == {current, ended, other}
    assert found(q="dönor") == {current, ended}
    assert found(state="ended") == {ended}
    assert found(state="current") == {current, other}
    assert found(kind="funds") == set()


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_queries_for_any_number_of_rows(
    team: Client, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        RelationshipFactory()
    with django_assert_num_queries(4):  # session, user, count, page
        assert len(team.get(LIST).context["listing"].rows) == rows


def test_funding_with_amount(team: Client, donor: Organisation, partner: Organisation) -> None:
    chosen = team.get(f"{LIST}new/?organisation=donor").content.decode()
    assert 'value="Donor"' in chosen
    response = team.post(
        f"{LIST}new/",
        {
            "source-text": "donor",
            "kind": "funds",
            "target-text": "PARTNER",
            "amount": "1200000",
            "currency": "sek",
            "reference": "Annual report",
            "started_on": "2024-01-01",
        },
    )
    assert response.headers["Location"] == "/organisations/donor/#relationships"
    tie = Relationship.objects.get()
    assert (tie.source, tie.kind, tie.target) == (donor, RelationshipKind.FUNDS, partner)
    assert (tie.amount, tie.currency, tie.started_on) == (Decimal(1200000), "SEK", date(2024, 1, 1))
    assert AuditEntry.objects.get().changes == {"source": "donor", "kind": "funds", "target": "partner"}


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        (
            {"kind": "member_of", "amount": "5", "currency": "EUR"},
            "An amount belongs to funding and needs a currency.",
        ),
        ({"kind": "funds", "amount": "5"}, "An amount belongs to funding and needs a currency."),
        ({"kind": "funds", "amount": "5", "currency": "€"}, "Three letters, for example EUR, SEK or USD."),
        ({"kind": "member_of", "target-text": "Donor"}, "An organisation has no relationship with itself."),
        (
            {"kind": "hosts", "started_on": "2024-02-01", "ended_on": "2024-01-01"},
            "It cannot end before it starts.",
        ),
        ({"kind": "advises"}, "This relationship is already recorded."),
    ],
)
def test_what_cannot_be_is_said(
    team: Client, donor: Organisation, partner: Organisation, fields: dict[str, str], complaint: str
) -> None:
    RelationshipFactory(source=donor, kind=RelationshipKind.ADVISES, target=partner)
    response = team.post(f"{LIST}new/", {"source-text": "Donor", "target-text": "Partner", **fields})
    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert Relationship.objects.count() == 1


def test_edit_and_remove(team: Client, donor: Organisation, partner: Organisation) -> None:
    tie = RelationshipFactory(source=donor, target=partner)
    url = f"{LIST}{tie.uuid}/"
    assert team.get(f"{url}edit/").context["relationship"] == tie
    team.post(
        f"{url}edit/",
        {"source-text": "Donor", "target-text": "Partner", "kind": "member_of", "ended_on": "2024-01-01"},
    )
    tie.refresh_from_db()
    assert tie.ended_on == date(2024, 1, 1)
    assert AuditEntry.objects.get().changes == {"ended_on": [None, "2024-01-01"]}
    assert team.get(f"{url}remove/").status_code == 405
    team.post(f"{url}remove/")
    assert not Relationship.objects.exists()


def test_one_is_unknown_to_strangers(sign_in: Callable[[User], Client], team: Client) -> None:
    stranger = sign_in(UserFactory())
    tie = RelationshipFactory()
    assert stranger.get(f"{LIST}{tie.uuid}/edit/").status_code == 404
    assert stranger.post(f"{LIST}{tie.uuid}/remove/").status_code == 404
    assert stranger.post(f"{LIST}new/").status_code == 403
    assert team.get(f"{LIST}{uuid4()}/edit/").status_code == 404
