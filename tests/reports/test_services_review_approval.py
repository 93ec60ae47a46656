"""What a dialogue asks before publication, and the second person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from reports.enums import CommentOutcome, ReviewKind
from reports.exceptions import ReviewNotDoneError, WrongStatusError
from reports.models import Paragraph, Report, ReviewRound
from reports.selectors.approval import digest_of, last_changed_by, valid_approval
from reports.selectors.phases import phase_line
from reports.services import edit_paragraph, publish_report
from reports.services.review import (
    Words,
    answer_comment,
    approve_report,
    close_review,
    comment_without_name,
    open_review,
    set_review_policy,
)
from stakeholders.exceptions import DomainError
from tests.reports.factories import Reported, paragraph_with


def ask(held: Reported, **values: object) -> None:
    set_review_policy(dialogue=held.meeting.dialogue, actor=held.convener, **values)


def reviewed(held: Reported, report: Report, kind: ReviewKind = ReviewKind.PARTICIPANTS) -> ReviewRound:
    return open_review(
        report=report, kind=kind, closes_at=timezone.now() + timedelta(days=3), actor=held.coordinator
    )


def test_without_a_policy_nothing_is_asked(held: Reported) -> None:
    assert publish_report(report=held.report(), actor=held.coordinator).number == 1


def test_an_open_review_and_an_unanswered_comment_stand_in_the_way(held: Reported) -> None:
    report = held.report()
    review = reviewed(held, report)
    comment_without_name(review=review, words=Words("whole", "Too smooth."))
    with pytest.raises(ReviewNotDoneError, match="A review is open"):
        publish_report(report=report, actor=held.coordinator)
    close_review(review=review, actor=held.coordinator)
    with pytest.raises(ReviewNotDoneError, match="1 comment has no answer"):
        publish_report(report=report, actor=held.coordinator)
    with pytest.raises(ReviewNotDoneError, match="1 comment has no answer"):
        approve_report(report=report, seen=digest_of(report), actor=held.convener)
    comment = review.comments.get()
    answer_comment(comment=comment, outcome=CommentOutcome.NOTED, actor=held.coordinator)
    assert publish_report(report=report, actor=held.coordinator).number == 1


def test_where_participants_must_see_it_they_must_have_seen_it(held: Reported) -> None:
    report = held.report()
    ask(held, needs_participants=True)
    with pytest.raises(ReviewNotDoneError, match="Participants have not seen"):
        publish_report(report=report, actor=held.coordinator)
    close_review(review=reviewed(held, report, ReviewKind.TEAM), actor=held.coordinator)
    with pytest.raises(ReviewNotDoneError, match="Participants have not seen"):
        publish_report(report=report, actor=held.coordinator)
    close_review(review=reviewed(held, report), actor=held.coordinator)
    publish_report(report=report, actor=held.coordinator)
    paragraph = paragraph_with(report, "Some participants")
    points = list(paragraph.points.values_list("uuid", flat=True))
    edit_paragraph(paragraph=paragraph, text="Some noted it.", points=points, actor=held.coordinator)
    assert publish_report(report=report, actor=held.coordinator, change_note="Shorter.").number == 2


def test_whoever_changed_it_last_does_not_approve(held: Reported) -> None:
    report = held.report()
    assert last_changed_by(report) == {held.coordinator.pk}
    with pytest.raises(WrongStatusError, match="You changed this report last"):
        approve_report(report=report, seen=digest_of(report), actor=held.coordinator)
    approval = approve_report(report=report, seen=digest_of(report), actor=held.convener)
    assert approve_report(report=report, seen=digest_of(report), actor=held.convener) == approval


def test_an_approval_is_void_once_the_words_change(held: Reported) -> None:
    report = held.report()
    ask(held, needs_second_person=True)
    with pytest.raises(ReviewNotDoneError, match="second person has not approved"):
        publish_report(report=report, actor=held.coordinator)
    approve_report(report=report, seen=digest_of(report), actor=held.convener)
    paragraph = paragraph_with(report, "Some participants")
    points = list(paragraph.points.values_list("uuid", flat=True))
    before = paragraph.text
    edit_paragraph(paragraph=paragraph, text="Some noted it.", points=points, actor=held.coordinator)
    assert valid_approval(report) is None
    with pytest.raises(ReviewNotDoneError, match="changed since"):
        publish_report(report=report, actor=held.coordinator)
    edit_paragraph(paragraph=paragraph, text=before, points=points, actor=held.coordinator)
    assert publish_report(report=report, actor=held.coordinator).number == 1


def test_what_is_approved_is_what_was_read(held: Reported) -> None:
    report = held.report()
    seen = digest_of(report)
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="Some noted it.")
    with pytest.raises(WrongStatusError, match="changed since you opened"):
        approve_report(report=report, seen=seen, actor=held.convener)


@pytest.mark.parametrize("text", ["Nour Haddadin asked for it.", "Participants strongly agreed on it."])
def test_what_the_guard_or_the_counts_refuse_is_not_approved(held: Reported, text: str) -> None:
    report = held.report()
    Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text=text)
    with pytest.raises(ReviewNotDoneError, match="names somebody who has not agreed"):
        approve_report(report=report, seen=digest_of(report), actor=held.convener)


def test_a_policy_gives_a_day(held: Reported) -> None:
    with pytest.raises(DomainError):
        ask(held, days=0)


def test_the_line_follows_the_report(held: Reported) -> None:
    ask(held, needs_participants=True, needs_second_person=True)
    report = held.report()

    def here() -> tuple[str, str]:
        line = phase_line(report)
        return line.current.key, line.next_step

    assert here() == ("writing", "When the text is ready, open the participants’ review.")
    review = reviewed(held, report, ReviewKind.TEAM)
    assert here()[0] == "team"
    close_review(review=review, actor=held.coordinator)
    assert here() == ("team", "When the text is ready, open the participants’ review.")
    review = reviewed(held, report)
    comment_without_name(review=review, words=Words("whole", "Too smooth."))
    assert here()[0] == "participants"
    assert phase_line(report).open_comments == 0
    close_review(review=review, actor=held.coordinator)
    assert here() == ("participants", "Answer 1 comment.")
    answer_comment(comment=review.comments.get(), outcome=CommentOutcome.NOTED, actor=held.coordinator)
    assert here() == ("approval", "When the text is ready, a second person approves it.")
    approve_report(report=report, seen=digest_of(report), actor=held.convener)
    assert here() == ("approval", "The review asks for nothing more: publish it.")
    publish_report(report=report, actor=held.coordinator)
    report.refresh_from_db()
    assert [(phase.key, phase.state) for phase in phase_line(report).phases] == [
        ("writing", "done"),
        ("team", "done"),
        ("participants", "done"),
        ("approval", "done"),
        ("published", "current"),
    ]
