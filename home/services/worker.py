"""The worker's sign of life."""

from django.utils import timezone

from home.models import Heartbeat


def record_heartbeat() -> None:
    """Note that the worker has just done a task."""
    Heartbeat.objects.update_or_create(id=1, defaults={"beaten_at": timezone.now()})
