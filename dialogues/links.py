"""Private links: the door of somebody without an account to their own invitation, and to nothing else.

A link is signed from the participation's identifier and its ``link_version``. Nothing that opens it is stored, and
raising the version makes every older link stale.
"""

from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from stakeholders.exceptions import StaleLinkError

from .models import Participation


def _signer(participation: Participation) -> Signer:
    return Signer(salt=f"dialogues.participation.{participation.link_version}")


def participation_token(participation: Participation) -> str:
    """Return the token that opens this participation's private pages."""
    return _signer(participation).sign(participation.uuid.hex)


def participation_for_token(token: str) -> Participation:
    """Return the participation that ``token`` opens, with its meeting, person and organisation.

    Raises:
        StaleLinkError: when the token is not genuine, was replaced by a newer one, or the invitation was withdrawn; the
            three look alike from outside.

    """
    try:
        found = Participation.objects.select_related("meeting__dialogue__host", "person", "organisation").get(
            uuid=UUID(hex=token.partition(":")[0])
        )
        _signer(found).unsign(token)
    except (ValueError, Participation.DoesNotExist, BadSignature) as error:
        raise StaleLinkError(_("This link does not work any more.")) from error
    return found


def private_path(participation: Participation) -> str:
    """Return the address of the private page, without the site's name."""
    return reverse("dialogues:private_invitation", args=[participation_token(participation)])


def private_link(participation: Participation) -> str:
    """Return the whole address of the private page, as a mail needs it."""
    return f"{settings.SITE_URL}{private_path(participation)}"
