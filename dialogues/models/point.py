"""What was said, and who stands behind it, without a way back to the person (DESIGN.md section 4)."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogues.enums import AttributionRule, PointKind, PointStatus, Stance
from dialogues.querysets import PointQuerySet
from stakeholders.enums import OrganisationKind

from .dialogue import Theme
from .meeting import AgendaItem, Meeting
from .participation import Participation


class Voice(models.Model):
    """A seat in the room that no table connects to a person.

    The browser proves it by a token derived from the room key, which is not in the database. No time, no address, no
    order: rows are written in a shuffled batch and the key is random.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="voices")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)

    class Meta:
        verbose_name = _("voice")
        verbose_name_plural = _("voices")

    def __str__(self) -> str:
        return str(self.id)


class Point(models.Model):
    """One thing that was said under an agenda item.

    ``uuid`` is made by the client (version 4, so that it holds no time) and makes a repeated request harmless. There is
    no time of writing: ``position`` is the order within the item, and two points written at the same moment may share it.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    # The index below begins with the agenda item, so that it needs none of its own.
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="points", db_index=False
    )
    position = models.PositiveIntegerField(default=0)
    theme = models.ForeignKey(
        Theme,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="points",
        verbose_name=_("theme"),
        help_text=_("Where it is not the agenda item's."),
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=PointKind.choices, default=PointKind.OBSERVATION
    )
    text = models.TextField(_("text"))
    language = models.CharField(_("language"), max_length=8, default="en")
    attribution = models.CharField(_("attribution"), max_length=20, choices=AttributionRule.choices)
    author = models.ForeignKey(
        Participation, on_delete=models.PROTECT, null=True, blank=True, related_name="attributed_points"
    )
    voice = models.ForeignKey(Voice, on_delete=models.SET_NULL, null=True, blank=True, related_name="points")
    organisation_kind = models.CharField(
        _("kind of organisation"), max_length=24, choices=OrganisationKind.choices, blank=True
    )
    hands = models.PositiveSmallIntegerField(_("show of hands"), null=True, blank=True)
    status = models.CharField(
        _("status"), max_length=10, choices=PointStatus.choices, default=PointStatus.VISIBLE
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="merged_points"
    )
    frozen_supporters = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    frozen_qualifiers = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)
    frozen_dissents = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    objects = PointQuerySet.as_manager()

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["agenda_item", "position", "uuid"]
        indexes = [models.Index(fields=["agenda_item", "position"], name="dialogues_point_order")]
        constraints = [
            models.CheckConstraint(
                condition=Q(author__isnull=True) | Q(attribution=AttributionRule.ATTRIBUTED),
                name="dialogues_point_author_only_if_attributed",
            ),
            models.CheckConstraint(
                condition=Q(voice__isnull=True) | ~Q(attribution=AttributionRule.ATTRIBUTED),
                name="dialogues_point_attributed_has_no_voice",
            ),
            models.CheckConstraint(
                condition=Q(organisation_kind="") | Q(attribution=AttributionRule.ORGANISATION_TYPE),
                name="dialogues_point_kind_only_if_by_type",
            ),
            models.CheckConstraint(
                condition=Q(attribution__in=AttributionRule.values), name="dialogues_point_rule_known"
            ),
            models.CheckConstraint(
                condition=Q(status__in=PointStatus.values), name="dialogues_point_status_known"
            ),
            models.CheckConstraint(condition=Q(kind__in=PointKind.values), name="dialogues_point_kind_known"),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(status=PointStatus.MERGED),
                name="dialogues_point_merged_says_so",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="dialogues_point_has_text"),
        ]

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def is_on_record(self) -> bool:
        """Whether it counts, by itself or within another point."""
        return self.status in (PointStatus.VISIBLE, PointStatus.MERGED)


class Support(models.Model):
    """How a voice stands to a point; each voice once. The key is random: a counted one would tell who was when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    point = models.ForeignKey(Point, on_delete=models.CASCADE, related_name="supports")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="supports")
    stance = models.CharField(_("stance"), max_length=8, choices=Stance.choices, default=Stance.SUPPORT)

    class Meta:
        verbose_name = _("support")
        verbose_name_plural = _("supports")
        constraints = [
            models.UniqueConstraint(fields=["point", "voice"], name="dialogues_support_once"),
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values), name="dialogues_support_stance_known"
            ),
        ]

    def __str__(self) -> str:
        return self.get_stance_display()
