"""Fixed vocabularies of the registry."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Protection(TextChoices):
    """How far a person may be named; it can only make an attribution rule stricter (DESIGN.md section 4)."""

    PUBLIC = "public", _("May be named")
    STANDARD = "standard", _("Follows the meeting's rule")
    PROTECTED = "protected", _("Never named outside the team")


class OrganisationKind(TextChoices):
    """What an organisation is, for the mix of counterparts and for attribution by type only."""

    WOMENS_RIGHTS = "womens_rights", _("Women's rights organisation")
    CIVIL_SOCIETY = "civil_society", _("Civil society organisation")
    RESEARCH = "research", _("Research institute")
    GOVERNMENT = "government", _("Government")
    INTERGOVERNMENTAL = "intergovernmental", _("Intergovernmental organisation")
    DEVELOPMENT_AGENCY = "development_agency", _("Development agency")
    FOUNDATION = "foundation", _("Foundation")
    PRIVATE_SECTOR = "private_sector", _("Private sector")
    RELIGIOUS_TRADITIONAL = "religious_traditional", _("Religious or traditional authority")
    POLITICAL_PARTY = "political_party", _("Political party")
    DIASPORA = "diaspora", _("Diaspora group")
    MEDIA = "media", _("Media")
    COALITION = "coalition", _("Coalition or partnership framework")


class RelationshipKind(TextChoices):
    """How one organisation stands to another; read *source* kind *target*."""

    MEMBER_OF = "member_of", _("is a member of")
    FUNDS = "funds", _("funds")
    PARTNERS_WITH = "partners_with", _("partners with")
    ADVISES = "advises", _("advises")
    HOSTS = "hosts", _("hosts")


class AccountRole(TextChoices):
    """What an account is for. Who convenes or coordinates, the team of each dialogue says."""

    PARTICIPANT = "participant", _("Participant")
    TEAM = "team", _("Team member")
    ADMINISTRATOR = "administrator", _("Administrator")


class MessageStatus(TextChoices):
    """Where a mail in the outbox stands."""

    QUEUED = "queued", _("Waiting to be sent")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Could not be sent")
    CANCELLED = "cancelled", _("Cancelled")


class DeliveryProblem(TextChoices):
    """Why a mail did not leave, as the outbox says it."""

    NONE = "", _("None")
    RECIPIENT_REFUSED = "recipient_refused", _("The recipient's mail server does not accept this address.")
    CONTENT_REFUSED = "content_refused", _("The mail server does not accept this mail.")
    SENDER_REFUSED = "sender_refused", _("The mail server does not accept our address as a sender.")
    SIGN_IN_REFUSED = "sign_in_refused", _("The mail server does not accept our user name and password.")
    BUSY = "busy", _("The mail server asked to try again later.")
    UNREACHABLE = "unreachable", _("The mail server could not be reached.")
    BROKEN = "broken", _("The mail could not be put together.")
