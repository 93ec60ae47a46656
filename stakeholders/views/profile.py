"""One's own account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from stakeholders.forms.profile import ProfileForm
from stakeholders.models import User
from stakeholders.services.profile import update_profile

if TYPE_CHECKING:
    from django.http import HttpResponse

    from stakeholders.http import AuthedHttpRequest


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: AuthedHttpRequest) -> HttpResponse:
    """Show and change one's own name, language and time zone."""
    # A copy: a form that does not validate must not change the name in the page's frame.
    account = User.objects.select_related("person").get(pk=request.user.pk)
    form = ProfileForm(request.POST or None, instance=account)
    if request.method == "POST" and form.is_valid():
        user = update_profile(user=request.user, fields=form.cleaned_data, actor=request.user)
        with translation.override(user.language or translation.get_language()):
            messages.success(request, _("Your profile is saved."))
        return redirect("stakeholders:profile")
    status = 422 if form.is_bound else 200
    return render(
        request, "stakeholders/profile.html", {"form": form, "person": account.person}, status=status
    )
