"""What somebody who took part may read of the reports of their meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reports.models import Publication

from .publications import PublicReport, reports_among

if TYPE_CHECKING:
    from dialogues.models import Participation
    from reports.querysets import PublicationQuerySet


def publications_for_participant(held: Participation) -> PublicationQuerySet:
    """Return the versions of which this participant may know: none to those who were only invited."""
    publications: PublicationQuerySet = Publication.objects.all()
    return publications.known_to_participants_of([held.meeting_id]) if held.attended else publications.none()


def reports_for_participant(held: Participation) -> list[PublicReport]:
    """Return the reports that are open to this participant, the newest first."""
    return reports_among(publications_for_participant(held))
