"""How the institute's reports look: set by an administrator, and tried on a sample first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from reports.documents import PDF, as_download, document_bytes, document_html
from reports.forms import LookForm
from reports.look_sample import sample_report
from reports.selectors import look_as_set
from reports.services.look import change_look, keep_picture
from stakeholders.access import require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def look_edit(request: AuthedHttpRequest) -> HttpResponse:
    """Set the look, or try it on a sample report, as a page or PDF."""
    require(request.user, "reports.edit_look")
    is_post = request.method == "POST"
    form = LookForm(request.POST, request.FILES) if is_post else LookForm(initial=look_as_set())
    if is_post and form.is_valid():
        try:
            _keep_upload(form)
            if "preview" not in request.POST:
                _save(request, form)
                return redirect("reports:look_edit")
        except DomainError as error:
            add_domain_error(
                form, DomainError(error.message, field="logo_file" if error.field == "logo" else error.field)
            )
    tried = is_post and form.is_valid()
    if tried and request.POST.get("preview") == PDF:
        return as_download(document_bytes(_sample(form), PDF), PDF, "look")
    context: dict[str, Any] = {"form": form, "sample": _sample(form) if tried else None}
    if tried:
        context["document"] = document_html(context["sample"])
    return render(request, "reports/look_edit.html", context, status=422 if form.errors else 200)


def _keep_upload(form: LookForm) -> None:
    upload = form.cleaned_data.get("logo_file")
    form.keep_logo(keep_picture(data=upload.read()).digest if upload else form.cleaned_data["logo"])


def _save(request: AuthedHttpRequest, form: LookForm) -> None:
    told = form.cleaned_data
    change_look(
        **{name: told[name] for name in ("accent", "cover", "logo", "logo_alt")},
        imprints=form.imprints,
        actor=request.user,
    )
    messages.success(request, _("Saved. Reports look like this from the next version on."))


def _sample(form: LookForm) -> Any:
    language = (get_language() or "en").partition("-")[0]
    return sample_report(form.look_in(language), language)
