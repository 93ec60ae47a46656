"""E-mail addresses and telephone numbers, however they are written."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from reports.guard.folding import fold
from reports.guard.names import Match, ProtectedName

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(r"\d(?:[ \u00a0.\-/()\u2011]{0,2}\d){6,}")
# The digits of a number that countries do not write differently; shorter ones are years, sums and page numbers.
TELLING_DIGITS = 8
SHORTEST = 7


class Contacts:
    """Whose addresses and numbers are whose."""

    def __init__(self, names: Iterable[ProtectedName]) -> None:
        """Index them by what does not depend on how they are written."""
        self._emails: dict[str, ProtectedName] = {}
        self._phones: dict[str, ProtectedName] = {}
        for name in names:
            self._emails.update((fold(email), name) for email in name.emails)
            for phone in name.phones:
                if len(digits := _digits(phone)) >= SHORTEST:
                    self._phones[digits[-TELLING_DIGITS:]] = name

    def found_in(self, text: str) -> Iterator[tuple[int, int, ProtectedName, Match]]:
        """Yield where a text gives an address or a number, and whose it is."""
        if self._emails and "@" in text:
            for address in EMAIL.finditer(text):
                if name := self._emails.get(fold(address.group()).rstrip(".")):
                    yield address.start(), address.end(), name, Match.EMAIL
        if self._phones:
            for number in PHONE.finditer(text):
                digits = _digits(number.group())
                if name := self._phones.get(digits[-TELLING_DIGITS:]):
                    yield number.start(), number.end(), name, Match.PHONE


def _digits(text: str) -> str:
    return "".join(str(unicodedata.digit(letter)) for letter in text if letter.isdigit())
