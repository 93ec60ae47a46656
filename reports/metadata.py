"""What a published version tells machines about itself: schema.org as JSON-LD, and the work that is cited."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString

from reports.citation import Work
from reports.documents import CONTENT_TYPES, DOCX, PDF

if TYPE_CHECKING:
    from reports.selectors import Edition

# What could end the element that holds the data, or begin another, is written so that it cannot.
_HARMLESS = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def permanent_address(slug: str, number: int) -> str:
    """Return where a version stays, whatever comes after it."""
    return f"{settings.SITE_URL}{reverse('reports:publication_version', args=[slug, number])}"


def work_of(edition: Edition) -> Work:
    """Return what is cited: this version, by the institute that hosts the dialogue."""
    context = edition.context
    return Work(
        author=context.host,
        title=context.title,
        version=context.version,
        published=edition.published_at.astimezone(ZoneInfo(edition.time_zone)).date(),
        url=permanent_address(edition.slug, context.version),
        language=context.language,
        key=f"{edition.slug}-v{context.version}",
        fingerprint=edition.fingerprint,
    )


def json_ld_of(edition: Edition) -> SafeString:
    """Return the description for schema.org, safe inside a ``script`` element that holds data."""
    text = json.dumps(schema_of(edition), ensure_ascii=False, indent=1).translate(_HARMLESS)
    return SafeString(text)


def schema_of(edition: Edition) -> dict[str, Any]:
    """Return the description: nothing in it that the page does not say."""
    context, work = edition.context, work_of(edition)
    institute = {"@type": "Organization", "name": context.host}
    described = {
        "@context": "https://schema.org",
        "@type": "Report",
        "@id": work.url,
        "url": context.address,
        "name": context.title,
        "headline": context.title,
        "abstract": context.lead,
        "inLanguage": context.language,
        "version": context.version,
        "datePublished": work.published.isoformat(),
        "author": institute,
        "publisher": institute,
        "isAccessibleForFree": True,
        "identifier": {"@type": "PropertyValue", "propertyID": "SHA-256", "value": edition.fingerprint},
        "encoding": [
            {
                "@type": "MediaObject",
                "encodingFormat": CONTENT_TYPES[form],
                "contentUrl": document_address(edition, form),
            }
            for form in (PDF, DOCX)
        ],
    }
    if context.change_note:
        described["correction"] = context.change_note
    return described


def document_address(edition: Edition, form: str) -> str:
    """Return where this version stays as PDF or DOCX."""
    args = [edition.slug, edition.context.version, form]
    return f"{settings.SITE_URL}{reverse('reports:publication_version_document', args=args)}"
