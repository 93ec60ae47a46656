"""The first-run page."""

import pytest
from django.urls import reverse

from stakeholders.models import User
from tests.factories import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/welcome/"
ANSWERS = {
    "name": "Mina Rahal",
    "email": "mina@example.org",
    "password": PASSWORD,
    "repeated_password": PASSWORD,
    "language": "en",
    "time_zone": "Europe/Stockholm",
}


def test_an_empty_site_leads_to_it(client):
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, ADDRESS)
    page = client.get(ADDRESS)
    assert page.status_code == 200
    assert page["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_it_makes_the_administrator_and_signs_in(client):
    answer = client.post(ADDRESS, ANSWERS)
    assert (answer.status_code, answer["Location"]) == (302, reverse("home:home"))
    user = User.objects.get()
    assert (user.email, user.is_superuser) == ("mina@example.org", True)
    assert client.session["_auth_user_id"] == str(user.pk)


@pytest.mark.parametrize(
    ("change", "field", "error"),
    [
        ({"name": ""}, "name", "This field is required."),
        ({"email": "mina"}, "email", "Enter a valid email address."),
        (
            {"password": "short"},
            "password",
            "This password is too short. It must contain at least 10 characters.",
        ),
        ({"repeated_password": "another-passphrase-7"}, "repeated_password", "The two passwords differ."),
        (
            {"time_zone": "Mars/Olympus"},
            "time_zone",
            "Select a valid choice. Mars/Olympus is not one of the available choices.",
        ),
    ],
)
def test_what_is_wrong_stands_beside_the_field_and_what_was_typed_stays(client, change, field, error):
    page = client.post(ADDRESS, ANSWERS | change)
    assert page.status_code == 200
    assert page.context["form"].errors[field][0] == error
    assert page.context["form"]["name"].value() == (ANSWERS | change)["name"]
    assert User.objects.count() == 0


def test_a_password_like_the_name_is_refused(client):
    page = client.post(ADDRESS, ANSWERS | {"password": "mina-rahal", "repeated_password": "mina-rahal"})
    assert page.context["form"].errors == {"password": ["The password is too similar to the name."]}


@pytest.mark.parametrize("method", ["get", "post"])
def test_afterwards_it_only_leads_home(client, method):
    UserFactory()
    answer = getattr(client, method)(ADDRESS, ANSWERS)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert User.objects.count() == 1


def test_production_does_not_offer_it(client, settings):
    settings.PRODUCTION = True
    assert client.get(ADDRESS)["Location"] == "/"
    assert client.get("/").status_code == 200
    client.post(ADDRESS, ANSWERS)
    assert User.objects.count() == 0


def test_wrong_method(client):
    assert client.put(ADDRESS).status_code == 405
