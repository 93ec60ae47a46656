"""A report that is being written: its sections, its paragraphs and the points they rest on."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from dialogues.models import Meeting, Point, Theme
from recommendations.models import Recommendation
from reports.enums import QUANTIFIER_CHOICES, Readers, ReportStatus, SectionKind
from reports.querysets import ReportQuerySet


class Report(models.Model):
    """The report of a meeting, or one that covers several meetings of a dialogue, being written.

    A compiled report stands with the last of its meetings.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="reports",
        verbose_name=_("meeting"),
    )
    is_compiled = models.BooleanField(_("covers several meetings"), default=False)
    further_meetings = models.ManyToManyField(
        Meeting, blank=True, related_name="compiled_reports", verbose_name=_("meetings it covers besides")
    )
    previous = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("report before this one"),
        help_text=_("Its recommendations are the matters arising."),
    )
    slug = models.SlugField(max_length=140, unique=True)
    title = models.CharField(_("title"), max_length=250)
    subtitle = models.CharField(_("line below the title"), max_length=250, blank=True)
    attribution = models.TextField(
        _("about this report"),
        blank=True,
        help_text=_("Under which rules the meeting was held; printed at the end."),
    )
    language = models.CharField(_("language"), max_length=8, default="en")
    status = models.CharField(
        _("status"),
        max_length=20,
        choices=ReportStatus.choices,
        default=ReportStatus.DRAFT,
    )
    readers = models.CharField(
        _("who may read it"), max_length=16, choices=Readers.choices, default=Readers.PUBLIC
    )
    was_edited = models.BooleanField(default=False, editable=False)
    edit_count = models.PositiveIntegerField(
        default=0,
        editable=False,
        help_text=_("Rises with every change; each part keeps the number of its last one."),
    )
    drafted_keys = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text=_(
            "The paragraphs that the last draft had: one that is missing from the report was taken out by hand."
        ),
    )
    drafted_front = models.JSONField(
        default=dict,
        blank=True,
        editable=False,
        help_text=_("Title, line below it, closing statement and headings as the last draft had them."),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True, editable=False)
    withdrawal_note = models.TextField(_("why it was withdrawn"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "language", "is_compiled"],
                name="reports_report_once_per_language",
                violation_error_message=_("This meeting already has such a report in this language."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=ReportStatus.values),
                name="reports_report_status_known",
            ),
            models.CheckConstraint(
                condition=Q(readers__in=Readers.values), name="reports_report_readers_known"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) ^ Q(status=ReportStatus.WITHDRAWN),
                name="reports_report_withdrawal_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(status=ReportStatus.WITHDRAWN) | ~Q(withdrawal_note=""),
                name="reports_report_withdrawal_is_explained",
                violation_error_message=_("Readers must be told why the report was withdrawn."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def edition(self) -> str:
        """What tells it in an address from the other reports of its meeting: “fr”, “en-compiled”."""
        return f"{self.language}-compiled" if self.is_compiled else self.language

    @property
    def language_name(self) -> str:
        """The language by its own name."""
        return str(get_language_info(self.language)["name_local"]).capitalize()

    @property
    def direction(self) -> str:
        """Which way its language is written: “ltr” or “rtl”."""
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @property
    def is_withdrawn(self) -> bool:
        """Whether the public is told that it was withdrawn."""
        return self.status == ReportStatus.WITHDRAWN

    @property
    def is_published(self) -> bool:
        """Whether the public can read a version."""
        return self.status == ReportStatus.PUBLISHED


class Section(models.Model):
    """A part of a report under one heading."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(
        _("kind"),
        max_length=16,
        choices=SectionKind.choices,
        default=SectionKind.CUSTOM,
    )
    theme = models.ForeignKey(Theme, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    heading = models.CharField(_("heading"), max_length=250, blank=True)
    edit_number = models.PositiveIntegerField(default=0, editable=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SectionKind.values),
                name="reports_section_kind_known",
            ),
        ]

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class Paragraph(models.Model):
    """A block of text in Markdown (a paragraph, a list, a table …) and the points it renders."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="paragraphs")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("text"))
    points = models.ManyToManyField(
        Point, blank=True, related_name="paragraphs", verbose_name=_("source points")
    )
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.SET_NULL, null=True, blank=True, related_name="paragraphs"
    )
    quantifier = models.PositiveSmallIntegerField(
        _("how many"), null=True, blank=True, choices=QUANTIFIER_CHOICES
    )
    was_edited = models.BooleanField(default=False, editable=False)
    edit_number = models.PositiveIntegerField(default=0, editable=False)
    # What the generator wrote, and for which part of the record: the middle of the merge when it writes anew.
    drafted_key = models.CharField(max_length=200, blank=True, editable=False)
    drafted_text = models.TextField(blank=True, editable=False)
    sentences = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text=_("Each sentence as it was drafted, with its points, its count and why this word."),
    )
    offered_text = models.TextField(
        _("what the record now says"),
        blank=True,
        help_text=_("Waits beside a text that was edited by hand, to be taken or left."),
    )
    is_new = models.BooleanField(_("came with a later draft"), default=False)

    class Meta:
        verbose_name = _("paragraph")
        verbose_name_plural = _("paragraphs")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="reports_paragraph_has_text"),
            models.CheckConstraint(
                condition=Q(quantifier__isnull=True)
                | Q(quantifier__in=[step for step, _label in QUANTIFIER_CHOICES]),
                name="reports_paragraph_quantifier_known",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_orphaned(self) -> bool:
        """Whether it was drafted from something that the record no longer has, and stayed because it was edited."""
        return bool(self.drafted_key) and not self.drafted_text
