"""The themes of a dialogue: one page, where they are added, renamed, put in order and made part of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dialogues.forms import ThemeForm
from dialogues.selectors.dialogues import theme_tree
from dialogues.services import add_theme, change_theme, move_theme, remove_theme
from stakeholders.exceptions import DomainError
from stakeholders.forms.fields import add_domain_error

from .access import dialogue_or_404, part_or_404, posted

if TYPE_CHECKING:
    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def themes(request: AuthedHttpRequest, slug: str) -> HttpResponse:
    """Show the tree, and add a theme to it."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    form = ThemeForm(posted(request), dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            add_theme(dialogue=dialogue, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            return redirect("dialogues:themes", dialogue.slug)
    return render(
        request,
        "dialogues/themes.html",
        {"dialogue": dialogue, "rows": theme_tree(dialogue), "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def theme_edit(request: AuthedHttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Rename a theme, or change its pillar or its place."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    theme = part_or_404(dialogue.themes.all(), uuid)
    form = ThemeForm(posted(request), dialogue=dialogue, theme=theme)
    if request.method == "POST" and form.is_valid():
        try:
            change_theme(theme=theme, actor=request.user, **form.cleaned_data)
        except DomainError as error:
            add_domain_error(form, error)
        else:
            messages.success(request, _("The theme is changed."))
            return redirect("dialogues:themes", dialogue.slug)
    return render(
        request,
        "dialogues/theme_edit.html",
        {"dialogue": dialogue, "theme": theme, "form": form},
        status=422 if form.errors else 200,
    )


@login_required
@require_POST
def theme_move(request: AuthedHttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Move a theme one place up or down among its siblings."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    theme = part_or_404(dialogue.themes.all(), uuid)
    siblings = [*dialogue.themes.filter(parent=theme.parent).values_list("pk", flat=True)]
    step = -1 if request.POST.get("direction") == "up" else 1
    move_theme(theme=theme, to=siblings.index(theme.pk) + step, actor=request.user)
    return redirect("dialogues:themes", dialogue.slug)


@login_required
@require_POST
def theme_remove(request: AuthedHttpRequest, slug: str, uuid: UUID) -> HttpResponse:
    """Remove a theme."""
    dialogue = dialogue_or_404(request, slug, permission="dialogues.edit_dialogue")
    try:
        remove_theme(theme=part_or_404(dialogue.themes.all(), uuid), actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("The theme is removed."))
    return redirect("dialogues:themes", dialogue.slug)
