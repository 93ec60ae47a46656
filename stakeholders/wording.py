"""What the registry's vocabularies mean, in words for the team."""

from django.utils.translation import gettext_lazy as _

from .enums import Protection

PROTECTION_IN_WORDS = {
    Protection.PUBLIC: _(
        "May be named in reports where an agenda item's rule is “attributed” and the person has agreed to it there."
    ),
    Protection.STANDARD: _(
        "The attribution rule of each agenda item decides; nobody is named without having agreed to it for that meeting."
    ),
    Protection.PROTECTED: _(
        "Never named outside the team, whatever the rule and whatever was agreed: not in reports, mails to others,"
        " calendars, exports or the public pages. The audit trail keeps only that something changed."
    ),
}

ACCOUNT_STATE_IN_WORDS = {
    "active": _("Active"),
    "invited": _("Invited"),
    "expired": _("Invitation expired"),
    "inactive": _("Deactivated"),
}
