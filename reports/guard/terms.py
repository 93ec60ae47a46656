"""What kinds of organisations, countries and roles are called in English, French, Swedish and Arabic, as patterns on folded words.

Patterns are written without diacritics and case, as ``fold`` leaves words; Arabic ones without hamza, with ه for ة.
"""

import re
from functools import lru_cache

from babel import Locale

# An organisation of a kind, in the singular or plural.
SORTS = {
    "womens_rights": (
        r"women s(?: rights)? (?:organi[sz]ation|group|network|association)s?|(?:organisation|association|reseau)s? (?:feministes?|de femmes)"
        r"|kvinno(?:ratts)?organisation\w*|kvinnonatverk\w*|(?:منظمه|جمعيه|شبكه) نسا[يء]يه"
    ),
    "civil_society": r"civil society(?: organi[sz]ation)?s?|csos?|ngos?|societe civile|ong|osc|civilsamhalle\w*|المجتمع المدني|منظمه مدنيه",
    "research": (
        r"research (?:institute|institution|centre|center|house)s?|universit(?:y|ies)|think tanks?|institut(?:s)? de recherche|universites?"
        r"|forskningsinstitut\w*|universitet\w*|معهد ابحاث|مركز ابحاث|جامعه"
    ),
    "government": r"governments?|ministr(?:y|ies)|gouvernements?|ministeres?|regering\w*|departement\w*|ministeri\w*|حكومه|الحكومه|وزاره",
    "intergovernmental": r"intergovernmental organi[sz]ations?|organisations? intergouvernementales?|mellanstatlig\w* organisation\w*|منظمه دوليه",
    "development_agency": (
        r"development agenc(?:y|ies)|donor(?: agenc(?:y|ies))?s?|agences? de developpement|bailleurs?(?: de fonds)?"
        r"|bistandsmyndighet\w*|bistandsorgan\w*|givare\w*|وكاله تنميه|جهه مانحه"
    ),
    "foundation": r"foundations?|charitable trusts?|fondations?|stiftelse\w*|موسسه خيريه|موسسه مانحه",
    "private_sector": r"(?:private )?compan(?:y|ies)|business(?:es)?|entreprises?|foretag\w*|شركه",
    "religious_traditional": (
        r"religious (?:or traditional )?(?:authorit(?:y|ies)|bod(?:y|ies)|institutions?|councils?|communit(?:y|ies))|church(?:es)?|mosques?"
        r"|autorites? religieuses?|institutions? religieuses?|religios\w* (?:myndighet|institution|samfund)\w*|(?:سلطه|هييه|موسسه|مرجعيه) دينيه"
    ),
    "political_party": r"political part(?:y|ies)|partis? politiques?|politisk\w* parti\w*|حزب(?: سياسي)?",
    "diaspora": r"diaspora (?:group|organi[sz]ation|association)s?|associations? de la diaspora|diaspora\w+|جمعيه مهجر",
    "media": (
        r"media (?:organi[sz]ation|outlet|house|company)s?|newspapers?|medias?|journa(?:l|ux)|medieforetag\w*|mediehus\w*|tidning\w*"
        r"|وسيله اعلام|موسسه اعلاميه|صحيفه"
    ),
    "coalition": r"coalitions?|koalition\w*|ايتلاف|تحالف",
}

# People of a kind of organisation, in the singular or plural.
PEOPLE_OF = {
    "development_agency": r"donors?|funders?|bailleurs?|bailleresses?|donateurs?|givar(?:e|na|en)\w*|finansiar\w*|مانح(?:ه|ين|ون|ان|تين|تان)?",
    "foundation": r"donors?|funders?|bailleurs?|bailleresses?|givar(?:e|na|en)\w*|finansiar\w*|مانح(?:ه|ين|ون|ان|تين|تان)?",
    "media": r"journalistes?|journalists?|reporters?|journalist(?:en|er|erna)|reportrar?\w*|صحفي(?:ه|ين|ون|ان|تين|تان|ات)?",
    "research": r"researchers?|academics?|scholars?|chercheu(?:r|se)s?|universitaires?|forskar(?:e|en|na)?|باحث(?:ه|ين|ون|ان|تين|تان|ات)?",
    "political_party": r"politicians?|politicien(?:ne)?s?|politiker\w*|سياسي(?:ه|ين|ون|ان)",
    "religious_traditional": r"imams?|priests?|clerics?|bishops?|religious leaders?|pretres?|imamer\w*|imamen|prast\w*|امام|رجل دين|رجلي دين|قس",
    "government": r"diplomats?|officials?|civil servants?|ministers?|diplomates?|fonctionnaires?|ministres?|diplomat\w+|tjansteman\w*|دبلوماسي(?:ه|ين|ون|ان)?|مسوول(?:ه|ين|ون|ان)? حكومي\w*",
}

_NAMES = {
    "SE": "swed|sued|svensk|سويد",
    "NO": "norw|norveg|norsk|نرويج",
    "DK": "danish|danois|dansk|دنمارك",
    "FI": "finnish|finland|finsk|فنلند",
    "FR": "french|franc|fransk|فرنس",
    "DE": "german|allemand|tysk|الماني",
    "GB": "british|britann|brittisk|بريطان",
    "US": "american|amerikansk|اميرك|امريك",
    "JO": "jordan|اردن",
    "LB": "lebanese|liban|لبنان",
    "SY": "syri|سوري",
    "IQ": "iraq|irak|عراق",
    "YE": "yemen|jemenit|يمن",
    "TN": "tunis|تونس",
    "LY": "liby|libisk|ليبي",
    "EG": "egypt|مصري",
    "MA": "morocc|maroc|marock|مغربي",
    "DZ": "alger|جزاير",
    "SD": "sudan|soudan|سودان",
    "PS": "palestin|فلسطين",
    "IL": "israel|اسرايي",
    "IR": "iran|ايران",
    "TR": "turk|turc|تركي",
    "SA": "saudi|saoud|سعودي",
    "KW": "kuwait|koweit|كويت",
    "QA": "qatar|قطري",
    "BH": "bahrain|bahrein|بحرين",
    "OM": "omani|عماني",
    "AE": "emirati|emirien|امارات",
    "UA": "ukrain|اوكران",
}
# What makes a people of a stem: “Jordanian”, “jordanienne”, “jordansk”, “اردنيه”; never “Jordan” itself, which is a place.
_PEOPLES = (
    r"(?:i?an|ian|ish|ese|i|ic|ch|ais|aise|aises|ien|ienne|iens|iennes|en|enne|ens|ennes|ain|aine|ains|aines|in|ine|ois|oise"
    r"|oises|isk|iska|iskt|isch|sk|ska|skt|ens|it|itisk|itiska|ite|ites|e|es|se|ses|ayen|ayenne|ien|k|ka|"
    r"ي|يه|يين|يون|يان|يتين|يتان|يات)?"
)


@lru_cache(maxsize=1)
def country_pattern() -> re.Pattern[str]:
    """Return one pattern for all countries; the name of the group that matched is the ISO code."""
    from reports.guard.folding import fold, tokens_of  # noqa: PLC0415 - folding imports the vocabulary beside this

    spelt: dict[str, set[str]] = {code: set() for code in _NAMES}
    for language in ("en", "fr", "sv", "ar"):
        territories = Locale.parse(language).territories
        for code in _NAMES:
            name = " ".join(word.folded for word in tokens_of(fold(str(territories[code]))))
            spelt[code].update({name, name.removeprefix("ال")})
    ways = [
        f"(?P<{code}>{'|'.join(sorted(map(re.escape, spelt[code]), key=len, reverse=True))}|(?:{stems}){_PEOPLES})"
        for code, stems in _NAMES.items()
    ]
    return re.compile(rf"(?<![^ ])[وفبلك]?(?:ال|ل)?(?:{'|'.join(ways)})(?![^ ])")


def countries_in(line: str) -> frozenset[str]:
    """Return the codes of the countries that a line of folded words names, by their names or their people's."""
    return frozenset(str(found.lastgroup) for found in country_pattern().finditer(line))


@lru_cache(maxsize=1)
def sort_patterns() -> dict[str, re.Pattern[str]]:
    """Return a pattern for each kind of organisation."""
    return {
        sort: re.compile(rf"(?<![^ ])[وفبلك]?(?:ال|ل)?(?:{words})(?![^ ])") for sort, words in SORTS.items()
    }


def sorts_in(line: str) -> frozenset[str]:
    """Return the kinds of organisations that a line of folded words speaks of."""
    return frozenset(sort for sort, pattern in sort_patterns().items() if pattern.search(line))


def country_code(name: str) -> str:
    """Return the ISO code of a country as the registry has it, in any of the site's languages; empty if it is none."""
    from reports.guard.folding import tokens_of  # noqa: PLC0415 - as above

    found = countries_in(" ".join(word.folded for word in tokens_of(name)))
    return min(found) if len(found) == 1 else ""
