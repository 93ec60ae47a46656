"""The page of one's own name, language and time zone."""

import pytest
from django.test import Client
from django.urls import reverse

from stakeholders.models import AuditEntry
from tests.factories import PersonFactory, UserFactory

pytestmark = pytest.mark.django_db
URL = "/profile/"
FILLED = {"name": "Nour Example", "language": "ar", "time_zone": "Asia/Beirut"}


def test_address() -> None:
    assert reverse("stakeholders:profile") == URL


def test_shows_what_is_stored(sign_in) -> None:
    user = UserFactory(
        name="Nour", time_zone="Africa/Tunis", person=PersonFactory(name="Nour of the registry")
    )
    response = sign_in(user).get(URL)
    assert response.status_code == 200
    page = response.content.decode()
    assert 'value="Nour"' in page
    assert '<option value="Africa/Tunis" selected>Tunis, Africa (UTC+01:00)</option>' in page
    assert "belongs to Nour of the registry" in page


def test_saves_and_says_so_in_the_new_language(sign_in) -> None:
    user = UserFactory()
    client = sign_in(user)
    response = client.post(URL, FILLED)
    assert (response.status_code, response["Location"]) == (302, URL)
    user.refresh_from_db()
    assert (user.name, user.language, user.time_zone) == ("Nour Example", "ar", "Asia/Beirut")
    assert list(AuditEntry.objects.values_list("verb", "changes")) == [
        ("user.profile_changed", {"fields": ["name", "language", "time_zone"]})
    ]
    page = client.get(URL).content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "bootstrap.rtl.min.css" in page


def test_saving_the_same_leaves_no_trace(sign_in) -> None:
    user = UserFactory(name="Nour", language="", time_zone="UTC")
    sign_in(user).post(URL, {"name": "Nour", "language": "", "time_zone": "UTC"})
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [({"name": ""}, "name"), ({"language": "xx"}, "language"), ({"time_zone": "Moon"}, "time_zone")],
)
def test_wrong_input_is_said_beside_the_field_and_kept(sign_in, changed: dict[str, str], field: str) -> None:
    user = UserFactory(name="Nour")
    response = sign_in(user).post(URL, {**FILLED, **changed})
    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert response.context["form"]["time_zone"].value() == {**FILLED, **changed}["time_zone"]
    user.refresh_from_db()
    assert user.name == "Nour"


def test_a_zone_that_the_database_dropped_can_be_kept(sign_in) -> None:
    user = UserFactory(time_zone="EET")
    sign_in(user).post(URL, {"name": "Nour", "language": "", "time_zone": "EET"})
    user.refresh_from_db()
    assert (user.name, user.time_zone) == ("Nour", "EET")


def test_nobody_changes_what_the_form_does_not_offer(sign_in) -> None:
    user = UserFactory()
    sign_in(user).post(URL, {**FILLED, "is_team": "on", "is_superuser": "on", "email": "other@example.org"})
    before = user.email
    user.refresh_from_db()
    assert (user.is_team, user.is_superuser, user.email) == (False, False, before)


def test_anonymous_is_asked_to_sign_in() -> None:
    response = Client().get(URL)
    assert (response.status_code, response["Location"]) == (302, f"{reverse('account_login')}?next={URL}")


def test_other_methods_are_refused(sign_in) -> None:
    assert sign_in(UserFactory()).delete(URL).status_code == 405
