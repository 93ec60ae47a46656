"""Work of this app done by the worker."""

from celery import shared_task

from .services.scrubbing import scrub_what_waits


@shared_task
def scrub_what_waits_task() -> None:
    """Let the storage give up what meetings deleted that were sealed while it was busy."""
    scrub_what_waits()
