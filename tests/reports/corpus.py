"""The corpus of planted disclosures and harmless sentences (tests/reports/disclosures), and the guard that is held against it."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from reports.guard import (
    Composition,
    Guard,
    GuardParagraph,
    NameKind,
    ProtectedName,
    Sighting,
    Standing,
)

FOLDER = Path(__file__).resolve().parent / "disclosures"
LANGUAGES = ("en", "fr", "sv", "ar")
PRESENTED = frozenset({"presentation"})


@dataclass(frozen=True)
class Planted:
    """A sentence that names somebody."""

    language: str
    sort: str  # exact or disguised
    kind: str
    whom: str
    group: str  # open, held-out or fresh
    text: str


@dataclass(frozen=True)
class Harmless:
    """A sentence that names nobody who must not be named."""

    language: str
    trap: str
    group: str
    text: str


def planted() -> Iterator[Planted]:
    """Return all planted disclosures."""
    for language in LANGUAGES:
        for row in _rows(f"disclosures_{language}.tsv"):
            yield Planted(language, row["class"], row["kind"], row["whom"], row["set"], row["text"])


def harmless() -> Iterator[Harmless]:
    """Return all harmless sentences."""
    for language in LANGUAGES:
        for row in _rows(f"harmless_{language}.tsv"):
            yield Harmless(language, row["trap"], row["set"], row["text"])


@lru_cache(maxsize=4)
def guard_in(language: str) -> Guard:
    """Return the guard of the corpus' meeting for a report in a language."""
    data = _registry()
    organisations = {one["id"]: one for one in (*data["organisations"], *data["public"])}
    people = {one["id"]: _person(one) for one in data["people"]}
    standings = [
        Standing(
            people[one["id"]],
            one["role"],
            tuple(organisations[one["organisation"]]["names"]),
            organisations[one["organisation"]]["kind"],
            organisations[one["organisation"]]["country"],
            is_public=organisations[one["organisation"]] in data["public"],
        )
        for one in data["people"]
        if "organisation" in one
    ]
    hidden = [
        ProtectedName(
            one["id"],
            one["names"][0],
            NameKind.ORGANISATION,
            "may not be named",
            tuple(one["names"]),
            sort=one["kind"],
        )
        for one in data["organisations"]
    ]
    room = data["composition"]
    return Guard(
        [*people.values(), *hidden],
        allowed=[name for one in data["public"] for name in one["names"]],
        standings=standings,
        composition=Composition(room["kinds"], room["genders"], room["countries"]),
        language=language,
    )


def sightings_in(language: str, text: str) -> tuple[Sighting, ...]:
    """Return what the guard sees in a sentence, of the discussion and therefore of nobody in particular."""
    block = GuardParagraph("p", text.replace("\\n", "\n"), frozenset({"discussion"}))
    return guard_in(language).check_block(block)


def is_found(one: Planted) -> bool:
    """Whether the guard finds whom a sentence names: that person, or where their role tells them, they or their organisation."""
    subjects = {seen.finding.subject for seen in sightings_in(one.language, one.text)}
    if one.whom == "small":
        return bool(subjects)
    return one.whom in subjects or (one.kind == "role" and _organisation_of(one.whom) in subjects)


def _organisation_of(whom: str) -> str:
    people: list[dict[str, Any]] = _registry()["people"]
    return next((str(one.get("organisation", "")) for one in people if one["id"] == whom), "")


def _person(one: dict[str, Any]) -> ProtectedName:
    return ProtectedName(
        one["id"],
        one["names"][0],
        NameKind.PERSON,
        "has not agreed to be named",
        tuple(one["names"]),
        tuple(one.get("emails", ())),
        PRESENTED if one.get("consents") else frozenset(),
        in_parts=not one.get("absent"),
        phones=tuple(one.get("phones", ())),
    )


@lru_cache(maxsize=1)
def _registry() -> Any:
    return yaml.safe_load((FOLDER / "registry.yaml").read_text(encoding="utf-8"))


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
