"""The adversary of ``test_adversary.py`` can see: a trace that is planted is found.

In a file of its own, for they take everything that is in the database as evidence: beside hundreds of meetings a few would be slow.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.models import Meeting, Participation, Voice
from stakeholders.services.audit import record_change

from .adversary.attack import PEOPLE, attack, cases, hold
from .adversary.simulation import make_world

if TYPE_CHECKING:
    from pathlib import Path

    from pytest_django.fixtures import SettingsWrapper

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

FEW = 16  # meetings in which a planted trace must be found


def leak_presence(guest: Participation) -> None:
    """Write down at the door that somebody came, as an earlier version did."""
    record_change(actor=None, verb="participation.entered", target=guest)


def leak_in_the_log(guest: Participation) -> None:
    """Log who enters."""
    logging.getLogger("dialogues").info("%s enters", guest.person.email)


def leak_in_the_row(guest: Participation) -> None:
    """Mark the row of whoever enters, with the moment."""
    Participation.objects.filter(pk=guest.pk).update(consented_at=timezone.now())


def leak_by_voices(meeting: Meeting) -> None:
    """Write voices in the order of the list instead of shuffled."""
    key = key_store().read(meeting.uuid)
    assert key is not None
    hashes = [
        token_hash(voice_token(key, uuid))
        for uuid in meeting.participations.order_by("pk").values_list("uuid", flat=True)
    ]
    Voice.objects.filter(meeting=meeting).delete()
    Voice.objects.bulk_create(Voice(meeting=meeting, token_hash=held) for held in hashes)


@pytest.mark.parametrize(
    ("planted", "where"),
    [
        (leak_presence, "stakeholders_auditentry"),
        (leak_in_the_log, "log"),
        (leak_in_the_row, "dialogues_participation"),
        (leak_by_voices, "dialogues_voice"),
    ],
)
def test_a_planted_trace_is_found(
    planted: Any, where: str, settings: SettingsWrapper, tmp_path: Path
) -> None:
    settings.KEY_STORE_URL = ""
    world = make_world()
    if planted is leak_by_voices:
        world.leak_of_voices, world.disturbs = planted, False
    else:
        world.leak_at_the_door = planted
    held = hold(tmp_path / "mail", world, meetings=FEW, people=PEOPLE)

    result = attack(cases(held, held.before, sealed=False))

    assert [finding for finding in result.found if where in finding.how], result.found[:5]
    assert result.weighed.chance < 1e-6
