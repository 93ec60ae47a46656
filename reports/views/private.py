"""Reports by the private link of somebody who took part: what is for participants, without an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404
from django.views.decorators.http import require_safe

from dialogues.links import participation_token
from dialogues.views.invitation import by_private_link
from reports.selectors import edition_of, publications_for_participant
from reports.views.public import publication_file, publication_page

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dialogues.models import Participation
    from reports.selectors import Edition
    from stakeholders.http import HtmxHttpRequest


@by_private_link
@require_safe
def private_publication(
    request: HtmxHttpRequest, held: Participation, slug: str, number: int | None = None
) -> HttpResponse:
    """Show the latest version of a report, or the one of that number, to whoever has the link."""
    return publication_page(request, _edition_or_404(held, slug, number), token=participation_token(held))


@by_private_link
@require_safe
def private_document(
    _request: HtmxHttpRequest, held: Participation, slug: str, number: int | str, form: str
) -> HttpResponse:
    """Send a version as PDF or DOCX to whoever has the link."""
    return publication_file(_edition_or_404(held, slug, int(number)), form)


def _edition_or_404(held: Participation, slug: str, number: int | None) -> Edition:
    edition = edition_of(slug, number, known=publications_for_participant(held))
    if edition is None:
        raise Http404
    return edition
