"""Words of one direction within a sentence of the other.

Unicode's bidirectional algorithm gives marks at the edge of a foreign run (a full stop, a bracket, an exclamation mark)
to the sentence around it, where they stand on the wrong side. An invisible mark of the run's own direction on both
sides keeps them with it. Marks and not isolates: every office program of the last twenty years knows them.
"""

import unicodedata
from typing import Literal

LEFT_TO_RIGHT_MARK = "\u200e"
RIGHT_TO_LEFT_MARK = "\u200f"
MARKS = {"ltr": LEFT_TO_RIGHT_MARK, "rtl": RIGHT_TO_LEFT_MARK}

Direction = Literal["ltr", "rtl"]


def direction_of(text: str) -> Direction | None:
    """Return the direction of the first letter that has one."""
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                return "ltr"
            case "R" | "AL":
                return "rtl"
    return None


def embedded(text: str, around: Direction) -> str:
    """Return the text, between marks where its direction is not that of the sentence around it."""
    own = direction_of(text.strip(LEFT_TO_RIGHT_MARK + RIGHT_TO_LEFT_MARK))
    if own is None or own == around:
        return text
    mark = MARKS[own]
    return f"{mark}{text.strip(mark)}{mark}"
