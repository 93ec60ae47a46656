from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from stakeholders.enums import OrganisationKind, Protection
from stakeholders.models import AuditEntry, User
from stakeholders.selectors.audit import readable
from stakeholders.services.audit import record_change
from stakeholders.services.organisations import edit_organisation
from stakeholders.services.people import add_affiliation, create_person, edit_person
from tests.factories import (
    AdministratorFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    PointFactory,
    RelationshipFactory,
    SectorFactory,
    TeamUserFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
LIST = "/administration/audit/"


@pytest.fixture
def administrator() -> User:
    return AdministratorFactory(name="Administrator")


@pytest.fixture
def admin_client(sign_in: Callable[[User], Client], administrator: User) -> Client:
    return sign_in(administrator)


def told(entry: AuditEntry) -> list[str]:
    return [str(change) for change in readable([entry])[0].changes]


def test_is_for_administrators(
    client: Client, sign_in: Callable[[User], Client], admin_client: Client
) -> None:
    assert client.get(LIST).headers["Location"] == f"{reverse('account_login')}?next={LIST}"
    assert sign_in(UserFactory()).get(LIST).status_code == 403
    assert sign_in(TeamUserFactory()).get(LIST).status_code == 403
    assert admin_client.get(LIST).status_code == 200
    assert admin_client.post(LIST).status_code == 405


def test_changes_read_as_words(administrator: User) -> None:
    organisation = OrganisationFactory(
        kind=OrganisationKind.MEDIA, primary_sector=SectorFactory(name="Media")
    )
    sector = SectorFactory(name="Migration")
    edit_organisation(
        organisation=organisation,
        actor=administrator,
        kind="research",
        primary_sector=sector,
        may_be_named=True,
        verified_on=datetime(2026, 3, 4, tzinfo=UTC).date(),
        aliases=["One", "Two"],
        further_sectors=[SectorFactory(name="Disarmament")],
    )
    assert told(AuditEntry.objects.get()) == [
        "Other names: nothing → One; Two",
        "Kind: Media → Research institute",
        "Primary sector: Media → Migration",
        "May be named publicly: no → yes",
        "Last verified: nothing → 4 Mar 2026",
        "Further sectors: nothing → Disarmament",
    ]


def test_of_protected_people_only_that_something_changed(administrator: User) -> None:
    person = PersonFactory(name="Canary", email="canary@example.org", protection=Protection.PROTECTED)
    edit_person(person=person, actor=administrator, name="Canary Two", email="two@example.org", phone="+1")
    add_affiliation(person=person, actor=administrator, organisation=OrganisationFactory(name="Secret place"))
    create_person(actor=administrator, name="Canary Three", protection="protected")
    for entry in AuditEntry.objects.all():
        assert "anary" not in str(entry.changes)
        assert "example.org" not in str(entry.changes)
        assert "Secret place" not in str(entry.changes)
    first = AuditEntry.objects.order_by("pk").first()
    assert first is not None
    assert told(first) == ["Name: changed", "E-mail address: changed", "Telephone: changed"]


def test_who_becomes_protected_disappears_from_earlier_entries(administrator: User) -> None:
    person = PersonFactory(name="Canary", protection=Protection.STANDARD)
    edit_person(person=person, actor=administrator, name="Canary Two", country="Iraq")
    assert told(AuditEntry.objects.get()) == ["Name: Canary → Canary Two", "Country: nothing → Iraq"]
    edit_person(person=person, actor=administrator, protection="protected")
    assert [told(entry) for entry in AuditEntry.objects.order_by("pk")] == [
        ["Name: changed", "Country: changed"],
        ["Protection: Follows the meeting's rule → Never named outside the team"],
    ]


def test_a_point_is_never_looked_up(administrator: User) -> None:
    point = PointFactory(text="Canary words")
    row = readable([record_change(actor=administrator, verb="point.edited", target=point)])[0]
    assert (row.sentence, row.target, row.url) == ("Edited a point", "", "")


def test_raw_keys_are_not_shown(administrator: User) -> None:
    organisation = OrganisationFactory(name="Example Institute")
    entry = record_change(
        actor=administrator,
        verb="participation.changed",
        target=ParticipationFactory(),
        changes={
            "organisation": [None, organisation.slug],
            "role": ["participant", "speaker"],
        },
    )
    assert told(entry)[0] == "Organisation represented: nothing → Example Institute"
    section = record_change(
        actor=administrator,
        verb="report.drafted",
        target=organisation,
        changes={"section": "6f1b0f0e-7d8c-4c0e-9a55-2f6a0d1c2b3a"},
    )
    assert told(section) == []


def test_list_filters_and_shows(admin_client: Client, administrator: User) -> None:
    other = TeamUserFactory(name="Team Member")
    organisation = OrganisationFactory(name="Example Institute")
    old = record_change(actor=administrator, verb="organisation.edited", target=organisation)
    AuditEntry.objects.filter(pk=old.pk).update(at=datetime(2025, 1, 1, tzinfo=UTC))
    new = record_change(actor=other, verb="account.invited", target=other)
    gone = AuditEntry.objects.create(verb="sector.edited", target_type="stakeholders.sector", target_id="999")

    def found(**query: str) -> list[int]:
        return [entry.pk for entry in admin_client.get(LIST, query).context["listing"].rows]

    assert found() == [gone.pk, new.pk, old.pk]
    assert found(area="accounts") == [new.pk]
    assert found(actor=str(other.uuid)) == [new.pk]
    assert found(until="2025-06-01") == [old.pk]
    assert found(since="2025-06-01", area="registry") == [gone.pk]
    page = admin_client.get(LIST).content.decode()
    for text in ("Edited an organisation", "Example Institute", "Team Member", "The system"):
        assert text in page


@pytest.mark.parametrize("rows", [1, 30])
def test_list_costs_the_same_queries_for_any_number_of_rows(
    admin_client: Client, administrator: User, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        record_change(
            actor=administrator,
            verb="relationship.edited",
            target=RelationshipFactory(),
            changes={"source": [OrganisationFactory().slug, OrganisationFactory().slug]},
        )
    # session, user, actors of the filter, count, page, relationships, organisations
    with django_assert_num_queries(7):
        assert len(admin_client.get(LIST).context["listing"].entries) == rows
