"""Accounts: the administrators' pages, and the page behind the link of an invitation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from stakeholders.access import require
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.forms.accounts import AcceptInvitationForm, AccountForm, InviteForm
from stakeholders.lists import AccountList
from stakeholders.selectors.accounts import accounts_for_list, state_of_account
from stakeholders.services.accounts import (
    accept_invitation,
    change_account,
    deactivate_user,
    invitation_of_token,
    invite_user,
    reactivate_user,
    revoke_invitation,
    send_invitation_again,
)

from .saving import form_page, saved

if TYPE_CHECKING:
    from collections.abc import Callable
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from stakeholders.http import AuthedHttpRequest
    from stakeholders.models import User


@login_required
@require_safe
def account_list(request: AuthedHttpRequest) -> HttpResponseBase:
    """List accounts."""
    require(request.user, "stakeholders.edit_user")
    return AccountList(request, accounts_for_list()).respond()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_invite(request: AuthedHttpRequest) -> HttpResponse:
    """Invite somebody to an account."""
    require(request.user, "stakeholders.invite_user")
    form = InviteForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and (made := saved(form, invite_user, actor=request.user)):
        messages.success(
            request, _("The invitation to %(address)s is on its way.") % {"address": made.user.email}
        )
        return redirect("stakeholders:account_list")
    return form_page(request, "stakeholders/account_invite.html", form)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_detail(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Show an account; change its role and the person it belongs to."""
    account = _account_or_404(request, uuid)
    form = AccountForm(request.POST or None, initial={"role": account.role, "person": account.person})
    if request.method == "POST" and saved(form, change_account, user=account, actor=request.user):
        messages.success(request, _("The changes are saved."))
        return redirect("stakeholders:account_detail", uuid)
    return form_page(
        request, "stakeholders/account_detail.html", form, account=account, state=state_of_account(account)
    )


@login_required
@require_POST
def account_invite_again(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Mail a new link."""
    return _act(
        request,
        uuid,
        send_invitation_again,
        _("A new invitation is on its way; the old link no longer works."),
    )


@login_required
@require_POST
def account_revoke(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an invitation."""
    return _act(request, uuid, revoke_invitation, _("The invitation is withdrawn."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def account_deactivate(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Ask, then switch an account off."""
    if request.method == "POST":
        return _act(request, uuid, deactivate_user, _("The account is deactivated."))
    return render(
        request, "stakeholders/account_deactivate.html", {"account": _account_or_404(request, uuid)}
    )


@login_required
@require_POST
def account_reactivate(request: AuthedHttpRequest, uuid: UUID) -> HttpResponse:
    """Switch an account on again."""
    return _act(request, uuid, reactivate_user, _("The account is active again."))


@sensitive_post_parameters("password", "repeated_password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, token: str) -> HttpResponse:
    """Open the account that the link belongs to, and sign in."""
    try:
        user = invitation_of_token(token).user
        initial = {
            "name": user.name,
            "language": user.language or get_language(),
            "time_zone": user.time_zone,
        }
        form = AcceptInvitationForm(request.POST or None, user=user, initial=initial)
        if request.method == "POST" and form.is_valid():
            answers = {
                name: value for name, value in form.cleaned_data.items() if name != "repeated_password"
            }
            user = accept_invitation(token=token, **answers)
            logout(request)  # whoever used this browser before
            messages.success(request, _("Welcome, %(name)s. Your account is open.") % {"name": user.name})
            response: HttpResponse = perform_login(request, user, email_verification="none")
            return response
    except StaleLinkError as error:
        return render(request, "stakeholders/invitation_stale.html", {"reason": error.message}, status=410)
    return form_page(request, "stakeholders/invitation_accept.html", form, account=user)


def _account_or_404(request: AuthedHttpRequest, uuid: UUID) -> User:
    require(request.user, "stakeholders.edit_user")
    account = accounts_for_list().filter(uuid=uuid).first()
    if account is None:
        raise Http404
    return account


def _act(request: AuthedHttpRequest, uuid: UUID, service: Callable[..., object], done: str) -> HttpResponse:
    account = _account_or_404(request, uuid)
    try:
        service(user=account, actor=request.user)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, done)
    return redirect("stakeholders:account_detail", uuid)
