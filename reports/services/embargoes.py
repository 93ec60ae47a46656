"""Versions that wait under an embargo, when somebody whom they name may no longer be named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from reports.models import Publication
from reports.selectors import names_in_versions
from reports.services.gates import lock_standing
from reports.services.opening import open_recommendations
from reports.services.taking_back import mark_withheld
from stakeholders.services.outbox import queue_message

if TYPE_CHECKING:
    from typing import Any

    from reports.models import Report


def reread_under_embargo(**_signal: Any) -> int:
    """Let the guard read again what has not opened yet, and take back what names somebody by now; return how many versions.

    Nobody but the team has known of these versions, and nobody else learns that there was one.
    """
    waiting = Publication.objects.on_the_site().filter(opens_at__gt=timezone.now())
    taken = 0
    for publication in waiting.select_related("report").order_by("pk"):
        with transaction.atomic():
            report = lock_standing(publication.report)
            if not names_in_versions(report, [publication]):
                continue
            with translation.override(report.language):
                note = _("It named somebody who may no longer be named.")
            mark_withheld(publication, note, None)
            open_recommendations(report, actor=None)
            _tell_the_team(report, publication.number)
            taken += 1
    return taken


def _tell_the_team(report: Report, number: int) -> None:
    meeting = report.meeting
    address = reverse("reports:report_edit", args=[meeting.dialogue.slug, meeting.slug, report.edition])
    for member in meeting.dialogue.team.select_related("user").filter(user__is_active=True).order_by("pk"):
        language = member.user.language or settings.LANGUAGE_CODE
        with translation.override(language):
            context = {
                "reader": member.user.name,
                "report": report,
                "number": number,
                "address": f"{settings.SITE_URL}{address}",
            }
            queue_message(
                kind="report.version_taken_back",
                topic=meeting.mail_topic,
                to_address=member.user.email,
                language=language,
                subject=_("Before it opened, a version was taken back: %(title)s") % {"title": report.title},
                text_body=render_to_string("reports/mail/version_taken_back.txt", context),
                html_body=render_to_string("reports/mail/version_taken_back.html", context),
            )
