"""The list of recommendations, and one recommendation with all that becomes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from recommendations.forms import FramingForm, RecommendationForm
from recommendations.lists import RecommendationList
from recommendations.models import Recommendation
from recommendations.selectors import page_of_recommendation, recommendations_for_list
from recommendations.services import (
    agree_recommendation,
    edit_recommendation,
    frame_recommendation,
    withdraw_recommendation,
)
from stakeholders.access import get_visible_or_404, require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


def recommendation_or_404(request: AuthedHttpRequest, uuid: UUID) -> Recommendation:
    """Return the recommendation with its meeting, if the user may see it."""
    return get_visible_or_404(
        Recommendation.objects.select_related("meeting__dialogue"), request.user, uuid=uuid
    )


@login_required
@require_GET
def recommendation_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List the recommendations of one's dialogues."""
    require(request.user, "recommendations.list_recommendations")
    return RecommendationList(request, recommendations_for_list(request.user)).respond()


@login_required
@require_GET
def recommendation_detail(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Show a recommendation: where it comes from, whom it asks, what they answer, what is done, how that is judged."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.view_recommendation", recommendation)
    return render(
        request,
        "recommendations/recommendation_detail.html",
        {
            "recommendation": recommendation,
            "meeting": recommendation.meeting,
            "page": page_of_recommendation(recommendation, request.user),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def recommendation_edit(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Reword a recommendation that is not published."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.edit_recommendation", recommendation)
    form = RecommendationForm(
        request.POST or None,
        initial=RecommendationForm.values_of(recommendation),
        meeting=recommendation.meeting,
    )
    if request.method == "POST" and form.is_valid():
        try:
            edit_recommendation(recommendation=recommendation, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The recommendation is saved."))
            return redirect("recommendations:recommendation_detail", uuid)
    return render(
        request,
        "recommendations/recommendation_edit.html",
        {"recommendation": recommendation, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def recommendation_agree(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Mark a draft as what the meeting stands by."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.agree_recommendation", recommendation)
    agree_recommendation(recommendation=recommendation, actor=request.user)
    messages.success(request, _("The recommendation is agreed."))
    return redirect("recommendations:recommendation_detail", uuid)


@login_required
@require_http_methods(["GET", "POST"])
def recommendation_withdraw(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Take a recommendation back, after asking."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.withdraw_recommendation", recommendation)
    if request.method == "POST":
        withdraw_recommendation(recommendation=recommendation, actor=request.user)
        messages.success(request, _("Recommendation %(code)s is withdrawn.") % {"code": recommendation.code})
        meeting = recommendation.meeting
        return redirect("recommendations:meeting_follow_up", meeting.dialogue.slug, meeting.slug)
    return render(
        request,
        "components/confirm.html",
        {
            "title": _("Withdraw %(code)s?") % {"code": recommendation.code},
            "text": _(
                "It leaves the public tracker and the next version of the report, and nothing about it can change "
                "afterwards. Its answers, actions and assessments are kept for the team."
            ),
            "confirm_label": _("Withdraw it"),
            "cancel_url": reverse("recommendations:recommendation_detail", args=[uuid]),
            "danger": True,
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def recommendation_frame(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Put a recommendation in other words for an audience; the same audience again replaces them."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.frame_recommendation", recommendation)
    audience = request.GET.get("audience", "")
    known = recommendation.framings.filter(audience=audience).first()
    initial = {"audience": audience, "text": known.text if known else recommendation.text}
    form = FramingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            frame_recommendation(recommendation=recommendation, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The framing is saved."))
            return redirect("recommendations:recommendation_detail", uuid)
    return render(
        request,
        "recommendations/recommendation_frame.html",
        {"recommendation": recommendation, "form": form, "known": known},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def framing_remove(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Remove the words for an audience."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.frame_recommendation", recommendation)
    frame_recommendation(
        recommendation=recommendation, audience=request.POST.get("audience", ""), text="", actor=request.user
    )
    messages.success(request, _("The framing is removed."))
    return redirect("recommendations:recommendation_detail", uuid)
