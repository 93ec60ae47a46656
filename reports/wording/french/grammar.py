"""French: elision, contraction, articles, and the spaces before high punctuation."""

import datetime as dt
import re
from dataclasses import dataclass, field

from babel import Locale
from babel.dates import format_date

from reports.wording.grammar import Grammar, word_set

NO_BREAK = "\u00a0"
_FRENCH = Locale.parse("fr")

VOWELS = "aàâäeéèêëiîïoôöuùûüœæ"
ASPIRATED = re.compile(
    r"(?:hach|hain|haï|halt|hamac|hameau|handicap|hangar|hant|harcel|harcèl|hardi|haricot|hasard|hât|"
    r"haut|hauss|hé(?=ros\b)|hérisson|hernie|heurt|hiérarch|hisser|hollandais|hongr|honte|honteu|horde|hors|houle|"
    r"huit|hurl|hutte)",
    re.IGNORECASE,
)
FULL_SOUNDS = word_set("onze onzième oui ouistiti yaourt yacht yémen yéménite yéménites yémens")

# Only forms that are verbs and nothing else: “le manque”, “le fait” and “le reste” prove no clause.
FINITE_WORDS = word_set("""
    est sont était étaient fut furent a ont avait avaient doit doivent peut peuvent faut convient vient viennent va vont
    font mettent prennent tiennent tient suppose supposent exige exigent nécessite nécessitent mérite méritent appartient
    appartiennent jouent contribue contribuent travaillent tendent agissent disposent risquent souffrent souffre subissent
    subit restent demeurent semble semblent apparaît apparaissent reçoivent reçoit perdent gagnent produisent conduisent
    empêche empêchent évolue évoluent continuent vise visent repose reposent relèvent implique impliquent concerne
    concernent comptent voit voient sait savent croient veut veulent parlent augmentent diminuent existe existent permet
    permettent constitue constituent représentent dépend dépendent devient deviennent maintiennent obtiennent soutiennent
    retiennent comprennent apprennent manquent montrent créent offrent ouvrent répondent sert servent suivent vivent
    connaissent reconnaissent naît naissent croît croissent grandit grandissent affaiblit affaiblissent
""")
FINITE_ENDINGS = re.compile(
    r"\w+(?:erait|eraient|irait|iraient|drait|draient|vrait|vraient|rrait|rraient|aient|eront|iront|dront|vront|rront|era|ira)"
)

# “-ent” is the ending of the third person plural; these are nouns, adjectives and adverbs. So are nearly all in “-ment”.
NO_VERBS_IN_ENT = word_set("""
    absent accident adolescent affluent agent ambivalent antécédent apparent ardent argent cent client coefficient cohérent
    compétent concurrent conscient conséquent content continent convergent couvent dent différent dissident divergent
    efficient émergent équivalent escient évident excellent fréquent gent imminent impatient imprudent incident incohérent
    inconscient inconvénient indécent indépendent influent ingrédient innocent insuffisent intelligent lent mécontent
    négligent occident omniprésent orient parent patient permanent pertinent polyvalent précédent présent président
    prudent récent récurrent réfèrent régent résident réticent sergent serpent souvent subséquent talent transparent
    turbulent urgent vent vêtement violent virulent
""")
VERBS_IN_MENT = word_set("""
    affirment aiment confirment consomment estiment expriment forment informent nomment réclament résument suppriment
    transforment arment animent
""")
SUBJECT_PRONOUNS = ("il ", "elle ", "ils ", "elles ", "on ", "cela ", "ça ", "c’est ", "ce n’est ")
NEGATED = re.compile(r"\b(?:ne |n['’])(?!pas\b|plus\b|jamais\b|rien\b)[^\W\d_]+", re.IGNORECASE)

MASCULINE = word_set("""
    bureau centre collectif comité conseil département fonds forum gouvernement groupe haut-commissariat institut
    ministère mouvement observatoire parlement programme regroupement réseau secrétariat sénat service syndicat
    center council fund group institute network office panel program programme department committee board ministry
    secretariat parliament trust movement project
""")
FEMININE = word_set("""
    académie agence alliance ambassade assemblée association banque coalition commission confédération coopération
    direction école fédération fondation initiative ligue maison mission organisation plateforme présidence représentation
    société union université
    academy agency alliance association authority bank coalition commission embassy federation foundation initiative league mission
    organization society union university
""")
PLURAL = word_set("nations états amis services nations-unies")


@dataclass(frozen=True, slots=True)
class FrenchGrammar(Grammar):
    """French."""

    date_locale: str = "fr"
    conjunction: str = "que"
    finite_words: frozenset[str] = field(default=FINITE_WORDS)

    def words(self, text: str) -> tuple[str, ...]:
        """Return the words, what is elided by itself: “qu’il” is “qu” and “il”."""
        text = re.sub(r"\b([Ll])['’]est\b", r"\1 orient", text)
        return tuple(word.casefold() for word in re.findall(r"[^\W\d_]+", text))

    def is_finite(self, word: str) -> bool:
        """Whether a word can only be a verb that has a subject."""
        if word.endswith("ment"):
            return word in VERBS_IN_MENT
        is_plural = word.endswith("ent") and word not in NO_VERBS_IN_ENT
        return is_plural or word in self.finite_words or FINITE_ENDINGS.fullmatch(word) is not None

    def has_main_verb(self, sentence: str) -> bool:
        """Whether there is a verb for the subject: a pronoun in front proves one, and so does what stands after “ne”."""
        plain = NEGATED.sub(" est ", sentence)
        return plain.casefold().startswith(SUBJECT_PRONOUNS) or Grammar.has_main_verb(self, plain)

    def that(self, clause: str) -> str:
        """Return “que les bailleurs …”, “qu’il …”."""
        return f"qu’{clause}" if begins_with_vowel(clause) else f"que {clause}"

    def subject(self, title: str, proper_names: frozenset[str]) -> str:  # noqa: ARG002 - the title stands in quotation marks
        """Return the title as it is: it is quoted."""
        return self.typeset(title[:1].upper() + title[1:])

    def with_article(self, name: str) -> str:
        """Return “l’Institut …”, “le Conseil …”, “les Nations Unies”; names that say nothing of themselves stay bare."""
        if name.startswith(("le ", "la ", "les ", "l’", "Le ", "La ", "Les ", "L’")):
            return name
        words = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)]
        head = words[0] if words else ""
        known = head if head in MASCULINE | FEMININE | PLURAL else ""
        known = known or next((word for word in words if word in MASCULINE | FEMININE), "")
        if not known:
            return name
        if known in PLURAL:
            return f"les {name}"
        if begins_with_vowel(name):
            return f"l’{name}"
        return f"{'le' if known in MASCULINE else 'la'} {name}"

    def of(self, name: str) -> str:
        """Return “du Conseil”, “des médias”, “de l’Union”, “d’Ada Berg”."""
        return _contracted("de", "du", "des", self.with_article(name))

    def of_person(self, name: str) -> str:
        """Return “de Fatmé Masri”, “d’Anna Widestam”."""
        return f"d’{name}" if begins_with_vowel(name) else f"de {name}"

    def to(self, name: str) -> str:
        """Return “au Conseil”, “aux médias”, “à l’Union”, “à Sida”."""
        return _contracted("à", "au", "aux", self.with_article(name))

    def typeset(self, text: str) -> str:
        """Return the text with French quotation marks, apostrophes, and spaces that do not break before ``: ; ? ! »``."""
        text = re.sub(r"(?<=\w)'(?=\w)", "’", text)
        text = re.sub(r"[\"“]\s*([^\"“”]+?)\s*[\"”]", r"« \1 »", text)
        text = re.sub(r"(?<=[\w)»%*])(?=[;?!](?:[\s»)]|$))", " ", text)
        text = re.sub(r"(?<=[\w)»%*])(?=:\s)", " ", text)
        text = re.sub(r"\s+(?=[;?!»]|:(?:\s|$))", NO_BREAK, text)
        return re.sub(r"«\s*", f"«{NO_BREAK}", text)

    def date(self, date: dt.date) -> str:
        """Return “30 mai 2024”, and “1er juin 2024” for the first of a month."""
        told = format_date(date, format="long", locale=self.date_locale)
        return re.sub(r"^1 ", "1er ", told)


def begins_with_vowel(text: str) -> bool:
    """Whether “que”, “de” and “le” lose their vowel before it."""
    word = re.match(r"[*_(]*([^\W\d_]+)", text)
    if word is None:
        return False
    first = word.group(1)
    if first.isupper() and len(first) > 1:
        return first[0].casefold() in VOWELS  # “l’ONU”, “le FMI”: elision goes by the letter that is written
    if first.casefold() in FULL_SOUNDS:
        return False
    if first[0].casefold() == "h":
        return ASPIRATED.match(first) is None
    return first[0].casefold() in VOWELS


def _contracted(bare: str, with_le: str, with_les: str, name: str) -> str:
    for article, both in (("le ", with_le), ("Le ", with_le), ("les ", with_les), ("Les ", with_les)):
        if name.startswith(article):
            return f"{both} {name.removeprefix(article)}"
    elided = bare == "de" and begins_with_vowel(name) and not name.startswith(("l’", "L’"))
    return f"d’{name}" if elided else f"{bare} {name}"


GRAMMAR = FrenchGrammar(
    need_starts=tuple(
        f"{noun} {link}"
        for noun in (
            "la nécessité",
            "une nécessité",
            "le besoin",
            "un besoin",
            "l’importance",
            "l’urgence",
            "l’intérêt",
        )
        for link in ("de ", "du ", "des ", "d’", "urgente de ", "urgent de ", "urgent d’")
    ),
    relatives=word_set(
        "qui que qu dont où lorsque lorsqu quand si s’il parce puisque puisqu lequel laquelle lesquels lesquelles "
        "duquel desquels desquelles auquel auxquels auxquelles comment pourquoi"
    ),
    first_person=word_set("je j m moi mon ma mes nous notre nos nôtre nôtres vous votre vos"),
    abbreviations=word_set("m. mm. mme. dr. pr. st. art. p. cf. etc. ex. n. no. éd. env. av."),
    proper_starts=frozenset(
        str(name).casefold() for name in _FRENCH.territories.values() if name and " " not in str(name)
    ),
)
PROPER_NAMES = frozenset(str(name) for name in _FRENCH.territories.values() if name and " " in str(name)) | {
    "Moyen-Orient",
    "Proche-Orient",
    "Afrique du Nord",
}
