"""Reviews: frozen, mailed, commented on, closed, answered."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.utils import timezone

from reports.enums import CommentOutcome, ReviewKind
from reports.exceptions import NamesFoundError, NothingToReportError, WrongStatusError
from reports.models import Paragraph, ReviewComment, ReviewRound
from reports.review_links import invitation_for_token, is_receipt, receipt_hash, review_token
from reports.selectors.review import round_view
from reports.services import edit_paragraph, publish_report, withdraw_report
from reports.services.review import (
    Words,
    answer_comment,
    close_review,
    comment_as_member,
    comment_as_participant,
    comment_without_name,
    extend_review,
    open_review,
    say_done,
    take_back,
    tend_reviews,
)
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.models import AuditEntry, OutgoingMessage
from tests.reports.factories import Reported, paragraph_with
from tests.reports.reviews import anchor_of, opened


def test_a_round_keeps_the_report_as_it_was(held: Reported) -> None:
    report = held.report()
    review = opened(held, ReviewKind.TEAM, report=report)
    paragraph = paragraph_with(report, "Some participants")
    before = paragraph.text
    edit_paragraph(paragraph=paragraph, text="Some participants noted it.", points=[], actor=held.coordinator)
    review.refresh_from_db()
    assert review.written[f"p-{paragraph.uuid.hex[:8]}"]["text"] == before
    view = round_view(review, reader=held.convener)
    changed = [place for place in view.places if place.is_changed]
    assert [(place.place.text, place.now) for place in changed] == [(before, "Some participants noted it.")]


def test_the_team_is_told_and_signs(held: Reported) -> None:
    review = opened(held, ReviewKind.TEAM)
    message = OutgoingMessage.objects.get()
    assert message.to_address == held.convener.email
    assert f"Dear {held.convener.name}," in message.text_body
    assert f"Dear {held.convener.name}," in message.html_body
    comment = comment_as_member(
        review=review, words=Words(anchor_of(review, "Some participants"), "Too long."), actor=held.convener
    )
    view = round_view(review, reader=held.coordinator)
    told = [one for place in view.places for one in place.comments]
    assert [(one.author, one.comment.text, one.is_own) for one in told] == [
        (held.convener.name, "Too long.", False)
    ]
    assert comment.paragraph is not None
    assert comment.quoted == comment.paragraph.text


def test_each_participant_gets_a_mail_of_their_own(held: Reported) -> None:
    held.silent.person.protection = "protected"
    held.silent.person.save()
    review = opened(held, ReviewKind.PARTICIPANTS)
    mails = {one.to_address: one for one in OutgoingMessage.objects.filter(kind="review.invitation")}
    assert len(mails) == review.invitations.count() == 22
    discreet = mails[held.silent.person.email]
    assert discreet.subject == "A text for you to read"
    assert held.meeting.title not in discreet.text_body + discreet.html_body
    for invitation in review.invitations.select_related("participation__person", "round"):
        token = review_token(invitation)
        assert not [one.to_address for one in mails.values() if token in one.text_body + one.html_body]


@pytest.mark.parametrize("where", ["text", "message"])
def test_participants_read_no_name_that_was_not_agreed_to(held: Reported, where: str) -> None:
    report = held.report()
    if where == "text":
        Paragraph.objects.filter(pk=paragraph_with(report, "Some").pk).update(text="As Nour Haddadin said.")
    with pytest.raises(NamesFoundError):
        open_review(
            report=report,
            kind=ReviewKind.PARTICIPANTS,
            closes_at=timezone.now() + timedelta(days=3),
            message="Nour Haddadin asked for this." if where == "message" else "",
            actor=held.coordinator,
        )
    assert not ReviewRound.objects.exists()


def test_nobody_is_asked_where_nobody_came(held: Reported) -> None:
    held.meeting.participations.update(attended=False)
    with pytest.raises(NothingToReportError):
        opened(held, ReviewKind.PARTICIPANTS)


def test_one_review_at_a_time(held: Reported) -> None:
    report = held.report()
    opened(held, ReviewKind.TEAM, report=report)
    with pytest.raises(WrongStatusError, match="open already"):
        opened(held, ReviewKind.PARTICIPANTS, report=report)


def test_a_comment_without_a_name_has_nothing_of_its_author(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    entries, mails = AuditEntry.objects.count(), OutgoingMessage.objects.count()
    anchor = anchor_of(review, "Some participants")
    receipt = comment_without_name(review=review, words=Words(anchor, "We said more.", objects=True))
    comment = ReviewComment.objects.get()
    assert (comment.kind, comment.member, comment.participation, comment.written_on) == (
        "objection",
        None,
        None,
        None,
    )
    assert comment.receipt_hash == receipt_hash(receipt)
    assert (AuditEntry.objects.count(), OutgoingMessage.objects.count()) == (entries, mails)
    assert not review.invitations.filter(is_done=True).exists()


def test_an_objection_never_carries_a_name(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    invitation = review.invitations.first()
    assert invitation is not None
    with pytest.raises(DomainError, match="never carries a name"):
        comment_as_participant(invitation=invitation, words=Words("whole", "Not what I said.", objects=True))


def test_the_team_reads_what_has_no_name_when_the_review_closes(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    invitation = review.invitations.select_related("participation__person", "round").first()
    assert invitation is not None
    comment_as_participant(invitation=invitation, words=Words("whole", "Well done."))
    comment_without_name(review=review, words=Words("whole", "Too smooth."))
    told = [
        one.comment.text
        for place in round_view(review, reader=held.convener).places
        for one in place.comments
    ]
    assert told == ["Well done."]
    unnamed = ReviewComment.objects.get(text="Too smooth.")
    with pytest.raises(WrongStatusError):
        answer_comment(comment=unnamed, outcome=CommentOutcome.NOTED, actor=held.coordinator)
    review = close_review(review=review, actor=held.coordinator)
    view = round_view(review, reader=held.convener)
    assert sorted(one.comment.text for place in view.places for one in place.comments) == [
        "Too smooth.",
        "Well done.",
    ]
    assert (view.open_count, view.answered_count) == (2, 0)


def test_a_form_that_is_sent_twice_is_one_comment(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    words = Words("whole", "Too smooth.")
    receipt = "r" * 32
    assert comment_without_name(review=review, words=words, receipt=receipt) == receipt
    assert comment_without_name(review=review, words=words, receipt=receipt) == receipt
    other = comment_without_name(review=review, words=Words("whole", "And long."), receipt=receipt)
    assert other != receipt
    assert ReviewComment.objects.count() == 2


def test_a_receipt_that_could_not_stand_in_an_address_is_replaced(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    for given in ("short", "a/b" * 20, "x" * 500, "ü" * 40):
        receipt = comment_without_name(review=review, words=Words("whole", given), receipt=given)
        assert receipt != given
        assert is_receipt(receipt)


def test_withdrawing_the_report_closes_its_review(held: Reported) -> None:
    report = held.report()
    publish_report(report=report, actor=held.coordinator)
    review = opened(held, ReviewKind.PARTICIPANTS, report=report)
    withdraw_report(report=report, note="A mistake.", actor=held.coordinator)
    review.refresh_from_db()
    assert review.closed_at is not None


def test_rows_are_in_no_order(held: Reported) -> None:
    """With and without a name mixed: twenty come in one order, and are stored in many."""
    review = opened(held, ReviewKind.PARTICIPANTS)
    invitation = review.invitations.select_related("participation", "round").first()
    assert invitation is not None
    for number in range(20):
        words = Words("whole", f"{number:02d}")
        if number % 2:
            comment_as_participant(invitation=invitation, words=words)
        else:
            comment_without_name(review=review, words=words)
    with connection.cursor() as cursor:  # as the rows lie in the table
        cursor.execute("SELECT text FROM reports_reviewcomment")
        stored = [row[0] for row in cursor.fetchall()]
    assert sorted(stored) == [f"{number:02d}" for number in range(20)]
    assert stored != sorted(stored)
    assert {one.pk.version for one in ReviewComment.objects.all()} == {4}


def test_taking_back_leaves_nothing(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS)
    receipt = comment_without_name(review=review, words=Words("whole", "Too smooth."))
    take_back(comment=ReviewComment.objects.get(receipt_hash=receipt_hash(receipt)))
    assert not ReviewComment.objects.exists()


def test_nothing_is_said_after_the_date(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS, days=2)
    invitation = review.invitations.select_related("participation", "round").first()
    assert invitation is not None
    with time_machine.travel(timezone.now() + timedelta(days=3)):
        for say in (
            lambda: comment_without_name(review=review, words=Words("whole", "Late.")),
            lambda: comment_as_participant(invitation=invitation, words=Words("whole", "Late.")),
            lambda: say_done(invitation=invitation),
        ):
            with pytest.raises(WrongStatusError, match="closed"):
                say()


def test_reminders_go_once_to_who_has_not_said_done_and_the_date_closes(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS, days=7)
    invitation = review.invitations.select_related("round").first()
    assert invitation is not None
    say_done(invitation=invitation)
    comment_without_name(review=review, words=Words("whole", "Too smooth."))
    reminders = OutgoingMessage.objects.filter(kind="review.reminder")
    tend_reviews()
    assert not reminders.exists()
    with time_machine.travel(timezone.now() + timedelta(days=5, hours=1)):
        tend_reviews()
        tend_reviews()
        assert reminders.count() == 21
    with time_machine.travel(timezone.now() + timedelta(days=7, hours=1)):
        tend_reviews()
        tend_reviews()
    review.refresh_from_db()
    assert review.closed_at is not None
    told = OutgoingMessage.objects.filter(kind="review.closed")
    assert {one.to_address for one in told} == {held.convener.email, held.coordinator.email}
    assert f"Dear {held.coordinator.name}," in told.get(to_address=held.coordinator.email).text_body
    assert f"Dear {held.convener.name}," in told.get(to_address=held.convener.email).html_body
    assert "1 comment" in told[0].text_body
    assert "Too smooth" not in told[0].text_body


def test_more_time_and_less(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS, days=2)
    with pytest.raises(WrongStatusError, match="no later"):
        extend_review(review=review, closes_at=review.closes_at, actor=held.coordinator)
    longer = extend_review(
        review=review, closes_at=review.closes_at + timedelta(days=3), actor=held.coordinator
    )
    assert longer.closes_at == review.closes_at + timedelta(days=3)
    assert close_review(review=review, actor=held.coordinator).closed_at is not None
    with pytest.raises(WrongStatusError, match="closed"):
        extend_review(review=review, closes_at=timezone.now() + timedelta(days=30), actor=held.coordinator)


def test_who_did_not_take_part_after_all_is_let_in_and_reminded_no_more(held: Reported) -> None:
    review = opened(held, ReviewKind.PARTICIPANTS, days=7)
    invitation = review.invitations.get(participation=held.silent)
    token = review_token(invitation)
    assert invitation_for_token(review.uuid, token) == invitation
    held.silent.attended = False
    held.silent.save()
    with pytest.raises(StaleLinkError):
        invitation_for_token(review.uuid, token)
    with time_machine.travel(timezone.now() + timedelta(days=5, hours=1)):
        tend_reviews()
    reminded = OutgoingMessage.objects.filter(kind="review.reminder").values_list("to_address", flat=True)
    assert len(reminded) == 21
    assert held.silent.person.email not in reminded
