"""What a second person stands by, and what stands between a report and its publication."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import ReviewKind, RevisionAction
from reports.models import Approval, ReviewComment, ReviewPolicy, Revision
from reports.render.context import ReportContext
from reports.selectors.document import document_of
from stakeholders.models import AuditEntry

if TYPE_CHECKING:
    from dialogues.models import Dialogue
    from reports.models import Report

# What is not said by whoever approves: which version it will be and when, where it stands, how it looks.
_NOT_ITS_WORDS = (
    "version",
    "previous_version",
    "published",
    "published_on",
    "change_note",
    "schema",
    "address",
    "imprint",
    "look",
)
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)
# The verbs of the audit trail under which somebody changes what a report says.
_CHANGING = ("report.drafted", "report.front_", "report.section_", "report.paragraph_")


@dataclass(frozen=True, slots=True)
class Obstacles:
    """What stands between a report and the next step, in words; nothing stands in the way where both are empty."""

    before_approval: tuple[str, ...]
    before_publication: tuple[str, ...]


def policy_of(dialogue: Dialogue) -> ReviewPolicy:
    """Return what the dialogue asks of its reports; one that nobody set asks nothing."""
    return ReviewPolicy.objects.filter(dialogue=dialogue).first() or ReviewPolicy(dialogue=dialogue)


def digest_of(report: Report) -> str:
    """Return SHA-256 of the canonical words of the report, without its version and date."""
    last = report.publications.order_by("-number").first()
    previous = ReportContext.from_data(last.content) if last else None
    plain = document_of(report, number=1, published_at=_ANY_DAY, previous=previous).as_plain()
    words = {name: value for name, value in plain.items() if name not in _NOT_ITS_WORDS}
    canonical = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def valid_approval(report: Report) -> Approval | None:
    """Return the approval of what the report says now, if there is one."""
    approvals = list(report.approvals.select_related("approved_by"))
    if not approvals:  # the usual case: the document need not be made
        return None
    digest = digest_of(report)
    return next((one for one in approvals if one.digest == digest), None)


def last_changed_by(report: Report) -> frozenset[int]:
    """Return the keys of the accounts that changed the report's words last: by its history, else by the audit trail.

    Mostly one; several that wrote at once.
    """
    revisions = Revision.objects.filter(report=report).exclude(action=RevisionAction.PUBLISHED)
    revision = revisions.order_by("-number").defer("content").first()
    if revision is not None:
        together = {revision.made_by_id, *revision.also_by.values_list("pk", flat=True)}
        return frozenset(pk for pk in together if pk is not None)
    trail = AuditEntry.objects.filter(target_type="reports.report", target_id=str(report.uuid))
    for verb, actor in trail.order_by("-at", "-pk").values_list("verb", "actor_id"):
        if verb.startswith(_CHANGING):
            return frozenset({int(actor)} if actor else ())
    return frozenset()


def obstacles_of(report: Report, policy: ReviewPolicy) -> Obstacles:
    """Return what the review still asks for; names and strong words are the editor's to tell."""
    before_approval = tuple(_of_the_review(report, policy))
    before_publication = list(before_approval)
    if policy.needs_second_person and valid_approval(report) is None:
        before_publication.append(
            _("The report as it stands has been approved before, and was changed since: approve it again.")
            if report.approvals.exists()
            else _("A second person has not approved it yet.")
        )
    return Obstacles(before_approval, tuple(before_publication))


def _of_the_review(report: Report, policy: ReviewPolicy) -> list[str]:
    told = []
    if report.review_rounds.filter(closed_at__isnull=True).exists():
        told.append(_("A review is open. It closes on its date, or you close it."))
    unanswered = ReviewComment.objects.filter(round__report=report).told().unanswered().count()
    if unanswered:
        message = ngettext(
            "%(count)s comment has no answer yet.", "%(count)s comments have no answer yet.", unanswered
        )
        told.append(message % {"count": unanswered})
    held = report.review_rounds.filter(kind=ReviewKind.PARTICIPANTS)
    # One that is open has been told above. Once the first version is out a correction need not go round again: it is what they saw, mended.
    if policy.needs_participants and not report.publications.exists() and not held.exists():
        told.append(_("Participants have not seen the report yet: this dialogue asks for their review."))
    return told
