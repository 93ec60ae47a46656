"""Private links."""

from __future__ import annotations

import pytest
from django.test import override_settings

from config.logs import redact
from dialogues.links import participation_for_token, participation_token, private_link
from stakeholders.exceptions import StaleLinkError
from tests.factories import ParticipationFactory

pytestmark = pytest.mark.django_db


def test_a_token_opens_its_own_participation_and_costs_one_query(django_assert_num_queries):
    held, _other = ParticipationFactory(), ParticipationFactory()
    token = participation_token(held)
    with django_assert_num_queries(1):
        found = participation_for_token(token)
        assert (found, found.meeting.dialogue.host.pk) == (held, held.meeting.dialogue.host.pk)
        assert found.person == held.person


def test_the_token_stays_the_same():
    held = ParticipationFactory()
    assert participation_token(held) == participation_token(held)


def test_a_higher_version_makes_it_stale():
    held = ParticipationFactory()
    token = participation_token(held)
    held.link_version += 1
    held.save()
    with pytest.raises(StaleLinkError):
        participation_for_token(token)
    assert participation_for_token(participation_token(held)) == held


def test_what_was_removed_forged_or_garbled_is_stale():
    held, other = ParticipationFactory(), ParticipationFactory()
    token = participation_token(held)
    forged = f"{other.uuid.hex}:{token.partition(':')[2]}"
    held.delete()
    for bad in (
        token,
        forged,
        token[:-1],
        "",
        "x",
        "::",
        f"{other.uuid}",
        f"{{{other.uuid.hex}}}:x",
        "a" * 500,
    ):
        with pytest.raises(StaleLinkError):
            participation_for_token(bad)


def test_another_secret_key_opens_nothing():
    token = participation_token(ParticipationFactory())
    with override_settings(SECRET_KEY="another"), pytest.raises(StaleLinkError):
        participation_for_token(token)


@override_settings(SITE_URL="https://majlis.example.org")
def test_links_are_whole_and_never_logged():
    held = ParticipationFactory()
    link = private_link(held)
    assert link == f"https://majlis.example.org/i/{participation_token(held)}/"
    logged = redact(f'"GET /i/{participation_token(held)}/meeting.ics HTTP/1.1" 200')
    assert held.uuid.hex not in logged
    assert participation_token(held).partition(":")[2] not in logged
