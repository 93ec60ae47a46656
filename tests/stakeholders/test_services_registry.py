from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry, Organisation, User
from stakeholders.services.organisations import (
    create_organisation,
    create_sector,
    edit_organisation,
    edit_sector,
)
from stakeholders.services.people import add_affiliation, edit_affiliation, edit_person
from stakeholders.services.registry import archive_record, restore_record, verify_record
from stakeholders.services.relationships import add_relationship, edit_relationship
from tests.factories import (
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    TeamUserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor() -> User:
    return TeamUserFactory()


def verbs() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Example Institute", "example-institute"),
        ("New", "new-2"),
        ("معهد", "organisation"),
        ("a" * 100, "a" * 60),
    ],
)
def test_an_organisation_gets_an_address(actor: User, name: str, slug: str) -> None:
    assert create_organisation(actor=actor, name=name, kind="research").slug == slug


def test_namesakes_get_addresses_of_their_own(actor: User) -> None:
    made = [
        create_organisation(actor=actor, name="Red Crescent", kind="civil_society", country=country)
        for country in ("Jordan", "Iraq", "Egypt")
    ]
    assert [one.slug for one in made] == ["red-crescent", "red-crescent-2", "red-crescent-3"]
    with pytest.raises(DomainError) as error:
        create_organisation(actor=actor, name="Red Crescent", kind="civil_society", country="Iraq")
    assert error.value.message == "There is already an organisation of this name in this country or region."


def test_editing_writes_down_what_changed_and_keeps_the_address(actor: User) -> None:
    migration, media = create_sector(actor=None, name="Migration"), create_sector(actor=None, name="Media")
    organisation = create_organisation(actor=actor, name="Old name", kind="media", further_sectors=[media])
    AuditEntry.objects.all().delete()
    edited = edit_organisation(
        organisation=organisation,
        actor=actor,
        name="New name",
        primary_sector=migration,
        further_sectors=[migration, media],
    )
    assert (edited.name, edited.slug, list(edited.further_sectors.all())) == ("New name", "old-name", [media])
    assert Organisation.objects.matching("new").get() == organisation
    entry = AuditEntry.objects.get()
    assert entry.changes == {"name": ["Old name", "New name"], "primary_sector": [None, "migration"]}
    edit_organisation(organisation=organisation, actor=actor, name="New name", further_sectors=[media])
    assert AuditEntry.objects.count() == 1


def test_only_known_fields_can_be_written(actor: User) -> None:
    organisation = OrganisationFactory()
    with pytest.raises(TypeError):
        edit_organisation(organisation=organisation, actor=actor, slug="other")
    with pytest.raises(TypeError):
        create_organisation(actor=actor, name="x", kind="media", archived_at=timezone.now())


def test_a_broken_rule_leaves_everything_as_it_was(actor: User) -> None:
    organisation = OrganisationFactory(name="Kept")
    with pytest.raises(DomainError) as error:
        edit_organisation(organisation=organisation, actor=actor, name="Lost", kind="no such kind")
    assert error.value.field == "kind"
    organisation.refresh_from_db()
    assert organisation.name == "Kept"
    assert verbs() == []


def test_a_sector_has_a_name_of_its_own(actor: User) -> None:
    first, second = create_sector(actor=actor, name="Migration"), create_sector(actor=actor, name="Media")
    with pytest.raises(DomainError) as error:
        edit_sector(sector=second, actor=actor, name=first.name)
    assert error.value.field == "name"
    assert edit_sector(sector=second, actor=actor, description="Papers").description == "Papers"
    assert verbs() == ["sector.created", "sector.created", "sector.edited"]


def test_archiving_twice_is_archiving_once(actor: User) -> None:
    person = PersonFactory()
    archive_record(record=person, actor=actor)
    archive_record(record=person, actor=actor)
    restore_record(record=person, actor=actor)
    restore_record(record=person, actor=actor)
    assert verbs() == ["person.archived", "person.restored"]


def test_verifying_drops_a_date_that_was_reached_and_keeps_one_to_come(actor: User) -> None:
    today = timezone.localdate()
    due = OrganisationFactory(verify_by=today)
    later = OrganisationFactory(verify_by=today + timedelta(days=1))
    for organisation in (due, later):
        verify_record(record=organisation, actor=actor)
        verify_record(record=organisation, actor=actor)
        organisation.refresh_from_db()
    assert (due.verified_on, due.verify_by) == (today, None)
    assert (later.verified_on, later.verify_by) == (today, today + timedelta(days=1))
    assert verbs() == ["organisation.verified", "organisation.verified"]


def test_places_and_ties_are_edited_with_their_history(actor: User) -> None:
    place, tie = AffiliationFactory(role="Director"), RelationshipFactory()
    edit_affiliation(affiliation=place, actor=actor, role="Chair")
    edit_relationship(relationship=tie, actor=actor, reference="Annual report")
    assert [entry.changes for entry in AuditEntry.objects.order_by("pk")] == [
        {"role": ["Director", "Chair"]},
        {"reference": ["", "Annual report"]},
    ]
    with pytest.raises(DomainError):
        add_affiliation(person=place.person, actor=actor, organisation=place.organisation, role="Chair")
    with pytest.raises(DomainError):
        add_relationship(source=tie.source, kind=tie.kind, target=tie.target, actor=actor)


def test_nothing_changed_is_nothing_written(actor: User) -> None:
    person = PersonFactory(name="Same")
    edit_person(person=person, actor=actor, name="Same")
    assert verbs() == []
