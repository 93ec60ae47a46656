"""Taking an earlier version off the site, and withdrawing a report: both leave a stone that says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import ReportStatus
from reports.exceptions import NamesFoundError, WrongStatusError
from reports.models import Publication
from reports.selectors import names_in_text
from reports.services.gates import lock_standing
from reports.services.opening import open_recommendations
from reports.services.review import close_review
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from reports.models import Report
    from stakeholders.models import User


def withhold_version(*, publication: Publication, note: str, actor: User) -> Publication:
    """Take an earlier version off the site. Its address then says that, and why; the latest stays.

    Raises:
        WrongStatusError: no later version is open, or the report is not published.
        NamesFoundError: the reason names somebody who has not agreed.
        DomainError: there is no reason given.

    """
    with transaction.atomic():
        report = lock_standing(publication.report)
        found = Publication.objects.get(pk=publication.pk)
        # While both are under embargo, the later one has to open no later: its readers must not find nothing.
        there = max(timezone.now(), found.opens_at)
        if (
            not report.is_published
            or not report.publications.filter(
                number__gt=found.number, opens_at__lte=there, withheld_at__isnull=True
            ).exists()
        ):
            raise WrongStatusError(
                _("This is the latest version: publish a correction first, or withdraw the report.")
            )
        if found.withheld_at is not None:
            return found
        if not note.strip():
            raise DomainError(_("Tell readers why this version is not shown."), field="note")
        if names_in_text(report, note):
            raise NamesFoundError(_("This names somebody who has not agreed to be named."), field="note")
        mark_withheld(found, note.strip(), actor)
        open_recommendations(report, actor=actor)
    return found


def withdraw_report(*, report: Report, note: str, actor: User) -> Report:
    """Take a published report back. Its address then says that, and why; its versions are no longer shown.

    Whoever could not know of it yet, because of an embargo, is told nothing.

    Raises:
        WrongStatusError: it is not published.
        DomainError: there is no reason given.

    """
    with transaction.atomic():
        report = lock_standing(report)
        if not report.is_published:
            raise WrongStatusError(_("Only a published report can be withdrawn."))
        if not note.strip():
            raise DomainError(_("Tell readers why the report is withdrawn."), field="note")
        if names_in_text(report, note):
            raise NamesFoundError(_("This names somebody who has not agreed to be named."), field="note")
        report.status, report.withdrawn_at, report.withdrawal_note = (
            ReportStatus.WITHDRAWN,
            timezone.now(),
            note.strip(),
        )
        report.save(update_fields=["status", "withdrawn_at", "withdrawal_note", "updated_at"])
        open_recommendations(report, actor=actor)
        record_change(actor=actor, verb="report.withdrawn", target=report)
        for review in report.review_rounds.filter(closed_at__isnull=True):
            close_review(review=review, actor=actor)
    return report


def mark_withheld(publication: Publication, note: str, actor: User) -> None:
    """Take a version off the site, in the caller's transaction."""
    publication.withhold(note)
    record_change(
        actor=actor,
        verb="report.version_withheld",
        target=publication.report,
        changes={"version": publication.number},
    )
