"""How a report came to say what it says: a snapshot for each stretch of work."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reports.enums import RevisionAction

from .report import Report


class Revision(models.Model):
    """The whole report as somebody left it.

    What one person saves in one go, every few seconds, is one revision; and so is what two save in turn, writing at once.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    made_at = models.DateTimeField(_("last changed"), default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("changed by"),
    )
    also_by = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("changed at the same time by")
    )
    action = models.CharField(
        _("what was done"), max_length=40, choices=RevisionAction.choices, default=RevisionAction.EDITED
    )
    content = models.JSONField(_("the report as it was left"))

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="reports_revision_number_once"),
            models.CheckConstraint(
                condition=Q(action__in=RevisionAction.values), name="reports_revision_action_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report} #{self.number}"
