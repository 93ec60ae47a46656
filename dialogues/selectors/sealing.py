"""Whether the database's files still hold old versions of what a sealed meeting deleted."""

from __future__ import annotations

from dialogues.models import Meeting
from stakeholders.models import AuditEntry

WAITS, SCRUBBED = "meeting.scrub_waits", "meeting.scrubbed"


def meetings_to_scrub() -> list[Meeting]:
    """Return the sealed meetings whose old rows the storage could not give up yet."""
    entries = AuditEntry.objects.filter(verb__in=[WAITS, SCRUBBED]).order_by("pk")
    last = dict(entries.values_list("target_id", "verb"))  # a later entry takes the place of an earlier one
    return list(Meeting.objects.filter(uuid__in=[target for target, verb in last.items() if verb == WAITS]))


def waits_for_scrubbing(meeting: Meeting) -> bool:
    """Whether the storage was busy when this meeting was sealed, and ever since."""
    entries = AuditEntry.objects.filter(verb__in=[WAITS, SCRUBBED], target_id=str(meeting.uuid))
    return entries.order_by("-pk").values_list("verb", flat=True).first() == WAITS
