"""What the room says: how a point is kept, in plain words, and the words that its page puts into what the stream brings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from stakeholders.enums import OrganisationKind

from .enums import AttributionRule, PointKind
from .floor_wording import floor_words
from .stage_wording import stage_words

if TYPE_CHECKING:
    from .selectors.room import Seat

ICONS = {
    AttributionRule.ATTRIBUTED: "quote",
    AttributionRule.ORGANISATION_TYPE: "organisation",
    AttributionRule.UNATTRIBUTED: "lock",
    AttributionRule.OFF_THE_RECORD: "eye-off",
}
# Rules under which something of the person is kept, so that the request has to show whose seat it is.
NEEDS_SEAT = (AttributionRule.ATTRIBUTED, AttributionRule.ORGANISATION_TYPE)


@dataclass(frozen=True, slots=True)
class Notice:
    """How a point will be kept."""

    rule: str
    icon: str
    label: str
    sentence: str
    needs_seat: bool


def notices_for_seat(seat: Seat, item_rule: str) -> list[Notice]:
    """Return how this person's points are kept under ``item_rule``: as it is first, then what they may choose instead."""
    return [_notice(rule, seat, item_rule) for rule in seat.choices_for(item_rule)]


def room_words() -> dict[str, str]:
    """Return the words that cards and agenda items of the stream carry, in the reader's language."""
    return {
        **{f"organisation:{value}": str(label) for value, label in OrganisationKind.choices},
        "off_the_record": _("Off the record"),
        "hidden": _("Hidden"),
        "support": _("in support"),
        "qualify": _("qualify"),
        "dissent": _("dissent"),
        "hands": _("hands"),
        "state:open": _("Open now"),
        "state:paused": _("Paused"),
        "state:closed": _("Closed"),
        "state:waiting": _("The room is open"),
        "state:ended": _("The meeting has ended"),
        "waiting": _("The facilitator will open the first agenda item in a moment."),
        "thanks": _("Thank you for taking part"),
        # what the page itself says
        "logged": _("On record. Thank you."),
        "saved": _("Done."),
        "offline": _("No connection. Try again in a moment."),
        "busy": _("Sending …"),
        "earlier:failed": _("No connection: the earlier points could not be fetched. Try again in a moment."),
        "line:on": _("Live"),
        "line:off": _("Connecting …"),
        "line:poll": _("Updated every few seconds"),
        "news:one": _("One new point"),
        "news:many": _("%(count)s new points"),
        "yours": _("Yours"),
        "closed:paused": _(
            "This item is paused. You can write already; it can be logged when the item goes on."
        ),
        "closed:closed": _(
            "This item is closed. Your text stays here; it can be logged when an item is open."
        ),
        "closed:waiting": _("No item is open yet. You can write already."),
        "closed:ended": _("The meeting has ended: nothing more is taken."),
        **outbox_words(),
        **stage_words(),
        **floor_words(),
    }


def outbox_words() -> dict[str, str]:
    """Return the words for what waits on the device, in the reader's language."""
    return {
        **{f"kind:{value}": str(label) for value, label in PointKind.choices},
        **{f"rule:{rule.value}": _short(rule) for rule in AttributionRule},
        "waiting:sending": _("Sending …"),
        "waiting:waiting": _("Not sent yet: waits for the connection."),
        "waiting:planned": _("Not sent yet: waits until its agenda item is open."),
        "waiting:lost": _("Not sent yet: this browser has lost its seat. Enter the room again by your link."),
        "waiting:late": _(
            "Kept for the facilitator, who decides whether it goes on record: its agenda item was not open when it arrived."
        ),
        "waiting:refused": _("Could not be taken."),
        "waiting:copied": _("Copied."),
        "waiting:uncopied": _("This browser does not copy: select the text and copy it yourself."),
        "waiting:uncorrected": _("It had arrived before you corrected it; your correction did not."),
        "waiting:one": _("One thing waits on this device."),
        "waiting:many": _("%(count)s things wait on this device."),
        "waiting:stances": _("Supports, qualifications and dissents that wait: %(count)s"),
    }


def _notice(rule: AttributionRule, seat: Seat, item_rule: str) -> Notice:
    return Notice(
        rule=rule.value,
        icon=ICONS[rule],
        label=_short(rule),
        sentence=_sentence(rule, seat, item_rule),
        needs_seat=rule in NEEDS_SEAT,
    )


def _short(rule: AttributionRule) -> str:
    return {
        AttributionRule.ATTRIBUTED: _("With my name"),
        AttributionRule.ORGANISATION_TYPE: _("Kind of organisation only"),
        AttributionRule.UNATTRIBUTED: _("Without attribution"),
        AttributionRule.OFF_THE_RECORD: _("Off the record"),
    }[rule]


def _sentence(rule: AttributionRule, seat: Seat, item_rule: str) -> str:
    if rule == AttributionRule.ATTRIBUTED:
        who = ", ".join(filter(None, [seat.name, seat.organisation]))
        return _("Your name is kept with it: %(who)s.") % {"who": who}
    if rule == AttributionRule.ORGANISATION_TYPE:
        kind = OrganisationKind(seat.organisation_kind).label
        kept = _("Only the kind of organisation is kept: %(kind)s.") % {"kind": kind}
        if seat.few_of_kind:
            return kept + " " + _("Few people here come from one, so it may point to you.")
        return kept
    if rule == AttributionRule.UNATTRIBUTED:
        if item_rule == AttributionRule.ATTRIBUTED and seat.rule_for(item_rule) != item_rule:
            return _("Others are named here, you are not: neither your name nor your organisation is kept.")
        return _("Nobody is named: neither your name nor your organisation is kept.")
    return _("Off the record: the room sees it, the report does not, and nobody is named.")
