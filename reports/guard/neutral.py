"""What may stand instead of a name: “a participant”, «une organisation de la société civile», in the report's language."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from reports.guard.folding import fold, words_of
from reports.guard.names import NameKind, ProtectedName
from reports.guard.sounds import is_arabic
from reports.guard.vocabulary import HONORIFICS


@dataclass(frozen=True, slots=True)
class _Phrases:
    person: str
    people: str
    organisation: str
    sorts: Mapping[str, str]


PHRASES = {
    "en": _Phrases(
        "a participant",
        "participants",
        "an organisation",
        {
            "womens_rights": "a women’s rights organisation",
            "civil_society": "a civil society organisation",
            "research": "a research institute",
            "government": "a government body",
            "intergovernmental": "an intergovernmental organisation",
            "development_agency": "a development agency",
            "foundation": "a foundation",
            "private_sector": "a company",
            "religious_traditional": "a religious or traditional authority",
            "political_party": "a political party",
            "diaspora": "a diaspora group",
            "media": "a media organisation",
            "coalition": "a coalition",
        },
    ),
    "fr": _Phrases(
        "une personne présente",
        "des personnes présentes",
        "une organisation",
        {
            "womens_rights": "une organisation de défense des droits des femmes",
            "civil_society": "une organisation de la société civile",
            "research": "un institut de recherche",
            "government": "une instance gouvernementale",
            "intergovernmental": "une organisation intergouvernementale",
            "development_agency": "une agence de développement",
            "foundation": "une fondation",
            "private_sector": "une entreprise",
            "religious_traditional": "une autorité religieuse ou traditionnelle",
            "political_party": "un parti politique",
            "diaspora": "une association de la diaspora",
            "media": "un média",
            "coalition": "une coalition",
        },
    ),
    "sv": _Phrases(
        "en deltagare",
        "deltagare",
        "en organisation",
        {
            "womens_rights": "en kvinnorättsorganisation",
            "civil_society": "en civilsamhällesorganisation",
            "research": "ett forskningsinstitut",
            "government": "en statlig instans",
            "intergovernmental": "en mellanstatlig organisation",
            "development_agency": "en biståndsmyndighet",
            "foundation": "en stiftelse",
            "private_sector": "ett företag",
            "religious_traditional": "en religiös eller traditionell auktoritet",
            "political_party": "ett politiskt parti",
            "diaspora": "en diasporagrupp",
            "media": "en medieorganisation",
            "coalition": "en koalition",
        },
    ),
    "ar": _Phrases(
        "أحد المشاركين",
        "بعض المشاركين",
        "إحدى المنظمات",
        {
            "womens_rights": "منظمة معنية بحقوق المرأة",
            "civil_society": "منظمة من المجتمع المدني",
            "research": "معهد أبحاث",
            "government": "جهة حكومية",
            "intergovernmental": "منظمة حكومية دولية",
            "development_agency": "وكالة تنمية",
            "foundation": "مؤسسة مانحة",
            "private_sector": "شركة",
            "religious_traditional": "مرجعية دينية أو تقليدية",
            "political_party": "حزب سياسي",
            "diaspora": "جمعية من المهجر",
            "media": "مؤسسة إعلامية",
            "coalition": "ائتلاف",
        },
    ),
}
_SEVERAL = re.compile(
    r"\b(?:both|two|2|deux|båda|två|participants|representatives|delegates|people|men|women)\b|(?:ان|ين|ون)\b",
    re.IGNORECASE,
)
_ARTICLES = {
    "en": re.compile(r"\b(?:the|an?)\s+\Z", re.IGNORECASE),
    "sv": re.compile(r"\b(?:den|det|en|ett)\s+\Z", re.IGNORECASE),
    "fr": re.compile(
        r"(?<!\w)(?:(?P<of>d[’']|du\s+|de\s+(?:la\s+|l[’'])?|des\s+)|(?P<to>aux?\s+|à\s+(?:la\s+|l[’']))"
        r"|l[’']|(?:la|les?|une?)\s+)\Z",
        re.IGNORECASE,
    ),
}
_TITLE = re.compile(r"([\w]+)\.?\s+\Z")
_OPENS = re.compile(r"(?:\A|[.!?؟:]\s|\n)[\s#>*_\-\"“«(\[]*\Z")
_SWEDISH_GENITIVE = re.compile(r"[:’']s\b")
_PROCLITICS = re.compile(r"[وف]?[بلك]?")


def instead_of(text: str, start: int, end: int, name: ProtectedName, language: str) -> tuple[str, int, int]:
    """Return the neutral phrase for a name, and the stretch of the text that it replaces, articles and titles included."""
    code = language.partition("-")[0]
    code = code if code in PHRASES else "en"
    phrase = _phrase(PHRASES[code], name, text[start:end])
    if found := _TITLE.search(text[:start]):
        start = found.start() if fold(found[1]) in HONORIFICS else start
    if code == "ar" or is_arabic(fold(text[start : start + 1])):
        return _clitics(text[start:end], name) + phrase, start, end
    before = ""
    if found := _ARTICLES[code].search(text[:start]) if code in _ARTICLES else None:
        start = found.start()
        if code == "fr":
            before = "d’" if found["of"] else "à " if found["to"] else ""
    if code == "sv":
        if genitive := _SWEDISH_GENITIVE.match(text, end):
            phrase, end = f"{phrase}s", genitive.end()
        elif _has_grown_s(text[start:end], name):
            phrase = f"{phrase}s"
    phrase = before + phrase
    return (phrase[0].upper() + phrase[1:] if _OPENS.search(text[:start]) else phrase), start, end


def _phrase(phrases: _Phrases, name: ProtectedName, matched: str) -> str:
    if name.kind is NameKind.ORGANISATION:
        return phrases.sorts.get(name.sort, phrases.organisation)
    if name.kind is NameKind.GROUP and _SEVERAL.search(matched):
        return phrases.people
    return phrases.person


def _has_grown_s(matched: str, name: ProtectedName) -> bool:
    """Whether the last word is a name's word with the s of a Swedish genitive."""
    last = fold(matched).split()[-1:] or [""]
    known = {word.folded for spelling in name.spellings for word in words_of(spelling)}
    return last[0].endswith("s") and last[0] not in known and last[0][:-1] in known


def _clitics(matched: str, name: ProtectedName) -> str:
    """The letters that have grown onto an Arabic name: “and”, “to”, “by”."""
    words = words_of(matched)
    known = {word.folded for spelling in name.spellings for word in words_of(spelling)}
    if not words or not is_arabic(words[0].folded) or words[0].folded in known or not known:
        return ""
    first = words[0].folded
    found = _PROCLITICS.match(first)
    length = found.end() if found else 0
    bare = first[length:]
    if first.startswith("لل"):
        return "ل"
    return first[:length] if {bare, bare.removeprefix("ال"), f"ال{bare}"} & known else ""
