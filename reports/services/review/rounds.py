"""Opening a review, keeping it going, closing it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import ReviewKind
from reports.exceptions import NamesFoundError, NothingToReportError, WrongStatusError
from reports.models import ReviewInvitation, ReviewRound
from reports.render.context import ReportContext
from reports.selectors import document_of, editor_of, names_in_text
from reports.selectors.review import people_to_ask, written_of
from reports.services.gates import lock_standing
from reports.services.review.mail import tell_participants, tell_team_of_closing, tell_team_of_opening
from stakeholders.services.audit import record_change
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from reports.models import Report
    from stakeholders.models import User

REMINDED_BEFORE = timedelta(days=2)
# Whoever was asked less than a day ago needs no reminder.
NOT_REMINDED_AFTER = timedelta(days=1)


def open_review(
    *, report: Report, kind: ReviewKind | str, closes_at: datetime, actor: User, message: str = ""
) -> ReviewRound:
    """Freeze the report as it stands and ask the team, or everybody who took part, to read it.

    Raises:
        WrongStatusError: it is withdrawn, or a review is open already.
        NothingToReportError: it is empty, or nobody is marked as having taken part.
        NamesFoundError: participants would read a name that has not been agreed to.
        DomainError: it closes before it opens.

    """
    with transaction.atomic():
        report = lock_standing(report)
        _gate(report, kind, message)
        last = report.publications.order_by("-number").first()
        now = timezone.now()
        document = document_of(
            report,
            number=last.number + 1 if last else 1,
            published_at=now.replace(microsecond=0),
            previous=ReportContext.from_data(last.content) if last else None,
        )
        review = ReviewRound(
            report=report,
            kind=kind,
            message=message.strip(),
            content=document.to_data(),
            written=written_of(report),
            opened_at=now,
            opened_by=actor,
            closes_at=closes_at,
        )
        check(review)
        review.save()
        asked = _ask(review) if kind == ReviewKind.PARTICIPANTS else 0
        if kind == ReviewKind.TEAM:
            tell_team_of_opening(review, actor=actor)
        record_change(
            actor=actor,
            verb="report.review_opened",
            target=report,
            changes={"kind": str(kind), "people": asked},
        )
    return review


def extend_review(*, review: ReviewRound, closes_at: datetime, actor: User) -> ReviewRound:
    """Give more time. Whoever was reminded is reminded again before the new date.

    Raises:
        WrongStatusError: it has closed.
        DomainError: the new date is not later.

    """
    with transaction.atomic():
        held = lock_open(review)
        if closes_at <= held.closes_at:
            raise WrongStatusError(_("That is no later than the date it has."), field="closes_at")
        held.closes_at = closes_at
        held.save(update_fields=["closes_at"])
        held.invitations.update(reminded_at=None)
        record_change(
            actor=actor,
            verb="report.review_extended",
            target=held.report,
            changes={"closes_at": closes_at.isoformat()},
        )
    return held


def close_review(*, review: ReviewRound, actor: User | None) -> ReviewRound:
    """Close a review: by hand, or without ``actor`` because its date has come. Twice is harmless."""
    with transaction.atomic():
        held = _locked(review)
        if held.closed_at is not None:
            return held
        held.closed_at = timezone.now()
        held.save(update_fields=["closed_at"])
        tell_team_of_closing(held)
        record_change(actor=actor, verb="report.review_closed", target=held.report)
    return held


def tend_reviews() -> None:
    """Close what has come to its date, and remind those who have not said that they have nothing more to add."""
    now = timezone.now()
    still_open = ReviewRound.objects.filter(closed_at__isnull=True).defer("content", "written")
    for review in still_open.filter(closes_at__lte=now):
        close_review(review=review, actor=None)
    soon = still_open.filter(
        kind=ReviewKind.PARTICIPANTS,
        closes_at__gt=now,
        closes_at__lte=now + REMINDED_BEFORE,
        opened_at__lte=now - NOT_REMINDED_AFTER,
    )
    for review in soon:
        _remind(review)


def lock_open(review: ReviewRound) -> ReviewRound:
    """Return the row of a review that is open, locked until the caller's transaction ends.

    Raises:
        WrongStatusError: it has closed.

    """
    held = _locked(review)
    if not held.is_open:
        raise WrongStatusError(_("This review is closed."))
    return held


def _locked(review: ReviewRound) -> ReviewRound:
    return (
        ReviewRound.objects.select_for_update(of=("self",))
        .select_related("report__meeting__dialogue__host")
        .get(pk=review.pk)
    )


def _gate(report: Report, kind: ReviewKind | str, message: str) -> None:
    editor = editor_of(report)
    if not editor.paragraphs:
        raise NothingToReportError(_("The report is empty."))
    if report.review_rounds.filter(closed_at__isnull=True).exists():
        raise WrongStatusError(_("A review of this report is open already."))
    if kind != ReviewKind.PARTICIPANTS:
        return
    # What participants read has left the team: the same rule as for publishing.
    if editor.names:
        raise NamesFoundError(
            _("The text names somebody who has not agreed. Participants would read it: change it first.")
        )
    if names_in_text(report, message):
        raise NamesFoundError(_("This names somebody who has not agreed to be named."), field="message")
    if not people_to_ask(report):
        raise NothingToReportError(
            _("Nobody is marked as having taken part. Record the attendance of the meeting first.")
        )


def _ask(review: ReviewRound) -> int:
    people = people_to_ask(review.report)
    invitations = [ReviewInvitation(round=review, participation=held) for held in people]
    ReviewInvitation.objects.bulk_create(invitations)
    for invitation in invitations:
        tell_participants(invitation, kind="invitation")
    return len(invitations)


def _remind(review: ReviewRound) -> None:
    with transaction.atomic():
        held = _locked(review)
        if not held.is_open:
            return
        waiting = (
            held.invitations.select_for_update(of=("self",))
            .filter(is_done=False, reminded_at__isnull=True, participation__attended=True)
            .select_related("participation__person", "participation__meeting__dialogue__host")
        )
        for invitation in waiting:
            invitation.round = held
            invitation.reminded_at = timezone.now()
            invitation.save(update_fields=["reminded_at"])
            tell_participants(invitation, kind="reminder")
