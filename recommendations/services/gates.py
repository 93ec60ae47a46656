"""What every change to a recommendation asks first."""

from django.utils.translation import gettext as _

from recommendations.exceptions import NotOpenToChangeError
from recommendations.models import Recommendation


def lock_standing(recommendation: Recommendation) -> Recommendation:
    """Return the row, locked until the caller's transaction ends.

    Raises:
        NotOpenToChangeError: when it is withdrawn.

    """
    locked = (
        Recommendation.objects.select_for_update(of=("self",))
        .select_related("meeting__dialogue")
        .get(pk=recommendation.pk)
    )
    if not locked.is_standing:
        raise NotOpenToChangeError(_("This recommendation is withdrawn; nothing about it changes any more."))
    return locked
