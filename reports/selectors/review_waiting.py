"""What of the reviews waits for somebody: a draft to read, comments to answer, a report to approve."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import ReportStatus, ReviewKind
from reports.models import Report, ReviewInvitation, ReviewRound
from reports.review_links import review_path
from reports.selectors.approval import last_changed_by, valid_approval
from reports.selectors.phases import APPROVAL, phase_line

if TYPE_CHECKING:
    from stakeholders.models import User

SHOWN = 6


@dataclass(frozen=True, slots=True)
class WaitingReview:
    """One thing to do: on which report, where, and what it is."""

    title: str
    url: str
    what: str


def reviews_waiting_for(user: User) -> list[WaitingReview]:
    """Return what waits for ``user``, as a participant and on the team."""
    return [*_to_read_as_participant(user), *_to_read(user), *_to_answer(user), *_to_approve(user)][:SHOWN]


def _to_read_as_participant(user: User) -> list[WaitingReview]:
    if user.person_id is None:
        return []
    asked = ReviewInvitation.objects.filter(
        participation__person_id=user.person_id,
        is_done=False,
        round__closed_at__isnull=True,
        round__closes_at__gt=timezone.now(),
    ).select_related("round", "participation__meeting")
    return [
        WaitingReview(one.participation.meeting.title, review_path(one), _("A draft to read"))
        for one in asked[:SHOWN]
    ]


def _to_read(user: User) -> list[WaitingReview]:
    rounds = (
        ReviewRound.objects.filter(
            kind=ReviewKind.TEAM, closed_at__isnull=True, report__in=Report.objects.visible_to(user)
        )
        .exclude(opened_by=user)
        .exclude(comments__member=user)
        .select_related("report__meeting__dialogue")
        .defer("content", "written")
    )
    return [
        WaitingReview(
            one.report.title, _address("review_round", one.report, one.uuid), _("The team’s review is open")
        )
        for one in rounds[:SHOWN]
    ]


def _to_answer(user: User) -> list[WaitingReview]:
    told = Q(review_rounds__comments__receipt_hash="") | Q(review_rounds__closed_at__isnull=False)
    unanswered = Q(review_rounds__comments__outcome="") & told
    reports = (
        Report.objects.visible_to(user)
        .exclude(status=ReportStatus.WITHDRAWN)
        .annotate(unanswered=Count("review_rounds__comments", filter=unanswered))
        .filter(unanswered__gt=0)
        .select_related("meeting__dialogue")
        .order_by("-updated_at")
    )
    found = []
    for one in reports[:SHOWN]:
        count: int = vars(one)["unanswered"]  # annotated
        what = ngettext("%(count)s comment to answer", "%(count)s comments to answer", count)
        found.append(WaitingReview(one.title, _address("report_review", one), what % {"count": count}))
    return found


def _to_approve(user: User) -> list[WaitingReview]:
    reports = (
        Report.objects.visible_to(user)
        .filter(status=ReportStatus.DRAFT, meeting__dialogue__review_policy__needs_second_person=True)
        .select_related("meeting__dialogue__host")
        .order_by("-updated_at")
    )
    waiting = (
        WaitingReview(one.title, _address("report_review", one), _("Waits for approval"))
        for one in reports
        if phase_line(one).current.key == APPROVAL
        and valid_approval(one) is None
        and user.pk not in last_changed_by(one)
    )
    return list(islice(waiting, SHOWN))


def _address(name: str, report: Report, *more: object) -> str:
    meeting = report.meeting
    return reverse(f"reports:{name}", args=[meeting.dialogue.slug, meeting.slug, report.edition, *more])
