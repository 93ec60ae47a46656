"""How the forms of this app are answered: saved by one service, or shown again with what was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from django import forms
    from django.http import HttpRequest, HttpResponse


def saved(form: forms.BaseForm, service: Callable[..., Any], **also: Any) -> Any:
    """Return what ``service`` made of a valid form, or ``None`` with the errors on the form."""
    if not form.is_valid():
        return None
    try:
        return service(**form.cleaned_data, **also)
    except DomainError as error:
        add_domain_error(form, error)
        return None


def form_page(request: HttpRequest, template: str, form: forms.BaseForm, **context: Any) -> HttpResponse:
    """Show a form; one that was sent and has errors with status 422."""
    status = 422 if form.is_bound else 200
    return render(request, template, {**context, "form": form}, status=status)
