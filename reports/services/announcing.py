"""Telling subscribers and participants of what has opened to them: each once, in their language, one mail each."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from dialogues.links import participation_token, private_link
from dialogues.models import Participation
from dialogues.services.invitation_mail import mail_language
from reports.enums import Readers
from reports.models import Publication, Report, Subscription
from reports.render.context import ReportContext
from reports.subscription_links import leaving_link
from stakeholders.services.outbox import queue_message

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 100


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whom a mail is for. ``key`` tells them from the others; ``link`` is theirs alone; ``leave`` ends a subscription."""

    key: str
    address: str
    language: str
    link: str
    name: str = ""
    is_discreet: bool = False
    leave: str = ""


def announce_due_publications() -> int:
    """Announce what has opened since the last time; return how many versions that were."""
    due = list(Publication.objects.to_announce().values_list("pk", flat=True))
    for publication_id in due:
        announce_publication(publication_id=publication_id)
    return len(due)


def announce_publication(*, publication_id: int) -> None:
    """Tell the readers of a version that it is there, in batches; only the latest of a report is worth a mail.

    Cut short, it goes on where it stopped when it is called again: nobody is told twice.
    """
    found = Publication.objects.to_announce().select_related("report__meeting__dialogue__host")
    publication = found.filter(pk=publication_id).first()
    if publication is None:
        return
    later = Publication.objects.opened().on_the_site().filter(report=publication.report_id)
    if not later.filter(number__gt=publication.number).exists():
        document = ReportContext.from_data(publication.content)
        for batch in _in_batches(_who_reads_it_best(publication)):
            with transaction.atomic():
                for recipient in batch:
                    _queue(publication, document, recipient)
    _close(publication)


def _close(publication: Publication) -> None:
    """Note that its readers were told, unless it was opened to further ones meanwhile: then they are next."""
    with transaction.atomic():
        report = Report.objects.select_for_update().get(pk=publication.report_id)
        if report.readers == publication.report.readers:
            publication.mark_announced(timezone.now())


def _who_reads_it_best(publication: Publication) -> Iterator[Recipient]:
    """Yield the recipients but those for whom another edition of the same report is there in their own language."""
    report = publication.report
    others = (
        Publication.objects.opened()
        .on_the_site()
        .filter(report__meeting=report.meeting_id, report__is_compiled=report.is_compiled)
        .exclude(report=report.pk)
    )
    if report.readers == Readers.PUBLIC:
        others = others.filter(report__readers=Readers.PUBLIC)
    else:
        others = others.exclude(report__readers=Readers.TEAM)
    spoken = set(others.values_list("report__language", flat=True)) - {report.language}
    return (recipient for recipient in _recipients(publication) if recipient.language not in spoken)


def _in_batches(recipients: Iterator[Recipient]) -> Iterator[list[Recipient]]:
    while batch := list(islice(recipients, BATCH)):
        yield batch


def _recipients(publication: Publication) -> Iterator[Recipient]:
    """Participants of the meetings it covers, then the subscribers of what is public who are not among them."""
    report = publication.report
    if report.readers == Readers.TEAM:
        return
    told = set()
    covered = [report.meeting_id, *report.further_meetings.values_list("pk", flat=True)]
    present = (
        Participation.objects.present()
        .filter(meeting__in=covered)
        .exclude(person__email="")
        .select_related("person", "meeting__dialogue")
        .order_by("pk")
    )
    for held in present:
        address = held.person.email.lower()
        if address not in told:
            told.add(address)
            yield Recipient(
                key=f"p:{held.person.uuid.hex}",
                address=held.person.email,
                language=mail_language(held.person, held.meeting.dialogue),
                link=_link_of(publication, held),
                name=held.person.name,
                is_discreet=held.person.is_protected,
            )
    if report.readers == Readers.PUBLIC:
        for subscription in Subscription.objects.filter(confirmed_on__isnull=False).order_by("pk"):
            if subscription.email not in told:
                yield Recipient(
                    key=f"s:{subscription.uuid.hex}",
                    address=subscription.email,
                    language=subscription.language,
                    link=_public_link(publication),
                    leave=leaving_link(subscription),
                )


def _link_of(publication: Publication, held: Participation) -> str:
    """Return where a participant reads it; an address that says what it is about stays out of a protected person's mail."""
    if held.person.is_protected:
        return private_link(held)
    if publication.report.readers == Readers.PUBLIC:
        return _public_link(publication)
    path = reverse("reports:private_publication", args=[participation_token(held), publication.report.slug])
    return f"{settings.SITE_URL}{path}"


def _public_link(publication: Publication) -> str:
    return f"{settings.SITE_URL}{reverse('reports:publication_detail', args=[publication.report.slug])}"


def _queue(publication: Publication, document: ReportContext, recipient: Recipient) -> None:
    with translation.override(recipient.language):
        context = {
            "document": document,
            "is_correction": publication.number > 1,
            "is_public": publication.report.readers == Readers.PUBLIC,
            "recipient": recipient,
            "link": "{{ link }}",
            "leave": "{{ unsubscribe_link }}",
        }
        private = {"link": recipient.link, "unsubscribe_link": recipient.leave}
        queue_message(
            kind="report.announcement",
            topic=f"report:{publication.report.uuid.hex}",
            to_address=recipient.address,
            language=recipient.language,
            subject=_subject(document, recipient),
            text_body=render_to_string("reports/mail/announcement.txt", context),
            html_body=render_to_string("reports/mail/announcement.html", context),
            private_values={name: value for name, value in private.items() if value},
            dedupe_key=_key(publication, recipient),
        )


def _key(publication: Publication, recipient: Recipient) -> str:
    """Return what lets everybody hear once of a version, and once more when it comes in their own language."""
    report = publication.report
    scope = "compiled" if report.is_compiled else "meeting"
    language = "own" if recipient.language == report.language else "any"
    return f"announce:{report.meeting.uuid.hex}:{scope}:{language}:{publication.number}:{recipient.key}"


def _subject(document: ReportContext, recipient: Recipient) -> str:
    if recipient.is_discreet:
        return _("There is something to read for you")
    words = _("Corrected: %(title)s") if document.version > 1 else _("Published: %(title)s")
    return words % {"title": document.title}
