"""Where a report stands on its way, and the one next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from reports.enums import ReviewKind
from reports.models import ReviewComment
from reports.selectors.approval import policy_of, valid_approval
from reports.selectors.review import rounds_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reports.models import Report, ReviewPolicy, ReviewRound

WRITING, TEAM, PARTICIPANTS, APPROVAL, PUBLISHED = "writing", "team", "participants", "approval", "published"


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the five. ``state`` is done, current, ahead, or skipped where nobody asks for it."""

    key: str
    label: str
    state: str
    state_label: str


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """The five phases, what comes next in words, and how many comments wait for an answer."""

    phases: tuple[Phase, ...]
    next_step: str
    open_comments: int
    open_round: ReviewRound | None

    @property
    def current(self) -> Phase:
        """The phase it is in."""
        return next(phase for phase in self.phases if phase.state == "current")


def phase_line(report: Report) -> PhaseLine:
    """Return where ``report`` stands."""
    policy = policy_of(report.meeting.dialogue)
    rounds = rounds_of(report)
    unanswered = list(
        ReviewComment.objects.filter(round__report=report).told().unanswered().select_related("round")
    )
    current, step = _now(report, policy, rounds, unanswered)
    labels = {
        WRITING: _("Writing"),
        TEAM: _("Team review"),
        PARTICIPANTS: _("Participants’ review"),
        APPROVAL: _("Approval"),
        PUBLISHED: pgettext("report", "Published"),
    }
    asked = {WRITING, PUBLISHED, *(one.kind for one in rounds)}
    asked |= {PARTICIPANTS} if policy.needs_participants else set()
    asked |= {APPROVAL} if policy.needs_second_person or report.approvals.exists() else set()
    keys = list(labels)
    said = {"done": _("done"), "current": _("now"), "ahead": _("to come"), "skipped": _("not asked for")}
    phases = []
    for key in keys:
        if key == current:
            state = "current"
        elif key not in asked:
            state = "skipped"
        else:
            state = "done" if keys.index(key) < keys.index(current) else "ahead"
        phases.append(Phase(key, labels[key], state, said[state]))
    return PhaseLine(
        phases=tuple(phases),
        next_step=step,
        open_comments=len(unanswered),
        open_round=next((one for one in rounds if one.closed_at is None), None),
    )


def _now(
    report: Report,
    policy: ReviewPolicy,
    rounds: Sequence[ReviewRound],
    unanswered: Sequence[ReviewComment],
) -> tuple[str, str]:
    """Return the key of the phase that the report is in, and the next step."""
    being_read = next((one for one in rounds if one.closed_at is None), None)
    if being_read is not None:
        return being_read.kind, (
            _("The participants are reading. When it closes, answer what they wrote.")
            if being_read.kind == ReviewKind.PARTICIPANTS
            else _("The team is reading. Read, comment, and close it when all have.")
        )
    if unanswered:
        count = len(unanswered)
        message = ngettext("Answer %(count)s comment.", "Answer %(count)s comments.", count)
        return str(unanswered[0].round.kind), message % {"count": count}
    if report.is_published:
        return PUBLISHED, _("A correction takes the same way as far as the dialogue asks for it.")
    return _between_reviews(report, policy, [one.kind for one in rounds])


def _between_reviews(report: Report, policy: ReviewPolicy, held: Sequence[str]) -> tuple[str, str]:
    if policy.needs_participants and ReviewKind.PARTICIPANTS not in held:
        return (TEAM if held else WRITING), _("When the text is ready, open the participants’ review.")
    if not policy.needs_second_person:
        if held:
            return held[0], _("The review asks for nothing more: publish it.")
        return WRITING, _("Let the team read it, or publish it.")
    if valid_approval(report) is None:
        step = _("When the text is ready, a second person approves it.")
        return (APPROVAL if held else WRITING), step
    return APPROVAL, _("The review asks for nothing more: publish it.")
