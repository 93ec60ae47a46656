"""The outbox: every mail that leaves is a row here first, so that a refusing mail server loses nothing."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from stakeholders.enums import DeliveryProblem, MessageStatus
from stakeholders.querysets import OutgoingMessageQuerySet


class OutgoingMessage(models.Model):
    """A mail as it was, is or will be sent.

    Bodies keep ``{{ private_link }}``-style placeholders; their values live in ``private_values`` only until the mail is
    sent, so that the kept text opens no door.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=40)
    topic = models.CharField(_("about"), max_length=80, blank=True, db_index=True)
    dedupe_key = models.CharField(max_length=150, null=True, blank=True, unique=True)
    to_address = models.EmailField(_("to"))
    reply_to = models.EmailField(_("answer to"), blank=True)
    language = models.CharField(_("language"), max_length=8, default="en")
    subject = models.CharField(_("subject"), max_length=250)
    text_body = models.TextField(_("text"))
    html_body = models.TextField(_("HTML text"), blank=True)
    calendar = models.TextField(_("calendar file"), blank=True)
    calendar_method = models.CharField(_("calendar method"), max_length=12, blank=True)
    private_values = models.JSONField(default=dict, blank=True, editable=False)
    status = models.CharField(
        _("status"), max_length=10, choices=MessageStatus.choices, default=MessageStatus.QUEUED
    )
    attempts = models.PositiveSmallIntegerField(_("tries"), default=0)
    problem = models.CharField(
        _("problem"), max_length=20, choices=DeliveryProblem.choices, blank=True, default=DeliveryProblem.NONE
    )
    last_error = models.CharField(_("answer of the mail server"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    send_after = models.DateTimeField(_("not before"), default=timezone.now)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    objects = OutgoingMessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outbox")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=MessageStatus.values), name="stakeholders_message_status_known"
            ),
            models.CheckConstraint(
                condition=~Q(status=MessageStatus.SENT) | Q(sent_at__isnull=False, private_values={}),
                name="stakeholders_message_sent_keeps_no_secret",
            ),
        ]
        indexes = [models.Index(fields=["status", "send_after"], name="stakeholders_message_due")]

    def __str__(self) -> str:
        return f"{self.kind} → {self.to_address}"
