"""Versions whose embargo is about to end: the guard reads them once more, for consent may have been withdrawn since."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from reports.models import Publication, Report
from reports.selectors import names_in_versions
from reports.services.opening import open_recommendations
from reports.services.team_mail import tell_team
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from reports.querysets import PublicationQuerySet

SOON = timedelta(minutes=3)  # looked at every minute: each version is read at least twice before it opens
LONGER = timedelta(days=1)


def about_to_open() -> PublicationQuerySet:
    """Return the versions whose embargo ends within minutes."""
    now = timezone.now()
    return Publication.objects.on_the_site().filter(opens_at__gt=now, opens_at__lte=now + SOON)


def hold_back_what_names_somebody(*, publication_id: int) -> bool:
    """Let a version that is about to open wait a day longer if it names somebody by now; return whether it does.

    The team is told each time, and decides: a correction, consent on record, or another date. Nobody else learns of it.
    """
    with transaction.atomic():
        report = (
            Report.objects.select_for_update(of=("self",))
            .select_related("meeting__dialogue__host")
            .get(publications=publication_id)
        )
        # What was done meanwhile counts: the embargo may have been lifted or moved, or the version taken off.
        version = about_to_open().filter(pk=publication_id).first()
        if version is None or not names_in_versions(report, [version]):
            return False
        before = version.opens_at
        version.move_opening(before + LONGER)
        open_recommendations(report, actor=None)
        record_change(
            actor=None,
            verb="report.embargo_moved",
            target=report,
            changes={
                "version": version.number,
                "opens_at": [before.isoformat(), version.opens_at.isoformat()],
            },
        )
        tell_team(
            report,
            kind="report.held_back",
            template="version_held_back",
            subject=gettext_noop("It waits a day longer: the report of “%(title)s”"),
            title=report.meeting.title,  # that of the report may hold the name
            about=lambda _user: {"number": version.number, "meeting": report.meeting},
        )
    return True
