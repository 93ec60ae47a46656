"""The text of a point: what is kept of it, and in which language it is. Plain functions, no database."""

import re

from django.utils.translation import gettext as _

from stakeholders.exceptions import DomainError

MAX_TEXT = 2000  # characters
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff]")
_LETTER = re.compile(r"[^\W\d_]")
_NOTE = re.compile(r"\^\[[^\]]*\]")


def clean_text(text: str) -> str:
    """Return ``text`` as it is kept.

    Raises:
        DomainError: when it is empty or too long.

    """
    text = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise DomainError(_("Write what you want to put on record."), field="text")
    if len(text) > MAX_TEXT:
        raise DomainError(
            _("A point has at most %(limit)d characters; this one has %(length)d.")
            % {"limit": MAX_TEXT, "length": len(text)},
            field="text",
        )
    return text


def text_language(text: str, otherwise: str) -> str:
    """Return ``ar`` for text that is mostly in Arabic script, else the language of the page it was written on."""
    letters = len(_LETTER.findall(text))
    if letters and 2 * len(_ARABIC.findall(text)) > letters:
        return "ar"
    return "en" if otherwise == "ar" else otherwise


def without_notes(text: str) -> str:
    """Return ``text`` without the footnotes (``^[like this]``) that only the report prints."""
    return _NOTE.sub("", text)
