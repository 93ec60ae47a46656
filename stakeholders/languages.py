"""The languages that people and meetings use, by their ISO 639 codes, named in the reader's language."""

from babel import Locale
from django.utils.translation import get_language

# Those of the region and of its partners; a code that is not here is shown all the same.
SPOKEN = "ar en fr sv fa ku ckb tr he am kab zgh es de it nl pt el ru ur so ti".split()


def language_name(code: str) -> str:
    """Return the name of a language in the reader's, or the code where nobody knows it."""
    names = Locale.parse(get_language() or "en", sep="-").languages
    return str(names.get(code, code))


def language_choices() -> list[tuple[str, str]]:
    """Return the languages to choose from: the four of the site first, then by name."""
    named = [(code, language_name(code)) for code in SPOKEN]
    return [*named[:4], *sorted(named[4:], key=lambda choice: choice[1].casefold())]
