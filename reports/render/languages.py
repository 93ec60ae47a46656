"""Which way a language is written."""

from functools import lru_cache
from typing import Literal

from babel import Locale, UnknownLocaleError

Direction = Literal["ltr", "rtl"]


@lru_cache(maxsize=128)
def direction_of(language: str) -> Direction:
    """Return the direction of a BCP 47 language; one that Unicode's data do not know counts as left to right."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return "ltr"
    return "rtl" if locale.text_direction == "rtl" else "ltr"
