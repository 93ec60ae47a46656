"""To whom a published report is open, and from when: its readers, the embargo, the recommendations that go with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.models import Recommendation
from recommendations.services import publish_recommendations
from reports.enums import Readers
from reports.exceptions import NamesFoundError, WrongStatusError
from reports.models import Publication
from reports.selectors import names_in_versions
from reports.services.gates import lock_standing
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from reports.models import Report
    from stakeholders.models import User


def change_readers(*, report: Report, readers: Readers, actor: User) -> Report:
    """Let others read a published report, with the recommendations that it prints where anybody may.

    Raises:
        WrongStatusError: it is not published, or some who may read it now could no longer.
        NamesFoundError: others would read a name that is not, or no longer, agreed to.

    """
    with transaction.atomic():
        report = lock_standing(report)
        if not report.is_published:
            raise WrongStatusError(_("Who reads it is chosen when it is published."))
        before = report.readers
        if readers == before:
            return report
        settle_readers(report, readers)
        if readers.includes(Readers(before)):
            refuse_names(report, report.publications.on_the_site())
        report.save(update_fields=["readers", "updated_at"])
        open_recommendations(report, actor=actor)
        _tell_the_new_readers(report)
        record_change(
            actor=actor,
            verb="report.readers_changed",
            target=report,
            changes={"readers": [before, readers.value]},
        )
    return report


def move_embargo(*, publication: Publication, opens_at: datetime | None, actor: User) -> Publication:
    """Let a version that is under embargo open at another time; without one, now.

    Raises:
        WrongStatusError: its readers have read it, or it was taken back.
        DomainError: the time is past.
        NamesFoundError: it would open sooner, with a name that is not, or no longer, agreed to.

    """
    with transaction.atomic():
        report = lock_standing(publication.report)
        now = timezone.now()
        found = Publication.objects.get(pk=publication.pk)
        if found.opens_at <= now or found.withheld_at is not None:
            raise WrongStatusError(_("This version is under no embargo any more."))
        opening = opens_at or now
        if opening < now:
            raise DomainError(_("This time is past. To end the embargo now, lift it."), field="opens_at")
        before = found.opens_at
        if opening == before:
            return found
        if opening < before:
            refuse_names(report, [found])
        found.move_opening(opening)
        open_recommendations(report, actor=actor)
        record_change(
            actor=actor,
            verb="report.embargo_moved" if opens_at else "report.embargo_lifted",
            target=report,
            changes={"version": found.number, "opens_at": [before.isoformat(), opening.isoformat()]},
        )
    return found


def settle_readers(report: Report, readers: Readers) -> None:
    """Set who may read the report, in the caller's transaction: never fewer than have read it.

    Raises:
        WrongStatusError: some who may read it now could no longer.

    """
    narrower = not readers.includes(Readers(report.readers))
    if narrower and report.publications.opened().exists():
        raise WrongStatusError(
            _(
                "It is open to more readers already. What they have read cannot be taken back but by withdrawing it."
            ),
            field="readers",
        )
    report.readers = readers.value


def refuse_names(report: Report, versions: Iterable[Publication]) -> None:
    """Let nobody further read what names somebody: consent may have been withdrawn since the guard read these versions.

    Raises:
        NamesFoundError: a version names somebody who has not agreed, or no longer does.

    """
    if names_in_versions(report, versions):
        raise NamesFoundError(
            _("The text names somebody who has not agreed. Publish a correction, and take this version off.")
        )


def _tell_the_new_readers(report: Report) -> None:
    """Announce the latest version again: whoever was told before is not told twice."""
    latest = report.publications.opened().on_the_site().defer("content").order_by("-number").first()
    if latest is not None and latest.announced_at is not None:
        latest.mark_announced(None)


def open_recommendations(report: Report, *, actor: User | None) -> None:
    """Open what the versions of ``report`` print to the public when the first of them is, whatever report it belongs to."""
    held = Recommendation.objects.filter(publications__report=report).values("pk")
    openings: dict[UUID, datetime | None] = dict.fromkeys(
        Recommendation.objects.filter(pk__in=held).values_list("uuid", flat=True)
    )
    openings |= dict(
        Publication.objects.not_taken_back_before()
        .filter(report__readers=Readers.PUBLIC, recommendations__in=held)
        .order_by()
        .values("recommendations__uuid")
        .annotate(opening=Min("opens_at"))
        .values_list("recommendations__uuid", "opening")
    )
    publish_recommendations(openings=openings, actor=actor)
