"""A person at a meeting."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogues.enums import ParticipationRole, Response
from dialogues.querysets import ParticipationQuerySet

from .meeting import Meeting


class Participation(models.Model):
    """Somebody's invitation to, answer about and presence at a meeting.

    The private link is signed from ``uuid`` and ``link_version``; nothing that opens it is stored. Raising the version
    makes every older link stale.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participations")
    person = models.ForeignKey(
        "stakeholders.Person",
        on_delete=models.PROTECT,
        related_name="participations",
        verbose_name=_("person"),
    )
    organisation = models.ForeignKey(
        "stakeholders.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participations",
        verbose_name=_("organisation represented"),
    )
    role = models.CharField(
        _("role"), max_length=12, choices=ParticipationRole.choices, default=ParticipationRole.PARTICIPANT
    )
    response = models.CharField(
        _("answer"), max_length=12, choices=Response.choices, default=Response.NOT_INVITED
    )
    message = models.CharField(_("message to the convener"), max_length=500, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True, editable=False)
    # The calendar sequence of the meeting that the last calendar mail to this person told.
    invited_sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)
    responded_at = models.DateTimeField(null=True, blank=True, editable=False)
    attended = models.BooleanField(_("took part"), default=False)
    consents_to_be_named = models.BooleanField(
        _("agrees to be named"),
        default=False,
        help_text=_("For agenda items whose rule is “attributed”, with the organisation represented."),
    )
    consented_at = models.DateTimeField(null=True, blank=True, editable=False)
    link_version = models.PositiveSmallIntegerField(default=1, editable=False)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["person__name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="dialogues_participation_once",
                violation_error_message=_("This person is already on the list."),
            ),
            models.CheckConstraint(
                condition=Q(role__in=ParticipationRole.values), name="dialogues_participation_role_known"
            ),
            models.CheckConstraint(
                condition=Q(response__in=Response.values), name="dialogues_participation_response_known"
            ),
            models.CheckConstraint(
                condition=Q(consents_to_be_named=False) | Q(consented_at__isnull=False),
                name="dialogues_participation_consent_is_dated",
            ),
        ]
        indexes = [models.Index(fields=["meeting", "response"], name="dialogues_participation_answer")]

    def __str__(self) -> str:
        return f"{self.person} – {self.meeting}"

    @property
    def mail_topic(self) -> str:
        """What the outbox files this person's mails about the meeting under."""
        return f"{self.meeting.mail_topic}{self.uuid.hex}"

    @property
    def is_invited(self) -> bool:
        """Whether this person was invited, or answered before a mail was sent."""
        return self.response != Response.NOT_INVITED

    @property
    def may_be_named(self) -> bool:
        """Whether name and organisation may be published for items whose rule is *attributed*."""
        return self.consents_to_be_named and not self.person.is_protected
