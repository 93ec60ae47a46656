"""Nobody is offered a page that they may not open."""

import pytest

from home.navigation import account_entries, account_tabs, footer_links, main_sections
from tests.factories import AdministratorFactory, TeamUserFactory, UserFactory

pytestmark = pytest.mark.django_db


def links(user):
    entries = [
        *main_sections(user, "/"),
        *account_entries(user, mailbox=True),
        *account_tabs("/"),
        *footer_links(),
    ]
    return [link.url for entry in entries for link in (entry.children or [entry])]


@pytest.mark.parametrize("factory", [UserFactory, TeamUserFactory, AdministratorFactory])
def test_every_link_opens(sign_in, factory):
    user = factory()
    client = sign_in(user)
    assert {url: client.get(url).status_code for url in links(user)} == dict.fromkeys(links(user), 200)


def test_the_public_opens_the_footer(client):
    UserFactory()
    assert [client.get(link.url).status_code for link in footer_links()] == [200, 200]


def test_a_participant_is_led_to_their_meetings_and_to_what_is_public():
    assert [section.label for section in main_sections(UserFactory(), "/")] == [
        "Home",
        "Your meetings",
        "Recommendations",
        "Reports",
    ]


def test_the_page_one_is_on_is_marked_once():
    sections = main_sections(TeamUserFactory(), "/people/")
    assert [section.label for section in sections if section.is_current] == ["Registry"]
