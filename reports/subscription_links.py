"""The links by which an address confirms that it wants to hear of new reports, and by which it takes that back.

Both are signed and nothing that opens them is stored. The first holds for a week; the second as long as the subscription.
"""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils.translation import gettext as _

from stakeholders.exceptions import StaleLinkError

from .models import Subscription

CONFIRM_WITHIN = timedelta(days=7)
_TO_CONFIRM = "reports.subscription.confirm"
_TO_LEAVE = "reports.subscription.leave"


def confirmation_link(subscription: Subscription) -> str:
    """Return the whole address by which the subscription is confirmed."""
    token = TimestampSigner(salt=_TO_CONFIRM).sign(subscription.uuid.hex)
    return f"{settings.SITE_URL}{reverse('reports:subscription_confirm', args=[token])}"


def leaving_link(subscription: Subscription) -> str:
    """Return the whole address by which the subscription ends."""
    token = Signer(salt=_TO_LEAVE).sign(subscription.uuid.hex)
    return f"{settings.SITE_URL}{reverse('reports:subscription_end', args=[token])}"


def subscription_to_confirm(token: str) -> Subscription:
    """Return the subscription that ``token`` confirms.

    Raises:
        StaleLinkError: when the token is not genuine or too old, or the subscription has ended.

    """
    try:
        return _found(TimestampSigner(salt=_TO_CONFIRM).unsign(token, max_age=CONFIRM_WITHIN))
    except (BadSignature, ValueError, Subscription.DoesNotExist) as error:
        raise StaleLinkError(_("This link does not work any more.")) from error


def subscription_to_end(token: str) -> Subscription | None:
    """Return the subscription that ``token`` ends; ``None`` when it has ended already.

    Raises:
        StaleLinkError: when the token is not genuine.

    """
    try:
        return _found(Signer(salt=_TO_LEAVE).unsign(token))
    except Subscription.DoesNotExist:
        return None
    except (BadSignature, ValueError) as error:
        raise StaleLinkError(_("This link does not work any more.")) from error


def _found(value: str) -> Subscription:
    return Subscription.objects.get(uuid=UUID(hex=value))
