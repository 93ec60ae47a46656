"""Judging how far a recommendation is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from recommendations.enums import Completion
from recommendations.models import Assessment, Recommendation
from stakeholders.exceptions import DomainError
from stakeholders.services.audit import record_change

from .gates import lock_standing

if TYPE_CHECKING:
    from datetime import date

    from stakeholders.models import Organisation, User


def assess_recommendation(
    *,
    recommendation: Recommendation,
    assessor: Organisation,
    completion: Completion | str,
    actor: User | None,
    evidence: str = "",
    assessed_on: date | None = None,
) -> Assessment:
    """Write down one assessor's judgement, today unless ``assessed_on`` says otherwise.

    A second judgement by the same assessor on the same day replaces the first.

    Raises:
        NotOpenToChangeError: when the recommendation is withdrawn.
        DomainError: when the judgement lies in the future, or says that something was done without saying what.

    """
    completion, evidence = Completion(completion), evidence.strip()
    day = assessed_on or timezone.localdate()
    if day > timezone.localdate():
        raise DomainError(_("A judgement cannot come from the future."), field="assessed_on")
    if completion in (Completion.LIMITED, Completion.SUBSTANTIAL, Completion.COMPLETE) and not evidence:
        raise DomainError(_("Say what shows that something was done."), field="evidence")
    with transaction.atomic():
        recommendation = lock_standing(recommendation)
        assessment, _created = Assessment.objects.update_or_create(
            recommendation=recommendation,
            assessor=assessor,
            assessed_on=day,
            defaults={"completion": completion, "evidence": evidence, "entered_by": actor},
        )
        record_change(
            actor=actor,
            verb="recommendation.assessed",
            target=recommendation,
            changes={"assessor": assessor.slug, "completion": completion.value},
        )
    return assessment
