"""The Report step of a meeting: from the record to a draft, in a language, and again when the record has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.views.access import meeting_or_404
from reports.forms import PreviousForm, StartForm
from reports.models import Report
from reports.selectors import draft_from_record, merge_with
from reports.services import choose_previous, generate_draft, redraft_report
from reports.views.access import report_or_404
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from django.http import HttpResponse

    from dialogues.models import Meeting
    from reports.merging import MergedDraft
    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def meeting_report(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Go to the report of the meeting that was worked on last, or to where the first is made."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.manage_meeting")
    report = Report.objects.of_meeting(found).first()
    if report is None:
        return _start(request, found, StartForm(meeting=found))
    return redirect("reports:report_edit", dialogue, meeting, report.edition)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_start(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Make the draft of a report that is not there yet."""
    found = meeting_or_404(request, dialogue, meeting, permission="reports.add_report")
    form = StartForm(request.POST or None, meeting=found)
    if request.method == "POST" and form.is_valid():
        try:
            report = generate_draft(meeting=found, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The draft is made from the record. Read it, edit it, publish it."))
            return redirect("reports:report_edit", dialogue, meeting, report.edition)
    return _start(request, found, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_draft(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Say what came to the record since the last draft, and bring it in."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    if request.method == "POST":
        try:
            merged = redraft_report(report=report, actor=request.user)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, _brought_in(merged))
        return redirect("reports:report_edit", dialogue, meeting, edition)
    draft = draft_from_record(report)
    context = {
        "meeting": report.meeting,
        "report": report,
        "merged": merge_with(report, draft) if draft else None,
        "previous_form": PreviousForm(report=report),
    }
    return render(request, "reports/report_redraft.html", context)


@login_required
@require_POST
def report_previous(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Choose the report that the matters arising are taken from; the page then says what that changes."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    form = PreviousForm(request.POST, report=report)
    if form.is_valid():
        choose_previous(report=report, actor=request.user, **form.cleaned_data)
    return redirect("reports:report_draft", dialogue, meeting, edition)


def _brought_in(merged: MergedDraft) -> str:
    if merged.changes_nothing:
        return _("The report already says all that the record says.")
    if any(text.offered for text in merged.texts):
        return _(
            "What came since is in the report. Where you had changed the same words, yours stand, and what the record says waits beside them."
        )
    return _("What came since is in the report; nothing that you wrote was lost.")


def _start(request: AuthedHttpRequest, meeting: Meeting, form: StartForm) -> HttpResponse:
    context = {
        "meeting": meeting,
        "form": form,
        "may_draft": request.user.has_perm("reports.add_report", meeting),
        "editions": Report.objects.of_meeting(meeting),
    }
    return render(request, "reports/report_start.html", context)
