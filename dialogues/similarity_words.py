"""What similarity.py knows of each language, folded as it folds: `static/js/room-similar-words.js` holds the same.

``empty``: words that say nothing of what a point is about. ``negations``: words that turn a statement round.
``fronts`` and ``endings``: what is cut off a word, the longest first, where at least ``shortest`` letters remain.
``letters``: letters of their own that only look like others with a diacritic (Swedish *ingå* is not *inga*).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """The words and endings of one language."""

    empty: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    fronts: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    shortest: int = 4
    letters: str = ""


ENGLISH = Language(
    empty=frozenset(
        """
        a about after all also am an and any are as at be because been before being both but by can could did do does doing
        each either even every few for from further had has have having he her here hers him his how i if in into is it its
        just let many may me might more most much must my need needs of often on one only or other others our ought out over
        own per rather really same shall she should since so some such than that the their them then there these they this
        those though through thus to too toward towards up upon us very was we well were what when where which while who
        whom whose why will with within would yet you your make makes made get gets got still s t re ve ll d
        """.split()
    ),
    negations=frozenset("no not never none nobody nothing neither nor without cannot".split()),
    endings=tuple("ations ation ings ing ments ment ities ity ness ies ied ers er ed es ly s y e".split()),
)

FRENCH = Language(
    empty=frozenset(
        """
        a ai ainsi alors apres au aucune aussi autre autres aux avant avec avoir avons car ce ceci cela celle celles celui ces
        cet cette ceux chaque chez comme comment d dans de deja depuis des doit doivent devrait devraient donc dont du elle
        elles en encore entre est et etaient etait etant ete etre eu faire fait falloir faudrait faut font il ils j je jusqu l
        la le les leur leurs lors lorsque lui m ma mais meme memes mes moins mon n nos notre nous on ont ou par parce pendant
        peu peut peuvent plus plusieurs plutot pour pourrait pourraient pourquoi puis qu quand que quel quelle quelles quels
        qui quoi s sa se sera seront ses si soit sommes son sont sous sur t ta te tes toi ton tous tout toute toutes tres trop tu
        un une vers voici voila vos votre vous y tant bien
        """.split()
    ),
    negations=frozenset("aucun aucune jamais ne ni non pas personne rien sans".split()),
    endings=tuple(
        "issements issement ements ement ations ation ments ment ences ence ances ance ites ite ives ive ifs if euses euse eurs"
        " eur aires aire iques ique antes ante ants ant ees ee es er ent ez e s".split()
    ),
)

SWEDISH = Language(
    empty=frozenset(
        """
        alla allt an andra att av bara behöver behövs blev bli blir blivit bör borde både båda da de dem den denna deras dess
        dessa det detta dig din dina du där efter eftersom egen eget egna eller en er era ett få får fick finns fler flera för
        från före genom gör göra går ha hade han har hela henne hennes hon hos hur här i ihop in inom ja jag kan kunde kunna
        man många med mellan men mer mera mest mig min mina mot mycket måste ned någon något några när nu och också om oss på
        redan så sådan sådana samma samt sedan sig sin sina sitt ska skall skulle som ställe till trots under upp ut vad var
        vara varför varit varje vart vem vi via vid vilka vilken vill vore vår våra vårt än är åt över
        """.split()
    ),
    negations=frozenset("aldrig ej icke inga ingen inget ingenting inte utan varken".split()),
    endings=tuple(
        "ningarnas ningarna ningens ningar ningen ning heterna heten heter het arnas ernas ornas arna erna orna andet arens"
        " aren aste ades ande iska iskt liga ligt are ade ats ast isk lig ens ets at en et er ar or na as ta te es a d e s t n"
        "".split()
    ),
    letters="åäö",
)

ARABIC = Language(
    empty=frozenset(
        """
        اذ اذا الا التي الذي الذين اللاتي اللواتي الي ام اما ان انا انما انه انها او اي ايضا بعد بعض بل بها به بهذا بين تكون
        تلك تم ثم حتي حول حيث حين خلال ذلك سوف سوي عبر علي عليه عليها عن عند عندما عنه عنها فان فقط في فيه فيها قبل قد كان كانت
        كل كما كي كيف لان لدي لدينا لكن له لها لهم ليكون ما مع معظم من منذ منه منها منهم نحن نحو هذا هذه هم هن هنا هناك هو هي و
        وان وفي ومن وهو وهي يتم يجب يكون يمكن ينبغي بحاجه نحتاج تحتاج يحتاج كثير كثيرا جدا اكثر اكبر بشكل كذلك مثل ضد لو
        """.split()
    ),
    negations=frozenset("لا لم لن ليس ليست ليسوا غير دون بدون عدم ولا ولم ولن وليس بلا".split()),
    fronts=tuple("وال فال بال كال ولل ال لل و ف ب ل ك".split()),
    endings=tuple("تها تهم هما كم ها هم هن نا ات ون ين ان يه ه ي ا".split()),
    shortest=3,
)

LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "sv": SWEDISH, "ar": ARABIC}
UNKNOWN = Language()
