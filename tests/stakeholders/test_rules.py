from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from stakeholders.models import Affiliation, Organisation, Person, Relationship, Sector, User
from tests.factories import (
    AdministratorFactory,
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    SectorFactory,
    TeamMemberFactory,
    TeamUserFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db

ROLES: dict[str, Callable[[], User | AnonymousUser]] = {
    "administrator": AdministratorFactory,
    "team": TeamUserFactory,
    "convener": lambda: TeamMemberFactory().user,
    "participant": lambda: UserFactory(person=PersonFactory()),
    "former team": lambda: TeamUserFactory(is_active=False),
    "former administrator": lambda: AdministratorFactory(is_active=False),
    "public": AnonymousUser,
}
TEAM = {"administrator", "team", "convener"}
MAY = {
    "stakeholders.view_registry": TEAM,
    "stakeholders.edit_registry": TEAM,
    "stakeholders.export_registry": TEAM,
    "stakeholders.invite_user": {"administrator"},
    "stakeholders.edit_user": {"administrator"},
    "stakeholders.view_audit": {"administrator"},
}


@pytest.mark.parametrize("permission", MAY)
@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what(permission: str, role: str) -> None:
    assert ROLES[role]().has_perm(permission) == (role in MAY[permission])


@pytest.mark.parametrize("role", ROLES)
def test_what_is_visible_is_what_may_be_viewed(role: str) -> None:
    OrganisationFactory()
    PersonFactory()
    SectorFactory()
    AffiliationFactory()
    RelationshipFactory()
    user = ROLES[role]()
    for model in (Organisation, Person, Sector, Affiliation, Relationship):
        seen = model.objects.visible_to(user)
        assert (set(seen) == set(model.objects.all())) == user.has_perm("stakeholders.view_registry")
        assert seen.exists() == (role in TEAM)
