"""Swedish: the order of words in subordinate clauses, and the verb in the second place after a phrase in front."""

import re
from dataclasses import dataclass
from itertools import pairwise

from babel import Locale

from reports.wording.grammar import Grammar, word_set

_SWEDISH = Locale.parse("sv")

# Only forms that are verbs and nothing else; “var” is also “where” and “each”.
FINITE_WORDS = word_set("""
    är blir blev har hade kan kunde ska skall skulle bör borde måste får fick vill ville behöver behövde finns fanns saknas
    saknar krävs kräver arbetar verkar står stod går gick kommer kom ger gav tar tog gör gjorde ser såg vet visste tycker
    anser bidrar beror handlar gäller innebär betyder spelar utgör stöder stödjer använder skapar bygger påverkar hindrar
    hotar hotas växer ökar minskar fortsätter börjar slutar förblir upplever möter deltar samarbetar konkurrerar riskerar
    lider förekommer sker skedde visar visade tenderar syftar strävar pågår drabbas drabbar hamnar sitter ligger lever
    tillhör består utgår behövs används stärks försvagas utestängs erbjuder erbjuds når nås lyckas misslyckas hör förstår
    lyssnar räcker händer samverkar samlas driver bedriver bedrivs talar efterfrågar efterfrågas försöker kämpar fungerar
    lämnar lämnas tas säger sägs berättar korsar stannar löser löses stoppas stoppar skriver skrivs begär litar lockar lockas dras drar
    betalar betalas kostar krymper hjälper följer följs håller hålls söker ställer sätter byts griper trakasseras debatterar namnger
    väljer väljs vänder upphör återvänder förlorar vinner tvingas förs talas nämns nämner delar delas anordnas ordnar utesluter
    förändras förändrar undviker glöms leder lär
""")
# Adverbs that follow the verb in a main clause and stand before it in a subordinate one.
ADVERBS = word_set("""
    inte aldrig alltid ofta sällan också även redan dock ändå därför således alltså fortfarande bara endast enbart nog gärna
    kanske ju väl visst faktiskt tyvärr snart ännu sannolikt troligen förmodligen heller numera ibland alltjämt dessutom
    sällan knappt nästan snarare samtidigt
""")
IN_FRONT = word_set("""
    i på för från med utan under över efter innan före genom trots vid till av mot mellan bland inom om när eftersom medan
    därför dessutom nu idag då där här ofta ibland så att enligt utöver samtidigt redan hittills just kanske numera fast
    ifall tills sedan hur varför vad lika viktigt viktigast avgörande svårt tydligt nödvändigt bra dels inte aldrig
    alltid tyvärr framför dock först
""")
NO_VERB_BEFORE = word_set("och eller men samt utan av till för med i på om att som")
SUBORDINATORS = word_set(
    "att som om när eftersom medan innan därför fast ifall tills sedan då där hur varför vad vilka vilket vilken"
)
SUBJECTS = (
    "Deltagarna",
    "Flera deltagare",
    "Några deltagare",
    "En annan synpunkt",
    "En synpunkt",
    "Det",
)


@dataclass(frozen=True, slots=True)
class SwedishGrammar(Grammar):
    """Swedish."""

    date_locale: str = "sv"
    conjunction: str = "att"
    finite_words: frozenset[str] = FINITE_WORDS

    def clause_of(self, sentence: str, proper_names: frozenset[str]) -> str:
        """Return the sentence with its adverbs before the verb, as after “att”: “att stödet inte räcker”.

        A sentence that does not begin with its subject would have to be built anew, and one with an adverb after a word
        that is not known as a verb cannot be told; both are left to be quoted.
        """
        inner = self.lowered(sentence, proper_names).removeprefix("att ")
        if not self.has_main_verb(inner) or self._begins_in_front(inner):
            return ""
        turned = _VERB_AND_ADVERBS.sub(lambda found: f"{found['adverbs']} {found['verb']}", inner)
        return turned if turned != inner or not self._has_adverb_in_doubt(inner) else ""

    def fronted(self, front: str, sentence: str) -> str:
        """Return a sentence of the generator with a phrase in front: the verb comes second, the subject third."""
        for subject in SUBJECTS:
            if sentence.startswith(f"{subject} "):
                verb, _space, rest = sentence.removeprefix(f"{subject} ").partition(" ")
                return f"{front} {verb} {subject[:1].lower()}{subject[1:]} {rest}"
        return f"{front}: {sentence}"

    def subject(self, title: str, proper_names: frozenset[str]) -> str:  # noqa: ARG002 - the title stands in quotation marks
        """Return the title as it is: it is quoted."""
        return self.typeset(title[:1].upper() + title[1:])

    def with_article(self, name: str) -> str:
        """Return the name: Swedish names have their article within."""
        return name

    def typeset(self, text: str) -> str:
        """Return the text with Swedish quotation marks, which are the same on both sides."""
        return re.sub(r"[\"“”]", "”", text)

    def _begins_in_front(self, inner: str) -> bool:
        words = self.words(inner)
        return not words or words[0] in IN_FRONT

    def _has_adverb_in_doubt(self, inner: str) -> bool:
        """Whether an adverb of the first clause follows something that may be a verb nobody listed here."""
        words = self.words(inner)
        for before, word in pairwise(words):
            if before in SUBORDINATORS:
                return False
            if word in ADVERBS and before not in NO_VERB_BEFORE:
                return True
        return False


_VERB_AND_ADVERBS = re.compile(
    rf"\b(?P<verb>{'|'.join(sorted(FINITE_WORDS, key=len, reverse=True))})"
    rf" (?P<adverbs>(?:{'|'.join(sorted(ADVERBS, key=len, reverse=True))})(?: (?:{'|'.join(sorted(ADVERBS, key=len, reverse=True))}))*)\b"
)

GRAMMAR = SwedishGrammar(
    relatives=word_set(
        "som vars vilka vilket vilken när om eftersom medan innan hur varför vad ifall tills där därför"
    ),
    need_starts=(
        "behovet av ",
        "ett behov av ",
        "behov av ",
        "vikten av ",
        "betydelsen av ",
        "nödvändigheten av ",
        "ett stort behov av ",
    ),
    first_person=word_set("jag mig min mitt mina vi oss vår vårt våra ni ert era"),
    abbreviations=word_set(
        "t.ex. t. ex. bl.a. bl. m.m. m.fl. dvs. d.v.s. ca. osv. o.s.v. s.k. kl. nr. st. dr. prof. f.d. inkl. resp."
    ),
    proper_starts=frozenset(
        str(name).casefold() for name in _SWEDISH.territories.values() if name and " " not in str(name)
    ),
)
PROPER_NAMES = frozenset(str(name) for name in _SWEDISH.territories.values() if name and " " in str(name)) | {
    "Mellanöstern",
    "Nordafrika",
    "Globala syd",
}
