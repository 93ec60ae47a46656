"""The words of what is put up in the room; the stream brings it to all in one language, each page says it in its reader's."""

from __future__ import annotations

from django.utils.translation import gettext as _

from .ready_made_polls import poll_words


def stage_words() -> dict[str, str]:
    """Return the words of polls and of points that are put up, in the reader's language."""
    return {
        **poll_words(),
        "stage:poll": _("A question to everybody"),
        "stage:point": _("Put up for a show of support"),
        "stage:result": _("Result"),
        "stage:answers": _("Answers so far:"),
        "stage:total": _("Answers:"),
        "stage:promise": _(
            "Until it closes only the number of answers is shown, and never who answered what. "
            "If everybody answers alike, all know how everybody answered."
        ),
        "stage:few": _("Fewer than three have answered, so the result is not told."),
        "stage:hidden": _(
            "Where one or two chose an answer, its number is not told, nor one that would give it away."
        ),
        "stage:untold": _("not told"),
        "stage:majority": _("More than half chose:"),
        "stage:yours": _("This point is yours: your voice counts for it already."),
        "stage:sending": _("No connection. Your answer is kept and sent again in a moment."),
        "act:support": _("Support"),
        "act:qualify": _("Qualify"),
        "act:dissent": _("Dissent"),
    }
