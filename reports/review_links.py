"""The doors to a participants' review: the private link, the pass to speak without a name, and the receipt.

The private link says whose it is. The pass is the same for all who were asked, and proves that somebody was: what is
written without a name is sent to its address, so that such a request holds nothing of the sender. A receipt is a random
text that its author keeps; its hash is all that is stored.
"""

import hashlib
import re
import secrets
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from dialogues.models import Participation
from stakeholders.exceptions import StaleLinkError

from .models import ReviewInvitation, ReviewRound

RECEIPT_BYTES = 24
_RECEIPT = re.compile(r"[A-Za-z0-9_-]{32,64}")


def _signer(review: ReviewRound, participation: Participation) -> Signer:
    return Signer(salt=f"reports.review.{review.uuid.hex}.{participation.link_version}")


def review_token(invitation: ReviewInvitation) -> str:
    """Return what opens this review for this participant, and nothing else; a renewed invitation makes it stale."""
    return _signer(invitation.round, invitation.participation).sign(invitation.participation.uuid.hex)


def invitation_for_token(review: UUID, token: str) -> ReviewInvitation:
    """Return the invitation that ``token`` opens, with its round, report, meeting and person.

    Raises:
        StaleLinkError: when the token is not genuine or stale, or the person is not on the list of who took part any more; all look alike.

    """
    try:
        found = ReviewInvitation.objects.select_related(
            "round__report__meeting__dialogue__host", "participation__person", "participation__meeting"
        ).get(
            round__uuid=review,
            participation__uuid=UUID(hex=token.partition(":")[0]),
            participation__attended=True,
        )
        _signer(found.round, found.participation).unsign(token)
    except (ValueError, ReviewInvitation.DoesNotExist, BadSignature) as error:
        raise StaleLinkError(_("This link does not work any more.")) from error
    return found


def review_path(invitation: ReviewInvitation) -> str:
    """Return the address of the private page, without the site's name."""
    return reverse("reports:private_review", args=[invitation.round.uuid, review_token(invitation)])


def review_link(invitation: ReviewInvitation) -> str:
    """Return the whole address of the private page, as a mail needs it."""
    return f"{settings.SITE_URL}{review_path(invitation)}"


def unnamed_pass(review: ReviewRound) -> str:
    """Return the pass of everybody who was asked, the same for all."""
    return Signer(salt="reports.review.unnamed").signature(review.uuid.hex)


def review_for_pass(review: UUID, given: str) -> ReviewRound:
    """Return the round that ``given`` lets speak in.

    Raises:
        StaleLinkError: when the pass is not genuine.

    """
    found = ReviewRound.objects.select_related("report__meeting__dialogue").filter(uuid=review).first()
    if found is None or not constant_time_compare(unnamed_pass(found), given):
        raise StaleLinkError(_("This link does not work any more."))
    return found


def new_receipt() -> str:
    """Return a receipt that nobody can guess."""
    return secrets.token_urlsafe(RECEIPT_BYTES)


def is_receipt(text: str) -> bool:
    """Whether ``text`` can be a receipt: as long as ours, of letters that stand in an address."""
    return _RECEIPT.fullmatch(text) is not None


def receipt_hash(receipt: str) -> str:
    """Return what is stored of a receipt."""
    return hashlib.sha256(receipt.encode()).hexdigest()
