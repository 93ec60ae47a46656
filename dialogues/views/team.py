"""The team of a dialogue."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.forms import TeamMemberForm, TeamRoleForm
from dialogues.services import add_team_member, change_team_role, remove_team_member
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import dialogue_or_404, posted

if TYPE_CHECKING:
    from dialogues.models import Dialogue, TeamMember
    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def team(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Show the team, and take an account on."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_team")
    form = TeamMemberForm(posted(request), dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            add_team_member(dialogue=dialogue, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(
                request, _("%(name)s is on the team.") % {"name": form.cleaned_data["user"].name}
            )
            return redirect("dialogues:team", dialogue.slug)
    members = dialogue.team.select_related("user")
    return render(
        request,
        "dialogues/team.html",
        {
            "dialogue": dialogue,
            "members": [(member, TeamRoleForm(initial={"role": member.role})) for member in members],
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def team_role(request: AuthedHttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Give somebody on the team another role."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_team")
    member = _member_or_404(dialogue, uuid)
    form = TeamRoleForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        change_team_role(member=member, role=form.cleaned_data["role"], actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The role is changed."))
    return _after(request, dialogue)


@login_required
@require_POST
def team_remove(request: AuthedHttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Take somebody off the team."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_team")
    member = _member_or_404(dialogue, uuid)
    try:
        remove_team_member(member=member, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("%(name)s is no longer on the team.") % {"name": member.user.name})
    return _after(request, dialogue)


def _member_or_404(dialogue: Dialogue, uuid: UUID) -> TeamMember:
    member = dialogue.team.select_related("user").filter(user__uuid=uuid).first()
    if member is None:
        raise Http404
    return member


def _after(request: AuthedHttpRequest, dialogue: Dialogue) -> HttpResponse:
    """Go back to the team; who has just given up convening goes to the hub, or home where they left the team."""
    for permission, address in (
        ("dialogues.edit_team", "dialogues:team"),
        ("dialogues.view_dialogue", "dialogues:dialogue_detail"),
    ):
        if request.user.has_perm(permission, dialogue):
            return redirect(address, dialogue.slug)
    return redirect("dialogues:dialogue_list")
