"""The follow-up step of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from dialogues.models import Meeting
from recommendations.forms import NewRecommendationForm
from recommendations.models import Recommendation
from recommendations.selectors import candidate_points, follow_up_of_meeting
from recommendations.services import NewAction, make_recommendation, move_recommendation
from stakeholders.access import get_visible_or_404, require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_GET
def meeting_follow_up(request: AuthedHttpRequest, dialogue: str, slug: str) -> HttpResponse:
    """Show what a meeting recommends, and the points that it could make recommendations of."""
    meeting = _meeting_or_404(request, dialogue, slug)
    require(request.user, "recommendations.view_follow_up", meeting)
    return render(
        request,
        "recommendations/meeting_follow_up.html",
        {"meeting": meeting, "follow_up": follow_up_of_meeting(meeting, request.user)},
    )


@login_required
@require_http_methods(["GET", "POST"])
def recommendation_add(request: AuthedHttpRequest, dialogue: str, slug: str) -> HttpResponse:
    """Make a recommendation from the points chosen on the step's page, with addressees and a first action."""
    meeting = _meeting_or_404(request, dialogue, slug)
    require(request.user, "recommendations.add_recommendation", meeting)
    if request.method == "POST":
        form = NewRecommendationForm(request.POST, meeting=meeting)
        if form.is_valid() and (made := _make(request, meeting, form)):
            messages.success(request, _("Recommendation %(code)s is made.") % {"code": made.code})
            return redirect("recommendations:recommendation_detail", made.uuid)
    else:
        chosen = candidate_points(meeting, only=_uuids(request.GET.getlist("points")))
        form = NewRecommendationForm(initial=NewRecommendationForm.values_from(chosen), meeting=meeting)
    return render(
        request,
        "recommendations/recommendation_add.html",
        {"meeting": meeting, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def recommendation_move(request: AuthedHttpRequest, dialogue: str, slug: str) -> HttpResponse:
    """Exchange a recommendation with its neighbour."""
    meeting = _meeting_or_404(request, dialogue, slug)
    require(request.user, "recommendations.order_recommendations", meeting)
    wanted = [value.partition(":") for value in request.POST.getlist("move")][:1]
    uuids = _uuids(uuid for _direction, _colon, uuid in wanted)
    recommendation = Recommendation.objects.filter(meeting=meeting, uuid__in=uuids).first()
    if recommendation is None:
        raise Http404
    move_recommendation(recommendation=recommendation, earlier=wanted[0][0] == "earlier", actor=request.user)
    if request.htmx:
        return render(
            request,
            "recommendations/meeting_follow_up.html#recommendations",
            {"meeting": meeting, "follow_up": follow_up_of_meeting(meeting, request.user)},
        )
    return redirect("recommendations:meeting_follow_up", dialogue, slug)


def _meeting_or_404(request: AuthedHttpRequest, dialogue: str, slug: str) -> Meeting:
    return get_visible_or_404(
        Meeting.objects.select_related("dialogue"), request.user, dialogue__slug=dialogue, slug=slug
    )


def _make(request: AuthedHttpRequest, meeting: Meeting, form: NewRecommendationForm) -> Recommendation | None:
    cleaned, action = form.cleaned_data, form.first_action_values
    try:
        return make_recommendation(
            meeting=meeting,
            text=cleaned["text"],
            points=cleaned["points"],
            themes=cleaned["themes"],
            addressees=cleaned["addressees"],
            first_action=NewAction(**action) if action else None,
            uuid=cleaned["uuid"],
            actor=request.user,
        )
    except DomainError as error:
        add_domain_error(form, error)
        return None


def _uuids(texts: Iterable[str]) -> list[UUID]:
    """Return those of ``texts`` that are UUIDs; an address that was cut off is no error."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found
