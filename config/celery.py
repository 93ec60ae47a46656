"""The task queue: ``celery --app config worker``. Its settings are Django's, with the prefix ``CELERY_``."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready
from kombu.transport import TRANSPORT_ALIASES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

TRANSPORT_ALIASES["filesystem"] = "config.queue_files:Transport"

app = Celery("majlis")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_ready.connect
def beat_at_once(**_kwargs: Any) -> None:
    """Send the first heartbeat when the worker starts, so that the health check need not wait for the schedule."""
    app.send_task("home.tasks.record_heartbeat_task")
