"""Writing comments, with a name and without one, and taking them back.

What is written without a name is stored so that nothing beside it tells whose it is: no author, no day, no number, and
the rows of a round are written anew in no order. Nobody is told at that moment, nothing is logged, and there is no entry
in the audit trail.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from reports.enums import CommentKind, ReviewKind
from reports.exceptions import WrongStatusError
from reports.models import Paragraph, Report, ReviewComment, ReviewInvitation, ReviewRound
from reports.review_links import is_receipt, new_receipt, receipt_hash
from reports.selectors.review import place_of
from reports.services.review.rounds import lock_open
from stakeholders.exceptions import DomainError
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from stakeholders.models import User

# So many comments without a name are plenty for a round. More are somebody's machine; who it is, is not asked.
MOST_UNNAMED = 200
MOST_UNNAMED_EACH = 20
_SAME = ("round_id", "anchor", "kind", "text", "suggestion")  # of a form that was sent twice


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody says, and where: ``anchor`` is a place of the document as it was shown."""

    anchor: str
    text: str = ""
    suggestion: str = ""
    objects: bool = False


def comment_as_member(*, review: ReviewRound, words: Words, actor: User) -> ReviewComment:
    """Comment as one of the team, in a review of the team.

    Raises:
        WrongStatusError: it is closed, or another's review.
        DomainError: nothing is said, or there is no such place.

    """
    with transaction.atomic():
        held = _lock(review)
        if held.kind != ReviewKind.TEAM:
            raise WrongStatusError(_("In this review the participants have the word."))
        comment = _comment(held, words)
        comment.member, comment.written_on = actor, timezone.localdate()
        _put(comment)
    return comment


def comment_as_participant(*, invitation: ReviewInvitation, words: Words) -> ReviewComment:
    """Comment as a participant who wants to be known as the author.

    Raises:
        WrongStatusError: it is closed.
        DomainError: nothing is said, there is no such place, or it is an objection: those have no author.

    """
    if words.objects:
        raise DomainError(_("An objection never carries a name."))
    with transaction.atomic():
        comment = _comment(_lock(invitation.round), words)
        comment.participation, comment.written_on = invitation.participation, timezone.localdate()
        _put(comment)
    return comment


def comment_without_name(*, review: ReviewRound, words: Words, receipt: str = "") -> str:
    """Comment as a participant whom nothing connects to it; return the receipt by which they find the answer.

    ``receipt`` is the one that the form was given, so that a form that is sent twice is one comment.

    Raises:
        WrongStatusError: it is closed, the team's, or has had more comments than a round can use.
        DomainError: nothing is said, or there is no such place.

    """
    with transaction.atomic():
        held = _lock(review)
        if held.kind != ReviewKind.PARTICIPANTS:
            raise WrongStatusError(_("In a review of the team everybody signs."))
        comment = _comment(held, words)
        receipt = receipt if is_receipt(receipt) else new_receipt()
        known = ReviewComment.objects.filter(receipt_hash=receipt_hash(receipt)).first()
        if known is not None:
            if all(getattr(known, name) == getattr(comment, name) for name in _SAME):
                return receipt
            receipt = new_receipt()
        if (
            held.comments.exclude(receipt_hash="").count()
            >= MOST_UNNAMED + MOST_UNNAMED_EACH * held.invitations.count()
        ):
            raise WrongStatusError(_("This review takes no more comments without a name."))
        comment.receipt_hash = receipt_hash(receipt)
        _put(comment)
    return receipt


def take_back(*, comment: ReviewComment) -> None:
    """Delete a comment on its author's wish; the caller has seen the proof that they are. Nothing remains of it."""
    with transaction.atomic():
        ReviewRound.objects.select_for_update().only("pk").get(pk=comment.round_id)
        ReviewComment.objects.filter(pk=comment.pk).delete()


def say_done(*, invitation: ReviewInvitation, is_done: bool = True) -> None:
    """Note that a participant has nothing more to add, because they said so: commenting does not, and no time is kept.

    Raises:
        WrongStatusError: the review is closed.

    """
    with transaction.atomic():
        lock_open(invitation.round)
        ReviewInvitation.objects.filter(pk=invitation.pk).update(is_done=is_done)
    invitation.is_done = is_done


def _lock(review: ReviewRound) -> ReviewRound:
    """The report first, as whoever edits it: no paragraph goes while rows that point at it are written anew."""
    Report.objects.select_for_update().only("pk").get(pk=review.report_id)
    return lock_open(review)


def _comment(review: ReviewRound, words: Words) -> ReviewComment:
    place = place_of(review, words.anchor)
    if place is None:
        raise DomainError(_("The draft has no such place."))
    suggestion = words.suggestion.strip()
    if suggestion == place.text.strip():  # the text that the form began with is no suggestion
        suggestion = ""
    kind = CommentKind.SUGGESTION if suggestion else CommentKind.COMMENT
    return ReviewComment(
        round=review,
        anchor=place.anchor,
        paragraph=Paragraph.objects.filter(uuid=place.paragraph).first() if place.paragraph else None,
        quoted=place.text,
        kind=CommentKind.OBJECTION if words.objects else kind,
        text=words.text.strip(),
        suggestion=suggestion,
    )


def _put(comment: ReviewComment) -> None:
    """Store a comment, and all others of its round anew in no order: the place of a row would tell when it came."""
    check(comment)
    others = list(ReviewComment.objects.filter(round_id=comment.round_id))
    ReviewComment.objects.filter(round_id=comment.round_id).delete()
    rows = [*others, comment]
    secrets.SystemRandom().shuffle(rows)
    ReviewComment.objects.bulk_create(rows)
