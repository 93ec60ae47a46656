"""What the database holds of ties, as plain data for the measures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from dialogues.enums import MeetingStatus
from dialogues.models import Meeting, Participation
from network.enums import TieKind
from network.measuring import NO_SECTOR, Records
from stakeholders.models import Organisation, Relationship

if TYPE_CHECKING:
    from datetime import date

    from stakeholders.models import User


@dataclass(frozen=True, slots=True)
class NetworkQuery:
    """Which ties to look at. Without dates: every meeting, and the relationships that hold today."""

    dialogue: int | None = None
    kinds: frozenset[str] = field(default_factory=lambda: frozenset(TieKind.values))
    since: date | None = None
    until: date | None = None


def records_for_team(user: User, query: NetworkQuery) -> tuple[Records, dict[int, Organisation]]:
    """Return the records behind a network and the organisations in it, by id.

    Only meetings of dialogues whose team ``user`` is on are counted: being at a meeting is known to its team alone.
    Relationships are the registry's and count for every team; with a dialogue chosen only its meetings do. Archived
    organisations are left out.
    """
    meetings = _attendance(user, query) if TieKind.MET in query.kinds else []
    relationships = [] if query.dialogue else _relationships(query)
    named = {node for present in meetings for node in present}
    named |= {end for one, other, _ in relationships for end in (one, other)}
    organisations = {
        organisation.pk: organisation
        for organisation in Organisation.objects.current()
        .filter(pk__in=named)
        .only("slug", "name", "short_name", "kind", "country", "primary_sector")
    }
    records = Records(
        sectors=tuple(sorted((pk, one.primary_sector_id or NO_SECTOR) for pk, one in organisations.items())),
        meetings=tuple(tuple(node for node in present if node in organisations) for present in meetings),
        relationships=tuple(
            row for row in relationships if row[0] in organisations and row[1] in organisations
        ),
    )
    return records, organisations


def _attendance(user: User, query: NetworkQuery) -> list[tuple[int, ...]]:
    meetings = Meeting.objects.run_by(user).exclude(status=MeetingStatus.CANCELLED)
    if query.dialogue:
        meetings = meetings.filter(dialogue_id=query.dialogue)
    if query.since:
        meetings = meetings.filter(starts_at__date__gte=query.since)
    if query.until:
        meetings = meetings.filter(starts_at__date__lte=query.until)
    present: defaultdict[int, set[int]] = defaultdict(set)
    rows = Participation.objects.present().filter(meeting__in=meetings, organisation__isnull=False)
    for meeting, organisation in rows.values_list("meeting_id", "organisation_id"):
        present[meeting].add(organisation)
    return [tuple(sorted(present[meeting])) for meeting in sorted(present)]


def _relationships(query: NetworkQuery) -> list[tuple[int, int, str]]:
    still_held = Q(ended_on__isnull=True) | Q(ended_on__gte=query.since or timezone.localdate())
    rows = Relationship.objects.filter(still_held, kind__in=query.kinds)
    if query.until:
        rows = rows.filter(Q(started_on__isnull=True) | Q(started_on__lte=query.until))
    return sorted(rows.values_list("source_id", "target_id", "kind"))
