"""Fixed vocabularies of reports."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from reports.quantifiers import Quantifier


class SectionKind(TextChoices):
    """What a section of a report is for; the kinds in their order make the shape of a report."""

    SUMMARY = "summary", _("Summary")
    MATTERS_ARISING = "matters_arising", _("Matters arising")
    PRESENTATIONS = "presentations", _("Presentations")
    DISCUSSION = "discussion", _("Discussion")
    THEME = "theme", _("Theme of the discussion")
    RECOMMENDATIONS = "recommendations", _("Recommendations")
    CUSTOM = "custom", _("Further section")


class ReportStatus(TextChoices):
    """Where a report stands on its way to readers."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", pgettext_lazy("report", "Published")
    WITHDRAWN = "withdrawn", pgettext_lazy("report", "Withdrawn")


class Readers(TextChoices):
    """Who may read a published report."""

    PUBLIC = "public", _("Everybody")
    PARTICIPANTS = "participants", _("Participants and the team")
    TEAM = "team", _("The team")

    def includes(self, other: Readers) -> bool:
        """Whether all of ``other`` are among these."""
        widening = (Readers.TEAM, Readers.PARTICIPANTS, Readers.PUBLIC)
        return widening.index(self) >= widening.index(other)


class RevisionAction(TextChoices):
    """What made a report what a revision holds."""

    DRAFTED = "drafted", _("Drafted from the record")
    EDITED = "edited", _("Edited")
    RESTORED = "restored", _("An earlier state restored")
    PUBLISHED = "published", pgettext_lazy("report", "Published")


class ReviewKind(TextChoices):
    """Who reads and comments in a review."""

    TEAM = "team", _("Team review")
    PARTICIPANTS = "participants", _("Participants’ review")


class CommentKind(TextChoices):
    """What a reviewer does with a comment."""

    COMMENT = "comment", _("Comment")
    SUGGESTION = "suggestion", _("Suggestion")
    OBJECTION = "objection", _("Objection to how my words are rendered")


class CommentOutcome(TextChoices):
    """What became of a comment."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Partly accepted")
    DECLINED = "declined", _("Not accepted")
    NOTED = "noted", _("Noted")


class Cover(TextChoices):
    """How the first page of a report is set."""

    PLAIN = "plain", _("Plain, with a line in the colour")
    BAND = "band", _("With a broad band in the colour")


QUANTIFIER_CHOICES = [
    (Quantifier.STRONGLY_AGREED.value, _("Participants strongly agreed")),
    (Quantifier.PARTICIPANTS.value, _("Participants")),
    (Quantifier.SEVERAL.value, _("Several participants")),
    (Quantifier.SOME.value, _("Some participants")),
    (Quantifier.ANOTHER.value, _("Another point raised")),
]
