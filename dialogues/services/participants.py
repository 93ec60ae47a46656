"""Writes to the list of people of a meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dialogues.enums import MeetingStatus, ParticipationRole
from dialogues.exceptions import MeetingClosedError
from dialogues.models import Meeting, Participation
from stakeholders.exceptions import DomainError
from stakeholders.models import Affiliation
from stakeholders.services.audit import record_change
from stakeholders.services.writing import assign, check

from .floor import forget_speaker
from .invitations import keep_consent, send_cancellations
from .voices import silence_voice

if TYPE_CHECKING:
    from collections.abc import Iterable

    from stakeholders.models import Organisation, Person, User


def add_participant(
    *,
    meeting: Meeting,
    person: Person,
    actor: User,
    role: ParticipationRole | str = ParticipationRole.PARTICIPANT,
    organisation: Organisation | None = None,
) -> Participation:
    """Put a person on the list; without ``organisation`` they represent their current one.

    Raises:
        MeetingClosedError: when the meeting was cancelled or sealed.
        DomainError: when the person is on the list already.

    """
    with transaction.atomic():
        if meeting.participations.filter(person=person).exists():
            raise DomainError(_("This person is already on the list."), field="person")
        (participation,) = add_participants(meeting=meeting, people=[person], actor=actor, role=role)
        if organisation is not None and participation.organisation != organisation:
            participation.organisation = organisation
            participation.save(update_fields=["organisation"])
        return participation


@transaction.atomic
def add_participants(
    *,
    meeting: Meeting,
    people: Iterable[Person],
    actor: User,
    role: ParticipationRole | str = ParticipationRole.PARTICIPANT,
) -> list[Participation]:
    """Put people on the list, each for their current organisation; whoever is on it already stays as they are.

    Raises:
        MeetingClosedError: when the meeting was cancelled or sealed.

    """
    locked = _locked(meeting)
    wanted = {person.pk: person for person in people}
    present = {*locked.participations.filter(person__in=wanted).values_list("person_id", flat=True)}
    represented = current_organisations([pk for pk in wanted if pk not in present])
    added = []
    for pk, person in wanted.items():
        if pk in present:
            continue
        participation = Participation(
            meeting=locked, person=person, organisation_id=represented.get(pk), role=role
        )
        check(participation)
        participation.save()
        record_change(
            actor=actor, verb="participation.added", target=participation, changes={"role": str(role)}
        )
        added.append(participation)
    return added


@transaction.atomic
def change_participation(*, participation: Participation, actor: User, **values: Any) -> None:
    """Change the role or the organisation represented.

    Raises:
        MeetingClosedError: when the meeting was cancelled or sealed.

    """
    _locked(participation.meeting)
    if changes := assign(participation, values, allowed={"role", "organisation"}):
        check(participation)
        participation.save(update_fields=[*changes])
        record_change(actor=actor, verb="participation.changed", target=participation, changes=changes)


@transaction.atomic
def remove_participant(*, participation: Participation, actor: User) -> None:
    """Take a person off the list; who was invited is told, and their link and their voice stop working at once.

    Raises:
        MeetingClosedError: when the meeting was cancelled or sealed.
        DomainError: when the person took part.
        KeyStoreAwayError: when their voice cannot be found because the key store does not answer.

    """
    locked = _locked(participation.meeting)
    if participation.attended or participation.attributed_points.exists():
        raise DomainError(_("This person took part: the record of the meeting keeps them."))
    silence_voice(locked, participation=participation)
    send_cancellations(meeting=participation.meeting, participations=[participation])
    record_change(actor=actor, verb="participation.removed", target=participation)
    room, uuid = locked.uuid, participation.uuid
    transaction.on_commit(lambda: forget_speaker(room=room, participation=uuid), robust=True)
    participation.delete()


@transaction.atomic
def record_attendance(*, meeting: Meeting, attended: Iterable[Participation], actor: User) -> int:
    """Write down who took part: exactly ``attended``. Returns how many entries changed.

    Raises:
        MeetingClosedError: when the meeting has not begun, was cancelled or sealed.

    """
    locked = _locked(meeting)
    if locked.starts_at > timezone.now() and locked.status != MeetingStatus.LIVE:
        raise MeetingClosedError(_("The meeting has not begun yet."))
    wanted = {participation.pk for participation in attended}
    changed = [
        participation
        for participation in locked.participations.select_for_update()
        if participation.attended != (participation.pk in wanted)
    ]
    for participation in changed:
        participation.attended = not participation.attended
        participation.save(update_fields=["attended"])
    if changed:
        record_change(
            actor=actor, verb="meeting.attendance_recorded", target=locked, changes={"people": len(wanted)}
        )
    return len(changed)


@transaction.atomic
def record_consent(
    *, participation: Participation, consents_to_be_named: bool, actor: User, how: str = "by hand"
) -> None:
    """Write down that a person told the team whether they agree to be named; ``how`` goes into the audit trail.

    Raises:
        DomainError: when the person is never to be named.

    """
    held = (
        Participation.objects.select_for_update(of=("self",))
        .select_related("person")
        .get(pk=participation.pk)
    )
    keep_consent(held, consents=consents_to_be_named, actor=actor, how=how)
    participation.refresh_from_db()


def current_organisations(people: Iterable[int]) -> dict[int, int]:
    """Return ``{person: organisation}`` of the affiliation that each of ``people`` has now; the oldest where there are several."""
    today = timezone.localdate()
    current = Affiliation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=today), person__in=[*people]
    ).order_by("-pk")
    return dict(current.values_list("person_id", "organisation_id"))


def _locked(meeting: Meeting) -> Meeting:
    locked = Meeting.objects.select_for_update().get(pk=meeting.pk)
    if locked.status in (MeetingStatus.CANCELLED, MeetingStatus.SEALED):
        raise MeetingClosedError(
            _("This meeting was cancelled or sealed: its list of people stays as it is.")
        )
    return locked
