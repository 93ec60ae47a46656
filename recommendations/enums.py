"""Fixed vocabularies of the follow-up."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RecommendationStatus(TextChoices):
    """Where a recommendation stands."""

    DRAFT = "draft", _("Draft")
    AGREED = "agreed", _("Agreed")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Answer(TextChoices):
    """What an addressee answers; kept apart from what it then does."""

    AWAITING = "awaiting", _("Awaiting an answer")
    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Partly accepted")
    NOTED = "noted", _("Noted")
    DECLINED = "declined", _("Declined")


class ActionStatus(TextChoices):
    """Where an action stands, in its owner's own words."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Completion(TextChoices):
    """How far a recommendation is carried out: the five steps of the Independent Reporting Mechanism (METHODS.md)."""

    NO_EVIDENCE = "no_evidence", _("No evidence available")
    NOT_STARTED = "not_started", _("Not started")
    LIMITED = "limited", _("Limited")
    SUBSTANTIAL = "substantial", _("Substantial")
    COMPLETE = "complete", _("Complete")
