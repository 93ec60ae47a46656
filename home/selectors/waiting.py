"""What waits for somebody: one glance over every app."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone

from dialogues.enums import MeetingStatus, Response
from dialogues.models import Meeting, Participation
from dialogues.selectors.meetings import meetings_with_failed_mail
from recommendations.models import Action
from reports.enums import ReportStatus
from reports.models import Report
from reports.selectors.review_waiting import WaitingReview, reviews_waiting_for
from stakeholders.enums import MessageStatus
from stakeholders.models import Organisation, OutgoingMessage, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from stakeholders.models import User

SHOWN = 6
RECENTLY = timedelta(days=60)


@dataclass(frozen=True)
class Waiting:
    """What the home page of one user shows, most pressing first."""

    own_meetings: Sequence[Participation]
    own_actions: Sequence[Action]
    rooms: Sequence[Meeting]
    meetings: Sequence[Meeting]
    unsealed: Sequence[Meeting]
    drafts: Sequence[Report]
    reviews: Sequence[WaitingReview]
    overdue: Sequence[Action]
    people_to_verify: Sequence[Person]
    organisations_to_verify: Sequence[Organisation]
    failed_mail: Sequence[Meeting]
    failed_mails: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing waits at all."""
        return not any(vars(self).values())


def waiting_for(user: User) -> Waiting:
    """Return what waits for ``user``; nothing that is not theirs to see."""
    team = user.works_for_institute
    mine = Meeting.objects.run_by(user).select_related("dialogue")
    today = timezone.localdate()
    to_verify = {"verify_by__lte": today}
    return Waiting(
        own_meetings=_meetings_of(user),
        own_actions=list(Action.objects.owned_by(user).unfinished().order_by("due_on")[:SHOWN]),
        rooms=list(mine.filter(status=MeetingStatus.LIVE).order_by("starts_at")[:SHOWN]),
        meetings=list(
            mine.upcoming()
            .exclude(status=MeetingStatus.LIVE)
            .annotate(
                invited=Count("participations", filter=~Q(participations__response=Response.NOT_INVITED)),
                unanswered=Count("participations", filter=Q(participations__response=Response.NEEDS_ACTION)),
            )
            .order_by("starts_at")[:SHOWN]
        ),
        unsealed=list(mine.filter(status=MeetingStatus.ENDED).order_by("starts_at")[:SHOWN]),
        drafts=list(
            Report.objects.visible_to(user)
            .exclude(status__in=[ReportStatus.PUBLISHED, ReportStatus.WITHDRAWN])
            .select_related("meeting__dialogue")
            .order_by("-updated_at")[:SHOWN]
        ),
        reviews=reviews_waiting_for(user),
        overdue=list(
            Action.objects.visible_to(user)
            .overdue()
            .select_related("owner_organisation")
            .order_by("due_on")[:SHOWN]
        ),
        people_to_verify=list(
            Person.objects.visible_to(user).current().filter(**to_verify).order_by("verify_by")[:SHOWN]
        ),
        organisations_to_verify=list(
            Organisation.objects.visible_to(user).current().filter(**to_verify).order_by("verify_by")[:SHOWN]
        ),
        failed_mail=meetings_with_failed_mail(user) if team else [],
        failed_mails=OutgoingMessage.objects.visible_to(user).filter(status=MessageStatus.FAILED).count(),
    )


def _meetings_of(user: User) -> Sequence[Participation]:
    """Return the participations of ``user``'s person: those to come first, then those just past."""
    if user.person_id is None:
        return []
    return list(
        Participation.objects.filter(
            person_id=user.person_id, meeting__ends_at__gte=timezone.now() - RECENTLY
        )
        .exclude(response=Response.NOT_INVITED)
        .exclude(meeting__status=MeetingStatus.CANCELLED)
        .select_related("meeting__dialogue")
        .order_by("meeting__starts_at")[:SHOWN]
    )
