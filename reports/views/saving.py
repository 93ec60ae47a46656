"""What the editor on the page sends and asks for every few seconds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.template.loader import render_to_string
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from dialogues.views.access import part_or_404
from reports.forms.saving import sent_section
from reports.models import Paragraph, Section
from reports.presence import note_presence
from reports.selectors import editor_of
from reports.services import bring_back_section, rest_on, save_section
from reports.views.access import report_or_404
from stakeholders.exceptions import DomainError

if TYPE_CHECKING:
    from collections.abc import Collection

    from reports.models import Report
    from stakeholders.http import AuthedHttpRequest


@login_required
@require_POST
def section_save(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Bring the blocks of an open editor in; answer with the section as it stands then, and what is to be said about it."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    section = part_or_404(Section.objects.filter(report=report).select_related("report"), uuid)
    try:
        sent = sent_section(request.body)
    except ValueError:
        return HttpResponseBadRequest()
    try:
        saved = save_section(section=section, blocks=sent.blocks, known=sent.known, actor=request.user)
    except DomainError as error:
        return JsonResponse({"refused": error.message}, status=409)
    conflicts = {str(block): text for block, text in saved.conflicts.items()}
    return JsonResponse(
        {"number": saved.number, "conflicts": conflicts, **_section(request, report, section)}
    )


@login_required
@require_POST
def section_bring_back(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Make a section of what was written in one that others removed; answer with its identifier."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    try:
        sent = sent_section(request.body)
    except ValueError:
        return HttpResponseBadRequest()
    try:
        section = bring_back_section(
            report=report, heading=sent.heading, blocks=sent.blocks, actor=request.user, was=sent.section
        )
    except DomainError as error:
        return JsonResponse({"refused": error.message}, status=409)
    return JsonResponse({"section": str(section.uuid)})


@login_required
@require_POST
def paragraph_points(
    request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str, uuid: UUID
) -> HttpResponse:
    """Let a paragraph rest on a further point, or on one less."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.edit_report")
    found = Paragraph.objects.filter(section__report=report).select_related("section__report")
    paragraph = part_or_404(found, uuid)
    try:
        added, taken = ({UUID(point) for point in request.POST.getlist(name)} for name in ("add", "remove"))
    except ValueError:
        return HttpResponseBadRequest()
    try:
        number = rest_on(paragraph=paragraph, added=added, taken=taken, actor=request.user)
    except DomainError as error:
        return JsonResponse({"refused": error.message}, status=409)
    return JsonResponse({"number": number, **_section(request, report, paragraph.section)})


@login_required
@require_safe
@never_cache
def report_changes(request: AuthedHttpRequest, dialogue: str, meeting: str, edition: str) -> HttpResponse:
    """Answer with the sections that changed since a number, and who else is where; with nothing when there is nothing."""
    report = report_or_404(request, dialogue, meeting, edition, permission="reports.view_report")
    since = request.GET.get("since", "0")
    if not since.isdecimal():
        return HttpResponseBadRequest()
    others = note_presence(
        str(report.uuid), request.user.pk, request.user.name, request.GET.get("section", "")[:40]
    )
    if report.edit_count == int(since) and not others and "heard" not in request.GET:
        return HttpResponse(status=204)
    changed = report.sections.filter(edit_number__gt=int(since)) if report.edit_count > int(since) else ()
    outline = report.sections.values_list("uuid", "heading")
    return JsonResponse(
        {
            "number": report.edit_count,
            "others": others,
            "outline": [[str(uuid), heading] for uuid, heading in outline],
            "sections": _sections(request, report, changed),
        }
    )


def _section(request: AuthedHttpRequest, report: Report, section: Section) -> dict[str, Any]:
    return _sections(request, report, [section])[0]


def _sections(
    request: AuthedHttpRequest, report: Report, sections: Collection[Section]
) -> list[dict[str, Any]]:
    """The sections as they stand and what is to be said of each; looking for names in all of them costs one reading of the list."""
    if not sections:
        return []
    editor = editor_of(report, only=sections)
    context: dict[str, Any] = {
        "meeting": report.meeting,
        "report": report,
        "editor": editor,
        "may_edit": request.user.has_perm("reports.edit_report", report),
    }
    return [
        {
            "uuid": str(view.section.uuid),
            "blocks": view.blocks,
            "paragraphs": _rendered("paragraphs", {**context, "view": view}, request),
            "unused": _rendered("drawable", {**context, "view": view}, request),
        }
        for view in editor.sections
    ]


def _rendered(part: str, context: dict[str, Any], request: AuthedHttpRequest) -> str:
    return render_to_string(f"reports/report_edit.html#{part}", context, request)
