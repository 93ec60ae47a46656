"""Previewing and publishing a report, and the team's list of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from reports.documents import DOCX, PDF, as_download, document_bytes, document_html, document_pdf
from reports.filters import ReportFilter
from reports.forms import PublishForm
from reports.models import Report
from reports.render.context import ReportContext
from reports.selectors import document_of, editor_of
from reports.services import publish_report
from reports.views.access import report_or_404
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error
from stakeholders.listing import Column, Listing

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from reports.models import Publication
    from stakeholders.http import AuthedHttpRequest


class ReportList(Listing[Report]):
    """The reports of one's dialogues."""

    template = "reports/report_list.html"
    filterset_class = ReportFilter
    columns = (
        Column("title", gettext_lazy("Report"), lambda report: report.title, sort=("title",)),
        Column(
            "meeting", gettext_lazy("Meeting"), lambda report: report.meeting.title, sort=("meeting__title",)
        ),
        Column(
            "held",
            gettext_lazy("Held on"),
            lambda report: report.meeting.local_start.date(),
            sort=("meeting__starts_at",),
        ),
        Column(
            "status", gettext_lazy("Status"), lambda report: report.get_status_display(), sort=("status",)
        ),
        Column(
            "updated", gettext_lazy("Last changed"), lambda report: report.updated_at, sort=("updated_at",)
        ),
    )
    default_sort = "-held"
    file_name = "reports"
    export_permission = "reports.list_reports"


@login_required
@require_safe
def report_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List the reports of one's dialogues; whoever is on no team is shown what is published."""
    if not request.user.has_perm("reports.list_reports"):
        return redirect("reports:publication_list")
    reports = Report.objects.visible_to(request.user).select_related("meeting__dialogue")
    return ReportList(request, reports).respond()


@login_required
@require_safe
def report_preview(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, form: str = ""
) -> HttpResponse:
    """Show the document as it would be published now, as a page, PDF or DOCX."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    document = _next_document(report)
    if form in {PDF, DOCX}:
        return as_download(document_bytes(document, form), form, f"{report.slug}-preview")
    context = {
        "report": report,
        "meeting": report.meeting,
        "look": document.look,
        "document": document_html(document),
        "pdf": document_pdf(document),
    }
    return render(request, "reports/report_preview.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_publish(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Publish the report, or its correction, after a last look at what stands against it."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.publish_report")
    last = report.publications.order_by("-number").defer("content").first()
    form = PublishForm(request.POST if request.method == "POST" else None, report=report, last=last)
    if request.method == "POST" and form.is_valid():
        try:
            publication = publish_report(report=report, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _told(publication))
            return redirect("reports:report_edit", dialogue, meeting, edition)
    context = {
        "report": report,
        "meeting": report.meeting,
        "form": form,
        "last": last,
        "editor": editor_of(report),
    }
    return render(request, "reports/report_publish.html", context)


def _told(publication: Publication) -> str:
    words = (
        _("Version %(number)s is published.")
        if publication.is_open
        else _("Version %(number)s is frozen. It opens to its readers when the embargo ends.")
    )
    return words % {"number": publication.number}


def _next_document(report: Report) -> ReportContext:
    last = report.publications.order_by("-number").first()
    previous = ReportContext.from_data(last.content) if last else None
    return document_of(
        report,
        number=last.number + 1 if last else 1,
        published_at=timezone.now().replace(microsecond=0),
        change_note=_("(what this version changes is asked for when it is published)") if last else "",
        previous=previous,
    )
