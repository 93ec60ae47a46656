"""Querysets that read as adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.contrib.auth.base_user import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from .enums import MessageStatus
from .search_keys import fold

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import OutgoingMessage, User  # noqa: F401 - used in annotations

_M = TypeVar("_M", bound=models.Model)


class RegistryQuerySet(models.QuerySet[_M]):
    """Registry objects that can be archived and searched by ``search_key``."""

    def current(self) -> Self:
        """Not archived."""
        return self.filter(archived_at__isnull=True)

    def matching(self, text: str) -> Self:
        """Whose name or other spelling contains every word of ``text``, whatever its case, diacritics or Arabic variant."""
        return self.filter(Q(*(Q(search_key__contains=word) for word in fold(text).split())))

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for the team; nothing for anybody else: there is no free people search (CVE-2025-53640)."""
        return self.all() if getattr(user, "works_for_institute", False) else self.none()


class TieQuerySet(models.QuerySet[_M]):
    """Affiliations and relationships: what connects records of the registry."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for the team; nothing for anybody else."""
        return self.all() if getattr(user, "works_for_institute", False) else self.none()


class UserManager(BaseUserManager["User"]):
    """Accounts by e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account; without a password it can only sign in by a code sent by mail."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an administrator."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, is_team=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        """Find an account whatever the case of the address."""
        return self.get(email__iexact=username)


class OutgoingMessageQuerySet(models.QuerySet["OutgoingMessage"]):
    """Mails in the outbox."""

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Everything for administrators; a team sees the mails about its own meetings on their pages, no others."""
        return self.all() if user.is_active and user.is_superuser else self.none()

    def matching(self, text: str) -> Self:
        """Whose address or subject contains every word of ``text``."""
        return self.filter(
            *(Q(to_address__icontains=word) | Q(subject__icontains=word) for word in text.split())
        )

    def unsent(self) -> Self:
        """Still to be sent, or failed and open to another try."""
        return self.filter(status__in=[MessageStatus.QUEUED, MessageStatus.FAILED])

    def due(self) -> Self:
        """Queued and past the time of the next try."""
        return self.filter(status=MessageStatus.QUEUED, send_after__lte=timezone.now())
