"""Answers that are asked for most often, ready-made; each reader gets them in their own language."""

from __future__ import annotations

from functools import cache

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGREEMENT: dict[str, Promise] = {
    "agree": _("Agree"),
    "reservations": _("Agree with reservations"),
    "disagree": _("Disagree"),
    "no_opinion": _("No opinion"),
}


def agreement_options() -> list[str]:
    """Return the ready-made options in the language of whoever asks."""
    return [str(text) for text in AGREEMENT.values()]


def poll_words() -> dict[str, str]:
    """Return the ready-made options in the reader's language, by the words under which the room's page looks for them."""
    return {f"poll:{key}": str(text) for key, text in AGREEMENT.items()}


def ready_made_word(text: str) -> str:
    """Return the word of a ready-made option, in whichever of the site's languages it was written; else nothing."""
    return _words_by_text().get(text, "")


@cache
def _words_by_text() -> dict[str, str]:
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(text): f"poll:{key}" for key, text in AGREEMENT.items()}
    return found
