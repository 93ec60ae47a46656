"""The Plan page: the agenda, item by item."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.forms import AgendaItemForm
from dialogues.selectors.meetings import agenda_of, is_past
from dialogues.services import (
    add_agenda_item,
    add_starter_agenda,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_item,
)
from stakeholders.access import require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import meeting_or_404, part_or_404, posted

if TYPE_CHECKING:
    from collections.abc import Callable

    from dialogues.models import Meeting
    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def meeting_plan(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Show the agenda by the clock, and add an item to it."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.manage_meeting")
    form = AgendaItemForm(posted(request), meeting=found)
    if request.method == "POST":
        require(request.user, "dialogues.edit_meeting", found)
        if form.is_valid():
            try:
                add_agenda_item(meeting=found, actor=request.user, **form.cleaned_data)
            except DomainError as error:
                add_domain_error(form, error)
            else:
                form = AgendaItemForm(meeting=found)
                if not request.htmx:
                    return redirect("dialogues:meeting_plan", dialogue, meeting)
    return _page(request, found, form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def agenda_item(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Change an item."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    item = part_or_404(found.agenda_items.select_related("meeting", "theme"), uuid)
    form = AgendaItemForm(posted(request), meeting=found, item=item)
    if request.method == "POST" and form.is_valid():
        try:
            change_agenda_item(item=item, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The item is changed."))
            return redirect("dialogues:meeting_plan", dialogue, meeting)
    return render(
        request,
        "dialogues/agenda_item_edit.html",
        {"meeting": found, "item": item, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def agenda_move(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Move an item: one place up or down, or to the place it was dragged to."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    order = [*found.agenda_items.values_list("pk", flat=True)]
    to = request.POST.get("to", "")
    step = -1 if request.POST.get("direction") == "up" else 1
    place = int(to) if to.isdecimal() else order.index(item.pk) + step
    return _change(request, found, lambda: move_agenda_item(item=item, to=place, actor=request.user))


@login_required
@require_POST
def agenda_remove(request: AuthedHttpRequest, dialogue: str, meeting: str, uuid: UUID) -> HttpResponse:
    """Remove an item."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    item = part_or_404(found.agenda_items.select_related("meeting"), uuid)
    return _change(request, found, lambda: remove_agenda_item(item=item, actor=request.user))


@login_required
@require_POST
def agenda_starter(request: AuthedHttpRequest, dialogue: str, meeting: str) -> HttpResponse:
    """Fill an empty agenda with the usual course."""
    found = meeting_or_404(request, dialogue, meeting, permission="dialogues.edit_meeting")
    return _change(request, found, lambda: add_starter_agenda(meeting=found, actor=request.user))


def _change(request: AuthedHttpRequest, meeting: Meeting, change: Callable[[], object]) -> HttpResponse:
    try:
        change()
    except DomainError as error:
        messages.error(request, error.message)
    if request.htmx:
        return _page(request, meeting, AgendaItemForm(meeting=meeting))
    return redirect("dialogues:meeting_plan", meeting.dialogue.slug, meeting.slug)


def _page(request: AuthedHttpRequest, meeting: Meeting, form: AgendaItemForm) -> HttpResponse:
    template = "dialogues/meeting_plan.html"
    return render(
        request,
        f"{template}#agenda" if request.htmx else template,
        {
            "meeting": meeting,
            "agenda": agenda_of(meeting, polls=True),
            "form": form,
            "themes": meeting.dialogue.themes.exists(),
            "may_edit": meeting.is_open_to_change
            and request.user.has_perm("dialogues.edit_meeting", meeting),
            "may_cancel": meeting.status in ("planned", "convened")
            and request.user.has_perm("dialogues.edit_meeting", meeting),
            "is_past": is_past(meeting),
            "out_of_date": 0
            if is_past(meeting) or not meeting.is_open_to_change
            else meeting.participations.out_of_date(meeting).count(),
        },
        status=422 if form.errors else 200,
    )
