"""What people do together."""

from .dialogue import CounterpartTarget, Dialogue, TeamMember, Theme
from .meeting import AgendaItem, Meeting
from .participation import Participation
from .point import Point, Support, Voice
from .poll import Poll, PollAnswer, PollOption

__all__ = [
    "AgendaItem",
    "CounterpartTarget",
    "Dialogue",
    "Meeting",
    "Participation",
    "Point",
    "Poll",
    "PollAnswer",
    "PollOption",
    "Support",
    "TeamMember",
    "Theme",
    "Voice",
]
