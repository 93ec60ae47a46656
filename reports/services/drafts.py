"""Making the draft of a report from the record of a meeting, and again when the record has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from reports.enums import RevisionAction
from reports.exceptions import NothingToReportError
from reports.models import Report
from reports.selectors.matters import report_before
from reports.selectors.meetings import meetings_before
from reports.selectors.redraft import draft_from_record
from reports.services.gates import lock_standing, note_edit
from reports.services.merging import bring_in
from reports.wording import capitalised
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import check
from stakeholders.slugs import free_slug

if TYPE_CHECKING:
    from collections.abc import Collection

    from dialogues.models import Meeting
    from reports.merging import MergedDraft
    from stakeholders.models import User

RESERVED = frozenset({"manage", "check", "feed", "look", "subscribe", "unsubscribe"})


def generate_draft(
    *,
    meeting: Meeting,
    actor: User,
    language: str = "en",
    further: Collection[Meeting] = (),
    previous: Report | None = None,
) -> Report:
    """Write the draft of the report of ``meeting``; into one that is there, bring what the record says now.

    With ``further`` meetings of the same dialogue it is one report on all of them. The matters arising are those of
    ``previous``, or of the last report of the dialogue that the public can read.

    Raises:
        NothingToReportError: nothing was said that a report could tell.
        DomainError: a further meeting is of another dialogue, or has not taken place.
        WrongStatusError: it was withdrawn.

    """
    with transaction.atomic():
        kept = Report.objects.filter(meeting=meeting, language=language, is_compiled=bool(further))
        report = kept.first() or _begun(meeting, language, further, previous)
        _draft(report, actor)
    return report


def redraft_report(*, report: Report, actor: User) -> MergedDraft:
    """Bring what the record says now into ``report``; no change that was made by hand is lost. What was published stays.

    Raises:
        NothingToReportError: nothing was said that a report could tell.
        WrongStatusError: it was withdrawn.

    """
    with transaction.atomic():
        return _draft(report, actor)


def choose_previous(*, report: Report, previous: Report | None, actor: User) -> Report:
    """Take the matters arising from another report; the next draft has them."""
    with transaction.atomic():
        locked = lock_standing(report)
        locked.previous = previous
        locked.save(update_fields=["previous", "updated_at"])
        record_change(actor=actor, verb="report.previous_chosen", target=locked)
    return locked


def free_address(title: str, *, of: Report | None = None) -> str:
    """Return the slug that a report of this title can have; ``of`` may keep its own."""
    others = Report.objects.exclude(pk=of.pk) if of else Report.objects.all()
    return free_slug(title, others, otherwise="report", reserved=RESERVED)


def _draft(report: Report, actor: User) -> MergedDraft:
    locked = lock_standing(report)
    draft = draft_from_record(locked)
    if draft is None:
        raise NothingToReportError(_("No point was logged at this meeting that a report could tell."))
    # One that was published or edited before drafts had keys keeps its title and its address.
    if not (locked.drafted_keys or locked.was_edited or locked.publications.exists()):
        locked.title, locked.slug = capitalised(draft.title), free_address(draft.title, of=locked)
        locked.save(update_fields=["title", "slug"])
    merged, changed = bring_in(locked, draft)
    note_edit(locked, actor=actor, verb="drafted", parts=changed, action=RevisionAction.DRAFTED)
    report.refresh_from_db()
    return merged


def _begun(meeting: Meeting, language: str, further: Collection[Meeting], previous: Report | None) -> Report:
    offered = {one.pk for one in meetings_before(meeting)}
    if any(one.pk not in offered for one in further):
        raise DomainError(
            _("A report covers earlier meetings of the same dialogue that have taken place."), field="further"
        )
    report = Report(
        meeting=meeting,
        language=language,
        is_compiled=bool(further),
        previous=previous or report_before(min([meeting, *further], key=lambda one: one.starts_at), language),
        title=meeting.title,
        slug=free_address(meeting.title),
    )
    check(report)
    report.save()
    report.further_meetings.set(further)
    return report
