"""The way of a report through other hands: the team's, the participants', and that of a second person."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dialogues.models import Dialogue, Participation
from reports.enums import CommentKind, CommentOutcome, ReviewKind
from reports.querysets import ReviewCommentQuerySet

from .report import Paragraph, Report


class ReviewPolicy(models.Model):
    """What a dialogue asks of its reports before they are published."""

    dialogue = models.OneToOneField(Dialogue, on_delete=models.CASCADE, related_name="review_policy")
    needs_participants = models.BooleanField(
        _("participants see each report before it is published"), default=False
    )
    needs_second_person = models.BooleanField(
        _("a second person approves each report"),
        default=False,
        help_text=_("Whoever changed the report last cannot be the one who approves it."),
    )
    days = models.PositiveSmallIntegerField(_("days to comment"), default=10)

    class Meta:
        verbose_name = _("review policy")
        verbose_name_plural = _("review policies")
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1),
                name="reports_policy_gives_time",
                violation_error_message=_("Give people a day at least."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.dialogue)


class ReviewRound(models.Model):
    """A span of time in which others read the report, as it stood when the round was opened, and comment."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="review_rounds")
    kind = models.CharField(_("kind"), max_length=16, choices=ReviewKind.choices)
    message = models.TextField(_("word to the readers"), blank=True)
    content = models.JSONField(_("the report as it was shown"))
    written = models.JSONField(
        _("its paragraphs as they were written"),
        default=dict,
        editable=False,
        help_text=_(
            "By their anchor in the document: identifier, Markdown, and whether it reports named speakers."
        ),
    )
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    closes_at = models.DateTimeField(_("closes"))
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-opened_at"]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=ReviewKind.values), name="reports_round_kind_known"),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")),
                name="reports_round_gives_time",
                violation_error_message=_("The review closes after it opens."),
            ),
            models.UniqueConstraint(
                fields=["report"],
                condition=Q(closed_at__isnull=True),
                name="reports_round_one_open",
                violation_error_message=_("A review of this report is open already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.get_kind_display()}"

    @property
    def is_open(self) -> bool:
        """Whether comments are still taken."""
        return self.closed_at is None and timezone.now() < self.closes_at


class ReviewInvitation(models.Model):
    """A participant who was asked to read; no time is kept of when they did."""

    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="invitations")
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, related_name="review_invitations"
    )
    is_done = models.BooleanField(_("has nothing more to add"), default=False)
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("invitation to review")
        verbose_name_plural = _("invitations to review")
        constraints = [
            models.UniqueConstraint(fields=["round", "participation"], name="reports_reviewer_once"),
        ]

    def __str__(self) -> str:
        return f"{self.round} → {self.participation_id}"


class ReviewComment(models.Model):
    """What somebody says of a paragraph, or of the whole report.

    An objection to how words are rendered never has an author, and any other comment has none where its author wishes
    so: there is no column to leak, no day, and no number that tells which came first. Whoever wrote it finds the answer
    by a receipt, of which a hash is kept. The rows of a round are written anew in no order whenever one is added.
    """

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    round = models.ForeignKey(ReviewRound, on_delete=models.CASCADE, related_name="comments")
    paragraph = models.ForeignKey(
        Paragraph, on_delete=models.SET_NULL, null=True, blank=True, related_name="comments"
    )
    anchor = models.CharField(_("place in the document"), max_length=40, blank=True, editable=False)
    quoted = models.TextField(_("the text it is about"), blank=True)
    kind = models.CharField(
        _("kind"), max_length=12, choices=CommentKind.choices, default=CommentKind.COMMENT
    )
    text = models.TextField(_("comment"), blank=True)
    suggestion = models.TextField(_("suggested text"), blank=True)
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    participation = models.ForeignKey(
        Participation, on_delete=models.CASCADE, null=True, blank=True, related_name="review_comments"
    )
    receipt_hash = models.CharField(max_length=64, blank=True, editable=False)
    written_on = models.DateField(null=True, blank=True, editable=False)
    outcome = models.CharField(_("outcome"), max_length=12, choices=CommentOutcome.choices, blank=True)
    answer = models.TextField(_("answer"), blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True, editable=False)

    objects = ReviewCommentQuerySet.as_manager()

    class Meta:
        verbose_name = _("comment")
        verbose_name_plural = _("comments")
        ordering = ["uuid"]  # in no order that tells who came when
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=CommentKind.values), name="reports_comment_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(outcome="") | Q(outcome__in=CommentOutcome.values),
                name="reports_comment_outcome_known",
            ),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(suggestion=""),
                name="reports_comment_has_text",
                violation_error_message=_("Write what you want to say, or suggest another wording."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommentKind.OBJECTION)
                | (Q(member__isnull=True, participation__isnull=True) & ~Q(receipt_hash="")),
                name="reports_objection_has_no_author",
            ),
            models.CheckConstraint(
                condition=Q(member__isnull=True) | Q(participation__isnull=True),
                name="reports_comment_one_author",
            ),
            models.CheckConstraint(
                condition=Q(receipt_hash="")
                | Q(member__isnull=True, participation__isnull=True, written_on__isnull=True),
                name="reports_receipt_stands_for_no_author",
            ),
            models.UniqueConstraint(
                fields=["receipt_hash"],
                condition=~Q(receipt_hash=""),
                name="reports_receipt_for_one_comment",
            ),
            models.CheckConstraint(
                condition=~Q(kind=CommentKind.SUGGESTION) | ~Q(suggestion=""),
                name="reports_suggestion_has_text",
                violation_error_message=_("Write the text that you suggest."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", answered_at__isnull=True)
                | (~Q(outcome="") & Q(answered_at__isnull=False)),
                name="reports_comment_answer_is_dated",
            ),
        ]

    def __str__(self) -> str:
        return (self.text or self.suggestion)[:80]

    @property
    def is_unattributed(self) -> bool:
        """Whether it was written without a name."""
        return bool(self.receipt_hash)


class Approval(models.Model):
    """Somebody stands by what the report said when they approved it; a later change makes it void by its digest."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="approvals")
    digest = models.CharField(_("SHA-256 of what was approved"), max_length=64)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved"), default=timezone.now)

    class Meta:
        verbose_name = _("approval")
        verbose_name_plural = _("approvals")
        ordering = ["-approved_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "digest", "approved_by"],
                name="reports_approval_once",
                violation_error_message=_("You have approved this already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.digest[:8]}"
