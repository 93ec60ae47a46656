"""Pages of dialogues: the list, the hub, and the forms that open, change and archive one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from dialogues.enums import MeetingStatus, Response
from dialogues.filters import DialogueFilter
from dialogues.forms import DialogueForm
from dialogues.models import Dialogue
from dialogues.selectors.dialogues import coverage_of_dialogue, dialogues_for_list, theme_tree
from dialogues.services import (
    archive_dialogue,
    change_dialogue,
    create_dialogue,
    restore_dialogue,
    set_target_mix,
)
from stakeholders.access import require
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error
from stakeholders.listing import Column, Listing

from .access import dialogue_or_404, posted

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest


class DialogueList(Listing[Dialogue]):
    """The dialogues that the reader is on the team of."""

    template = "dialogues/dialogue_list.html"
    filterset_class = DialogueFilter
    columns = (
        Column("title", gettext_lazy("Dialogue"), lambda dialogue: dialogue.title, sort=("title",)),
        Column("host", gettext_lazy("Host"), lambda dialogue: dialogue.host.name, sort=("host__name",)),
        Column(
            "meetings",
            gettext_lazy("Meetings"),
            lambda dialogue: dialogue.meeting_count,
            sort=("meeting_count",),
            css="number",
        ),
        Column(
            "next", gettext_lazy("Next meeting"), lambda dialogue: dialogue.next_start, sort=("next_start",)
        ),
    )
    default_sort = "title"
    file_name = "dialogues"
    export_permission = "dialogues.export_lists"


@login_required
@require_safe
def dialogue_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List the dialogues of the reader."""
    require(request.user, "dialogues.list_dialogues")
    return DialogueList(request, dialogues_for_list(request.user)).respond()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_create(request: AuthedHttpRequest) -> HttpResponse:
    """Open a dialogue."""
    require(request.user, "dialogues.add_dialogue")
    form = DialogueForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            dialogue = create_dialogue(actor=request.user, target_mix=form.target_mix, **form.values)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(
                request, _("The dialogue is open. You are its convener; plan its first meeting.")
            )
            return redirect("dialogues:dialogue_detail", dialogue.slug)
    return _form_page(request, form)


@login_required
@require_safe
def dialogue_detail(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Show the hub of a dialogue."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.view_dialogue")
    meetings = dialogue.meetings.annotate(
        invited=Count("participations", filter=~Q(participations__response=Response.NOT_INVITED)),
        coming=Count("participations", filter=Q(participations__response=Response.ACCEPTED)),
        came=Count("participations", filter=Q(participations__attended=True)),
    )
    upcoming = [*meetings.upcoming().order_by("starts_at")]
    to_come = {meeting.pk for meeting in upcoming}
    past = [meeting for meeting in meetings.order_by("-starts_at") if meeting.pk not in to_come]
    return render(
        request,
        "dialogues/dialogue_detail.html",
        {
            "dialogue": dialogue,
            "upcoming": upcoming,
            "past": past,
            "held": sum(meeting.status != MeetingStatus.CANCELLED for meeting in past),
            "team": dialogue.team.select_related("user"),
            "themes": theme_tree(dialogue),
            "coverage": coverage_of_dialogue(dialogue),
            "recommendation_count": dialogue.meetings.aggregate(count=Count("recommendations"))["count"],
            "may_edit": request.user.has_perm("dialogues.edit_dialogue", dialogue),
        },
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_edit(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Change a dialogue."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    form = DialogueForm(posted(request), instance=Dialogue.objects.get(pk=dialogue.pk))
    if request.method == "POST" and form.is_valid():
        try:
            change_dialogue(dialogue=dialogue, actor=request.user, **form.values)
            set_target_mix(dialogue=dialogue, target_mix=form.target_mix, actor=request.user)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The dialogue is changed."))
            return redirect("dialogues:dialogue_detail", dialogue.slug)
    return _form_page(request, form, dialogue)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def dialogue_archive(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Ask, then put a dialogue away."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    if request.method == "POST":
        return _try(request, dialogue, archive=True)
    context = {
        "title": _("Archive this dialogue?"),
        "text": _("It stays readable for its team and takes no new meeting until it is taken up again."),
        "confirm_label": _("Archive it"),
        "cancel_url": reverse("dialogues:dialogue_detail", args=[dialogue.slug]),
    }
    return render(request, "components/confirm.html", context)


@login_required
@require_http_methods(["POST"])
def dialogue_restore(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Take a dialogue up again."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    return _try(request, dialogue, archive=False)


def _try(request: AuthedHttpRequest, dialogue: Dialogue, *, archive: bool) -> HttpResponseRedirect:
    change, told = (
        (archive_dialogue, _("The dialogue is archived."))
        if archive
        else (restore_dialogue, _("The dialogue goes on."))
    )
    try:
        change(dialogue=dialogue, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, told)
    return redirect("dialogues:dialogue_detail", dialogue.slug)


def _form_page(
    request: AuthedHttpRequest, form: DialogueForm, dialogue: Dialogue | None = None
) -> HttpResponse:
    return render(
        request,
        "dialogues/dialogue_form.html",
        {"form": form, "dialogue": dialogue},
        status=422 if form.errors else 200,
    )
