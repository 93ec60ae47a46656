"""Fixed vocabularies of dialogues, meetings and the room."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class AttributionRule(TextChoices):
    """What may be told of who said it, from the most open to the strictest (DESIGN.md section 4)."""

    ATTRIBUTED = "attributed", _("Attributed: name and organisation")
    ORGANISATION_TYPE = "organisation_type", _("Organisation type only")
    UNATTRIBUTED = "unattributed", _("Unattributed (Chatham House Rule)")
    OFF_THE_RECORD = "off_the_record", _("Off the record")


class TeamRole(TextChoices):
    """What a team member does in a dialogue."""

    CONVENER = "convener", _("Convener")
    COORDINATOR = "coordinator", _("Coordinator")


class Pillar(TextChoices):
    """The pillars of United Nations Security Council resolution 1325."""

    PARTICIPATION = "participation", _("Participation")
    PROTECTION = "protection", _("Protection")
    PREVENTION = "prevention", _("Prevention")
    RELIEF_RECOVERY = "relief_recovery", _("Relief and recovery")


class MeetingFormat(TextChoices):
    """How people meet."""

    ONLINE = "online", _("Online")
    IN_PERSON = "in_person", _("In person")
    HYBRID = "hybrid", _("Hybrid")


class MeetingStatus(TextChoices):
    """Where a meeting stands; it moves down this list, and may be cancelled before it is live."""

    PLANNED = "planned", _("Being planned")
    CONVENED = "convened", _("Invitations sent")
    LIVE = "live", _("In session")
    ENDED = "ended", _("Ended")
    SEALED = "sealed", _("Sealed")
    CANCELLED = "cancelled", _("Cancelled")


class AgendaItemKind(TextChoices):
    """What happens during an agenda item."""

    OPENING = "opening", _("Opening")
    PRESENTATION = "presentation", _("Presentation")
    DISCUSSION = "discussion", _("Discussion")
    RECOMMENDATIONS = "recommendations", _("Recommendations")
    BREAK = "break", _("Break")
    CLOSING = "closing", _("Closing")


class AgendaItemStatus(TextChoices):
    """Whether points can be logged under an agenda item."""

    PLANNED = "planned", _("Not yet open")
    OPEN = "open", _("Open")
    PAUSED = "paused", _("Paused")
    CLOSED = "closed", _("Closed")


class ParticipationRole(TextChoices):
    """What a person does at a meeting."""

    FACILITATOR = "facilitator", _("Facilitator")
    RAPPORTEUR = "rapporteur", _("Rapporteur")
    PRESENTER = "presenter", _("Presenter")
    PARTICIPANT = "participant", _("Participant")
    OBSERVER = "observer", _("Observer")


class Response(TextChoices):
    """The answer to an invitation; the words of iCalendar's PARTSTAT."""

    NOT_INVITED = "not_invited", _("Not invited yet")
    NEEDS_ACTION = "needs_action", _("No answer yet")
    ACCEPTED = "accepted", _("Coming")
    TENTATIVE = "tentative", _("Perhaps")
    DECLINED = "declined", _("Not coming")


class PointKind(TextChoices):
    """What sort of thing was said."""

    OBSERVATION = "observation", _("Observation")
    CONCERN = "concern", _("Concern")
    OPPORTUNITY = "opportunity", _("Opportunity")
    GOOD_PRACTICE = "good_practice", _("Good practice")
    QUESTION = "question", _("Question")
    RECOMMENDATION = "recommendation", _("Recommendation")


class PointStatus(TextChoices):
    """Whether a point counts."""

    VISIBLE = "visible", _("Visible")
    HIDDEN = "hidden", _("Hidden by the facilitator")
    WITHDRAWN = "withdrawn", _("Withdrawn by its author")
    MERGED = "merged", _("Merged into another point")
    LATE = "late", _("Came after the item had closed")


class Stance(TextChoices):
    """How a voice stands to a point."""

    SUPPORT = "support", _("Support")
    QUALIFY = "qualify", _("Qualify")
    DISSENT = "dissent", _("Dissent")


class PollStatus(TextChoices):
    """Whether a poll takes answers."""

    DRAFT = "draft", _("Prepared")
    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class HandReason(TextChoices):
    """Why somebody raises their hand."""

    NEW_POINT = "new_point", _("New point")
    DIRECT_REPLY = "direct_reply", _("Direct reply")
    QUESTION = "question", _("Question")
    POINT_OF_ORDER = "point_of_order", _("Point of order")
