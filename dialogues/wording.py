"""What the house's terms mean in plain words, for those who are asked to speak under them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .enums import AttributionRule

RULE_IN_WORDS: dict[str, Promise] = {
    AttributionRule.ATTRIBUTED: _(
        "What you say may be reported with your name and organisation, but only if you agree to be named."
    ),
    AttributionRule.ORGANISATION_TYPE: _(
        "What you say may be reported with the kind of organisation you come from, for example “research institute”. "
        "Neither your name nor your organisation's name is told."
    ),
    AttributionRule.UNATTRIBUTED: _(
        "What is said may be used and reported. Who said it, where they belong and who else took part is not told "
        "(the Chatham House Rule)."
    ),
    AttributionRule.OFF_THE_RECORD: _("What is said stays in the room and does not appear in the report."),
}

# What the audit trail of a participation says.
ACTS: dict[str, Promise] = {
    "participation.added": _("Put on the list"),
    "participation.changed": _("Role or organisation changed"),
    "participation.invited": _("Invited"),
    "participation.invited_again": _("Invitation sent again"),
    "participation.asked_again": _("Asked for a new answer"),
    "participation.answered": _("Left a message"),
    "participation.link_renewed": _("New private link; the old one stopped working"),
    "participation.consented": _("Agreed to be named"),
    "participation.consent_withdrawn": _("No longer agrees to be named"),
}
HOW: dict[str, Promise] = {
    "account": _("signed in"),
    "private link": _("by the private link"),
    "by hand": _("told the team"),
    "own answer": _("own answer"),
}
