"""Judgements of how far a recommendation is carried out; several assessors may disagree."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recommendations.enums import Completion
from stakeholders.models import Organisation

from .recommendation import Recommendation


class Assessment(models.Model):
    """One assessor's judgement on one day; a later one by the same assessor supersedes it."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="assessments")
    assessor = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="assessments",
        verbose_name=_("assessor"),
    )
    completion = models.CharField(_("completion"), max_length=12, choices=Completion.choices)
    evidence = models.TextField(_("evidence"), blank=True)
    assessed_on = models.DateField(_("assessed on"))
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        ordering = ["-assessed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(completion__in=Completion.values),
                name="recommendations_completion_known",
            ),
            models.UniqueConstraint(
                fields=["recommendation", "assessor", "assessed_on"],
                name="recommendations_assessment_once_a_day",
                violation_error_message=_("This assessor has already judged it on that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor}: {self.get_completion_display()}"
