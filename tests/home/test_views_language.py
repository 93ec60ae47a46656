"""The switch of languages."""

import pytest
from django.test import Client

from tests.factories import UserFactory

pytestmark = pytest.mark.django_db


def test_a_browser_keeps_the_language(client):
    UserFactory()
    answer = client.post("/language/", {"language": "ar", "next": "/accounts/login/"})
    assert (answer.status_code, answer["Location"]) == (302, "/accounts/login/")
    page = client.get("/accounts/login/")
    assert page["Content-Language"] == "ar"
    assert '<html lang="ar" dir="rtl"' in page.content.decode()


def test_an_account_keeps_it_too(sign_in):
    user = UserFactory(language="fr")
    client = sign_in(user)
    assert client.get("/")["Content-Language"] == "fr"
    client.post("/language/", {"language": "sv", "next": "/"})
    user.refresh_from_db()
    assert user.language == "sv"
    assert sign_in(user).get("/")["Content-Language"] == "sv"


def test_an_unknown_language_changes_nothing(sign_in):
    user = UserFactory(language="fr")
    sign_in(user).post("/language/", {"language": "xx", "next": "/"})
    user.refresh_from_db()
    assert user.language == "fr"


def test_no_other_site_is_led_to(client):
    assert client.post("/language/", {"language": "fr", "next": "https://evil.example/"})["Location"] == "/"


def test_a_private_page_which_sends_no_origin_can_be_read_in_another_language():
    UserFactory()
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/language/", {"language": "ar", "next": "/"}, headers={"origin": "null"})
    assert (answer.status_code, answer.cookies["django_language"].value) == (302, "ar")


def test_wrong_method(client):
    assert client.get("/language/").status_code == 405
