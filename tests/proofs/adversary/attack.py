"""Meetings are held, evidence is taken, and every rule is tried on it."""

from __future__ import annotations

import logging
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.models import Participation, Point, PollAnswer, Support, Voice
from tests.proofs.conftest import Lines

from .evidence import Evidence, people_mentioned, take_evidence, traits
from .rules import (
    Case,
    Model,
    all_rules,
    best_rules,
    learn,
    make_case,
    score_rules,
    without_doubles,
)
from .simulation import World, hold_meetings, seal_all
from .verdict import Finding, findings, judge

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PEOPLE = 40
SCREENED = (
    40  # meetings on which every rule is tried; the promising ones are tried on all that are learned from
)
BEST = 150  # rules that are judged: those that did best in hits, and as many that did best in nearness


@dataclass
class Held:
    """The meetings as they were, what the adversary took before and after sealing, and what the key would tell."""

    world: World
    before: Evidence
    after: Evidence
    candidates: dict[int, list[int]]  # by meeting: who took part, as the database tells
    by_key: dict[Any, int]
    left: dict[str, int]


class Journal(Lines):
    """Keeps every line as the site's own handler would write it, with its time, at the level that is usual."""

    def __init__(self) -> None:
        super().__init__()
        self.setLevel(logging.INFO)
        self.written: list[tuple[float, str]] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append((record.created, self.format(copy(record))))


def hold(folder: Path, world: World, *, meetings: int, people: int) -> Held:
    """Hold meetings, take evidence, seal them, take evidence again."""
    log = Journal()
    logging.getLogger().addHandler(log)
    try:
        hold_meetings(world, meetings=meetings, people=people)
        before = take_evidence(log=log.written, mail=folder)
        by_key = ask_the_key(world)
        seal_all(world)
        after = take_evidence(log=log.written, mail=folder)
    finally:
        logging.getLogger().removeHandler(log)
    candidates: dict[int, list[int]] = {}
    for meeting, pk in Participation.objects.filter(attended=True).values_list("meeting", "pk"):
        candidates.setdefault(meeting, []).append(pk)
    left = {model.__name__: model.objects.count() for model in (Voice, Support, PollAnswer)} | {
        "points with a voice": Point.objects.filter(voice__isnull=False).count()
    }
    return Held(world, before, after, candidates, by_key, left)


def ask_the_key(world: World) -> dict[Any, int]:
    """Return whose each voice is, as whoever has the room keys as well finds out."""
    held = dict(Voice.objects.values_list("token_hash", "pk"))
    told = {}
    for meeting in (one.meeting for one in world.told):
        key = key_store().read(meeting.uuid)
        assert key is not None
        for pk, uuid, version in meeting.participations.values_list("pk", "uuid", "link_version"):
            voice = held.get(token_hash(voice_token(key, uuid, version)))
            if voice is not None:
                told[voice] = pk
    return told


def cases(held: Held, evidence: Evidence, *, sealed: bool) -> list[Case]:
    """Return each meeting in orders: of its people, and of its voices or, where there are none any more, of its points."""
    made = []
    for told in held.world.told:
        guests = set(told.voices.values())
        people = [one for one in held.candidates[told.meeting.pk] if one in guests]
        session = (told.meeting.room_opened_at, told.meeting.ended_at)
        truth: dict[Any, int] = {**(told.authors if sealed else told.voices)}
        things = traits(evidence.points if sealed else evidence.voices, truth, session=session)
        accounts = people_mentioned(told.accounts)
        seen = {one: evidence.people.get(one, []) + accounts.get(one, []) for one in people}
        made.append(make_case(traits(seen, people, session=session), things, truth, people))
    return made


@dataclass
class Attack:
    """What the adversary tried and learned on one half of the meetings, and how it did on the other."""

    tried: int
    found: list[Finding]
    model: Model
    weighed: Finding


def attack(seen: Sequence[Case]) -> Attack:
    """Try every rule and learn from every second meeting; be judged by the others."""
    seen = without_doubles(seen)
    known, unknown = seen[::2], seen[1::2]
    rules = all_rules(seen)
    promising = best_rules(score_rules(known[:SCREENED], rules), by_each=3 * BEST)
    scores = score_rules(known, promising)
    judged = score_rules(unknown, best_rules(scores, by_each=BEST))
    model = learn(known, scores)
    return Attack(len(rules), findings(judged), model, judge(model, unknown))
