"""What readers may know of reports: frozen versions and nothing else; what is not open to them is not there.

Unless told otherwise, the reader is anybody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count, OuterRef, Q, Subquery, Sum
from django.urls import reverse
from django.utils.translation import get_language_info

from reports.enums import Readers, ReportStatus
from reports.models import Publication, Report
from reports.render.context import ReportContext

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from reports.querysets import PublicationQuerySet


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """One version in the list of a report's versions."""

    number: int
    published_at: datetime
    change_note: str
    fingerprint: str
    is_withheld: bool
    opens_at: datetime
    is_open: bool


@dataclass(frozen=True, slots=True)
class PublicReport:
    """A report in the public list, as its latest version says it."""

    slug: str
    language: str
    direction: str
    title: str
    subtitle: str
    host: str
    lead: str
    version_label: str
    number: int
    published_label: str
    published_on: str
    opens_at: datetime
    is_public: bool


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A version as those hear of it who follow what is published."""

    slug: str
    title: str
    host: str
    lead: str
    number: int
    version_label: str
    change_note: str
    opens_at: datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What remains of a withdrawn report, or of a version that was taken off the site; a version has a number."""

    title: str
    withdrawn_at: datetime
    note: str
    slug: str = ""
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Translation:
    """The same report in another language, as anybody may read it."""

    language: str
    slug: str

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return str(get_language_info(self.language)["name_local"]).capitalize()

    @property
    def path(self) -> str:
        """Where it is read on this site."""
        return reverse("reports:publication_detail", args=[self.slug])

    @property
    def address(self) -> str:
        """Its permanent address."""
        return f"{settings.SITE_URL}{self.path}"


@dataclass(frozen=True, slots=True)
class Edition:
    """A version as it is shown: what it says, and what came before and after it."""

    slug: str
    context: ReportContext
    fingerprint: str
    published_at: datetime
    opens_at: datetime
    is_open: bool
    readers: Readers
    time_zone: str
    versions: tuple[PublicVersion, ...]
    translations: tuple[Translation, ...] = ()

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.is_open and self.readers == Readers.PUBLIC

    @property
    def is_latest(self) -> bool:
        """Whether no later version replaces it."""
        return self.context.version == self.versions[0].number


def state_of_publication(slug: str) -> str:
    """Return what changes whenever the public pages of a report do; empty when there are none. One small query."""
    elsewhere = Publication.objects.open_to_the_public().filter(
        report__meeting=OuterRef("meeting"), report__is_compiled=OuterRef("is_compiled")
    )
    others = elsewhere.exclude(report=OuterRef("pk")).order_by().values("report__meeting")
    row = (
        Report.objects.filter(slug=slug, readers=Readers.PUBLIC)
        .annotate(
            newest=Subquery(_newest().values("fingerprint")),
            withheld=Count("publications", filter=Q(publications__withheld_at__isnull=False)),
            languages=Subquery(others.annotate(n=Count("pk")).values("n")),
            which=Subquery(others.annotate(sum=Sum("pk")).values("sum")),
        )
        .values_list("status", "newest", "withheld", "languages", "which")
        .first()
    )
    return ":".join(str(part or "") for part in row) if row and row[1] else ""


def _in_other_languages(slug: str, meeting: int, *, is_compiled: bool) -> list[tuple[str, str]]:
    """The languages and slugs of the reports that say the same and that anybody may read."""
    return list(
        Publication.objects.open_to_the_public()
        .filter(report__meeting=meeting, report__is_compiled=is_compiled)
        .exclude(report__slug=slug)
        .order_by("report__language", "report__slug")
        .values_list("report__language", "report__slug")
        .distinct()
    )


def edition_of(
    slug: str, number: int | None = None, *, known: PublicationQuerySet | None = None
) -> Edition | None:
    """Return the latest version of a published report, or the one of that number, unless it was taken off the site.

    ``known`` are the versions of which the reader may know, those of the public unless given.
    """
    publications = _known(known).of_standing_reports().filter(report__slug=slug)
    versions = tuple(
        PublicVersion(
            row.number,
            row.published_at,
            row.change_note,
            row.fingerprint,
            is_withheld=row.withheld_at is not None,
            opens_at=row.opens_at,
            is_open=row.is_open,
        )
        for row in publications.defer("content").order_by("-number")
    )
    wanted = number if number is not None else (versions[0].number if versions else None)
    found = (
        publications.on_the_site().select_related("report__meeting").filter(number=wanted).first()
        if wanted is not None
        else None
    )
    if found is None:
        return None
    report = found.report
    others = _in_other_languages(slug, report.meeting_id, is_compiled=report.is_compiled)
    return Edition(
        slug,
        ReportContext.from_data(found.content),
        found.fingerprint,
        found.published_at,
        found.opens_at,
        found.is_open,
        Readers(report.readers),
        report.meeting.time_zone,
        versions,
        tuple(Translation(*other) for other in others),
    )


def tombstone_of(
    slug: str, number: int | None = None, *, known: PublicationQuerySet | None = None
) -> Tombstone | None:
    """Return what remains of a withdrawn report, or of that version: the title that was published, and why it is gone."""
    publications = _known(known).filter(report__slug=slug)
    return _stone_of_report(publications) or (
        _stone_of_version(publications, slug, number) if number is not None else None
    )


def _stone_of_version(publications: PublicationQuerySet, slug: str, number: int) -> Tombstone | None:
    publications = publications.of_standing_reports()
    found = publications.filter(number=number, withheld_at__isnull=False).defer("content").first()
    latest = publications.order_by("-number").first()
    if found is None or found.withheld_at is None or latest is None:
        return None
    # The title of the latest version: that of the withheld one may be what must not be read.
    title = ReportContext.from_data(latest.content).title
    return Tombstone(title, found.withheld_at, found.withholding_note, slug, number)


def _stone_of_report(publications: PublicationQuerySet) -> Tombstone | None:
    last = (
        publications.filter(report__status=ReportStatus.WITHDRAWN)
        .select_related("report")
        .order_by("-number")
        .first()
    )
    if last is None or last.report.withdrawn_at is None:
        return None
    return Tombstone(
        ReportContext.from_data(last.content).title, last.report.withdrawn_at, last.report.withdrawal_note
    )


def public_reports() -> list[PublicReport]:
    """Return the published reports, the newest first, as their latest versions put themselves."""
    return reports_among(Publication.objects.known_to_the_public())


def reports_among(known: PublicationQuerySet) -> list[PublicReport]:
    """Return the reports of which ``known`` has a version to read, the newest first, as the latest of these puts itself."""
    newest = known.filter(report=OuterRef("report_id")).order_by("-number")[:1]
    latest = (
        known.on_the_site()
        .filter(number=Subquery(newest.values("number")))
        .select_related("report")
        .order_by("-opens_at", "-pk")
    )
    listed = []
    for publication in latest:
        context = ReportContext.from_data(publication.content)
        listed.append(
            PublicReport(
                slug=publication.report.slug,
                language=context.language,
                direction=context.direction,
                title=context.title,
                subtitle=context.subtitle,
                host=context.host,
                lead=context.lead,
                version_label=context.labels.version,
                number=context.version,
                published_label=context.labels.published,
                published_on=context.published_on,
                opens_at=publication.opens_at,
                is_public=publication.is_open and publication.report.readers == Readers.PUBLIC,
            )
        )
    return listed


def newest_versions(limit: int = 30) -> list[FeedEntry]:
    """Return the versions that opened to the public last, corrections included, the newest first."""
    newest = Publication.objects.open_to_the_public().select_related("report").order_by("-opens_at", "-pk")
    entries = []
    for publication in newest[:limit]:
        context = ReportContext.from_data(publication.content)
        entries.append(
            FeedEntry(
                slug=publication.report.slug,
                title=context.title,
                host=context.host,
                lead=context.lead,
                number=context.version,
                version_label=context.labels.version,
                change_note=context.change_note,
                opens_at=publication.opens_at,
            )
        )
    return entries


def version_with_fingerprint(
    fingerprint: str, *, known: PublicationQuerySet | None = None
) -> Publication | None:
    """Return the version that has this fingerprint, be it on the site or not, unless its report is withdrawn."""
    return (
        _known(known)
        .of_standing_reports()
        .filter(fingerprint=fingerprint)
        .select_related("report")
        .defer("content")
        .first()
    )


def _known(known: PublicationQuerySet | None) -> PublicationQuerySet:
    return Publication.objects.known_to_the_public() if known is None else known


def _newest() -> QuerySet[Publication]:
    return Publication.objects.known_to_the_public().filter(report=OuterRef("pk")).order_by("-number")[:1]
