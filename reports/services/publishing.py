"""Publishing a report and correcting it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import Readers, ReportStatus, RevisionAction
from reports.exceptions import ClaimTooStrongError, NamesFoundError, NothingToReportError, WrongStatusError
from reports.models import Publication
from reports.render.context import ReportContext
from reports.selectors import document_of, editor_of, names_in_text, names_in_versions
from reports.services.drafts import free_address
from reports.services.gates import lock_standing
from reports.services.history import keep_revision
from reports.services.opening import open_recommendations, refuse_names, settle_readers
from reports.services.review import refuse_before_publication
from reports.services.taking_back import mark_withheld
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change
from stakeholders.services.writing import check

if TYPE_CHECKING:
    from reports.models import Report
    from stakeholders.models import User

# What differs between two versions even if nobody changed a word.
ABOUT_THE_VERSION = {"version", "previous_version", "published", "published_on", "change_note", "schema"}


def publish_report(
    *,
    report: Report,
    actor: User,
    change_note: str = "",
    withhold_earlier: bool = False,
    readers: Readers | None = None,
    opens_at: datetime | None = None,
) -> Publication:
    """Freeze the report as its next version and open it to its readers, with the recommendations that it prints.

    From the second version on, ``change_note`` tells readers what it changes. ``withhold_earlier`` takes the versions
    before it off the site, for the same reason: one that named somebody must not stay a click away. ``readers`` are those
    that were chosen before, or everybody, unless given; until ``opens_at`` nobody but the team knows of the version.

    Raises:
        NamesFoundError: the text names somebody who has not agreed.
        ClaimTooStrongError: a paragraph claims more agreement than its points have.
        NothingToReportError: there is no paragraph.
        ReviewNotDoneError: the review, as the dialogue asks for it, is not done.
        WrongStatusError: it is withdrawn, or nothing has changed since the last version.
        DomainError: a correction does not say what it changes, or the embargo would end before it begins.

    """
    with transaction.atomic():
        report = lock_standing(report)
        note = change_note.strip()
        _gate(report, note)
        last = report.publications.order_by("-number").first()
        if _has_no_address_yet(
            report, withholds=withhold_earlier
        ):  # the draft's may hold a name that the title had
            report.slug = free_address(report.title, of=report)
        if last is not None and not note:
            raise DomainError(_("Tell readers what this version changes."), field="change_note")
        now = timezone.now().replace(microsecond=0)
        if not withhold_earlier:
            _refuse_what_waits_with_a_name(report, now)
        widens = _settle_readers(report, readers)
        opening = _settle_opening(report, opens_at, now, withholds=withhold_earlier, widens=widens)
        if widens and not withhold_earlier:
            refuse_names(report, report.publications.on_the_site())
        document = _frozen(report, last, note, now)
        publication = _written(report, document, opening, actor)
        publication.recommendations.set(_recommendations_of(report))
        if withhold_earlier:
            earlier = report.publications.filter(number__lt=publication.number, withheld_at__isnull=True)
            for version in earlier:
                mark_withheld(version, publication.change_note, actor)
        open_recommendations(report, actor=actor)  # by the versions that stay
        record_change(
            actor=actor,
            verb="report.published",
            target=report,
            changes={
                "version": document.version,
                "fingerprint": document.fingerprint,
                "readers": report.readers,
                **({"opens_at": opening.isoformat()} if opening > now else {}),
            },
        )
    return publication


def _gate(report: Report, note: str) -> None:
    editor = editor_of(report)
    if not editor.paragraphs:
        raise NothingToReportError(_("The report is empty."))
    if places := editor.names:
        message = ngettext(
            "The text names somebody who has not agreed, in %(count)s place.",
            "The text names people or organisations that have not agreed, in %(count)s places.",
            len(places),
        )
        raise NamesFoundError(message % {"count": len(places)})
    if too_strong := editor.too_strong:
        message = ngettext(
            "%(count)s paragraph claims more agreement than its points have.",
            "%(count)s paragraphs claim more agreement than their points have.",
            len(too_strong),
        )
        raise ClaimTooStrongError(message % {"count": len(too_strong)})
    if names_in_text(report, note):
        raise NamesFoundError(_("This names somebody who has not agreed to be named."), field="change_note")
    refuse_before_publication(report)


def _has_no_address_yet(report: Report, *, withholds: bool) -> bool:
    """Whether no reader has had the report's address, and no version that stays prints it."""
    versions = report.publications
    return not versions.opened().exists() and (withholds or not versions.on_the_site().exists())


def _refuse_what_waits_with_a_name(report: Report, now: datetime) -> None:
    """A version that is held back for a name would be held back for ever, and keep its address, beside the one that follows it."""
    if names_in_versions(report, report.publications.on_the_site().filter(opens_at__gt=now)):
        raise DomainError(
            _(
                "An earlier version, which waits under embargo, names somebody who has not agreed. Take the earlier versions off the site."
            ),
            field="withhold_earlier",
        )


def _settle_readers(report: Report, readers: Readers | None) -> bool:
    """Set who may read the report; return whether these are more than before."""
    before = Readers(report.readers)
    settle_readers(report, readers or before)
    return report.readers != before and Readers(report.readers).includes(before)


def _settle_opening(
    report: Report, opens_at: datetime | None, now: datetime, *, withholds: bool, widens: bool
) -> datetime:
    """Return when the version opens; with an embargo nothing may change at once for those who read an earlier one."""
    if opens_at is None:
        return now
    if opens_at <= now:
        raise DomainError(
            _("This time is past. Leave it empty to open the version at once."), field="opens_at"
        )
    if report.publications.opened().on_the_site().exists():
        if withholds:
            raise DomainError(
                _(
                    "Readers would find nothing until then. Take the earlier versions off once this one is open."
                ),
                field="withhold_earlier",
            )
        if widens:
            raise DomainError(
                _("The earlier versions would be open to more readers at once. Publish without an embargo."),
                field="opens_at",
            )
    return opens_at


def _frozen(report: Report, last: Publication | None, note: str, now: datetime) -> ReportContext:
    """The document that follows ``last``; it must say something else."""
    previous = ReportContext.from_data(last.content) if last else None
    document = document_of(
        report,
        number=previous.version + 1 if previous else 1,
        published_at=now,
        change_note=note if previous else "",
        previous=previous,
    )
    if previous and _words_of(document) == _words_of(previous):
        raise WrongStatusError(
            _("Nothing has changed since version %(number)s.") % {"number": previous.version}
        )
    return document


def _written(report: Report, document: ReportContext, opening: datetime, actor: User) -> Publication:
    """Store a version, and in the report and its history that it was published."""
    publication = Publication(
        report=report,
        number=document.version,
        content=document.to_data(),
        fingerprint=document.fingerprint,
        change_note=document.change_note,
        published_at=datetime.fromisoformat(document.published),
        opens_at=opening,
        published_by=actor,
    )
    check(publication)
    publication.save()
    keep_revision(report, actor=actor, action=RevisionAction.PUBLISHED, version=publication.number)
    report.status = ReportStatus.PUBLISHED
    report.save(update_fields=["slug", "status", "readers", "updated_at"])
    return publication


def _recommendations_of(report: Report) -> set[int]:
    """Return those that the text holds: their words have just passed the guard."""
    held = report.sections.filter(paragraphs__recommendation__isnull=False)
    return set(held.values_list("paragraphs__recommendation", flat=True))


def _words_of(document: ReportContext) -> dict[str, object]:
    return {name: value for name, value in document.as_plain().items() if name not in ABOUT_THE_VERSION}
