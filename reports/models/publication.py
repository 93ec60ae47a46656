"""The frozen versions that were published, and who wants to hear of new ones."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.models import Recommendation
from reports.exceptions import PublicationIsFrozenError
from reports.querysets import PublicationQuerySet

from .report import Report


class Publication(models.Model):
    """A frozen version. It never changes; a correction is a new one. An earlier one can be taken off the site."""

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="publications")
    number = models.PositiveSmallIntegerField(_("version"))
    content = models.JSONField(_("frozen content"))
    fingerprint = models.CharField(_("SHA-256"), max_length=64)
    change_note = models.TextField(_("what changed"), blank=True)
    published_at = models.DateTimeField(_("published"), default=timezone.now)
    opens_at = models.DateTimeField(
        _("open to its readers from"),
        default=timezone.now,
        help_text=_("Until then it is under embargo."),
    )
    recommendations = models.ManyToManyField(
        Recommendation,
        blank=True,
        related_name="publications",
        verbose_name=_("recommendations that it prints"),
    )
    announced_at = models.DateTimeField(_("told to subscribers"), null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withheld_at = models.DateTimeField(_("taken off the site"), null=True, blank=True, editable=False)
    withholding_note = models.TextField(_("why it was taken off the site"), blank=True)

    objects = PublicationQuerySet.as_manager()

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_publication_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="reports_publication_number_positive"),
            models.CheckConstraint(
                condition=Q(number=1) | ~Q(change_note=""),
                name="reports_publication_correction_is_explained",
                violation_error_message=_("Say what this version changes."),
            ),
            models.CheckConstraint(condition=~Q(fingerprint=""), name="reports_publication_has_fingerprint"),
            models.CheckConstraint(
                condition=Q(withheld_at__isnull=True) | ~Q(withholding_note=""),
                name="reports_publication_withholding_is_explained",
            ),
            models.CheckConstraint(
                condition=Q(opens_at__gte=F("published_at")),
                name="reports_publication_opens_when_published",
                violation_error_message=_("A report opens to its readers when it is published, or later."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write a new version.

        Raises:
            PublicationIsFrozenError: it was written before.

        """
        if not self._state.adding:
            raise PublicationIsFrozenError
        super().save(*args, **kwargs)

    @property
    def is_open(self) -> bool:
        """Whether it is under no embargo (any more)."""
        return self.opens_at <= timezone.now()

    def move_opening(self, opens_at: datetime) -> None:
        """Let it open to its readers at another time; what it says stays as it was."""
        self.opens_at = opens_at
        super().save(update_fields=["opens_at"])

    def mark_announced(self, at: datetime | None) -> None:
        """Note when its readers were told of it; ``None`` when they are to be told (again)."""
        self.announced_at = at
        super().save(update_fields=["announced_at"])

    def withhold(self, note: str) -> None:
        """Mark that the public no longer reads this version, and why; what it says stays as it was."""
        self.withheld_at, self.withholding_note = timezone.now(), note
        super().save(update_fields=["withheld_at", "withholding_note"])

    def delete(self, *_args: Any, **_kwargs: Any) -> Any:
        """Refuse: what was published is withdrawn, not made unsaid.

        Raises:
            PublicationIsFrozenError: always.

        """
        raise PublicationIsFrozenError


class Subscription(models.Model):
    """An address that hears by mail of each new report, once it has confirmed that it wants to."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(
        _("e-mail"),
        unique=True,
        error_messages={"unique": _("This address has subscribed already.")},
    )
    language = models.CharField(_("language"), max_length=8, default="en")
    asked_on = models.DateField(default=timezone.localdate, editable=False)
    confirmed_on = models.DateField(_("confirmed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["email"]

    def __str__(self) -> str:
        return self.email
