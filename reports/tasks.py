"""Work of this app done by the worker."""

from celery import shared_task

from reports.services.announcing import announce_due_publications
from reports.services.embargoes import about_to_open, hold_back_what_names_somebody
from reports.services.subscriptions import forget_unconfirmed

from .services.review import tend_reviews


@shared_task
def tend_reviews_task() -> None:
    """Close reviews whose date has come, and remind who was asked."""
    tend_reviews()


@shared_task
def reread_embargoes_task() -> None:
    """Have the guard read again what is about to open: each version in a task of its own, so that none waits for another."""
    for publication_id in about_to_open().order_by("opens_at", "pk").values_list("pk", flat=True):
        reread_version_task.delay(publication_id)


@shared_task
def reread_version_task(publication_id: int) -> None:
    """Let a version wait longer if it names somebody by now."""
    hold_back_what_names_somebody(publication_id=publication_id)


@shared_task
def announce_due_publications_task() -> None:
    """Tell their readers of the versions that have opened: just published, or at the end of an embargo."""
    announce_due_publications()


@shared_task
def forget_unconfirmed_task() -> None:
    """Forget addresses that were entered and never confirmed."""
    forget_unconfirmed()
