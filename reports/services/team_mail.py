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
    from reports.models import Report
    from stakeholders.models import User


def tell_team(
    report: Report, *, kind: str, template: str, subject: str, but: User | None = None, **context: Any
) -> None:
    """Write to everybody on the team ``but`` one. ``subject`` gets the meeting's title: that of the report may hold a name."""
    meeting = report.meeting
    address = reverse("reports:report_edit", args=[meeting.dialogue.slug, meeting.slug, report.edition])
    members = meeting.dialogue.team.select_related("user").filter(user__is_active=True).order_by("pk")
    for user in (member.user for member in members if member.user != but):
        language = user.language or settings.LANGUAGE_CODE
        with translation.override(language):
            told = {
                "reader": user.name,  # “name” is the site's in every mail
                "meeting": meeting,
                "address": f"{settings.SITE_URL}{address}",
                **context,
            }
            queue_message(
                kind=kind,
                topic=meeting.mail_topic,
                to_address=user.email,
                language=language,
                subject=_(subject) % {"title": meeting.title},
                text_body=render_to_string(f"reports/mail/{template}.txt", told),
                html_body=render_to_string(f"reports/mail/{template}.html", told),
            )
