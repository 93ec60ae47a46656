"""Recommendations, other ways to put them, and whom they ask."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.models import Meeting, Point, Theme
from recommendations.enums import Answer, RecommendationStatus
from recommendations.querysets import RecommendationQuerySet
from stakeholders.models import Organisation
from stakeholders.search_keys import search_key


class Recommendation(models.Model):
    """Something a meeting asks of somebody. ``code`` is its reference, for example ``R-2024-05-30-01``."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(
        Meeting,
        on_delete=models.PROTECT,
        related_name="recommendations",
        verbose_name=_("meeting"),
    )
    code = models.CharField(_("reference"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.TextField(_("recommendation"))
    themes = models.ManyToManyField(
        Theme, blank=True, related_name="recommendations", verbose_name=_("themes")
    )
    points = models.ManyToManyField(
        Point,
        blank=True,
        related_name="recommendations",
        verbose_name=_("points it comes from"),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=RecommendationStatus.choices,
        default=RecommendationStatus.DRAFT,
    )
    public_from = models.DateTimeField(
        _("open to the public from"),
        null=True,
        blank=True,
        editable=False,
        help_text=_("Empty while no report that everybody may read prints it."),
    )
    made_on = models.DateField(_("made on"))
    search_key = models.TextField(editable=False, default="")

    objects = RecommendationQuerySet.as_manager()

    class Meta:
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=RecommendationStatus.values),
                name="recommendations_status_known",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="recommendations_has_text"),
            models.CheckConstraint(
                condition=Q(public_from__isnull=True)
                | Q(status__in=[RecommendationStatus.PUBLISHED, RecommendationStatus.WITHDRAWN]),
                name="recommendations_public_once_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text[:80]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refresh the search key with the words it is made of."""
        self.search_key = search_key([self.code, self.text])
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key"}
        super().save(*args, **kwargs)

    @property
    def is_standing(self) -> bool:
        """Whether it was not withdrawn."""
        return self.status != RecommendationStatus.WITHDRAWN

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it by now."""
        return (
            self.status == RecommendationStatus.PUBLISHED
            and self.public_from is not None
            and self.public_from <= timezone.now()
        )

    @property
    def can_be_reworded(self) -> bool:
        """Whether its text may change: once published, others rely on the words that passed the report's guard."""
        return self.status in (RecommendationStatus.DRAFT, RecommendationStatus.AGREED)


class Framing(models.Model):
    """The same recommendation put in other words, for readers who would not hear the first ones."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="framings")
    audience = models.CharField(_("for whom"), max_length=120)
    text = models.TextField(_("in other words"))

    class Meta:
        verbose_name = _("framing")
        verbose_name_plural = _("framings")
        ordering = ["audience"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "audience"],
                name="recommendations_framing_audience_once",
                violation_error_message=_("There is already a framing for this audience."),
            ),
        ]

    def __str__(self) -> str:
        return self.audience


class Addressee(models.Model):
    """An organisation that a recommendation asks, and its answer."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="addressees")
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="asked_in",
        verbose_name=_("organisation"),
    )
    answer = models.CharField(_("answer"), max_length=10, choices=Answer.choices, default=Answer.AWAITING)
    answer_text = models.TextField(_("in its own words"), blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)

    class Meta:
        verbose_name = _("addressee")
        verbose_name_plural = _("addressees")
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["recommendation", "organisation"],
                name="recommendations_addressee_once",
                violation_error_message=_("This organisation is already addressed."),
            ),
            models.CheckConstraint(
                condition=Q(answer__in=Answer.values),
                name="recommendations_answer_known",
            ),
            models.CheckConstraint(
                condition=Q(answer=Answer.AWAITING, answered_on__isnull=True)
                | (~Q(answer=Answer.AWAITING) & Q(answered_on__isnull=False)),
                name="recommendations_answer_is_dated",
                violation_error_message=_("An answer has a date; without an answer there is none."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
