"""Words for so few people that they name somebody: “the only participant from …”, “both men in the room”.

*Primary* suppression of words: a group of fewer than three is never told (METHODS.md, floor 3 for words). A phrase that
says itself that there is one, or two, counts unless the room is known to have had enough of them; a phrase that tells a
kind of organisation or a country counts where the room is known to have had one or two.
"""

import re
from collections.abc import Iterator

from reports.guard.names import Composition, Match, NameKind, ProtectedName
from reports.guard.phrases import BOUNDARY, Phrased
from reports.guard.terms import PEOPLE_OF, countries_in, sorts_in

FLOOR = 3

_PEOPLE = (
    r"participants?|participantes?|representatives?|delegates?|attendees?|persons?|people|colleagues?|guests?|contributors?|members?"
    r"|representante?s?|deleguee?s?|personnes?|invitee?s?|deltagar(?:e|en|na)|foretradar(?:e|en|na)|representant(?:en|er|erna)"
    r"|delegat(?:en|er|erna)|person(?:en|er|erna)"
)
_MEN = r"men|man|males?|hommes?|mannen|man"
_WOMEN = r"women|woman|females?|femmes?|kvinnorna|kvinnan|kvinna"
_KINDS = "|".join(PEOPLE_OF.values())
_WHO = rf"(?:{_PEOPLE}|{_MEN}|{_WOMEN}|{_KINDS})"
_ADJECTIVE = r"(?:(?:male|female|young|religious|other|narvarande|manliga|kvinnliga|unga|[a-z]+(?:ese|ian|ish|itiska|iska|ska|ni))\s)?"
_AR = r"[وفبلك]{0,2}(?:ال|ل)?"
_AR_PEOPLE = r"(?:مشارك|ممثل|مندوب|حاضر|مدعو)"
_AR_KINDS = r"(?:صحفي|مانح|باحث|سياسي|دبلوماسي|امام|قس)"
_HERE = re.compile(
    r"\b(?:present|attending|presente?s?|narvarande|in attendance|here|(?:in|at|around|of|from) (?:the|this) (?:room|table|meeting|session|call)"
    r"|(?:who|that) (?:attended|spoke|took part|came|were there|was there)"
    r"|(?:dans|de) la (?:salle|reunion|piece)|autour de la table|a la (?:reunion|table)|qui (?:a|ont) (?:parle|participe|pris)"
    r"|i (?:rummet|salen)|vid (?:bordet|motet)|pa motet|som (?:deltog|talade|var med))\b"
    r"|(?:ال)?حاضر\w*|في (?:القاعه|الاجتماع|الجلسه|الغرفه)|حول الطاوله"
)
# What singles out one or two, and whom. The named group is who they are.
_SINGLED = (
    rf"(?:the|its|our|their|a|an) (?:only|sole|lone|single) {_ADJECTIVE}(?P<who>{_WHO})",
    r"(?:the|its|our|their) (?:only|sole|lone) (?:one)(?= (?:present|attending|here|in the room|at the table))",
    rf"both (?:of the )?{_ADJECTIVE}(?P<who>{_WHO})(?! (?:and|s)\b)",
    rf"one of (?:the|our) (?:two|2) {_ADJECTIVE}(?P<who>{_WHO})",
    rf"(?:the|these|those) (?:two|2) {_ADJECTIVE}(?P<who>{_WHO})",
    rf"(?:le|la|l|les|notre) (?:seule?s?|uniques?) (?P<who>{_WHO})",
    rf"une? des deux (?P<who>{_WHO})",
    rf"(?<!un des )(?<!une des )(?:les|ces|des) deux (?P<who>{_WHO})",
    rf"(?:den|det|de|var) (?:enda|ende) {_ADJECTIVE}(?P<who>{_WHO})",
    rf"bada (?:de )?{_ADJECTIVE}(?P<who>{_WHO})(?! och\b)",
    rf"en av de (?:tva|2) {_ADJECTIVE}(?P<who>{_WHO})",
    rf"(?<!en av )de (?:tva|2) {_ADJECTIVE}(?P<who>{_WHO})",
    rf"{_AR}(?P<who>{_AR_PEOPLE}ه?|{_AR_KINDS}ه?|رجل|امراه) الوحيده?",
    rf"[وفبلك]{{0,2}}(?:ال|لل)(?P<who>{_AR_PEOPLE}(?:ان|تان|تين)|{_AR_KINDS}(?:ان|تان|تين)|رجلان|رجلين|امراتان|امراتين)",
    rf"[وفب]?احد[يا]? {_AR}(?P<who>مانحين|صحفيين|باحثين|سياسيين|مندوبين)",
)
_TOLD = (
    rf"(?:an?|one|another|the|une?|la|le|en|ett|den) {_ADJECTIVE}(?P<who>{_PEOPLE})(?: venue?)? (?:from|of|representing|for|de|d|du|des|fran|for)\b",
    rf"(?P<who>{_PEOPLE}) (?:from|representing|fran)\b",
    rf"(?:an?|one|another) (?P<what>government|donor|media|foundation|ministry|university|church) (?P<who>{_PEOPLE})",
    rf"{_AR}(?P<who>{_AR_PEOPLE}(?:ه|ين|ون|ات)?) (?:من|عن)(?= )",
)
_SINGLING = tuple(re.compile(rf"(?<![^ ]){pattern}(?![^ ])") for pattern in _SINGLED)
_TELLING = tuple(re.compile(rf"(?<![^ ]){pattern}") for pattern in _TOLD)
_TRIGGERS = re.compile(
    r"\b(?:only|sole|lone|single|both|two|seule?s?|uniques?|deux|enda|ende|bada|tva|2)\b|وحيد|(?:ان|تين|ين)\b"
)
_IS_PERSON = re.compile(rf"(?:{_PEOPLE}|{_AR_PEOPLE}\w*)")
_IS_MEN = re.compile(rf"(?:{_MEN}|رجل\w*)")
_IS_WOMEN = re.compile(rf"(?:{_WOMEN}|امرا\w*)")
_ARABIC_KIND = {
    "مانح": ("development_agency", "foundation"),
    "صحفي": ("media",),
    "باحث": ("research",),
    "سياسي": ("political_party",),
    "دبلوماسي": ("government",),
    "امام": ("religious_traditional",),
    "قس": ("religious_traditional",),
}
_AFTER = 7  # words after the people in which it is said which ones


class Groups:
    """How many of what there were, held against what a text says of them."""

    def __init__(self, composition: Composition) -> None:
        """Keep the counts."""
        self._room = composition

    def found_in(self, phrased: Phrased) -> Iterator[tuple[int, int, ProtectedName, Match]]:
        """Yield where a text speaks of so few that it names them."""
        line = phrased.line
        told: list[tuple[int, int]] = []
        for pattern in _SINGLING if _TRIGGERS.search(line) else ():
            for found in pattern.finditer(line):
                start, end = phrased.span(found.start(), found.end())
                if self._singles_out(line, found) and not any(left <= start < right for left, right in told):
                    told.append((start, end))
                    yield start, end, self._group(phrased, start, end), Match.SMALL
        for pattern in _TELLING if self._room.sorts or self._room.countries else ():
            for found in pattern.finditer(line):
                after = _rest(line, found.end())
                tail = f"{found.groupdict().get('what') or ''} {after}"
                if (length := self._tells_few(tail)) < 0:
                    continue
                start, end = phrased.span(found.start(), found.end() + max(0, length))
                if not any(left <= start < right for left, right in told):
                    told.append((start, end))
                    yield start, end, self._group(phrased, start, end), Match.SMALL

    def _group(self, phrased: Phrased, start: int, end: int) -> ProtectedName:
        words = [word.raw for word in phrased.tokens if word and start <= word.start and word.end <= end]
        label = " ".join(words)
        return ProtectedName(f"group:{label}", f"“{label}”", NameKind.GROUP, self._room.reason)

    def _singles_out(self, line: str, found: re.Match[str]) -> bool:
        who = found.groupdict().get("who") or ""
        rest = _rest(line, found.end())
        is_here = bool(_HERE.search(f"{found.group()} {rest}"))
        if not who:
            return True
        if _IS_PERSON.fullmatch(who):
            counts = self._counts(
                sorts_in(_qualified(rest)), countries_in(f"{found.group()} {_qualified(rest)}")
            )
            return not counts or min(counts) < FLOOR
        if _IS_MEN.fullmatch(who) or _IS_WOMEN.fullmatch(who):
            known = self._room.genders.get("men" if _IS_MEN.fullmatch(who) else "women")
            return is_here and (known is None or known < FLOOR)
        sorts = [sort for sort, words in PEOPLE_OF.items() if re.fullmatch(words, who)]
        sorts += [sort for stem, some in _ARABIC_KIND.items() if who.startswith(stem) for sort in some]
        if not self._room.sorts:
            return is_here
        return any(0 < self._room.sorts.get(sort, 0) < FLOOR for sort in sorts)

    def _counts(self, sorts: frozenset[str], countries: frozenset[str]) -> list[int]:
        counts = [self._room.sorts.get(sort, 0) for sort in sorts] if self._room.sorts else []
        if self._room.countries:
            counts += [self._room.countries.get(country, 0) for country in countries]
        return counts

    def _tells_few(self, tail: str) -> int:
        """Return how long the words are that tell too small a group, -1 if they tell none."""
        words = tail.split()
        for length in range(1, min(len(words), _AFTER - 2) + 1):
            some = " ".join(words[:length])
            counts = self._counts(sorts_in(some), countries_in(some))
            if counts:
                return len(some) if 0 < min(counts) < FLOOR else -1
        return -1


def _rest(line: str, place: int) -> str:
    """The next words of the sentence."""
    return " ".join(line[place:].split(BOUNDARY, 1)[0].split()[:_AFTER])


def _qualified(rest: str) -> str:
    """What says from where they are; a sentence that goes on otherwise does not."""
    first = rest.split(" ", 1)[0]
    opens = {
        "from",
        "of",
        "representing",
        "for",
        "de",
        "d",
        "du",
        "des",
        "venue",
        "venu",
        "venant",
        "fran",
        "من",
        "عن",
    }
    return rest if first in opens or "\u0600" <= first[:1] <= "\u06ff" else " ".join(rest.split()[:1])
