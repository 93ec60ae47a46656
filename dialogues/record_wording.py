"""What the rapporteur's page says: its keys, and the words that its scripts use."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# The keys as the page shows them: where they work, and what each does.
RECORD_KEYS = (
    (
        gettext_lazy("While writing"),
        (
            (("Enter",), gettext_lazy("Log the point, from any field")),
            (("Shift", "Enter"), gettext_lazy("A new line")),
            (("Tab",), gettext_lazy("On to theme, show of hands, kind; letters choose")),
            (("#",), gettext_lazy("A theme by its first letters: #youth (Tab completes it)")),
            (("/",), gettext_lazy("A kind by its first letters: /concern")),
            (("+",), gettext_lazy("A show of hands at the end of the text: +12")),
            (("\\",), gettext_lazy("Before # / or +: means the sign itself")),
            (("Alt", "↑"), gettext_lazy("To the points")),
            (("Esc",), gettext_lazy("To the points, and back to the text")),
        ),
    ),
    (
        gettext_lazy("On a point"),
        (
            (("j", "k"), gettext_lazy("Next, previous (or the arrows; Home, End)")),
            (("e",), gettext_lazy("Edit")),
            (("s",), gettext_lazy("Split in two")),
            (("m",), gettext_lazy("Merge into another; marked points: merge them into this one")),
            (("t",), gettext_lazy("Theme")),
            (
                ("1 – 6",),
                gettext_lazy(
                    "Kind: observation, concern, opportunity, good practice, question, recommendation"
                ),
            ),
            (("Shift", "K"), gettext_lazy("Kind, from a list")),
            (("h",), gettext_lazy("Show of hands")),
            (("x",), gettext_lazy("Hide, or show again")),
            (("Space",), gettext_lazy("Mark, to file or merge several at once")),
        ),
    ),
    (
        gettext_lazy("Everywhere outside a text"),
        (
            (("z",), gettext_lazy("Undo what you did last (also Ctrl + Z)")),
            (("?",), gettext_lazy("These keys")),
        ),
    ),
)


def record_words() -> dict[str, str]:
    """Return the words of the page's scripts, in the reader's language."""
    return {
        "logged": _("On record."),
        "count": _("Logged here: %(count)s"),
        "hint": _("Enter logs it · Tab: theme, hands, kind · Esc: the points"),
        "list": _("e edit · s split · m merge · t theme · 1–6 kind · h hands · x hide · z undo · Esc: write"),
        "marked": _("%(count)s marked"),
        "waiting": _("No connection. %(count)s waiting on this device; sent when the line is back."),
        "refused": _("The server did not take it: %(reason)s"),
        "theme": _("Theme: %(name)s"),
        "hands": _("%(count)s hands"),
        "split_nowhere": _("Put the cursor between two words first."),
        "similar": _("Says something similar"),
        "signed_out": _(
            "You are signed out. Sign in in another tab: what waits here (%(count)s) is sent then."
        ),
    }


def undo_words() -> dict[str, str]:
    """Return the words for undoing, wherever acts can be undone."""
    return {
        "undo": _("Undo"),
        "nothing_to_undo": _("There is nothing left to undo on this page."),
        "failed": _("That did not work. Reload the page and look at how things stand."),
    }
