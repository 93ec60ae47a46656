"""What the front door itself keeps: that the site was set up, and when the worker last answered."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """One row, written with the first administrator: whoever writes it is the one who set the site up."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    completed_at = models.DateTimeField(_("set up"), auto_now_add=True)

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installation")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="home_installation_once")]

    def __str__(self) -> str:
        return "Majlis"


class Heartbeat(models.Model):
    """One row, renewed through the task queue: when it is fresh, schedule, broker, worker and database all work."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    beaten_at = models.DateTimeField(_("last heartbeat"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeat")
        constraints = [models.CheckConstraint(condition=Q(id=1), name="home_heartbeat_once")]

    def __str__(self) -> str:
        return self.beaten_at.isoformat()
