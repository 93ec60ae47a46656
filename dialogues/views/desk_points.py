"""What is done with single points at the desk and on the rapporteur's page; plain forms and scripts post the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dialogues.enums import PointStatus
from dialogues.forms.room import EditPointForm, MergeForm, SplitForm, TagForm
from dialogues.models import Point
from dialogues.selectors.merging import merge_targets
from dialogues.selectors.point_card import card_for_point
from dialogues.selectors.similar import merge_suggestions
from dialogues.services import (
    admit_point,
    edit_point,
    hide_point,
    leave_point_out,
    merge_into,
    show_point,
    split_point,
    tag_points,
    undo_acts,
    unmerge_point,
)
from stakeholders.exceptions import DomainError

from .access import meeting_or_404, part_or_404, posted
from .acts import acts_to_undo, told
from .on_behalf import desk_path, wants_json

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from django import forms
    from django.http import QueryDict

    from dialogues.acts import Act
    from dialogues.models import Meeting
    from stakeholders.http import AuthedHttpRequest

POINT_ACTS: dict[str, Callable[..., Act]] = {
    "hide": hide_point,
    "show": show_point,
    "unmerge": unmerge_point,
}
LATE_ACTS: dict[str, Callable[..., Point]] = {"admit": admit_point, "leave_out": leave_point_out}


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def room_point(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Show a point with all that can be done with it, and take its new wording."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    form = _edit_form(found, point, posted(request))
    if request.method != "POST":
        return _point_page(request, found, point, form)
    return _do(
        request,
        found,
        point,
        form,
        lambda sent: [edit_point(point=point, actor=request.user, **sent)],
    )


@login_required
@require_POST
def room_point_split(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Take a point apart."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    return _do(
        request,
        found,
        point,
        SplitForm(request.POST),
        lambda sent: [split_point(point=point, actor=request.user, **sent)],
    )


@login_required
@require_POST
def room_point_merge(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Let a point count within another."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    return _do(
        request,
        found,
        point,
        MergeForm(request.POST, point=point),
        lambda sent: merge_into(sources=[point], target=sent["target"], actor=request.user),
    )


@never_cache
@login_required
@require_safe
def room_alike(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Show the pairs of points of an agenda item that may be one, to be merged one after the other."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    context = {
        "meeting": found,
        "item": item,
        "pairs": merge_suggestions(item),
        "back": desk_path(found, item),
    }
    return render(request, "dialogues/room_alike.html", context)


@login_required
@require_POST
def room_point_gather(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Let several points count within this one."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    form = TagForm(request.POST, meeting=found)
    return _do(
        request,
        found,
        point,
        form,
        lambda sent: merge_into(
            sources=[one for one in sent["points"] if one != point], target=point, actor=request.user
        ),
    )


@login_required
@require_POST
def room_points_tag(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """File points under a theme, a kind or a show of hands."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    form = TagForm(request.POST, meeting=found)
    if not form.is_valid():
        return _refused(request, found, _problems(form), 422)
    try:
        acts = tag_points(points=form.cleaned_data["points"], actor=request.user, **form.tags())
    except DomainError as error:
        return _refused(request, found, error.message, 409)
    return _done(request, found, acts)


@login_required
@require_POST
def room_undo(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Undo what this page did."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    try:
        acts = acts_to_undo(found, request.POST.get("undo", ""))
        undo_acts(meeting=found, acts=acts, actor=request.user)
    except DomainError as error:
        return _refused(request, found, error.message, 409)
    said = _("Undone.")
    if wants_json(request):
        return JsonResponse({"said": said, "point": str(acts[0].point) if acts else ""})
    messages.success(request, said)
    return redirect("dialogues:room", dialogue, meeting)


@never_cache
@login_required
@require_safe
def room_point_targets(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Say into which points this one may be merged, the most alike first."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    targets = merge_targets(point, words=request.GET.get("q", ""))
    return JsonResponse(
        {
            "targets": [
                {
                    "uuid": str(target.uuid),
                    "text": target.text,
                    "kind": target.kind_label,
                    "item": "" if target.item_title == point.agenda_item.title else target.item_title,
                    "similar": target.is_similar,
                }
                for target in targets
            ]
        }
    )


@login_required
@require_POST
def room_point_act(
    request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID, act: str
) -> HttpResponse:
    """Hide a point, show it again, or take a merged one out again."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    try:
        done = POINT_ACTS[act](point=point, actor=request.user)
    except DomainError as error:
        return _refused(request, found, error.message, 409, point)
    return _done(request, found, [done], point)


@login_required
@require_POST
def room_late_act(
    request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID, act: str
) -> HttpResponse:
    """Put a point that came late on the record, or leave it out."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.run_room")
    point = _point_or_404(found, uuid)
    try:
        LATE_ACTS[act](point=point, actor=request.user)
    except DomainError as error:
        return _refused(request, found, error.message, 409, point)
    said = (
        _("The point is on record.")
        if act == "admit"
        else _("The point is left out. It is among the hidden ones.")
    )
    if wants_json(request):
        return JsonResponse({"said": said})
    messages.success(request, said)
    return redirect(desk_path(found, point.agenda_item))


def _do(
    request: AuthedHttpRequest,
    meeting: Meeting,
    point: Point,
    form: forms.Form,
    service: Callable[..., Sequence[Act]],
) -> HttpResponse:
    """Do what the form asks with one point; where it cannot be, say why beside the form."""
    if not form.is_valid():
        problem, status = _problems(form), 422
    else:
        try:
            return _done(request, meeting, service(form.cleaned_data), point)
        except DomainError as error:
            problem, status = error.message, 409
    if wants_json(request):
        return JsonResponse({"message": problem}, status=status)
    edited = form if isinstance(form, EditPointForm) else _edit_form(meeting, point, None)
    return _point_page(request, meeting, point, edited, problem=problem, status=status)


def _point_page(
    request: AuthedHttpRequest,
    meeting: Meeting,
    point: Point,
    form: EditPointForm,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    words = request.GET.get("q", "")
    return render(
        request,
        "dialogues/room_point.html",
        {
            "meeting": meeting,
            "point": point,
            "form": form,
            "problem": problem,
            "words": words,
            "targets": merge_targets(point, words=words) if point.status == PointStatus.VISIBLE else (),
            "card": card_for_point(point.uuid),
            "back": desk_path(meeting, point.agenda_item),
        },
        status=status,
    )


def _edit_form(meeting: Meeting, point: Point, sent: QueryDict | None) -> EditPointForm:
    """Return the form that edits a point; what a script does not send stays as it is."""
    held = {
        "text": point.text,
        "kind": point.kind,
        "theme": point.theme.uuid if point.theme else None,
        "hands": point.hands,
    }
    if sent is None:
        return EditPointForm(meeting=meeting, initial=held | {"seen": point.text})
    return EditPointForm({**held, **sent.dict()}, meeting=meeting, initial=held)


def _done(
    request: AuthedHttpRequest, meeting: Meeting, acts: Sequence[Act], point: Point | None = None
) -> HttpResponse:
    answer = told(meeting, acts)
    if wants_json(request):
        return JsonResponse(answer)
    messages.success(request, answer["said"])
    if point is not None and "alike" in request.POST:
        where = [meeting.dialogue.slug, meeting.slug, point.agenda_item.uuid]
        return redirect("dialogues:room_alike", *where)
    return redirect(_back(meeting, point))


def _refused(
    request: AuthedHttpRequest, meeting: Meeting, problem: str, status: int, point: Point | None = None
) -> HttpResponse:
    if wants_json(request):
        return JsonResponse({"message": problem}, status=status)
    messages.error(request, problem)
    return redirect(_back(meeting, point))


def _back(meeting: Meeting, point: Point | None) -> str:
    if point is None:
        return reverse("dialogues:room", args=[meeting.dialogue.slug, meeting.slug])
    return desk_path(meeting, point.agenda_item)


def _problems(form: forms.Form) -> str:
    return " ".join(str(problem) for field in form.errors.values() for problem in field)


def _point_or_404(meeting: Meeting, uuid: UUID) -> Point:
    return part_or_404(
        Point.objects.filter(agenda_item__meeting=meeting)
        .exclude(status=PointStatus.WITHDRAWN)
        .select_related("agenda_item__meeting__dialogue", "theme"),
        uuid,
    )
