"""What the guard is given, and what it finds, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NameKind(StrEnum):
    """What is protected."""

    PERSON = "person"
    ORGANISATION = "organisation"
    GROUP = "group"  # so few people that the words for them name somebody


class Match(StrEnum):
    """How a name was recognised, the surest first."""

    EXACT = "exact"
    ALIAS = "alias"
    EMAIL = "email"
    PHONE = "phone"
    PART = "part"
    ACRONYM = "acronym"
    FUZZY = "fuzzy"
    SOUND = "sound"  # another script or another transliteration
    ROLE = "role"
    SMALL = "small"


class Place(StrEnum):
    """Where in a block a text stands, as editors call it."""

    TEXT = "text"
    HEADING = "heading"
    CELL = "table cell"
    FOOTNOTE = "footnote"
    LINK = "link address"
    IMAGE = "image address"
    ALT = "alt text"
    CAPTION = "caption"
    COMMENT = "comment"


@dataclass(frozen=True, slots=True)
class GuardParagraph:
    """A text to look at; ``items`` are the agenda items that it reports from, empty if it rests on none."""

    id: str
    text: str
    items: frozenset[str] = frozenset()
    place: Place = Place.TEXT


@dataclass(frozen=True, slots=True)
class ProtectedName:
    """Somebody or some organisation not to be named; ``allowed_items`` are agenda items in which they may be.

    Of somebody who was not there only the whole name alarms (``in_parts`` is false): a given name is somebody else's.
    ``sort`` is the kind of organisation, for the neutral phrase.
    """

    subject: str
    label: str
    kind: NameKind
    reason: str
    spellings: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    allowed_items: frozenset[str] = frozenset()
    in_parts: bool = True
    phones: tuple[str, ...] = ()
    sort: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody in the room is, and where: “the director of X” names whoever is that.

    ``organisation`` holds all spellings of X, also of one that may be named itself (``is_public``); of one that may not, its
    first word stands for it as well, if it tells. ``country`` is an ISO code.
    """

    person: ProtectedName
    role: str
    organisation: tuple[str, ...] = ()
    sort: str = ""
    country: str = ""
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Composition:
    """How many of what were in the room, as far as is known; what is absent from a mapping that is not empty, was not there.

    ``reason`` is why a group so small may not be told.
    """

    sorts: Mapping[str, int] = field(default_factory=dict)
    genders: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    reason: str = "points at fewer than three people"


@dataclass(frozen=True, slots=True)
class Finding:
    """A place where a text names somebody; ``start`` and ``end`` count characters of the paragraph's text.

    ``neutral`` can stand instead of the characters from ``neutral_start`` to ``neutral_end``, which take in an article
    that would not go with it.
    """

    paragraph: str
    start: int
    end: int
    matched: str
    subject: str
    label: str
    kind: NameKind
    reason: str
    match: Match
    place: Place = Place.TEXT
    neutral: str = ""
    neutral_start: int = -1
    neutral_end: int = -1

    def applied_to(self, text: str) -> str:
        """Return the paragraph's text with the neutral phrase in place of the name."""
        return f"{text[: self.neutral_start]}{self.neutral}{text[self.neutral_end :]}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A finding with the text whose characters it counts."""

    finding: Finding
    text: str
