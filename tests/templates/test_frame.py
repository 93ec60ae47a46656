"""The frame around every page."""

import re
from html import unescape

import pytest
from django.test import Client

from home.navigation import Link, account_entries, main_sections
from tests.factories import AdministratorFactory, TeamUserFactory, UserFactory

pytestmark = pytest.mark.django_db


def labels(links: list[Link]) -> list[str]:
    return [str(link.label) for link in links]


def test_the_team_finds_every_room() -> None:
    sections = main_sections(TeamUserFactory(), "/")
    assert labels(sections) == ["Home", "Dialogues", "Registry", "Recommendations", "Reports", "Network"]
    assert labels(list(sections[2].children)) == ["Organisations", "People", "Sectors", "Relationships"]


def test_a_participant_is_not_shown_the_registry_nor_the_network() -> None:
    assert labels(main_sections(UserFactory(), "/")) == [
        "Home",
        "Your meetings",
        "Recommendations",
        "Reports",
    ]


def test_the_section_that_one_is_in_is_marked() -> None:
    user = TeamUserFactory()
    registry = main_sections(user, "/")[2]
    people = next(child for child in registry.children if child.label == "People")
    inside = main_sections(user, f"{people.url}some-person/")
    assert [section.label for section in inside if section.is_current] == ["Registry"]
    assert [child.label for child in inside[2].children if child.is_current] == ["People"]
    assert [section.label for section in main_sections(user, "/") if section.is_current] == ["Home"]


def test_accounts_and_audit_are_for_administrators() -> None:
    assert labels(account_entries(UserFactory(), mailbox=True)) == [
        "Your profile",
        "Sign-in and security",
        "Signed-in devices",
    ]
    assert set(labels(account_entries(TeamUserFactory(), mailbox=True))) == {
        "Your profile",
        "Sign-in and security",
        "Signed-in devices",
        "Mailbox of this machine",
    }
    assert {"Outbox", "Accounts", "Audit trail", "Style"} <= set(
        labels(account_entries(AdministratorFactory(), mailbox=False))
    )


def test_a_page_of_somebody_signed_in(sign_in) -> None:
    page = (
        sign_in(TeamUserFactory(name="Nour Example", email="nour@example.org"))
        .get("/style/")
        .content.decode()
    )
    assert '<html lang="en" dir="ltr"' in page
    assert '<a class="skip-link" href="#main">' in page
    assert '<main id="main"' in page
    assert page.count("<h1>") == 2  # the page's own, and the sample of type
    config = unescape(re.search(r"name=\"htmx-config\" content='([^']+)'", page)[1])  # type: ignore[index]
    assert '"allowEval": false' in config
    assert '"includeIndicatorStyles": false' in config
    assert '"selfRequestsOnly": true' in config
    assert re.search(r'<body hx-headers=\'{"X-CSRFToken": "\w{64}"}\'', page)
    assert re.search(r'<form method="post" action="/accounts/logout/">', page)
    assert "nour@example.org" in page


def test_a_page_in_arabic_runs_from_the_right(sign_in) -> None:
    page = sign_in(TeamUserFactory(language="ar")).get("/style/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page
    assert "bootstrap.rtl.min.css" in page
    assert "bootstrap.min.css" not in page


def test_a_stranger_sees_no_menu() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert "mainnav" not in page
    assert "/accounts/logout/" not in page


def test_the_language_switch_names_languages_in_themselves() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert re.findall(r'name="language" value="\w+" lang="(\w+)"[^>]*>([^<]+)<', page)[:4] == [
        ("en", "English"),
        ("ar", "العربيّة"),
        ("fr", "Français"),
        ("sv", "Svenska"),
    ]


def test_every_answer_carries_the_strict_policy() -> None:
    policy = Client().get("/accounts/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy
