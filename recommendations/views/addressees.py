"""Whom a recommendation asks, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from recommendations.forms import AddresseeForm, AnswerForm
from recommendations.models import Addressee, Recommendation
from recommendations.services import add_addressee, record_answer, remove_addressee
from stakeholders.access import require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .recommendations import recommendation_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "POST"])
def addressee_add(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Ask more organisations."""
    recommendation = recommendation_or_404(request, uuid)
    require(request.user, "recommendations.address_recommendation", recommendation)
    form = AddresseeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        for organisation in form.cleaned_data["organisations"]:
            add_addressee(recommendation=recommendation, organisation=organisation, actor=request.user)
        messages.success(request, _("The addressees are added."))
        return redirect("recommendations:recommendation_detail", uuid)
    return render(
        request,
        "recommendations/addressee_add.html",
        {"recommendation": recommendation, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def addressee_remove(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Take an organisation off that has not answered."""
    addressee = _addressee_or_404(request, uuid)
    require(request.user, "recommendations.address_recommendation", addressee.recommendation)
    try:
        remove_addressee(addressee=addressee, actor=request.user)
        messages.success(request, _("The addressee is taken off."))
    except DomainError as error:
        messages.error(request, error.message)
    return redirect("recommendations:recommendation_detail", addressee.recommendation.uuid)


@login_required
@require_http_methods(["GET", "POST"])
def answer_edit(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Write down what an addressee answered."""
    addressee = _addressee_or_404(request, uuid)
    require(request.user, "recommendations.record_answer", addressee.recommendation)
    form = AnswerForm(request.POST or None, initial=AnswerForm.values_of(addressee))
    if request.method == "POST" and form.is_valid():
        try:
            record_answer(addressee=addressee, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The answer is recorded."))
            return redirect("recommendations:recommendation_detail", addressee.recommendation.uuid)
    return render(
        request,
        "recommendations/answer_edit.html",
        {"addressee": addressee, "recommendation": addressee.recommendation, "form": form},
        status=422 if form.errors else 200,
    )


def _addressee_or_404(request: AuthedHttpRequest, uuid: UUID) -> Addressee:
    addressee = (
        Addressee.objects.filter(
            uuid=uuid, recommendation__in=Recommendation.objects.visible_to(request.user).values("pk")
        )
        .select_related("organisation", "recommendation__meeting__dialogue")
        .first()
    )
    if addressee is None:
        raise Http404
    return addressee
