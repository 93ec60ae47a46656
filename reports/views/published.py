"""What the team does with a report that is published: letting others read it, moving an embargo, taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dialogues.views.access import posted
from reports.forms import EmbargoForm, ReadersForm, WithdrawForm, WithholdForm
from reports.services import change_readers, move_embargo, withdraw_report, withhold_version
from reports.views.access import report_or_404
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_readers(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Open a published report to more readers."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.open_report")
    form = ReadersForm(posted(request), report=report)
    if request.method == "POST" and form.is_valid():
        try:
            change_readers(report=report, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(
                request,
                _("Saved. It is open to: %(readers)s.") % {"readers": form.cleaned_data["readers"].label},
            )
            return redirect("reports:report_edit", dialogue, meeting, edition)
    context = {"report": report, "meeting": report.meeting, "form": form}
    return render(request, "reports/report_readers.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_embargo(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, number: int
) -> HttpResponse:
    """Move the end of an embargo, or lift it."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.open_report")
    publication = get_object_or_404(report.publications.defer("content"), number=number)
    lifts = "lift" in request.POST
    form = EmbargoForm(
        None if lifts else posted(request), meeting=report.meeting, opens_at=publication.opens_at
    )
    if lifts or (request.method == "POST" and form.is_valid()):
        opens_at = None if lifts else form.cleaned_data["opens_at"]
        try:
            move_embargo(publication=publication, opens_at=opens_at, actor=request.user)
        except DomainError as error:
            if lifts:
                messages.error(request, error.message)
                return redirect("reports:report_edit", dialogue, meeting, edition)
            add_domain_error(form, error)
        else:
            messages.success(request, _("The embargo is lifted.") if lifts else _("The embargo is moved."))
            return redirect("reports:report_edit", dialogue, meeting, edition)
    context = {"report": report, "meeting": report.meeting, "publication": publication, "form": form}
    return render(request, "reports/version_embargo.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_withdraw(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Take a published report back."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.withdraw_report")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_report(report=report, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The report is withdrawn. Its address now says so."))
            return redirect("reports:report_edit", dialogue, meeting, edition)
    return render(
        request, "reports/report_withdraw.html", {"report": report, "meeting": report.meeting, "form": form}
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def version_withhold(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, number: int
) -> HttpResponse:
    """Take an earlier version off the site."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.withdraw_report")
    publication = get_object_or_404(report.publications.defer("content"), number=number)
    form = WithholdForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withhold_version(publication=publication, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("Version %(number)s is no longer shown.") % {"number": number})
            return redirect("reports:report_edit", dialogue, meeting, edition)
    return render(
        request,
        "reports/version_withhold.html",
        {"report": report, "meeting": report.meeting, "publication": publication, "form": form},
    )
