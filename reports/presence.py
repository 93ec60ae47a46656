"""Who has a report open, and in which section: in the cache for a few seconds, and nowhere else."""

from __future__ import annotations

import time
from collections import defaultdict

from django.core.cache import cache

HERE = 15  # seconds since the last sign


def note_presence(report: str, user: int, name: str, section: str) -> dict[str, list[str]]:
    """Note that ``user`` is in ``section`` of ``report``; return who else is there: names by section."""
    key = f"report-presence:{report}"
    now = time.time()
    held: dict[int, tuple[float, str, str]] = cache.get(key) or {}
    held = {who: seen for who, seen in held.items() if now - seen[0] < HERE}
    held[user] = (now, name, section)
    cache.set(key, held, HERE)  # two at once: the next sign, seconds later, puts it right
    others: defaultdict[str, list[str]] = defaultdict(list)
    for who, (_seen, called, where) in sorted(held.items()):
        if who != user:
            others[where].append(called)
    return dict(others)
