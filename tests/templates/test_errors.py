"""Pages for what went wrong: each says so plainly and knows a way on."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import include, path
from django.views import defaults

from tests.factories import UserFactory


def forbidden(_request: HttpRequest) -> HttpResponse:
    raise PermissionDenied("Only a convener may open the room.")


def broken(_request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret detail")


urlpatterns = [
    path("", include("config.urls")),
    path("forbidden/", forbidden),
    path("broken/", broken),
]


def headings(response: HttpResponse) -> list[str]:
    return re.findall(r"<h1[^>]*>(.*?)</h1>", response.content.decode())


@pytest.fixture
def _error_urls(settings) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.mark.django_db
def test_not_found_offers_a_stranger_to_sign_in() -> None:
    response = Client().get("/nothing/here/")
    assert response.status_code == 404
    assert headings(response) == ["There is nothing here for you"]
    assert 'href="/accounts/login/?next=/nothing/here/"' in response.content.decode()


@pytest.mark.django_db
def test_not_found_does_not_ask_somebody_to_sign_in_twice(sign_in) -> None:
    response = sign_in(UserFactory()).get("/nothing/here/")
    assert response.status_code == 404
    assert "accounts/login" not in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("_error_urls")
def test_forbidden_says_what_is_missing_and_who_is_asking(sign_in) -> None:
    response = sign_in(UserFactory(email="nour@example.org")).get("/forbidden/")
    assert response.status_code == 403
    page = response.content.decode()
    assert headings(response) == ["This is not yours to do"]
    assert "Only a convener may open the room." in page
    assert "You are signed in as nour@example.org." in page


@pytest.mark.usefixtures("_error_urls")
def test_a_crash_tells_nothing_of_itself_and_asks_no_database() -> None:
    response = Client(raise_request_exception=False).get("/broken/")
    assert response.status_code == 500
    assert headings(response) == ["Something went wrong here"]
    assert "secret detail" not in response.content.decode()


def test_a_bad_request_needs_no_context() -> None:
    response = defaults.bad_request(RequestFactory().get("/"), Exception("odd"))
    assert response.status_code == 400
    assert headings(response) == ["This request could not be understood"]


@pytest.mark.django_db
def test_an_expired_form_says_that_nothing_was_changed(sign_in) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/accounts/login/", {"login": "nour@example.org"})
    assert response.status_code == 403
    assert headings(response) == ["The form has expired"]
    assert "Nothing was changed." in response.content.decode()
