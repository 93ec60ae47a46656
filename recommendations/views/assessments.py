"""How far recommendations are carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from recommendations.forms import AssessmentForm
from recommendations.services import assess_recommendation
from stakeholders.access import require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .recommendations import recommendation_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "POST"])
def assessment_add(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Write down an assessor's judgement."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.assess_recommendation", recommendation)
    form = AssessmentForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            assess_recommendation(recommendation=recommendation, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The assessment is recorded."))
            return redirect("recommendations:recommendation_detail", uuid)
    return render(
        request,
        "recommendations/assessment_add.html",
        {"recommendation": recommendation, "form": form},
        status=422 if form.errors else 200,
    )
