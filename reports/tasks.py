"""Work of this app done by the worker."""

from celery import shared_task

from reports.services.announcing import announce_due_publications
from reports.services.embargoes import hold_back_what_names_somebody
from reports.services.subscriptions import forget_unconfirmed

from .services.review import tend_reviews


@shared_task
def tend_reviews_task() -> None:
    """Close reviews whose date has come, and remind who was asked."""
    tend_reviews()


@shared_task
def announce_due_publications_task() -> None:
    """Tell their readers of the versions that have opened: just published, or at the end of an embargo, if the guard lets it end."""
    hold_back_what_names_somebody()
    announce_due_publications()


@shared_task
def forget_unconfirmed_task() -> None:
    """Forget addresses that were entered and never confirmed."""
    forget_unconfirmed()
