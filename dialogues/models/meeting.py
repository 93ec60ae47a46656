"""A meeting and its agenda."""

import zoneinfo
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from dialogues.enums import (
    AgendaItemKind,
    AgendaItemStatus,
    AttributionRule,
    MeetingFormat,
    MeetingStatus,
)
from dialogues.querysets import AgendaItemQuerySet, MeetingQuerySet
from stakeholders.models.user import validate_time_zone

from .dialogue import Dialogue, Theme

MAIL_TOPIC = (
    "meeting:"  # followed by the meeting's identifier and the participation's, in 32 hexadecimal digits each
)


class Meeting(models.Model):
    """One sitting of a dialogue."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    dialogue = models.ForeignKey(Dialogue, on_delete=models.PROTECT, related_name="meetings")
    title = models.CharField(_("title"), max_length=200)
    slug = models.SlugField(max_length=120)
    description = models.TextField(_("what it is about"), blank=True)
    format = models.CharField(
        _("format"), max_length=12, choices=MeetingFormat.choices, default=MeetingFormat.ONLINE
    )
    starts_at = models.DateTimeField(_("starts"))
    ends_at = models.DateTimeField(_("ends"))
    time_zone = models.CharField(_("time zone"), max_length=64, validators=[validate_time_zone])
    venue = models.CharField(_("venue"), max_length=250, blank=True)
    joining_link = models.URLField(
        _("joining link"), blank=True, help_text=_("Only people who are coming see it.")
    )
    attribution_rule = models.CharField(
        _("attribution rule"),
        max_length=20,
        choices=AttributionRule.choices,
        default=AttributionRule.UNATTRIBUTED,
    )
    status = models.CharField(
        _("status"), max_length=12, choices=MeetingStatus.choices, default=MeetingStatus.PLANNED
    )
    calendar_uid = models.UUIDField(default=uuid4, unique=True, editable=False)
    calendar_sequence = models.PositiveIntegerField(default=0, editable=False)
    room_opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    sealed_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["dialogue", "slug"], name="dialogues_meeting_slug_unique"),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="dialogues_meeting_ends_after_start",
                violation_error_message=_("A meeting ends after it starts."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=MeetingStatus.values), name="dialogues_meeting_status_known"
            ),
            models.CheckConstraint(
                condition=Q(attribution_rule__in=AttributionRule.values), name="dialogues_meeting_rule_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=MeetingStatus.SEALED) | Q(sealed_at__isnull=False),
                name="dialogues_meeting_sealed_has_time",
            ),
        ]
        indexes = [models.Index(fields=["starts_at"], name="dialogues_meeting_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        """The meeting's own time zone."""
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def local_start(self) -> datetime:
        """The start on the meeting's own clock."""
        return self.starts_at.astimezone(self.zone)

    @property
    def local_end(self) -> datetime:
        """The end on the meeting's own clock."""
        return self.ends_at.astimezone(self.zone)

    @property
    def mail_topic(self) -> str:
        """What the outbox topics of all mails about the meeting start with."""
        return f"{MAIL_TOPIC}{self.uuid.hex}:"

    @property
    def is_open_to_change(self) -> bool:
        """Whether plan and people can still be changed."""
        return self.status in (MeetingStatus.PLANNED, MeetingStatus.CONVENED, MeetingStatus.LIVE)


class AgendaItem(models.Model):
    """A part of a meeting, with its own attribution rule where it differs."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="agenda_items")
    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(
        _("kind"), max_length=16, choices=AgendaItemKind.choices, default=AgendaItemKind.DISCUSSION
    )
    title = models.CharField(_("title"), max_length=250)
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name=_("theme"),
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=15)
    attribution_rule = models.CharField(
        _("attribution rule"),
        max_length=20,
        choices=AttributionRule.choices,
        blank=True,
        help_text=_("Leave empty to follow the meeting."),
    )
    presenters = models.ManyToManyField(
        "dialogues.Participation", blank=True, related_name="presentations", verbose_name=_("presenters")
    )
    status = models.CharField(
        _("status"), max_length=10, choices=AgendaItemStatus.choices, default=AgendaItemStatus.PLANNED
    )
    opened_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Time left is what the minutes leave of both; pauses do not count.
    running_since = models.DateTimeField(null=True, blank=True, editable=False)
    seconds_used = models.PositiveIntegerField(default=0, editable=False)
    featured_point = models.ForeignKey(
        "dialogues.Point",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("put up for a show of support"),
    )
    headcount = models.PositiveSmallIntegerField(
        _("people present"),
        null=True,
        blank=True,
        help_text=_("How many took part in this item; empty: everybody who attended."),
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("agenda item")
        verbose_name_plural = _("agenda")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(attribution_rule="") | Q(attribution_rule__in=AttributionRule.values),
                name="dialogues_item_rule_known",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=AgendaItemKind.values), name="dialogues_item_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=AgendaItemStatus.values), name="dialogues_item_status_known"
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(status=AgendaItemStatus.OPEN),
                name="dialogues_item_one_open",
                violation_error_message=_("Another agenda item is open."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def rule(self) -> AttributionRule:
        """The rule that holds: the item's own, or the meeting's."""
        return AttributionRule(self.attribution_rule or self.meeting.attribution_rule)

    @property
    def seconds_unused(self) -> int:
        """What is left of its minutes when it stopped running last; less than nothing where it took longer."""
        return 60 * self.minutes - self.seconds_used

    @property
    def deadline(self) -> datetime | None:
        """When its minutes are used up; nothing while it does not run."""
        if self.running_since is None:
            return None
        return self.running_since + timedelta(seconds=self.seconds_unused)
