"""Hearing of new reports by mail: asked for, confirmed, ended. What is asked on the page tells nothing of who has subscribed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reports.models import Subscription
from reports.subscription_links import CONFIRM_WITHIN, confirmation_link, leaving_link
from stakeholders.models import OutgoingMessage
from stakeholders.services.outbox import queue_message

if TYPE_CHECKING:
    from uuid import UUID

KIND = "report.subscription"
MOST_AN_HOUR = 200  # mails that strangers can have this site send, whatever addresses they enter


def ask_to_subscribe(*, email: str, language: str) -> None:
    """Send the address a link that confirms it; one that has confirmed, a link that ends it. One mail a day to each.

    Nothing is returned, and nothing raised where nothing is sent: whoever asks learns nothing of the address.
    """
    email = email.strip().lower()
    with transaction.atomic():
        lately = timezone.now() - timedelta(hours=1)
        if OutgoingMessage.objects.filter(kind=KIND, created_at__gte=lately).count() >= MOST_AN_HOUR:
            return
        subscription, _created = Subscription.objects.get_or_create(
            email=email, defaults={"language": language}
        )
        has_confirmed = subscription.confirmed_on is not None
        if not has_confirmed:
            subscription.language, subscription.asked_on = language, timezone.localdate()
            subscription.save(update_fields=["language", "asked_on"])
        with translation.override(subscription.language):
            context = {"has_confirmed": has_confirmed, "link": "{{ link }}"}
            queue_message(
                kind=KIND,
                topic="subscription",
                to_address=subscription.email,
                language=subscription.language,
                subject=_("You hear of new reports already")
                if has_confirmed
                else _("Please confirm your address"),
                text_body=render_to_string("reports/mail/subscription.txt", context),
                html_body=render_to_string("reports/mail/subscription.html", context),
                private_values={
                    "link": leaving_link(subscription) if has_confirmed else confirmation_link(subscription)
                },
                dedupe_key=f"subscription:{subscription.uuid.hex}:{timezone.localdate()}",
            )


def confirm_subscription(*, uuid: UUID) -> None:
    """Let the address hear of new reports from now on; harmless when it does already, or has ended it since."""
    Subscription.objects.filter(uuid=uuid, confirmed_on__isnull=True).update(
        confirmed_on=timezone.localdate()
    )


def end_subscription(*, uuid: UUID) -> None:
    """Forget the address; harmless when it is forgotten."""
    Subscription.objects.filter(uuid=uuid).delete()


def forget_unconfirmed() -> int:
    """Forget the addresses that somebody entered and nobody confirmed while their link held; return how many."""
    day = timezone.localdate() - CONFIRM_WITHIN - timedelta(days=1)
    return Subscription.objects.filter(confirmed_on__isnull=True, asked_on__lt=day).delete()[0]
