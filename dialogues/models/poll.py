"""A question put to the room; each voice answers once, and no table connects a voice to a person."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogues.enums import PollStatus

from .meeting import AgendaItem
from .point import Voice


class Poll(models.Model):
    """A question with options, put up by whoever runs the room."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="polls")
    position = models.PositiveSmallIntegerField(default=0)
    question = models.CharField(_("question"), max_length=300)
    status = models.CharField(_("status"), max_length=8, choices=PollStatus.choices, default=PollStatus.DRAFT)

    class Meta:
        verbose_name = _("poll")
        verbose_name_plural = _("polls")
        ordering = ["agenda_item", "position", "uuid"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=PollStatus.values), name="dialogues_poll_status_known"
            ),
            models.CheckConstraint(condition=~Q(question=""), name="dialogues_poll_has_question"),
            models.UniqueConstraint(
                fields=["agenda_item"],
                condition=Q(status=PollStatus.OPEN),
                name="dialogues_poll_one_open",
                violation_error_message=_("Another poll is open."),
            ),
        ]

    def __str__(self) -> str:
        return self.question


class PollOption(models.Model):
    """What can be answered."""

    uuid = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="options")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("option"), max_length=120)
    frozen_answers = models.PositiveSmallIntegerField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["poll", "position", "uuid"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "position"], name="dialogues_option_position"),
            models.CheckConstraint(condition=~Q(text=""), name="dialogues_option_has_text"),
        ]

    def __str__(self) -> str:
        return self.text


class PollAnswer(models.Model):
    """A voice's answer; as with supports, the key is random and there is no time."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    poll = models.ForeignKey(Poll, on_delete=models.CASCADE, related_name="answers")
    option = models.ForeignKey(PollOption, on_delete=models.CASCADE, related_name="answers")
    voice = models.ForeignKey(Voice, on_delete=models.CASCADE, related_name="poll_answers")

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.UniqueConstraint(fields=["poll", "voice"], name="dialogues_poll_answer_once"),
        ]

    def __str__(self) -> str:
        return str(self.option)
