"""The audit trail in words: what each verb of every app says, in one place. A test proves that none is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

WORDS: dict[str, Promise] = {
    # registry
    "organisation.created": _("Added an organisation"),
    "organisation.edited": _("Edited an organisation"),
    "organisation.archived": _("Archived an organisation"),
    "organisation.restored": _("Restored an organisation"),
    "organisation.verified": _("Verified an organisation"),
    "sector.created": _("Added a sector"),
    "sector.edited": _("Edited a sector"),
    "sector.archived": _("Archived a sector"),
    "sector.restored": _("Restored a sector"),
    "person.created": _("Added a person"),
    "person.edited": _("Edited a person"),
    "person.archived": _("Archived a person"),
    "person.restored": _("Restored a person"),
    "person.verified": _("Verified a person"),
    "affiliation.added": _("Added an affiliation"),
    "affiliation.edited": _("Edited an affiliation"),
    "affiliation.removed": _("Removed an affiliation"),
    "relationship.added": _("Added a relationship"),
    "relationship.edited": _("Edited a relationship"),
    "relationship.removed": _("Removed a relationship"),
    "list.exported": _("Exported a list"),
    # accounts and site
    "site.installed": _("Set up the site"),
    "account.created": _("Made an account"),
    "account.invited": _("Invited somebody to an account"),
    "account.invitation_sent_again": _("Sent an invitation to an account again"),
    "account.invitation_revoked": _("Withdrew an invitation to an account"),
    "account.accepted": _("Accepted the invitation"),
    "account.deactivated": _("Deactivated an account"),
    "account.reactivated": _("Reactivated an account"),
    "account.role_changed": _("Changed the role of an account"),
    "account.linked": _("Linked an account to a person"),
    "account.unlinked": _("Unlinked an account from a person"),
    "user.profile_changed": _("Changed a profile"),
    "message.resent": _("Sent a mail again"),
    # dialogues and meetings
    "dialogue.created": _("Opened a dialogue"),
    "dialogue.changed": _("Changed a dialogue"),
    "dialogue.archived": _("Archived a dialogue"),
    "dialogue.restored": _("Restored a dialogue"),
    "dialogue.target_mix_set": _("Set the mix that a dialogue aims for"),
    "team.added": _("Added somebody to a team"),
    "team.removed": _("Removed somebody from a team"),
    "team.role_changed": _("Changed somebody's role on a team"),
    "theme.added": _("Added a theme"),
    "theme.changed": _("Changed a theme"),
    "theme.moved": _("Moved a theme"),
    "theme.removed": _("Removed a theme"),
    "meeting.scheduled": _("Scheduled a meeting"),
    "meeting.changed": _("Changed a meeting"),
    "meeting.cancelled": _("Cancelled a meeting"),
    "meeting.ended": _("Ended a meeting"),
    "meeting.sealed": _("Sealed a meeting"),
    "meeting.scrub_waits": _("Could not yet have the storage overwrite what sealing deleted"),
    "meeting.scrubbed": _("Had the storage overwrite what sealing deleted"),
    "meeting.attendance_recorded": _("Recorded who took part"),
    "meeting.reminders_sent": _("Sent reminders"),
    "meeting.updates_sent": _("Sent news of a change"),
    "meeting.thanks_sent": _("Sent thanks"),
    "agenda.item_added": _("Added an agenda item"),
    "agenda.item_changed": _("Changed an agenda item"),
    "agenda.item_moved": _("Moved an agenda item"),
    "agenda.item_removed": _("Removed an agenda item"),
    "participation.added": _("Put somebody on the list of a meeting"),
    "participation.invited": _("Invited somebody to a meeting"),
    "participation.changed": _("Changed what somebody does at a meeting"),
    "participation.answered": _("Answered an invitation"),
    "participation.asked_again": _("Asked for an answer again"),
    "participation.consented": _("Recorded whether somebody agrees to be named"),
    "participation.link_renewed": _("Renewed a private link"),
    "participation.removed": _("Took somebody off the list of a meeting"),
    # room
    "room.opened": _("Opened the room"),
    "room.handed_over": _("Handed the room to somebody else"),
    "item.opened": _("Opened an agenda item in the room"),
    "item.paused": _("Paused an agenda item in the room"),
    "item.closed": _("Closed an agenda item in the room"),
    "item.extended": _("Gave an agenda item five minutes more"),
    "item.headcount_set": _("Set how many took part in an agenda item"),
    "item.point_put_up": _("Put a point up for a show of support"),
    "item.point_taken_down": _("Took a point down that was put up"),
    "poll.prepared": _("Prepared a poll"),
    "poll.changed": _("Changed a prepared poll"),
    "poll.removed": _("Removed a prepared poll"),
    "poll.opened": _("Opened a poll in the room"),
    "poll.closed": _("Closed a poll"),
    "point.edited": _("Edited a point"),
    "point.hidden": _("Hid a point"),
    "point.shown": _("Showed a point again"),
    "point.admitted": _("Put a late point on record"),
    "point.left_out": _("Left a late point out"),
    "point.merged": _("Merged points"),
    "point.unmerged": _("Took merged points apart"),
    "point.split": _("Split a point"),
    "point.joined": _("Joined the parts of a point again"),
    # recommendations
    "recommendation.made": _("Wrote a recommendation"),
    "recommendation.edited": _("Edited a recommendation"),
    "recommendation.moved": _("Moved a recommendation"),
    "recommendation.agreed": _("Marked a recommendation as agreed"),
    "recommendation.published": _("Published a recommendation"),
    "recommendation.withdrawn": _("Withdrew a recommendation"),
    "recommendation.framed": _("Put a recommendation in other words"),
    "recommendation.framing_removed": _("Removed another wording of a recommendation"),
    "recommendation.assessed": _("Assessed a recommendation"),
    "addressee.added": _("Addressed a recommendation to an organisation"),
    "addressee.removed": _("Took an addressee off a recommendation"),
    "answer.recorded": _("Recorded an answer to a recommendation"),
    "action.added": _("Added an action"),
    "action.updated": _("Updated an action"),
    # reports
    "report.drafted": _("Drafted a report"),
    "report.previous_chosen": _("Chose the report that a report follows"),
    "report.published": _("Published a report"),
    "report.withdrawn": _("Withdrew a report"),
    "report.readers_changed": _("Opened a report to more readers"),
    "report.embargo_moved": _("Moved the end of an embargo"),
    "report.embargo_lifted": _("Lifted an embargo"),
    "report.look_changed": _("Changed the look of reports"),
    "report.version_withheld": _("Took an earlier version of a report off the site"),
    "report.review_opened": _("Opened a review of a report"),
    "report.review_extended": _("Gave a review more time"),
    "report.review_closed": _("Closed a review"),
    "report.comment_answered": _("Answered a comment on a report"),
    "report.approved": _("Approved a report"),
    "dialogue.review_policy_set": _("Set what the reports of a dialogue go through"),
}
UNKNOWN = _("Changed something")

# Names of what changed where it is no field of the object itself.
FIELDS: dict[str, Promise] = {
    "filters": _("Filters"),
    "format": _("Format"),
    "list": _("List"),
    "rows": _("Rows"),
    "organisation": _("Organisation"),
    "role": _("Role"),
    "started_on": _("From"),
    "ended_on": _("To"),
    "target_mix": _("Target mix"),
}

# Parts of the trail that a reader can ask for, and the first words of the verbs in each.
AREAS = [
    ("registry", _("Registry")),
    ("accounts", _("Accounts and mail")),
    ("meetings", _("Dialogues and meetings")),
    ("recommendations", _("Recommendations")),
    ("reports", _("Reports")),
]
_SUBJECTS = {
    "registry": "organisation sector person affiliation relationship list",
    "accounts": "site account user message",
    "meetings": "dialogue team theme meeting agenda participation room item point poll",
    "recommendations": "recommendation addressee answer action",
    "reports": "report",
}


def in_words(verb: str) -> str:
    """Return the sentence for ``verb``."""
    return str(WORDS.get(verb, UNKNOWN))


def verbs_of_area(area: str) -> Q:
    """Return the condition that a verb belongs to ``area``."""
    condition = Q()
    for subject in _SUBJECTS[area].split():
        condition |= Q(verb__startswith=f"{subject}.")
    return condition
