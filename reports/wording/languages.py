"""In which language a text is written, where its commonest words or its letters leave no doubt.

What was noted with a text is the language of the page that it was typed on; people type in others. The words are those
that nearly every sentence has and that the other languages here do not.
"""

from reports.wording.embedding import direction_of
from reports.wording.grammar import WORD, word_set

COMMON_WORDS = {
    "en": word_set("the of and to that is are should be with this not have their from which they it by an"),
    "fr": word_set("le les et est sont une dans que qui avec aux cette leurs être doivent il elle pas pour"),
    "sv": word_set("och att är det som på för med inte av till ett har ska bör från"),
}
FEWEST = 2
UNKNOWN = "und"


def written_in(text: str) -> str:
    """Return the code of the language of a text; empty where it may be one or another."""
    if direction_of(text) == "rtl":
        return "ar"
    words = [word.casefold() for word in WORD.findall(text)]
    found = sorted(
        ((sum(word in common for word in words), code) for code, common in COMMON_WORDS.items()), reverse=True
    )
    (most, code), (next_most, _other) = found[:2]
    return code if most >= FEWEST and most > 2 * next_most else ""


def foreign_language(text: str, said: str, own: str) -> str:
    """Return the language of a text if it is another than ``own``: what the text shows, or else what was ``said`` of it.

    Latin letters in an Arabic report are foreign even where nobody can tell of which language.
    """
    language = written_in(text) or said.partition("-")[0]
    if own == "ar" and language in {"", "ar"} and direction_of(text) == "ltr":
        return UNKNOWN
    return "" if language in {"", own} else language
