"""Work of the front door done by the worker."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def record_heartbeat_task() -> None:
    """Show that schedule, broker, worker and database work."""
    from home.services import record_heartbeat  # noqa: PLC0415 - tasks load their service when they run

    record_heartbeat()


@shared_task
def clear_expired_sessions_task() -> None:
    """Forget sessions that have ended."""
    call_command("clearsessions")
