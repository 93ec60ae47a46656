"""Role × state, verb by verb."""

import pytest
from django.contrib.auth.models import AnonymousUser

from dialogues.enums import MeetingStatus
from reports.models import Report
from reports.services import publish_report, withdraw_report
from tests.reports.factories import Reported

TEAM = ("coordinator", "convener", "administrator")
OTHERS = ("participant", "outsider")


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_who_may_do_what_in_which_state(held: Reported, role: str, state: str) -> None:
    report = held.report()
    if state != "draft":
        publish_report(report=report, actor=held.coordinator)
    if state == "withdrawn":
        withdraw_report(report=report, note="A mistake.", actor=held.coordinator)
    report = Report.objects.get(pk=report.pk)
    user = getattr(held, role)
    on_team = role in TEAM
    verbs = {
        verb: user.has_perm(f"reports.{verb}_report", report)
        for verb in ("view", "edit", "publish", "withdraw")
    }
    assert verbs == {
        "view": on_team,
        "edit": on_team and state != "withdrawn",
        "publish": on_team and state != "withdrawn",
        "withdraw": on_team and state == "published",
    }
    assert Report.objects.visible_to(user).filter(pk=report.pk).exists() == verbs["view"]


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
@pytest.mark.parametrize("status", MeetingStatus.values)
def test_a_report_is_made_by_the_team_after_the_meeting(held: Reported, role: str, status: str) -> None:
    held.meeting.status = status
    expected = role in TEAM and status in {MeetingStatus.ENDED, MeetingStatus.SEALED}
    assert getattr(held, role).has_perm("reports.add_report", held.meeting) == expected


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
def test_the_list_is_for_those_who_work_for_the_institute(held: Reported, role: str) -> None:
    assert getattr(held, role).has_perm("reports.list_reports") == (role != "participant")


def test_strangers_see_nothing(held: Reported) -> None:
    report = held.report()
    assert not AnonymousUser().has_perm("reports.view_report", report)
    assert not Report.objects.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
@pytest.mark.parametrize("state", ["draft", "published", "withdrawn"])
def test_who_reviews_and_approves_in_which_state(held: Reported, role: str, state: str) -> None:
    report = held.report()
    if state != "draft":
        publish_report(report=report, actor=held.coordinator)
    if state == "withdrawn":
        withdraw_report(report=report, note="A mistake.", actor=held.coordinator)
    report = Report.objects.get(pk=report.pk)
    user = getattr(held, role)
    may = {verb: user.has_perm(f"reports.{verb}_report", report) for verb in ("review", "approve")}
    assert set(may.values()) == {role in TEAM and state != "withdrawn"}


@pytest.mark.parametrize("role", [*TEAM, *OTHERS])
def test_what_reports_go_through_is_the_conveners_to_say(held: Reported, role: str) -> None:
    may = getattr(held, role).has_perm("reports.edit_review_policy", held.meeting.dialogue)
    assert may == (role in {"convener", "administrator"})
