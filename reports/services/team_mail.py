"""Mail to the team of a report: one recipient each, in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from stakeholders.services.outbox import queue_message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from reports.models import Report
    from stakeholders.models import User


def tell_team(
    report: Report,
    *,
    kind: str,
    template: str,
    subject: str,
    title: str,
    about: Callable[[User], Mapping[str, Any]],
    but: User | None = None,
) -> None:
    """Write to everybody on the team ``but`` one.

    ``subject`` gets the ``title``; ``about`` returns what the template is told, in the reader's language.
    """
    meeting = report.meeting
    address = reverse("reports:report_edit", args=[meeting.dialogue.slug, meeting.slug, report.edition])
    members = meeting.dialogue.team.select_related("user").filter(user__is_active=True).order_by("pk")
    for user in (member.user for member in members if member.user != but):
        language = user.language or settings.LANGUAGE_CODE
        with translation.override(language):
            # “name” is the site's in every mail
            context = {
                "reader": user.name,
                "report": report,
                "address": f"{settings.SITE_URL}{address}",
                **about(user),
            }
            queue_message(
                kind=kind,
                topic=meeting.mail_topic,
                to_address=user.email,
                language=language,
                subject=_(subject) % {"title": title},
                text_body=render_to_string(f"reports/mail/{template}.txt", context),
                html_body=render_to_string(f"reports/mail/{template}.html", context),
            )
