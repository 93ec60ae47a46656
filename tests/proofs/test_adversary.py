"""Whoever has the database, all logs, all mails and calendar files, and not the room key, guesses authors no better than by chance.

Before sealing and after it. With the key the same evidence tells everything, and a trace that is planted is found
(``test_adversary_sees.py``): the adversary can see. What they hold, what they try and how they are judged is in ``adversary/``.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from .adversary.attack import PEOPLE, Held, attack, cases, hold
from .adversary.simulation import make_world

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytest_django import DjangoDbBlocker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# The whole number where the order of rows on the disk tells most; on SQLite as many as a short run can bear.
MEETINGS = 200 if connection.vendor == "postgresql" else 50


@contextmanager
def own_database(blocker: DjangoDbBlocker, factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Write to the test database for good, and empty it afterwards; keys and mail go to folders of their own."""
    mail, keys = factory.mktemp("mail"), factory.mktemp("keys")
    with (
        blocker.unblock(),
        override_settings(
            EMAIL_BACKEND="home.mailbox.MailboxBackend", MAIL_DIR=mail, KEY_STORE_DIR=keys, KEY_STORE_URL=""
        ),
    ):
        try:
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # what waits for the disk is in the same order
                    cursor.execute("SET synchronous_commit TO off")
            yield mail
        finally:
            call_command("flush", verbosity=0, interactive=False, allow_cascade=True)


@pytest.fixture(scope="module")
def held(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Held]:
    """Hold all the meetings once, in transactions of their own: what a database keeps of those is evidence too."""
    with own_database(django_db_blocker, tmp_path_factory) as folder:
        yield hold(folder, make_world(), meetings=MEETINGS, people=PEOPLE)


def test_before_sealing_nothing_but_the_key_tells_whose_a_voice_is(held: Held) -> None:
    result = attack(cases(held, held.before, sealed=False))

    assert result.tried > 500
    assert [str(finding) for finding in result.found] == []
    assert result.weighed.chance > 1e-6, str(result.weighed)


def test_after_sealing_nothing_tells_whose_a_point_was(held: Held) -> None:
    result = attack(cases(held, held.after, sealed=True))

    assert result.tried > 500
    assert [str(finding) for finding in result.found] == []
    assert result.weighed.chance > 1e-6, str(result.weighed)


def test_after_sealing_no_voice_no_stance_and_no_answer_is_left(held: Held) -> None:
    assert held.left == {"Voice": 0, "Support": 0, "PollAnswer": 0, "points with a voice": 0}
    assert not any(row.source in {"dialogues_voice", "dialogues_support"} for row in held.after.rows)


def test_with_the_key_all_is_known(held: Held) -> None:
    truth = {voice: person for told in held.world.told for voice, person in told.voices.items()}
    removed = len(truth) - len(held.by_key.keys() & truth.keys())

    assert {voice: truth[voice] for voice in held.by_key.keys() & truth.keys()} == {
        voice: person for voice, person in held.by_key.items() if voice in truth
    }
    assert removed == MEETINGS  # whoever was removed: even the key does not tell their voice any more
