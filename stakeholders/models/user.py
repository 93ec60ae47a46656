"""Accounts. Most participants never have one: a private link is enough."""

import zoneinfo
from typing import Any
from uuid import uuid4

import rules
from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.enums import AccountRole
from stakeholders.querysets import UserManager


def validate_time_zone(value: str) -> None:
    """Refuse what is no IANA time zone name."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(_("“%(value)s” is not a time zone."), params={"value": value})


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in with an e-mail address; may be linked to a person of the registry."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is already an account with this address.")},
    )
    name = models.CharField(_("name"), max_length=200)
    person = models.OneToOneField(
        "stakeholders.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="user",
        verbose_name=_("person"),
    )
    language = models.CharField(_("language"), max_length=8, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=64, default="UTC", validators=[validate_time_zone]
    )
    is_team = models.BooleanField(
        _("team member"),
        default=False,
        help_text=_("Works for the institute: may read and edit the registry and open dialogues."),
    )
    is_staff = models.BooleanField(_("may open the technical admin"), default=False)
    is_active = models.BooleanField(_("active"), default=True)
    date_joined = models.DateTimeField(_("joined"), default=timezone.now)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="stakeholders_user_email_unique",
                violation_error_message=_("There is already an account with this address."),
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def works_for_institute(self) -> bool:
        """Whether this is an active administrator or team member."""
        return self.is_active and (self.is_superuser or self.is_team)

    @property
    def role(self) -> AccountRole:
        """What the account is for."""
        if self.is_superuser:
            return AccountRole.ADMINISTRATOR
        return AccountRole.TEAM if self.is_team else AccountRole.PARTICIPANT

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Ask the rules, for administrators too: what no role may do in some state, they may not either."""
        if rules.perm_exists(perm):
            return bool(self.is_active and rules.has_perm(perm, self, obj))
        return super().has_perm(perm, obj)

    def get_full_name(self) -> str:
        """Return the name, as Django asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name, as Django asks for it."""
        return self.name


class AccountInvitation(models.Model):
    """An offer of an account: the account waits, inactive, until the link in the mail is followed.

    The link's token stands in the mail only; here is its hash.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("account invitation")
        verbose_name_plural = _("account invitations")
        ordering = ["-created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="stakeholders_invitation_one_open",
                violation_error_message=_("This account has an open invitation already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.user)

    @property
    def is_open(self) -> bool:
        """Whether the link still works."""
        return self.accepted_at is None and self.revoked_at is None and self.expires_at > timezone.now()
