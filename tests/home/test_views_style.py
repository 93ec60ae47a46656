"""The living style page."""

import pytest
from django.test import Client

from home.icons import icon_names
from tests.factories import AdministratorFactory, TeamUserFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("factory", [TeamUserFactory, AdministratorFactory])
def test_shows_every_icon_and_the_errors_of_a_form(sign_in, factory) -> None:
    response = sign_in(factory()).get("/style/")
    assert response.status_code == 200
    page = response.content.decode()
    assert [name for name in icon_names() if f"<code>{name}</code>" not in page] == []
    assert "This field is required." in page


def test_shows_messages_on_request(sign_in) -> None:
    page = sign_in(TeamUserFactory()).get("/style/?messages=1").content.decode()
    assert page.count('role="alert"') == 2
    assert "The meeting is saved." in page


def test_a_participant_may_not() -> None:
    client = Client()
    client.force_login(UserFactory(), backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/style/").status_code == 403


def test_anonymous_is_asked_to_sign_in() -> None:
    response = Client().get("/style/")
    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/style/")


def test_only_reading(sign_in) -> None:
    assert sign_in(TeamUserFactory()).post("/style/").status_code == 405
