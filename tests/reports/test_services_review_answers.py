"""Answering comments, and taking a suggestion over."""

import pytest

from reports.enums import CommentOutcome, ReviewKind
from reports.exceptions import NamesFoundError, WrongStatusError
from reports.models import ReviewComment
from reports.services import edit_paragraph
from reports.services.review import (
    Words,
    answer_comment,
    close_review,
    comment_as_member,
    comment_without_name,
    take_over_suggestion,
)
from stakeholders.exceptions import DomainError
from tests.reports.factories import Reported, paragraph_with
from tests.reports.reviews import anchor_of, opened


def test_a_suggestion_is_taken_over_with_its_points(held: Reported) -> None:
    report = held.report()
    review = opened(held, ReviewKind.TEAM, report=report)
    paragraph = paragraph_with(report, "Some participants")
    points = set(paragraph.points.all())
    comment = comment_as_member(
        review=review,
        words=Words(f"p-{paragraph.uuid.hex[:8]}", "", "Some participants found calls hard to read."),
        actor=held.convener,
    )
    taken = take_over_suggestion(comment=comment, actor=held.coordinator)
    paragraph.refresh_from_db()
    assert paragraph.text == "Some participants found calls hard to read."
    assert points
    assert set(paragraph.points.all()) == points
    assert (taken.outcome, taken.answer) == ("accepted", "Your wording was taken over.")


def test_a_suggestion_leaves_standing_what_was_changed_since_it_was_shown(held: Reported) -> None:
    report = held.report()
    paragraph = paragraph_with(report, "Some participants")
    paragraph.text = "Some participants said that calls are hard to read."
    paragraph.save()
    review = opened(held, ReviewKind.TEAM, report=report)
    anchor = f"p-{paragraph.uuid.hex[:8]}"
    words = (
        "Some participants said that open calls are hard to read.",
        "Some participants said that calls are slow to read.",
    )
    first, second = (
        comment_as_member(review=review, words=Words(anchor, "", suggested), actor=held.convener)
        for suggested in words
    )
    now = "Some participants said that calls are too long to read."
    edit_paragraph(paragraph=paragraph, text=now, points=[], actor=held.convener)
    take_over_suggestion(comment=first, actor=held.coordinator)
    with pytest.raises(WrongStatusError, match="changed since they were shown"):
        take_over_suggestion(comment=second, actor=held.coordinator)
    paragraph.refresh_from_db()
    assert paragraph.text == "Some participants said that open calls are too long to read."
    second.refresh_from_db()
    assert second.outcome == ""


def test_the_text_that_the_form_began_with_is_no_suggestion(held: Reported) -> None:
    review = opened(held, ReviewKind.TEAM)
    anchor = anchor_of(review, "Some participants")
    shown = review.written[anchor]["text"]
    with pytest.raises(DomainError, match="Write what you want to say"):
        comment_as_member(review=review, words=Words(anchor, "", shown), actor=held.convener)


def test_an_answer_to_participants_names_nobody(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    comment_without_name(review=review, words=Words("whole", "Too smooth."))
    close_review(review=review, actor=held.coordinator)
    comment = ReviewComment.objects.get()
    with pytest.raises(NamesFoundError):
        answer_comment(
            comment=comment,
            outcome=CommentOutcome.DECLINED,
            answer="Nour Haddadin wanted it so.",
            actor=held.coordinator,
        )
    answered = answer_comment(
        comment=comment, outcome=CommentOutcome.NOTED, answer="We see.", actor=held.coordinator
    )
    assert (answered.outcome, answered.answered_by) == ("noted", held.coordinator)
