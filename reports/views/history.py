"""The history of a report: its revisions, what differs between two of them, and going back to one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from reports.comparing import compare
from reports.selectors import revisions_of
from reports.services import restore_revision
from reports.views.access import report_or_404

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest

PAGE_SIZE = 50


@login_required
@require_safe
def report_history(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """List who changed the report, when, and where."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    numbers = report.revisions.values_list("number", flat=True)
    page = Paginator(numbers, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "meeting": report.meeting,
        "report": report,
        "page": page,
        "revisions": revisions_of(report, numbers=list(page.object_list)),
    }
    return render(request, "reports/report_history.html", context)


@login_required
@require_safe
def revision_compare(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Show what differs between two revisions: those that were asked for, or else the last two."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    rows = {row.number: row for row in revisions_of(report)}
    last = max(rows, default=0)
    first, second = sorted(
        int(request.GET.get(name, "")) if request.GET.get(name, "").isdecimal() else otherwise
        for name, otherwise in (("from", max(last - 1, min(rows, default=0))), ("to", last))
    )
    if first not in rows or second not in rows:
        raise Http404
    contents = dict(report.revisions.filter(number__in=(first, second)).values_list("number", "content"))
    context = {
        "meeting": report.meeting,
        "report": report,
        "before": rows[first],
        "after": rows[second],
        "is_latest": second == last,
        "comparison": compare(contents[first], contents[second]),
        "may_edit": request.user.has_perm("reports.edit_report", report),
    }
    return render(request, "reports/revision_compare.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def revision_restore(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, number: int
) -> HttpResponse:
    """Go back to an earlier revision, after a question."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    revision = get_object_or_404(report.revisions.select_related("report", "made_by"), number=number)
    if request.method == "POST":
        restore_revision(revision=revision, actor=request.user)
        messages.success(
            request, _("The report says again what it said then. What it said until now is in the history.")
        )
        return redirect("reports:report_edit", dialogue, meeting, edition)
    context = {"meeting": report.meeting, "report": report, "revision": revision}
    return render(request, "reports/revision_restore.html", context)
