"""Whom a recommendation asks, and what they answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.enums import Answer
from recommendations.exceptions import NotOpenToChangeError
from recommendations.models import Addressee, Recommendation
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

from .gates import lock_standing

if TYPE_CHECKING:
    from datetime import date

    from stakeholders.models import Organisation, User


def add_addressee(
    *, recommendation: Recommendation, organisation: Organisation, actor: User | None
) -> Addressee:
    """Ask one more organisation; harmless when it is asked already.

    Raises:
        NotOpenToChangeError: when the recommendation is withdrawn.

    """
    with transaction.atomic():
        recommendation = lock_standing(recommendation)
        addressee, created = Addressee.objects.get_or_create(
            recommendation=recommendation, organisation=organisation
        )
        if created:
            record_change(
                actor=actor,
                verb="addressee.added",
                target=recommendation,
                changes={"organisation": organisation.slug},
            )
    return addressee


def remove_addressee(*, addressee: Addressee, actor: User) -> None:
    """Take an organisation off that has not answered.

    Raises:
        NotOpenToChangeError: when it has answered, or the recommendation is withdrawn.

    """
    with transaction.atomic():
        recommendation = lock_standing(addressee.recommendation)
        locked = Addressee.objects.select_for_update().filter(pk=addressee.pk).first()
        if locked is None:
            return
        if locked.answer != Answer.AWAITING:
            raise NotOpenToChangeError(_("Who has answered stays on the list."))
        organisation = addressee.organisation.slug
        locked.delete()
        record_change(
            actor=actor,
            verb="addressee.removed",
            target=recommendation,
            changes={"organisation": organisation},
        )


def record_answer(
    *,
    addressee: Addressee,
    answer: Answer | str,
    actor: User | None,
    answer_text: str = "",
    answered_on: date | None = None,
) -> Addressee:
    """Write down what an addressee answered, today unless ``answered_on`` says otherwise; *awaiting* takes it back.

    Raises:
        NotOpenToChangeError: when the recommendation is withdrawn.
        DomainError: when the answer lies in the future or before the recommendation.

    """
    with transaction.atomic():
        recommendation = lock_standing(addressee.recommendation)
        locked = Addressee.objects.select_for_update().get(pk=addressee.pk)
        changes = {"answer": [locked.answer, str(answer)], "organisation": addressee.organisation.slug}
        locked.answer = Answer(answer)
        if locked.answer == Answer.AWAITING:
            locked.answer_text, locked.answered_on = "", None
        else:
            locked.answer_text = answer_text.strip()
            locked.answered_on = answered_on or timezone.localdate()
            if locked.answered_on > timezone.localdate():
                raise DomainError(_("An answer cannot come from the future."), field="answered_on")
        locked.full_clean()
        locked.save(update_fields=["answer", "answer_text", "answered_on"])
        record_change(actor=actor, verb="answer.recorded", target=recommendation, changes=changes)
    return locked
