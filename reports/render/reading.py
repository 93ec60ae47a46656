"""How long a text takes to read."""

import math
import re

# Words a minute, read silently for understanding: means of the standardised texts of IReST (Trauzettel-Klosinski & Dietz
# 2012, Investigative Ophthalmology & Visual Science 53:5452–5461).
WORDS_PER_MINUTE = {"ar": 138, "en": 228, "fr": 195, "sv": 199}
WORD = re.compile(r"\w+(?:[’'\-]\w+)*")


def minutes_to_read(text: str, language: str) -> int:
    """Return whole minutes, rounded up, at least one; a language without a figure is read like English."""
    speed = WORDS_PER_MINUTE.get(language.partition("-")[0], WORDS_PER_MINUTE["en"])
    return max(1, math.ceil(len(WORD.findall(text)) / speed))
