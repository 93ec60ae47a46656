"""Who may do what with reports, and in which state."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from dialogues.enums import MeetingStatus
from dialogues.models import Participation
from dialogues.rules import is_convener, is_on_team
from stakeholders.rules import is_administrator, works_for_institute

from .enums import Readers

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from dialogues.models import Meeting
    from stakeholders.models import User

    from .models import Publication, Report


@rules.predicate
def is_on_its_team(user: User | AnonymousUser, held: Report | Meeting | None = None) -> bool:
    """Is on the team of the dialogue whose meeting is reported."""
    return held is not None and bool(is_on_team(user, getattr(held, "meeting", held)))


@rules.predicate
def took_place(_user: User | AnonymousUser, meeting: Meeting | None = None) -> bool:
    """Is about a meeting that is over."""
    return meeting is not None and meeting.status in (MeetingStatus.ENDED, MeetingStatus.SEALED)


@rules.predicate
def is_standing(_user: User | AnonymousUser, report: Report | None = None) -> bool:
    """Is not withdrawn."""
    return report is not None and not report.is_withdrawn


@rules.predicate
def is_published(_user: User | AnonymousUser, report: Report | None = None) -> bool:
    """Is open to the public."""
    return report is not None and report.is_published


@rules.predicate
def is_on_the_team_of_its_report(user: User | AnonymousUser, publication: Publication | None = None) -> bool:
    """Is on the team of the dialogue whose meeting is reported."""
    return publication is not None and bool(is_on_team(user, publication.report.meeting))


@rules.predicate
def is_on_the_site(_user: User | AnonymousUser, publication: Publication | None = None) -> bool:
    """Is neither withdrawn nor taken off the site."""
    return publication is not None and publication.report.is_published and publication.withheld_at is None


@rules.predicate
def is_open(_user: User | AnonymousUser, publication: Publication | None = None) -> bool:
    """Is under no embargo any more."""
    return publication is not None and publication.is_open


@rules.predicate
def is_for_everybody(_user: User | AnonymousUser, publication: Publication | None = None) -> bool:
    """Has no readers in particular."""
    return publication is not None and publication.report.readers == Readers.PUBLIC


@rules.predicate
def is_for_participants(_user: User | AnonymousUser, publication: Publication | None = None) -> bool:
    """Is for those who took part."""
    return publication is not None and publication.report.readers == Readers.PARTICIPANTS


@rules.predicate
def took_part(user: User | AnonymousUser, publication: Publication | None = None) -> bool:
    """Took part in a meeting that the report covers: an invitation alone gives nothing to read."""
    if publication is None or user.is_anonymous or not user.is_active or user.person_id is None:
        return False
    report = publication.report
    covered = [report.meeting_id, *report.further_meetings.values_list("pk", flat=True)]
    return Participation.objects.present().filter(person_id=user.person_id, meeting__in=covered).exists()


runs_it = is_administrator | is_on_its_team
may_read_once_open = is_open & (is_for_everybody | (is_for_participants & took_part))

rules.add_perm("reports.list_reports", works_for_institute)
rules.add_perm("reports.add_report", runs_it & took_place)
rules.add_perm("reports.view_report", runs_it)
rules.add_perm("reports.edit_report", runs_it & is_standing)
rules.add_perm("reports.publish_report", runs_it & is_standing)
rules.add_perm("reports.withdraw_report", runs_it & is_published)
# The look is that of the whole institute, whoever convenes.
rules.add_perm("reports.edit_look", is_administrator)
rules.add_perm("reports.open_report", runs_it & is_published)
rules.add_perm(
    "reports.read_publication",
    is_on_the_site & (is_administrator | is_on_the_team_of_its_report | may_read_once_open),
)
rules.add_perm("reports.review_report", runs_it & is_standing)
rules.add_perm("reports.approve_report", runs_it & is_standing)
# What every report of a dialogue has to go through is its convener's to say; asked of the dialogue.
rules.add_perm("reports.edit_review_policy", is_administrator | is_convener)
