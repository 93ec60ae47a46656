from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.contrib import admin

from stakeholders.models import AuditEntry, Organisation, OutgoingMessage, Person, User
from tests.factories import (
    AdministratorFactory,
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    TeamUserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

pytestmark = pytest.mark.django_db
OURS = [model for model in admin.site._registry if model._meta.app_label == "stakeholders"]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_administrators_read_and_write_nothing(sign_in: Callable[[User], Client], model: type) -> None:
    AffiliationFactory()
    RelationshipFactory()
    client = sign_in(AdministratorFactory())
    url = f"/technical/stakeholders/{model._meta.model_name}/"
    assert client.get(url).status_code == 200
    assert client.get(f"{url}add/").status_code == 403


def test_contact_details_and_mails_are_not_shown(sign_in: Callable[[User], Client]) -> None:
    client = sign_in(AdministratorFactory())
    person = PersonFactory(name="Canary", email="canary@example.org", notes="Canary notes")
    page = client.get(f"/technical/stakeholders/person/{person.pk}/change/").content.decode()
    assert "Canary" in page
    assert "canary@example.org" not in page
    assert "Canary notes" not in page
    message = OutgoingMessage.objects.create(
        kind="x", to_address="a@b.example", subject="s", text_body="Canary body"
    )
    page = client.get(f"/technical/stakeholders/outgoingmessage/{message.pk}/change/").content.decode()
    assert "Canary body" not in page


def test_nobody_else_gets_in(sign_in: Callable[[User], Client]) -> None:
    url = f"/technical/stakeholders/organisation/{OrganisationFactory().pk}/change/"
    for user in (TeamUserFactory(), TeamUserFactory(is_staff=True)):
        assert sign_in(user).get(url).status_code in {302, 403}


def test_what_was_said_is_not_registered() -> None:
    names = {model._meta.label_lower for model in admin.site._registry}
    assert names.isdisjoint(
        {"dialogues.point", "dialogues.voice", "dialogues.support", "dialogues.participation"}
    )
    assert {Organisation, Person, AuditEntry, User} <= set(admin.site._registry)
    assert EmailAddress in admin.site._registry
