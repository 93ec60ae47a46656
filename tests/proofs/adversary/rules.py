"""By which rules the adversary guesses, and how they learn which is the best.

A rule lays one order of people beside one order of voices (or points): the third person is the third voice. All of them are tried
on meetings whose truth the adversary knows, and the best are weighed together by logistic regression.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field, replace
from operator import eq
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .evidence import Order

FEWEST = 5  # who have a trait, for it to be an order
STRONGEST = 12  # rules that are weighed together
NOBODY = -1


@dataclass(frozen=True, order=True)
class Rule:
    """This order of people beside that order of things."""

    person: str
    thing: str
    backwards: bool = False

    def __str__(self) -> str:
        return f"{self.person} ~ {'reversed ' if self.backwards else ''}{self.thing}"


@dataclass
class Score:
    """How a rule did: guesses, how many of them were right, how many luck would get right; and how near true pairs lie."""

    tried: int = 0
    hits: int = 0
    luck: float = 0.0
    pairs: int = 0
    distance: float = 0.0

    @property
    def nearness(self) -> float:
        """How many standard deviations nearer than chance true pairs lie: two random quantiles are 1/3 apart."""
        if not self.pairs:
            return 0.0
        return (1 / 3 - self.distance / self.pairs) / math.sqrt(1 / 18 / self.pairs)


@dataclass(frozen=True)
class PersonOrder:
    """People by one trait: each one's quantile, and the same for the owner of each thing, where there is one."""

    quantiles: Mapping[int, float]
    of_owners: Sequence[float | None]
    guesses: dict[int, list[int]] = field(default_factory=dict)

    def guessed(self, count: int) -> list[int]:
        """Return who each of ``count`` things in a row would belong to."""
        if count not in self.guesses:
            slots = [NOBODY - 1] * count
            for person, quantile in self.quantiles.items():
                slots[int(quantile * count)] = person
            self.guesses[count] = slots
        return self.guesses[count]


@dataclass(frozen=True)
class ThingOrder:
    """Things by one trait: whose they are in a row, and the quantile of each thing that has it."""

    owners: Sequence[int]
    quantiles: Sequence[float | None]


@dataclass(frozen=True)
class Case:
    """One meeting as the adversary sees it, in orders. ``truth`` is for learning and judging only."""

    people: Mapping[str, PersonOrder]
    things: Mapping[str, ThingOrder]
    truth: Mapping[Any, int]
    candidates: Sequence[int]


def make_case(people: Order, things: Order, truth: Mapping[Any, int], candidates: Sequence[int]) -> Case:
    """Put people and things into all the orders that their traits give."""
    ordered_people = {}
    for trait, held in people.items():
        if len(held) >= FEWEST:
            quantiles = _quantiles(_ordered(held))
            ordered_people[trait] = PersonOrder(quantiles, [quantiles.get(owner) for owner in truth.values()])
    ordered_things = {}
    for trait, values in things.items():
        if len(values) >= FEWEST:
            order = _ordered(values)
            places = _quantiles(order)
            ordered_things[trait] = ThingOrder(
                [truth.get(thing, NOBODY) for thing in order], [places.get(thing) for thing in truth]
            )
    return Case(ordered_people, ordered_things, truth, candidates)


def without_doubles(cases: Sequence[Case]) -> list[Case]:
    """Return the cases without the traits that give the same order as another in every one of them."""
    people = _kept(
        [{trait: tuple(order.of_owners) for trait, order in case.people.items()} for case in cases]
    )
    things = _kept(
        [{trait: tuple(order.quantiles) for trait, order in case.things.items()} for case in cases]
    )
    return [
        replace(
            case,
            people={trait: order for trait, order in case.people.items() if trait in people},
            things={trait: order for trait, order in case.things.items() if trait in things},
        )
        for case in cases
    ]


def _kept(cases: Sequence[Mapping[str, tuple[float | None, ...]]]) -> set[str]:
    known: dict[tuple[int, ...], str] = {}
    for trait in sorted({trait for case in cases for trait in case}):
        known.setdefault(tuple(hash(case.get(trait)) for case in cases), trait)
    return set(known.values())


def all_rules(cases: Iterable[Case]) -> list[Rule]:
    """Return every order of people beside every order of things, forwards and backwards."""
    pairs = {(person, thing) for case in cases for person in case.people for thing in case.things}
    return [Rule(*pair, backwards) for pair in sorted(pairs) for backwards in (False, True)]


def score_rules(cases: Iterable[Case], rules: Iterable[Rule]) -> dict[Rule, Score]:
    """Try rules on cases."""
    scores = {rule: Score() for rule in rules}
    for case in cases:
        for rule, score in scores.items():
            people, things = case.people.get(rule.person), case.things.get(rule.thing)
            if people is not None and things is not None:
                _try(score, people, things, backwards=rule.backwards)
    return scores


def best_rules(scores: Mapping[Rule, Score], *, by_each: int) -> set[Rule]:
    """Return the rules that did best in hits and those that did best in nearness."""
    by_nearness = sorted(scores, key=lambda rule: -scores[rule].nearness)
    by_hits = sorted(scores, key=lambda rule: scores[rule].luck - scores[rule].hits)
    return {*by_nearness[:by_each], *by_hits[:by_each]}


def _try(score: Score, people: PersonOrder, things: ThingOrder, *, backwards: bool) -> None:
    count = len(things.owners)
    owners = reversed(things.owners) if backwards else things.owners
    score.hits += sum(map(eq, people.guessed(count), owners))
    guesses = min(len(people.quantiles), count)
    distances = [
        abs(mine - (1 - its if backwards else its))
        for mine, its in zip(people.of_owners, things.quantiles, strict=True)
        if mine is not None and its is not None
    ]
    score.tried += guesses
    score.luck += len(distances) / count * guesses / len(people.quantiles)
    score.pairs += len(distances)
    score.distance += sum(distances)


@dataclass(frozen=True)
class Model:
    """Rules weighed together: how likely it is that a thing is a person's, from how near their places are in each."""

    rules: tuple[Rule, ...]
    weights: tuple[float, ...]

    def guess(self, case: Case) -> dict[Any, int]:
        """Return whose each thing most likely is."""
        guesses = {}
        for number, thing in enumerate(case.truth):
            likeness = {
                person: sum(
                    weight * one
                    for weight, one in zip(self.weights, _near(case, self.rules, person, number), strict=True)
                )
                for person in case.candidates
            }
            guesses[thing] = max(likeness, key=lambda person: likeness[person])
        return guesses


def learn(cases: Sequence[Case], scores: Mapping[Rule, Score], *, seed: int = 7) -> Model:
    """Return the strongest rules, weighed by logistic regression on true and on random pairs."""
    strongest = sorted(scores, key=lambda rule: -scores[rule].nearness)[:STRONGEST]
    rules, dice = tuple(strongest), random.Random(seed)
    examples: list[tuple[list[float], int]] = []
    for case in cases:
        for number, owner in enumerate(case.truth.values()):
            if owner in case.candidates:
                examples.append((_near(case, rules, owner, number), 1))
                examples.append((_near(case, rules, dice.choice(case.candidates), number), 0))
    weights = [0.0] * len(rules)
    bias = 0.0
    dice.shuffle(examples)
    for rate in (0.5, 0.2, 0.05):
        for near, label in examples:
            odds = bias + sum(weight * one for weight, one in zip(weights, near, strict=True))
            error = label - 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))
            weights = [weight + rate * error * one for weight, one in zip(weights, near, strict=True)]
            bias += rate * error
    return Model(rules, tuple(weights))


def _near(case: Case, rules: Sequence[Rule], person: int, number: int) -> list[float]:
    """Return for each rule how near the person and the thing of this number lie; nothing where one is in no order."""
    near = []
    for rule in rules:
        people, things = case.people.get(rule.person), case.things.get(rule.thing)
        mine = people.quantiles.get(person) if people else None
        its = things.quantiles[number] if things else None
        if mine is None or its is None:
            near.append(0.0)
        else:
            near.append(1 / 3 - abs(mine - (1 - its if rule.backwards else its)))
    return near


def _quantiles(order: Sequence[Any]) -> dict[Any, float]:
    return {one: (place + 0.5) / len(order) for place, one in enumerate(order)}


def _ordered(held: Mapping[Any, Any]) -> list[Any]:
    """Return those who have a trait in its order: numbers and times by size, all else as text."""
    numbers = all(isinstance(value, (int, float)) for value in held.values())
    return sorted(held, key=lambda one: held[one] if numbers else str(held[one]))
