"""What a dialogue asks of its reports, and the second person who stands by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from reports.exceptions import ReviewNotDoneError, WrongStatusError
from reports.models import Approval, ReviewPolicy
from reports.selectors import editor_of
from reports.selectors.approval import digest_of, last_changed_by, obstacles_of, policy_of
from reports.services.gates import lock_standing
from stakeholders.services.audit import record_change
from stakeholders.services.writing import assign, check

if TYPE_CHECKING:
    from typing import Any

    from dialogues.models import Dialogue
    from reports.models import Report
    from stakeholders.models import User

_ASKED = frozenset({"needs_participants", "needs_second_person", "days"})


def set_review_policy(*, dialogue: Dialogue, actor: User, **values: Any) -> ReviewPolicy:
    """Say what the dialogue asks of its reports before they are published.

    Raises:
        DomainError: there is no day to comment.

    """
    with transaction.atomic():
        policy = ReviewPolicy.objects.select_for_update().filter(dialogue=dialogue).first()
        policy = policy or ReviewPolicy(dialogue=dialogue)
        changes = assign(policy, values, allowed=_ASKED)
        if changes or policy.pk is None:
            check(policy)
            policy.save()
            record_change(actor=actor, verb="dialogue.review_policy_set", target=dialogue, changes=changes)
    return policy


def approve_report(*, report: Report, seen: str, actor: User) -> Approval:
    """Stand by what the report says now. ``seen`` is the digest of what the person has read; a later change voids it.

    Raises:
        WrongStatusError: it is withdrawn, was changed by this person last, or is not what they read.
        ReviewNotDoneError: the review still asks for something, or the guard or the counts refuse the text.

    """
    with transaction.atomic():
        report = lock_standing(report)
        if actor.pk in last_changed_by(report):
            raise WrongStatusError(
                _(
                    "You changed this report last. Somebody else approves it: that is what a second person is for."
                )
            )
        refuse_before_approval(report)
        digest = digest_of(report)
        if not constant_time_compare(digest, seen):
            raise WrongStatusError(_("The report has changed since you opened this page. Read it again."))
        held = report.approvals.filter(digest=digest, approved_by=actor).first()
        if held is not None:
            return held
        approval = Approval(report=report, digest=digest, approved_by=actor)
        check(approval)
        approval.save()
        record_change(actor=actor, verb="report.approved", target=report, changes={"digest": digest[:12]})
    return approval


def refuse_before_approval(report: Report) -> None:
    """Let only a report pass that a second person may stand by.

    Raises:
        ReviewNotDoneError: the review still asks for something, or the guard or the counts refuse the text.

    """
    told = [*obstacles_of(report, policy_of(report.meeting.dialogue)).before_approval]
    if not editor_of(report).is_sound:
        told.append(_("The text names somebody who has not agreed, or claims more than its points have."))
    if told:
        raise ReviewNotDoneError(" ".join(told))


def refuse_before_publication(report: Report) -> None:
    """Let only a report pass that has been through what its dialogue asks.

    Raises:
        ReviewNotDoneError: a review is open, a comment unanswered, the participants' review or an approval missing.

    """
    told = obstacles_of(report, policy_of(report.meeting.dialogue)).before_publication
    if told:
        raise ReviewNotDoneError(" ".join(told))
