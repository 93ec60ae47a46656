"""Accounts are made by invitation, never by open sign-up; what an administrator may do with them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from stakeholders.enums import AccountRole
from stakeholders.exceptions import DomainError, StaleLinkError
from stakeholders.models import AccountInvitation, User

from .audit import record_change
from .outbox import queue_message
from .writing import check

if TYPE_CHECKING:
    from stakeholders.models import Person

VALID_FOR = timedelta(days=14)
TOKEN_BYTES = 32


@transaction.atomic
def invite_user(
    *,
    email: str,
    name: str,
    role: AccountRole | str,
    actor: User | None,
    language: str = "",
    person: Person | None = None,
) -> AccountInvitation:
    """Make an account that waits, inactive, and mail the link that opens it.

    Raises:
        DomainError: when there is an account with this address, or the person has one already.

    """
    user = User(email=email.lower(), name=name, language=language, is_active=False)
    user.set_unusable_password()
    _give_role(user, AccountRole(role))
    check(user)
    user.save()
    if person is not None:
        _link(user, person)
    record_change(
        actor=actor, verb="account.invited", target=user, changes={"email": user.email, "role": str(role)}
    )
    return _send_invitation(user, actor)


@transaction.atomic
def send_invitation_again(*, user: User, actor: User) -> AccountInvitation:
    """Mail a new link; the old one stops working.

    Raises:
        DomainError: when the account is active, or was never invited.

    """
    held = User.objects.select_for_update(of=("self",)).get(pk=user.pk)
    if held.is_active or not held.invitations.exists():
        raise DomainError(_("Only somebody who has not accepted yet can be invited again."))
    _close_invitations(held)
    record_change(actor=actor, verb="account.invitation_sent_again", target=held)
    return _send_invitation(held, actor)


@transaction.atomic
def revoke_invitation(*, user: User, actor: User) -> None:
    """Make the link in the mail worthless; the account stays, inactive."""
    if _close_invitations(user):
        record_change(actor=actor, verb="account.invitation_revoked", target=user)


def invitation_of_token(token: str) -> AccountInvitation:
    """Return the open invitation that a link belongs to.

    Raises:
        StaleLinkError: when it was used, withdrawn or replaced, has expired, or never was.

    """
    invitation = (
        AccountInvitation.objects.select_related("user", "invited_by").filter(token_hash=_hash(token)).first()
    )
    if invitation is None or not invitation.is_open:
        raise StaleLinkError(_("This link does not work any more. Ask the institute for a new one."))
    return invitation


@transaction.atomic
def accept_invitation(*, token: str, name: str, password: str, language: str, time_zone: str) -> User:
    """Open the account, once: whoever followed the link has shown that the address is theirs.

    Raises:
        StaleLinkError: when the link does not work any more.

    """
    invitation = invitation_of_token(token)
    won = AccountInvitation.objects.filter(
        pk=invitation.pk, accepted_at__isnull=True, revoked_at__isnull=True
    ).update(accepted_at=timezone.now())
    if not won:  # somebody else followed the same link at the same moment
        raise StaleLinkError(_("This link does not work any more. Ask the institute for a new one."))
    user = invitation.user
    user.name, user.language, user.time_zone = name, language, time_zone
    user.is_active = True
    user.set_password(password)
    check(user)
    user.save()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )
    record_change(actor=user, verb="account.accepted", target=user)
    return user


@transaction.atomic
def change_role(*, user: User, role: AccountRole | str, actor: User) -> User:
    """Make an account a participant's, a team member's or an administrator's.

    Raises:
        DomainError: when nobody would be left to administrate.

    """
    role = AccountRole(role)
    held = _locked(user)
    before = held.role
    if role == before:
        return held
    if before == AccountRole.ADMINISTRATOR:
        _leave_an_administrator(held, field="role")
    _give_role(held, role)
    held.save(update_fields=["is_superuser", "is_staff", "is_team"])
    record_change(
        actor=actor,
        verb="account.role_changed",
        target=held,
        changes={"role": [before.value, role.value]},
    )
    return held


@transaction.atomic
def link_person(*, user: User, person: Person | None, actor: User) -> User:
    """Say to whom of the registry an account belongs, so that it shows that person's meetings; ``None`` unlinks it.

    Raises:
        DomainError: when that person has another account.

    """
    held = _locked(user)
    if held.person_id == (person.pk if person else None):
        return held
    if person is None:
        held.person = None
        held.save(update_fields=["person"])
        record_change(actor=actor, verb="account.unlinked", target=held)
    else:
        _link(held, person)
        record_change(actor=actor, verb="account.linked", target=held)
    return held


@transaction.atomic
def change_account(*, user: User, role: AccountRole | str, person: Person | None, actor: User) -> User:
    """Change the role and the person of an account, both or neither.

    Raises:
        DomainError: as :func:`change_role` and :func:`link_person`.

    """
    change_role(user=user, role=role, actor=actor)
    return link_person(user=user, person=person, actor=actor)


@transaction.atomic
def deactivate_user(*, user: User, actor: User) -> None:
    """Switch an account off, at once in every browser. Nothing is deleted.

    Raises:
        DomainError: when nobody would be left to administrate, or it is the actor's own.

    """
    held = _locked(user)
    if held.pk == actor.pk:
        raise DomainError(_("You cannot deactivate your own account."))
    if not held.is_active:
        return
    if held.is_superuser:
        _leave_an_administrator(held)
    held.is_active = False
    held.save(update_fields=["is_active"])
    _close_invitations(held)
    record_change(actor=actor, verb="account.deactivated", target=held)


@transaction.atomic
def reactivate_user(*, user: User, actor: User) -> None:
    """Switch a deactivated account on again.

    Raises:
        DomainError: when its owner never accepted the invitation: they need a new one.

    """
    held = _locked(user)
    if held.is_active:
        return
    if not held.has_usable_password():
        raise DomainError(_("This account was never opened. Send the invitation again."))
    held.is_active = True
    held.save(update_fields=["is_active"])
    record_change(actor=actor, verb="account.reactivated", target=held)


def _locked(user: User) -> User:
    return User.objects.select_for_update(of=("self",)).get(pk=user.pk)


def _give_role(user: User, role: AccountRole) -> None:
    user.is_superuser = user.is_staff = role == AccountRole.ADMINISTRATOR
    user.is_team = role in {AccountRole.ADMINISTRATOR, AccountRole.TEAM}


def _leave_an_administrator(user: User, *, field: str | None = None) -> None:
    # All of them are locked, so that two administrators cannot remove each other at the same moment.
    administrators = User.objects.select_for_update(of=("self",)).filter(is_superuser=True, is_active=True)
    if user.is_active and {administrator.pk for administrator in administrators} <= {user.pk}:
        raise DomainError(_("The last administrator has to stay one."), field=field)


def _link(user: User, person: Person) -> None:
    if User.objects.filter(person=person).exclude(pk=user.pk).exists():
        raise DomainError(_("This person has another account already."), field="person")
    user.person = person
    user.save(update_fields=["person"])


def _close_invitations(user: User) -> int:
    return user.invitations.filter(accepted_at__isnull=True, revoked_at__isnull=True).update(
        revoked_at=timezone.now()
    )


def _send_invitation(user: User, actor: User | None) -> AccountInvitation:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation = AccountInvitation.objects.create(
        user=user, invited_by=actor, token_hash=_hash(token), expires_at=timezone.now() + VALID_FOR
    )
    language = user.language or settings.LANGUAGE_CODE
    with translation.override(language):
        context = {
            "user": user,
            "invited_by": actor,
            "days": VALID_FOR.days,
            "private_link": "{{ private_link }}",
        }
        queue_message(
            kind="account_invitation",
            to_address=user.email,
            subject=_("Your account at %(site)s") % {"site": settings.SITE_NAME},
            text_body=render_to_string("stakeholders/mail/account_invitation.txt", context),
            html_body=render_to_string("stakeholders/mail/account_invitation.html", context),
            topic=f"account:{user.uuid}",
            language=language,
            private_values={
                "private_link": settings.SITE_URL + reverse("stakeholders:invitation_accept", args=[token])
            },
        )
    return invitation


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
