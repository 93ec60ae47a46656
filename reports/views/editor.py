"""A report as its editors see it, section by section and paragraph by paragraph."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import retarget

from dialogues.views.access import part_or_404
from reports.exceptions import NewerTextError
from reports.forms import FrontForm, ParagraphForm, SectionForm
from reports.models import Paragraph, Report, Section
from reports.selectors import editor_of, sources_of_report
from reports.services import (
    add_paragraph,
    add_section,
    delete_paragraph,
    delete_section,
    edit_front,
    edit_paragraph,
    edit_section,
    move_paragraph,
    move_section,
    settle_offer,
)
from reports.views.access import report_or_404
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django import forms
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_safe
def report_edit(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Show the report as its editors see it."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    part = "#readiness" if request.htmx and request.htmx.target == "readiness" else "#editor"
    return _editor(request, report, part if request.htmx else "")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_front(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Change title, the line below it and the closing statement."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    form = FrontForm(request.POST or None, report=report)
    if request.method == "POST" and form.is_valid():
        try:
            edit_front(report=report, actor=request.user, base=form.base, **form.typed)
        except NewerTextError as error:
            form.show_theirs(error)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, report)
    return _form(request, report, form, _("Title and closing statement"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_add(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Add a section of one's own."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    form = SectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            section = add_section(report=report, actor=request.user, heading=form.typed["heading"])
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, report, f"section-{section.uuid}")
    return _form(request, report, form, _("New section"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_edit(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Change a heading."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    section = Section.objects.filter(report=report, uuid=uuid).select_related("report").first()
    if section is None:
        return _gone(request, report, SectionForm(request.POST), _("Heading"))
    form = SectionForm(request.POST or None, section=section)
    if request.method == "POST" and form.is_valid():
        try:
            edit_section(section=section, actor=request.user, base=form.base, **form.typed)
        except NewerTextError as error:
            form.show_theirs(error)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, report, f"section-{section.uuid}")
    return _form(request, report, form, _("Heading"))


@login_required
@require_POST
def section_move(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Move a section by one place."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    section = part_or_404(Section.objects.filter(report=report).select_related("report"), uuid)
    with _told(request):
        move_section(section=section, earlier=request.POST.get("to") == "earlier", actor=request.user)
    return _done(request, report, f"section-{section.uuid}")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def section_delete(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Take a section out, after a question."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    section = part_or_404(Section.objects.filter(report=report).select_related("report"), uuid)
    if request.method == "POST":
        delete_section(section=section, actor=request.user)
        messages.success(request, _("The section is gone. Its points are listed as unused."))
        return _done(request, report)
    return render(
        request,
        "reports/section_delete.html",
        {"report": report, "meeting": report.meeting, "section": section},
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paragraph_add(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Add a paragraph at the end of a section."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    section = Section.objects.filter(report=report, uuid=uuid).select_related("report").first()
    form = ParagraphForm(request.POST or None, sources=sources_of_report(report))
    if section is None:
        return _gone(request, report, form, _("New paragraph"))
    if request.method == "POST" and form.is_valid():
        try:
            paragraph = add_paragraph(section=section, actor=request.user, **form.chosen)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, report, f"paragraph-{paragraph.uuid}")
    return _form(request, report, form, _("New paragraph"))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def paragraph_edit(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Change a paragraph, in its place where htmx asks."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    paragraph = _paragraphs(report).filter(uuid=uuid).first()
    if paragraph is None:
        form = ParagraphForm(request.POST, sources=sources_of_report(report))
        return _gone(request, report, form, _("Edit a paragraph"))
    form = ParagraphForm(request.POST or None, sources=sources_of_report(report), paragraph=paragraph)
    if request.method == "POST" and form.is_valid():
        try:
            edit_paragraph(paragraph=paragraph, actor=request.user, base=form.paragraph_base, **form.chosen)
        except NewerTextError as error:
            form.show_theirs(error)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return _done(request, report, f"paragraph-{paragraph.uuid}")
    return _form(request, report, form, _("Edit a paragraph"))


@login_required
@require_POST
def paragraph_move(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Move a paragraph by one place."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    paragraph = part_or_404(_paragraphs(report), uuid)
    with _told(request):
        move_paragraph(paragraph=paragraph, earlier=request.POST.get("to") == "earlier", actor=request.user)
    return _done(request, report, f"paragraph-{paragraph.uuid}")


@login_required
@require_POST
def paragraph_delete(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Take a paragraph out; its points stay, listed as unused."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    delete_paragraph(paragraph=part_or_404(_paragraphs(report), uuid), actor=request.user)
    return _done(request, report)


@login_required
@require_POST
def paragraph_offer(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Take what the record says now of an edited paragraph, or keep one's own."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    paragraph = part_or_404(_paragraphs(report), uuid)
    with _told(request):
        settle_offer(paragraph=paragraph, take=request.POST.get("do") == "take", actor=request.user)
    return _done(request, report, f"paragraph-{paragraph.uuid}")


def _paragraphs(report: Report) -> QuerySet[Paragraph]:
    return Paragraph.objects.filter(section__report=report).select_related("section__report")


def _editor(request: AuthedHttpRequest, report: Report, fragment: str = "") -> HttpResponse:
    context = {
        "meeting": report.meeting,
        "report": report,
        "editor": editor_of(report),
        # What a browser keeps of unsent text is found by whoever wrote it, and by nobody who signs in after them.
        "owner": salted_hmac("reports.editor", str(request.user.pk)).hexdigest()[:16],
        "may_edit": request.user.has_perm("reports.edit_report", report),
        "may_publish": request.user.has_perm("reports.publish_report", report),
        "may_withdraw": request.user.has_perm("reports.withdraw_report", report),
        "may_redraft": request.user.has_perm("reports.add_report", report.meeting),
        "editions": Report.objects.of_meeting(report.meeting),
        "publications": report.publications.select_related("published_by").defer("content"),
    }
    return render(request, f"reports/report_edit.html{fragment}", context)


def _done(request: AuthedHttpRequest, report: Report, anchor: str = "") -> HttpResponse:
    if request.htmx:
        return _editor(request, report, "#editor")
    response = redirect(
        "reports:report_edit", report.meeting.dialogue.slug, report.meeting.slug, report.edition
    )
    if anchor:
        response["Location"] += f"#{anchor}"
    return response


@contextmanager
def _told(request: AuthedHttpRequest) -> Iterator[None]:
    """Say in a message why something without a form could not be done."""
    try:
        yield
    except DomainError as error:
        messages.error(request, error.message)


def _gone(request: AuthedHttpRequest, report: Report, form: forms.Form, title: str) -> HttpResponse:
    """What others removed while somebody wrote in it: their words stay in the form."""
    if request.method != "POST":
        raise Http404
    form.add_error(
        None,
        _(
            "Somebody removed this while you were writing. Take your words along: this page can no longer save them."
        ),
    )
    return _form(request, report, form, title)


def _form(request: AuthedHttpRequest, report: Report, form: forms.Form, title: str) -> HttpResponse:
    context = {"meeting": report.meeting, "report": report, "form": form, "title": title}
    response = render(request, f"reports/report_form.html{'#form' if request.htmx else ''}", context)
    # A form with errors takes the place of the form, not of the whole report.
    return retarget(response, "#report-form") if request.htmx and request.method == "POST" else response
