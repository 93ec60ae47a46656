"""Reviews for tests."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from reports.services.review import open_review

if TYPE_CHECKING:
    from reports.enums import ReviewKind
    from reports.models import Report, ReviewRound
    from tests.reports.factories import Reported


def opened(held: Reported, kind: ReviewKind, *, days: int = 7, report: Report | None = None) -> ReviewRound:
    """Open a review."""
    return open_review(
        report=report or held.report(),
        kind=kind,
        closes_at=timezone.now() + timedelta(days=days),
        message="Please read section two.",
        actor=held.coordinator,
    )


def anchor_of(review: ReviewRound, text: str) -> str:
    """Return the place of the frozen report that says ``text``."""
    return next(anchor for anchor, one in review.written.items() if text in one["text"])
