"""Answering comments, and taking a suggestion over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from reports.enums import CommentOutcome, ReviewKind
from reports.exceptions import NamesFoundError, NewerTextError, WrongStatusError
from reports.models import ReviewComment, ReviewRound
from reports.quantifiers import Quantifier
from reports.selectors import names_in_text
from reports.services.editing import ParagraphBase, edit_paragraph
from reports.services.gates import lock_standing
from stakeholders.services.audit import record_change
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from reports.models import Paragraph
    from stakeholders.models import User


def answer_comment(
    *, comment: ReviewComment, outcome: CommentOutcome | str, actor: User, answer: str = ""
) -> ReviewComment:
    """Say what became of a comment; its author reads it. A second answer takes the place of the first.

    Raises:
        WrongStatusError: the report is withdrawn, or the comment is not the team's to read yet.
        NamesFoundError: the answer names somebody to a participant.

    """
    with transaction.atomic():
        report = lock_standing(comment.round.report)
        held = _told(comment)
        if held.round.kind == ReviewKind.PARTICIPANTS and names_in_text(report, answer):
            raise NamesFoundError(_("This names somebody who has not agreed to be named."), field="answer")
        held.outcome, held.answer = outcome, answer.strip()
        held.answered_by, held.answered_at = actor, timezone.now()
        check(held)
        held.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
        record_change(
            actor=actor, verb="report.comment_answered", target=report, changes={"outcome": str(outcome)}
        )
    return held


def take_over_suggestion(*, comment: ReviewComment, actor: User) -> ReviewComment:
    """Let the suggested text take the paragraph's place: its points and its quantifier stay, the guard judges it as any edit.

    What the team changed in the paragraph since it was shown stays.

    Raises:
        WrongStatusError: there is no suggestion, its paragraph is gone, or both changed the same words.

    """
    with transaction.atomic():
        lock_standing(comment.round.report)
        held = _told(comment)
        if not held.suggestion or held.paragraph is None:
            raise WrongStatusError(_("The paragraph is no longer there: take the suggestion over by hand."))
        _take_over(held.paragraph, held, actor)
        if held.outcome:
            return held
        with override(held.round.report.language):
            answer = _("Your wording was taken over.")
        return answer_comment(comment=held, outcome=CommentOutcome.ACCEPTED, answer=answer, actor=actor)


def _take_over(paragraph: Paragraph, comment: ReviewComment, actor: User) -> None:
    points = frozenset(paragraph.points.values_list("uuid", flat=True))
    quantifier = None if paragraph.quantifier is None else Quantifier(paragraph.quantifier)
    try:
        edit_paragraph(
            paragraph=paragraph,
            text=comment.suggestion,
            points=points,
            quantifier=quantifier,
            actor=actor,
            base=ParagraphBase(comment.quoted, quantifier, points),
        )
    except NewerTextError:
        message = _("These words were changed since they were shown: take the suggestion over by hand.")
        raise WrongStatusError(message) from None


def _told(comment: ReviewComment) -> ReviewComment:
    # Whoever adds a comment writes all rows of the round anew: the round is what both lock.
    ReviewRound.objects.select_for_update().only("pk").get(pk=comment.round_id)
    held = (
        ReviewComment.objects.told()
        .select_related("round__report__meeting", "paragraph__section__report")
        .filter(pk=comment.pk)
        .first()
    )
    if held is None:
        raise WrongStatusError(_("This comment is not there."))
    return held
