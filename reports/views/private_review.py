"""The participants' side of a review, by private link: reading the draft and saying what is to be said of it.

What is written without a name is sent to an address that all participants share and that says nothing of the sender.
Nothing is changed by a GET. Nobody is signed in below ``/review/`` (the middleware drops the session), no request to it is
logged with its address, and no page of it is kept or tells where its reader came from.
"""

from __future__ import annotations

from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.services.invitation_mail import mail_language
from dialogues.views.invitation import PRIVATE_HEADERS
from reports.documents import document_html
from reports.enums import CommentKind
from reports.forms import CommentForm, ObjectionForm
from reports.models import ReviewInvitation, ReviewRound
from reports.review_links import (
    invitation_for_token,
    new_receipt,
    receipt_hash,
    review_for_pass,
    review_path,
    review_token,
    unnamed_pass,
)
from reports.selectors.review import (
    WHOLE,
    Place,
    comment_with_receipt,
    document_shown,
    few_were_asked,
    last_blocks,
    own_comments,
    place_of,
)
from reports.services.review import (
    Words,
    comment_as_participant,
    comment_without_name,
    say_done,
    take_back,
)
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

    from reports.render.blocks import Block
    from reports.render.context import ReportContext


def _private(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Answer a stale link kindly, and let nobody keep a copy."""

    @csrf_exempt  # the address is what a forger lacks; these pages send no origin that could be checked
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        try:
            response = view(request, **kwargs)
        except StaleLinkError as error:
            response = render(request, "reports/review_stale.html", {"error": error.message}, status=410)
        for header, value in PRIVATE_HEADERS.items():
            response[header] = value
        return response

    return opened


def _by_link(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Open the invitation that the token belongs to, in its person's language."""

    @_private
    @wraps(view)
    def opened(request: HttpRequest, review: UUID, token: str, **kwargs: Any) -> HttpResponse:
        invitation = invitation_for_token(review, token)
        if settings.LANGUAGE_COOKIE_NAME not in request.COOKIES:
            held = invitation.participation
            translation.activate(mail_language(held.person, held.meeting.dialogue))
        return view(request, invitation, **kwargs)

    return opened


@_by_link
@require_safe
def private_review(request: HttpRequest, invitation: ReviewInvitation) -> HttpResponse:
    """Show the draft as a reader sees it, with a way to comment below each paragraph."""
    review = invitation.round
    shown = document_shown(review)
    context = _context(invitation) | {
        "document": _document(invitation, shown) if review.is_open else "",
        "look": shown.look,
        "comments": own_comments(invitation),
        "whole": WHOLE,
        "are_few": few_were_asked(review),
        # Only an address that everybody can open: this link opens the review and nothing else.
        "is_public": review.report.publications.open_to_the_public().exists(),
    }
    return render(request, "reports/review_private.html", context)


@_by_link
@require_http_methods(["GET", "HEAD", "POST"])
def private_review_say(request: HttpRequest, invitation: ReviewInvitation, anchor: str) -> HttpResponse:
    """Ask what is to be said of a place, and take it with the participant's name."""
    review = invitation.round
    place = place_of(review, anchor)
    if place is None:
        raise Http404
    form = CommentForm(request.POST or None, place=place)
    if request.method == "POST" and form.is_valid():
        try:
            comment_as_participant(invitation=invitation, words=Words(anchor, *form.said()))
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return redirect(f"{review_path(invitation)}?said#{anchor}")
    context = _context(invitation) | _of_place(review, place, form, ObjectionForm())
    context["name_first"] = place.is_attributed and not invitation.participation.person.is_protected
    return render(request, "reports/review_private_say.html", context, status=422 if form.errors else 200)


@_by_link
@require_POST
def private_review_done(request: HttpRequest, invitation: ReviewInvitation) -> HttpResponse:
    """Note that there is nothing more to add, or that there is."""
    with suppress(DomainError):  # it has closed meanwhile; the page says so
        say_done(invitation=invitation, is_done="again" not in request.POST)
    return redirect(f"{review_path(invitation)}#done")


@_by_link
@require_POST
def private_review_take_back(
    _request: HttpRequest, invitation: ReviewInvitation, comment: UUID
) -> HttpResponse:
    """Delete one of the participant's own comments."""
    found = next((one for one in own_comments(invitation) if one.pk == comment), None)
    if found is None:
        raise Http404
    take_back(comment=found)
    return redirect(f"{review_path(invitation)}#own")


@_private
@require_POST
def unnamed_say(request: HttpRequest, review: UUID, given: str, anchor: str) -> HttpResponse:
    """Take a comment or an objection without a name. Whose it is, nothing of this request says."""
    held = review_for_pass(review, given)
    _speak(request.POST.get("language", ""))
    place = place_of(held, anchor)
    if place is None:
        raise Http404
    objects = "objects" in request.POST
    form = ObjectionForm(request.POST) if objects else CommentForm(request.POST, place=place)
    if form.is_valid():
        said = {"text": form.cleaned_data["text"], "suggestion": form.cleaned_data.get("suggestion", "")}
        try:
            receipt = comment_without_name(
                review=held,
                words=Words(anchor, objects=objects, **said),
                receipt=request.POST.get("receipt", ""),
            )
        except DomainError as error:
            add_domain_error(form, error)
        else:
            address = reverse("reports:private_receipt", args=[held.uuid, receipt])
            return redirect(f"{address}?in={get_language()}")
    forms = (CommentForm(place=place), form) if objects else (form, ObjectionForm())
    context = _of_place(held, place, *forms) | {"review": held, "report": held.report, "objects": objects}
    return render(request, "reports/review_unnamed_say.html", context, status=422)


@_private
@require_http_methods(["GET", "HEAD", "POST"])
def review_receipt(request: HttpRequest, review: UUID, receipt: str) -> HttpResponse:
    """Show what was written without a name, and its answer, to whoever has the receipt; delete it on their wish."""
    held = ReviewRound.objects.select_related("report").filter(uuid=review).first()
    comment = comment_with_receipt(held, receipt_hash(receipt)) if held else None
    _speak(request.GET.get("in", ""))
    if held is None or comment is None:
        raise StaleLinkError(_("There is no such comment. It may have been taken back."))
    if request.method == "POST":
        take_back(comment=comment)
        return render(request, "reports/review_taken_back.html", {"review": held})
    context = {"review": held, "comment": comment, "objects": comment.kind == CommentKind.OBJECTION}
    return render(request, "reports/review_receipt.html", context)


def _speak(language: str) -> None:
    if language in dict(settings.LANGUAGES):
        translation.activate(language)


def _context(invitation: ReviewInvitation) -> dict[str, Any]:
    review, held = invitation.round, invitation.participation
    return {
        "invitation": invitation,
        "review": review,
        "report": review.report,
        "held": held,
        "meeting": held.meeting,
        "token": review_token(invitation),
    }


def _of_place(
    review: ReviewRound, place: Place, form: CommentForm, objection: ObjectionForm
) -> dict[str, Any]:
    return {
        "place": place,
        "form": form,
        "objection": objection,
        "unnamed_url": reverse(
            "reports:private_unnamed_say", args=[review.uuid, unnamed_pass(review), place.anchor]
        ),
        "receipt": new_receipt(),
        "other_receipt": new_receipt(),
        "are_few": few_were_asked(review),
    }


def _document(invitation: ReviewInvitation, context: ReportContext) -> SafeString:
    ends = last_blocks(context)
    said = {one.anchor for one in own_comments(invitation)}
    language = get_language() or settings.LANGUAGE_CODE
    direction = "rtl" if translation.get_language_bidi() else "ltr"
    args = [invitation.round.uuid, review_token(invitation)]

    def after(block: Block) -> str:
        anchor = ends.get(block.id)
        if anchor is None:
            return ""
        url = reverse("reports:private_review_say", args=[*args, anchor])
        label = _("Comment again") if anchor in said else _("Comment, suggest or object")
        return (
            f'<p class="review-link" lang="{language}" dir="{direction}">'
            f'<a href="{escape(url)}">{escape(label)}</a></p>'
        )

    return document_html(context, after_block=after)
