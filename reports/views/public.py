"""What anybody may read: the list of reports, each version as a page, PDF and DOCX, and the check of a fingerprint.

The pages of a report that is open to everybody depend on nothing but its frozen versions: neither on who reads nor on
their language. They can therefore be kept as bytes (:mod:`reports.middleware`). Who reads is asked only for a version that
is not open to everybody; such a page is never kept, and to others it is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from reports.citation import bibtex_of, citations_of, ris_of
from reports.documents import PDF, as_download, document_bytes, document_html
from reports.forms import FingerprintForm
from reports.metadata import document_address, json_ld_of, work_of
from reports.middleware import kept_for
from reports.models import Publication
from reports.render.look import stylesheet
from reports.selectors import (
    edition_of,
    public_reports,
    state_of_publication,
    tombstone_of,
    version_with_fingerprint,
)
from reports.views.ways import Ways

if TYPE_CHECKING:
    from django.http import HttpRequest

    from reports.selectors import Edition


CITATIONS = {
    "bib": (bibtex_of, "application/x-bibtex; charset=utf-8"),
    "ris": (ris_of, "application/x-research-info-systems; charset=utf-8"),
}


@require_safe
def publication_list(request: HttpRequest) -> HttpResponse:
    """List the published reports."""
    return render(request, "reports/publication_list.html", {"reports": public_reports()})


@require_safe
def publication_detail(request: HttpRequest, slug: str, number: int | None = None) -> HttpResponse:
    """Show the latest version of a report, or the one of that number; of a withdrawn one, that it was withdrawn."""
    state = state_of_publication(slug)
    edition = edition_of(slug, number) or _of_reader(request, slug, number)
    if edition is None:
        return _tombstone(request, slug, number)
    return kept_if_public(publication_page(request, edition), edition, state)


@require_safe
def publication_document(
    request: HttpRequest, slug: str, form: str, number: int | None = None
) -> HttpResponse:
    """Send the latest version of a report, or the one of that number, as PDF or DOCX."""
    state = state_of_publication(slug)
    edition = edition_of(slug, number) or _of_reader(request, slug, number)
    if edition is None:
        return _tombstone(request, slug, number)
    return kept_if_public(publication_file(edition, form), edition, state)


@require_safe
def look_stylesheet(_request: HttpRequest, accent: str) -> HttpResponse:
    """Send the colour of an institute as a style sheet: pages may hold no style of their own."""
    return HttpResponse(
        stylesheet(f"#{accent}"),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "public, max-age=31536000, immutable"},
    )


@require_safe
def fingerprint_check(request: HttpRequest) -> HttpResponse:
    """Tell which version a fingerprint belongs to, if the reader may know of it."""
    form = FingerprintForm(request.GET if "fingerprint" in request.GET else None)
    asked = form.is_bound and form.is_valid()
    known = Publication.objects.known_to(request.user)
    found = version_with_fingerprint(form.cleaned_data["fingerprint"], known=known) if asked else None
    return render(request, "reports/fingerprint_check.html", {"form": form, "asked": asked, "found": found})


def publication_page(request: HttpRequest, edition: Edition, *, token: str = "") -> HttpResponse:
    """Return the page of a version, in its own language; ``token`` is that of the private link it is read by."""
    with translation.override(edition.context.language):
        context = {
            "edition": edition,
            "document": document_html(edition.context),
            "ways": Ways(edition, token),
            "work": work_of(edition),
            "citations": citations_of(work_of(edition)) if edition.is_public else (),
            "json_ld": json_ld_of(edition),
            "pdf_address": document_address(edition, PDF),
        }
        response = render(request, "reports/publication_detail.html", context)
    response["Content-Language"] = edition.context.language
    return response


def publication_file(edition: Edition, form: str) -> HttpResponse:
    """Return a version as PDF or DOCX."""
    name = f"{edition.slug}-v{edition.context.version}"
    response = as_download(document_bytes(edition.context, form), form, name)
    response["Content-Language"] = edition.context.language
    return response


@require_safe
def publication_citation(
    request: HttpRequest, slug: str, form: str, number: int | str | None = None
) -> HttpResponse:
    """Send how a version is cited, for BibTeX or as RIS."""
    state = state_of_publication(slug)
    edition = edition_of(slug, int(number) if number else None)
    if edition is None:
        return _tombstone(request, slug, int(number) if number else None)
    write, content_type = CITATIONS[form]
    work = work_of(edition)
    response = HttpResponse(
        write(work),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{work.key}.{form}"'},
    )
    return kept_if_public(response, edition, state)


def kept_if_public(response: HttpResponse, edition: Edition, state: str) -> HttpResponse:
    """Let the page be kept as bytes where anybody may read it; where not, let nobody keep it."""
    if edition.is_public and state:
        return kept_for(response, edition.slug, state)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    return response


def _of_reader(request: HttpRequest, slug: str, number: int | None) -> Edition | None:
    """Return what is not open to everybody, for one who may read it. Only here it counts who reads."""
    return edition_of(slug, number, known=Publication.objects.known_to(request.user))


def _tombstone(request: HttpRequest, slug: str, number: int | None) -> HttpResponse:
    tombstone = tombstone_of(slug, number) or tombstone_of(
        slug, number, known=Publication.objects.known_to(request.user)
    )
    if tombstone is None:
        raise Http404
    return render(request, "reports/publication_withdrawn.html", {"tombstone": tombstone}, status=410)
