"""Reads that help to choose whom to invite: who is not on the list yet, and whose voice was heard often."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from django.db.models import Prefetch, Q
from django.utils import timezone

from dialogues.models import Participation
from stakeholders.models import Affiliation, Person

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogues.models import Meeting
    from stakeholders.models import User
    from stakeholders.querysets import RegistryQuerySet

LOOKED_AT = 5


def people_to_invite(meeting: Meeting, user: User) -> RegistryQuerySet[Person]:
    """Return the people of the registry who are not on the list of ``meeting``, with their ``current_affiliations``."""
    today = timezone.localdate()
    current = Affiliation.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=today)).select_related(
        "organisation__primary_sector"
    )
    found = (
        Person.objects.visible_to(user)
        .current()
        .exclude(participations__meeting=meeting)
        .prefetch_related(Prefetch("affiliations", queryset=current, to_attr="current_affiliations"))
    )
    return cast("RegistryQuerySet[Person]", found)  # the stubs also know of the prefetched list


@dataclass(frozen=True)
class Voices:
    """How many of the dialogue's last meetings each person was at."""

    meetings: int
    attended: Mapping[int, int]


def voices_before(meeting: Meeting) -> Voices:
    """Count who came to the last meetings of the same dialogue before ``meeting``, at most ``LOOKED_AT`` of them."""
    last = [
        *meeting.dialogue.meetings.held()
        .filter(starts_at__lt=meeting.starts_at)
        .exclude(pk=meeting.pk)
        .order_by("-starts_at")
        .values_list("pk", flat=True)[:LOOKED_AT]
    ]
    came = Participation.objects.filter(meeting__in=last).present().values_list("person_id", flat=True)
    return Voices(meetings=len(last), attended=Counter(came))
