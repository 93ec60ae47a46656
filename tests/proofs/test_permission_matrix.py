"""Every address of the site for every role: in, to the sign-in page, forbidden, or not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.urls import reverse

from .addresses import (
    ADDRESSES,
    FORBIDDEN,
    LIBRARY_ARGS,
    LOGIN,
    MISSING,
    OF_LIBRARIES,
    OPEN,
    Address,
    names,
)
from .story import ROLES, Story

if TYPE_CHECKING:
    from django.http import HttpResponse

pytestmark = pytest.mark.django_db

ADMIN = "admin:"


def answer_to(response: HttpResponse) -> str:
    """Return which of the four answers this is."""
    if response.status_code == 302 and response.headers["Location"].startswith(reverse("account_login")):
        return LOGIN
    return {403: FORBIDDEN, 404: MISSING}.get(response.status_code, OPEN)


def ask(story: Story, name: str, address: Address, role: str, *, method: str | None = None) -> HttpResponse:
    """Return what ``role`` is answered; what the request changes is undone."""
    client = story.client(role)
    with transaction.atomic():
        url = address.url(name, story)
        if (method or address.method) == "POST":
            response = client.post(url, address.data(story))
        else:
            response = client.get(url)
        transaction.set_rollback(True)
    return response


def test_every_address_is_in_the_table() -> None:
    on_the_site = {name for name in names() if not name.startswith(ADMIN)}
    in_the_table = ADDRESSES.keys() | OF_LIBRARIES.keys()

    assert on_the_site - in_the_table == set(), "say in addresses.py who gets there"
    assert in_the_table - on_the_site == set(), "these are gone from the site"


@pytest.mark.parametrize("name", ADDRESSES)
def test_who_gets_where(name: str, story: Story) -> None:
    address = ADDRESSES[name]
    answers = {}
    for role in ROLES:
        response = ask(story, name, address, role)
        answers[role] = answer_to(response)
        assert response.status_code < 500 or response.status_code in address.statuses, (
            role,
            response.status_code,
        )
        assert response.status_code != 405, f"{address.method} is not what this address takes"
        if address.who[role] == answers[role] == OPEN and address.method == "GET":
            assert response.status_code in address.statuses, (role, response.status_code)

    assert answers == address.who


@pytest.mark.parametrize("name", [name for name, address in ADDRESSES.items() if address.method == "POST"])
def test_nothing_is_done_by_reading(name: str, story: Story) -> None:
    """Mail scanners and prefetching browsers follow links: what changes something answers no GET."""
    response = ask(story, name, ADDRESSES[name], "administrator", method="GET")

    assert response.status_code == 405


@pytest.mark.parametrize("name", OF_LIBRARIES)
def test_addresses_of_libraries_ask_for_an_account(name: str, story: Story) -> None:
    client = story.client("anonymous")

    response = client.get(reverse(name, args=LIBRARY_ARGS.get(name)))

    asks = OF_LIBRARIES[name]["anonymous"] == LOGIN
    assert (answer_to(response) == LOGIN) == asks or response.status_code == 405
    assert response.status_code < 500


@pytest.mark.parametrize("name", [name for name in names() if name == "admin:index"])
def test_the_technical_admin_is_for_administrators(name: str, story: Story) -> None:
    answers = {role: story.client(role).get(reverse(name)).status_code for role in ROLES}

    assert {role for role, status in answers.items() if status == 200} == {"administrator"}


def test_open_sign_up_is_closed(story: Story) -> None:
    response = story.client("anonymous").get(reverse("account_signup"))

    assert "Accounts are made by invitation" in response.text
    assert 'name="password1"' not in response.text
