"""“The director of X”, “la directrice de X”, “chefen för X”, «مديرة X»: a role names whoever has it.

A role counts only where somebody in the room has one of its family, or where the words are about whoever is there for X
(“the representative of X”). X may be an organisation, also one that may be named itself, or what kind of organisation it
is and where (“an imam from Iraq”), as long as fewer than three people in the room answer to that.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from reports.guard.folding import tokens_of, variants_of
from reports.guard.index import FUNCTION, ORDINARY
from reports.guard.names import Match, ProtectedName, Standing
from reports.guard.phrases import BOUNDARY, Phrased
from reports.guard.terms import country_pattern, sort_patterns
from reports.guard.vocabulary import word_set

FLOOR = 3  # METHODS.md: fewer are never told in words
REACH = 5  # words between a role and what it is a role in
DISTINCT_LENGTH = 5

# Families of roles. A word may be of several: رئيسة is a head and a chair.
FAMILIES = {
    "head": r"director|head|chief|manager|lead|leader|directeur|directrice|chef|cheffe|responsable|dirigeante?|direktor\w*|chefen|\w+chef(?:en|s)?|ledare\w*|(?:ال|لل)?(?:مدير|رييس)ه?",
    "chair": r"chair|chairperson|chairwoman|chairman|president|presidente|ordforande\w*|(?:ال|لل)?رييسه?",
    "board": r"trustee|board|administratrice|administrateur|styrelseledamot\w*",
    "spokes": r"spokesperson|spokeswoman|spokesman|parole|talesperson\w*|talesman\w*|talesk\w+|(?:ال|لل)?(?:متحدث|ناطق)ه?",
    "research": r"researcher|professor|fellow|scholar|chercheur|chercheuse|professeure?|forskare\w*|professorn|(?:ال|لل)?(?:باحث|استاذ)ه?",
    "secretary": r"secretary|secretaire|(?:general|stats)?sekreterare\w*|(?:ال|لل)?(?:وكيل|امين|سكرتير)ه?",
    "coordinator": r"coordinator|coordinat(?:eur|rice)|samordnare\w*|koordinator\w*|(?:ال|لل)?منسقه?",
    "adviser": r"advis[eo]r|counsel|lawyer|conseill(?:er|ere)|juriste|avocate?|radgivare\w*|jurist\w*|(?:ال|لل)?(?:مستشار|محامي)ه?",
    "officer": r"officer|chargee?|handlaggare\w*|(?:ال|لل)?مسوولا?ه?",
    "editor": r"editor|redact(?:eur|rice)|redaktor\w*|(?:ال|لل)?تحرير",
    "religious": r"imam|imamen|sheikh|cleric|priest|bishop|pretre|eveque|prast\w*|biskop\w*|(?:ال|لل)?(?:امام|شيخ|قس)",
    "envoy": r"ambassador|minister|envoy|ambassad(?:eur|rice)|ministre|ambassador\w+|ministern|(?:ال|لل)?(?:سفير|وزير)ه?",
}
ANYBODY = (
    r"representative|delegate|participant|spokesperson|attendee|colleague|staffer|employee|representante?|deleguee?|participante?"
    r"|collegue|foretradare\w*|representanten?|deltagaren?|delegat(?:en)?|ombud\w*|(?:ال|لل)?(?:ممثل|مندوب|مشارك|موظف)ه?"
)
LINKS = word_set("""
    of at from for in with to de du des d la l le les a au aux chez pour dans fran for pa vid i hos av inom
    the an en ett un une den det
""")
PARTING = word_set("and et och or ou eller")  # after these somebody else is meant
DETERMINERS = word_set("a an the one our un une le la l notre en ett den det var")
DEFINITE = ("en", "n")  # Swedish: “chefen”, “forskaren”
_FAMILY = {family: re.compile(rf"[وفب]?(?:{words})") for family, words in FAMILIES.items()}
_ANYBODY = re.compile(rf"[وفب]?(?:{ANYBODY})")


class Roles:
    """Who is what, where; found again in a text."""

    def __init__(self, standings: Iterable[Standing]) -> None:
        """Index the organisations by their words."""
        self._standings = tuple(standings)
        self._families = [families_of(standing.role) for standing in self._standings]
        self._at: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for number, standing in enumerate(self._standings):
            mentions = {keys for spelling in standing.organisation for keys in _mentions(spelling)}
            if not standing.is_public:
                mentions |= {keys[:1] for keys in mentions if _tells(keys[0])}
            for keys in mentions:
                self._at[keys[0]].append((keys, number))

    def found_in(self, phrased: Phrased) -> Iterator[tuple[int, int, ProtectedName, Match]]:
        """Yield where a role names somebody, and whom."""
        if not self._standings:
            return
        for number, word in enumerate(phrased.tokens):
            if word is None or not (families := families_of(word.folded, alone=True)):
                continue
            told = set()
            for first, last, people in (
                *self._with_organisation(phrased, number, families),
                *self._with_description(phrased, number, families),
            ):
                start, end = phrased.tokens[first], phrased.tokens[last]
                for person in people:
                    if start and end and person.subject not in told:
                        told.add(person.subject)
                        yield start.start, end.end, person, Match.ROLE

    def _with_organisation(
        self, phrased: Phrased, role: int, families: frozenset[str]
    ) -> Iterator[tuple[int, int, list[ProtectedName]]]:
        for first in range(max(0, role - REACH), min(len(phrased.tokens), role + REACH + 2)):
            word = phrased.tokens[first]
            if word is None or first == role:
                continue
            for keys, number in self._starting_at(word.folded):
                last = _matches(phrased, first, keys)
                if last < 0 or first <= role <= last or not self._has(number, families):
                    continue
                if first > role and not _leads_to(phrased, role, first):
                    continue
                if last < role and not _belongs(phrased, last, role):
                    continue
                yield min(first, role), max(last, role), [self._standings[number].person]

    def _with_description(
        self, phrased: Phrased, role: int, families: frozenset[str]
    ) -> Iterator[tuple[int, int, list[ProtectedName]]]:
        """A kind of organisation, a country or both beside a role, if few in the room answer to that."""
        if "anybody" in families or not _is_somebody(phrased, role):
            return
        begin = phrased.place_of(role + 1)
        line = phrased.line[begin:].split(BOUNDARY, 1)[0]
        reach = " ".join(line.split(" ")[: REACH + 2])
        places = [
            (found.start(), found.end(), sort, "")
            for sort, pattern in sort_patterns().items()
            if (found := pattern.search(reach))
        ]
        places += [
            (found.start(), found.end(), "", str(found.lastgroup))
            for found in country_pattern().finditer(reach)
        ]
        tells_more = any(sort for *_, sort, _country in places)
        if not places or not _is_near(reach, min(place[0] for place in places), between=int(tells_more)):
            return
        sorts = {sort for *_, sort, _ in places if sort}
        countries = {country for *_, country in places if country}
        people = [
            standing.person
            for number, standing in enumerate(self._standings)
            if self._families[number] & families
            and (not sorts or standing.sort in sorts)
            and (not countries or standing.country in countries)
        ]
        if 0 < len({person.subject for person in people}) < FLOOR:
            yield role, phrased.at(begin + max(place[1] for place in places) - 1), people

    def _starting_at(self, word: str) -> Iterator[tuple[tuple[str, ...], int]]:
        for form, _is_loose in variants_of(word):
            yield from self._at.get(form, ())

    def _has(self, number: int, families: frozenset[str]) -> bool:
        return "anybody" in families or bool(self._families[number] & families)


def families_of(role: str, *, alone: bool = False) -> frozenset[str]:
    """Return the families of a role; of a single folded word also whether it stands for anybody who is there."""
    words = [role] if alone else [word.folded for word in tokens_of(role)]
    found = {family for family, pattern in _FAMILY.items() if any(map(pattern.fullmatch, words))}
    if alone and _ANYBODY.fullmatch(role):
        found.add("anybody")
    return frozenset(found)


def _mentions(spelling: str) -> Iterator[tuple[str, ...]]:
    """A spelling, its beginning, and a word of it that stands for it: “the Sawsan network”."""
    words = tuple(word.folded for word in tokens_of(spelling))
    if words:
        yield words
    telling = [word for word in words if word not in FUNCTION]
    if len(telling) > 2:  # noqa: PLR2004 - the rest still tells
        yield from (words[:length] for length in range(2, len(words)) if words[length - 1] in telling[1:])


def _tells(word: str) -> bool:
    return len(word) >= DISTINCT_LENGTH and word not in ORDINARY and word not in FUNCTION


def _matches(phrased: Phrased, first: int, keys: tuple[str, ...]) -> int:
    """Return the last token of a mention that begins at a token; -1 if it does not stand there."""
    for offset, key in enumerate(keys):
        word = phrased.tokens[first + offset] if first + offset < len(phrased.tokens) else None
        if word is None or key not in {form for form, _is_loose in variants_of(word.folded)}:
            return -1
    return first + len(keys) - 1


def _leads_to(phrased: Phrased, role: int, first: int) -> bool:
    """Whether a word that links stands right before an organisation; Arabic may do without."""
    between = phrased.tokens[role + 1 : first]
    if None in between:
        return False
    words = [word.folded for word in between if word]
    if not words:
        return True
    if PARTING & set(words):
        return False
    is_arabic = "\u0600" <= words[-1][0] <= "\u06ff"
    return is_arabic or words[-1] in LINKS


def _belongs(phrased: Phrased, last: int, role: int) -> bool:
    """Whether a role follows an organisation at once or by a genitive: “NAPF’s head”, “the SIPRI director”."""
    between = phrased.tokens[last + 1 : role]
    if None in between or len(between) > REACH - 3:
        return False
    words = [word.folded for word in between if word]
    owner = phrased.tokens[last]
    return not words or words[0] == "s" or bool(owner and owner.raw.endswith(("s", "S")))


def _is_somebody(phrased: Phrased, role: int) -> bool:
    """Whether a role is somebody's: “an imam”, “chefen”; “forskare” alone are many."""
    word = phrased.tokens[role]
    if word is None or "\u0600" <= word.folded[0] <= "\u06ff":
        return True
    before = [one.folded for one in phrased.tokens[max(0, role - REACH + 2) : role] if one]
    return bool(set(before) & DETERMINERS) or word.folded.endswith(DEFINITE)


def _is_near(reach: str, place: int, *, between: int) -> bool:
    """Whether what describes an organisation comes at once, but for words that link and as many others as may stand ``between``."""
    words = reach[:place].split()
    return sum(word not in LINKS for word in words) <= between and len(words) <= REACH - 1
