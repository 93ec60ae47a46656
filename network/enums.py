"""Fixed vocabularies of the network."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TieKind(TextChoices):
    """Where a tie comes from: a meeting that both attended, or a relationship that the registry holds."""

    MET = "met", _("Meetings")
    MEMBER_OF = "member_of", _("Membership")
    FUNDS = "funds", _("Funding")
    PARTNERS_WITH = "partners_with", _("Partnership")
    ADVISES = "advises", _("Advice")
    HOSTS = "hosts", _("Hosting")


class Openness(TextChoices):
    """What an E-I index says when chance is taken into account."""

    CLOSED = "closed", _("More closed than chance")
    OPEN = "open", _("More open than chance")
    CHANCE = "chance", _("As its size alone would have it")
    UNKNOWN = "unknown", _("Nothing to compare")
