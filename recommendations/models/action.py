"""What somebody does about recommendations."""

from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recommendations.enums import ActionStatus
from recommendations.querysets import UNFINISHED, ActionQuerySet
from stakeholders.models import Organisation, Person
from stakeholders.search_keys import search_key

from .recommendation import Recommendation


class Action(models.Model):
    """A step that carries out one or more recommendations; owned by an organisation, a person or both."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    recommendations = models.ManyToManyField(
        Recommendation, related_name="actions", verbose_name=_("recommendations")
    )
    title = models.CharField(_("what will be done"), max_length=300)
    owner_organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_actions",
        verbose_name=_("responsible organisation"),
    )
    owner_person = models.ForeignKey(
        Person,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="owned_actions",
        verbose_name=_("responsible person"),
        help_text=_("For the team and for reminders; never published."),
    )
    due_on = models.DateField(_("due"))
    indicator = models.CharField(
        _("indicator"),
        max_length=300,
        blank=True,
        help_text=_("How one will see that it is done."),
    )
    status = models.CharField(
        _("status"),
        max_length=10,
        choices=ActionStatus.choices,
        default=ActionStatus.PLANNED,
    )
    progress = models.TextField(_("progress"), blank=True)
    search_key = models.TextField(editable=False, default="")

    objects = ActionQuerySet.as_manager()

    class Meta:
        verbose_name = _("action")
        verbose_name_plural = _("actions")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ActionStatus.values),
                name="recommendations_action_known",
            ),
            models.CheckConstraint(
                condition=Q(owner_organisation__isnull=False) | Q(owner_person__isnull=False),
                name="recommendations_action_has_owner",
                violation_error_message=_(
                    "Somebody has to be responsible: an organisation, a person or both."
                ),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], name="recommendations_action_due")]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Refresh the search key with the words it is made of."""
        self.search_key = search_key([self.title, self.indicator])
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "search_key"}
        super().save(*args, **kwargs)

    @property
    def is_unfinished(self) -> bool:
        """Whether it is planned or under way."""
        return self.status in UNFINISHED

    @property
    def is_overdue(self) -> bool:
        """Whether it is unfinished after the due date."""
        return self.is_unfinished and self.due_on < timezone.localdate()
