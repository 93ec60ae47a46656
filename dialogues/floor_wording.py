"""Words that the page puts in for the queue of speakers and the time that is left."""

from django.utils.translation import gettext as _


def floor_words() -> dict[str, str]:
    """Return what a page says of hands, turns and time, in the reader's language."""
    return {
        "time:until": _("until"),
        "time:stopped": _("the clock stands still"),
        "time:left": _("%(count)s min left"),
        "time:under": _("Less than a minute left"),
        "time:up": _("The time is up"),
        "time:over": _("Over by %(count)s min"),
        "time:over_hours": _("Over by %(count)s h"),
        "floor:raise": _("Raise hand"),
        "floor:lower": _("Lower hand"),
        "floor:done": _("I am done"),
        "floor:say": _("Say so"),
        "floor:yours": _("You have the floor"),
        "floor:next": _("You are next"),
        "floor:place": _("Place %(place)s of %(hands)s"),
        "floor:waiting": _("Your hand is up"),
        "floor:hands": _("Hands up: %(count)s"),
        "floor:minutes": _("%(count)s min"),
        "floor:others": _("Others"),
        "floor:run": _("You run the room now."),
    }
