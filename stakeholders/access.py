"""The two questions that every view asks: may this user see the object (else 404), may they do this to it (else 403)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from .models import User

_M = TypeVar("_M", bound=Model)
_M_co = TypeVar("_M_co", bound=Model, covariant=True)


class SupportsVisibleTo(Protocol[_M_co]):
    """A queryset or manager that knows what a user may see."""

    def visible_to(self, user: User | AnonymousUser, /) -> QuerySet[Any]:
        """Return what ``user`` may see."""


def get_visible_or_404(objects: SupportsVisibleTo[_M], user: User | AnonymousUser, **lookup: object) -> _M:
    """Return the one object that ``user`` may see.

    Raises:
        Http404: when there is none, or the user may not know that there is one.

    """
    try:
        found: _M | None = objects.visible_to(user).filter(**lookup).first()
    except (ValueError, ValidationError):
        found = None
    if found is None:
        raise Http404
    return found


def require(user: User | AnonymousUser, permission: str, target: Any = None) -> None:
    """Let ``user`` pass only with ``permission`` on ``target``.

    Raises:
        PermissionDenied: otherwise.

    """
    if not user.has_perm(permission, target):
        raise PermissionDenied(_("Your role does not include this."))
