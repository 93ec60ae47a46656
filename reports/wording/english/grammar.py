"""English (British spelling): words that betray a clause, and names."""

from babel import Locale

from reports.wording.grammar import Grammar, word_set

_BRITISH = Locale.parse("en_GB")

MONTHS_AND_DAYS = frozenset(
    name.casefold() for names in (_BRITISH.months, _BRITISH.days) for name in names["format"]["wide"].values()
) - {"may", "march"}
TERRITORIES = frozenset(str(name) for name in _BRITISH.territories.values() if name)
PEOPLES_AND_FAITHS = word_set("""
    african algerian american arab arabic asian bahraini british catholic christian danish dutch egyptian emirati
    english european finnish french german global gulf icelandic iranian iraqi islamic israeli italian jewish jordanian
    kurdish kuwaiti latin lebanese libyan mauritanian mediterranean middle moroccan muslim nato nordic norwegian omani
    palestinian portuguese qatari russian saudi shia spanish sudanese sunni swedish swiss syrian tunisian turkish
    ukrainian western yazidi yemeni
    """) - {"global", "middle"}

# Only words that prove a verb: "the work of networks", "a call for" and "an increase" have none.
FINITE_WORDS = word_set("""
    am are be been can can't cannot could couldn't did didn't do does doesn't don't had has have is isn't may might must
    need needs ought shall should shouldn't was were will won't would wouldn't
    allow allows arise arises became become becomes began begin begins belong belongs bring brings build builds came carry
    carries come comes contribute contributes depend depends deserve deserves exist exists fail fails feel feels follow
    follows get gets give gives go goes grow grows happen happens held helps hold holds include includes involve involves
    keep keeps know knows lacks learn learns leave leaves lose loses make makes matters mean meet meets prevent prevents put
    puts reaches receive receives rely relies remain remains require requires see sees seem seems serve serves speak speaks
    asks ask belongs burns chooses chose divides divided excludes exclude finds find forgets forget happens hears hear hides
    ignore ignores joins knew listens lost mentors pays prefers prefer pushes quarrel quit refuse refuses returns says said
    settle settles sit sits spend spends stops take took teach teaches treat treats trusts understand understands write writes wrote
    stays suffer suffers takes tell tells tend tends think thinks tries wants
""")

GRAMMAR = Grammar(
    finite_words=FINITE_WORDS,
    relatives=word_set(
        "who whom whose which where when whenever if unless because what how why while whether although"
    ),
    need_starts=("the need for ", "the need to ", "a need for ", "a need to "),
    first_person=word_set(
        "i i'm i’m i've i’ve me mine my myself our ours ourselves us we we're we’re we've we’ve"
    ),
    abbreviations=word_set("e.g. i.e. etc. mr. ms. mrs. dr. prof. st. no. vs. u.s. u.n."),
    proper_starts=MONTHS_AND_DAYS
    | PEOPLES_AND_FAITHS
    | frozenset(name.casefold() for name in TERRITORIES if " " not in name),
    articled=word_set(
        "academy agency alliance association bank centre center coalition commission committee council department "
        "embassy federation forum foundation fund government group initiative institute league ministry mission network office "
        "organisation organization parliament secretariat society states trust union university nations"
    ),
)

PROPER_NAMES = frozenset(name for name in TERRITORIES if " " in name) | {
    "Middle East",
    "Global South",
    "Global North",
    "North Africa",
    "South–South",
    "South-South",
}
