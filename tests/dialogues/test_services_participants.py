"""The list of people."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from dialogues.enums import AttributionRule, ParticipationRole
from dialogues.exceptions import MeetingClosedError
from dialogues.services import (
    add_participant,
    add_participants,
    change_participation,
    record_attendance,
    record_consent,
    remove_participant,
    send_invitations,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry, OutgoingMessage
from tests.factories import (
    AffiliationFactory,
    AgendaItemFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    PersonFactory,
    PointFactory,
    TeamUserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return TeamUserFactory()


@pytest.fixture
def meeting():
    return MeetingFactory()


def test_people_stand_for_the_organisation_they_belong_to_now(meeting, actor):
    now = AffiliationFactory()
    yesterday = timezone.localdate() - timedelta(days=1)
    AffiliationFactory(person=now.person, ended_on=yesterday)
    AffiliationFactory(person=now.person)  # a second one: the first is taken
    nobody = PersonFactory()
    added = add_participants(meeting=meeting, people=[now.person, nobody], actor=actor)
    assert [(held.person, held.organisation, held.response) for held in added] == [
        (now.person, now.organisation, "not_invited"),
        (nobody, None, "not_invited"),
    ]
    assert add_participants(meeting=meeting, people=[now.person], actor=actor) == []


def test_one_with_role_and_organisation(meeting, actor):
    person, organisation = PersonFactory(), OrganisationFactory()
    held = add_participant(
        meeting=meeting,
        person=person,
        role=ParticipationRole.PRESENTER,
        organisation=organisation,
        actor=actor,
    )
    assert (held.role, held.organisation) == ("presenter", organisation)
    with pytest.raises(DomainError):
        add_participant(meeting=meeting, person=person, actor=actor)
    change_participation(participation=held, actor=actor, role="observer", organisation=None)
    held.refresh_from_db()
    assert (held.role, held.organisation) == ("observer", None)
    with pytest.raises(TypeError):
        change_participation(participation=held, actor=actor, response="accepted")


def test_who_was_invited_is_told_and_unsent_mail_stays(meeting, actor):
    held = ParticipationFactory(meeting=meeting, response="not_invited")
    send_invitations(meeting=meeting, actor=actor, participations=[held])
    held.refresh_from_db()
    uuid = held.uuid
    remove_participant(participation=held, actor=actor)
    assert not meeting.participations.exists()
    invitation, farewell = OutgoingMessage.objects.order_by("pk")
    assert (invitation.status, invitation.private_values) == ("cancelled", {})
    assert farewell.kind == "meeting.cancellation"
    assert "SEQUENCE:1" in farewell.calendar  # higher than the invitation's, though the meeting goes on
    assert "no longer on the list" in farewell.text_body
    assert AuditEntry.objects.filter(verb="participation.removed", target_id=str(uuid)).exists()


def test_who_was_not_invited_is_not_told(meeting, actor):
    remove_participant(
        participation=ParticipationFactory(meeting=meeting, response="not_invited"), actor=actor
    )
    assert not OutgoingMessage.objects.exists()


def test_who_took_part_stays(meeting, actor):
    with pytest.raises(DomainError):
        remove_participant(participation=ParticipationFactory(meeting=meeting, attended=True), actor=actor)
    author = ParticipationFactory(meeting=meeting, consents_to_be_named=True, consented_at=timezone.now())
    item = AgendaItemFactory(meeting=meeting, attribution_rule="attributed")
    PointFactory(agenda_item=item, attribution=AttributionRule.ATTRIBUTED, author=author)
    with pytest.raises(DomainError):
        remove_participant(participation=author, actor=actor)


def test_attendance_is_exactly_what_is_ticked(actor):
    meeting = MeetingFactory(starts_at=timezone.now() - timedelta(hours=3))
    one, two, three = (ParticipationFactory(meeting=meeting, attended=index == 0) for index in range(3))
    assert record_attendance(meeting=meeting, attended=[two, three], actor=actor) == 3
    assert record_attendance(meeting=meeting, attended=[two, three], actor=actor) == 0
    assert {*meeting.participations.present()} == {two, three}
    assert AuditEntry.objects.get().changes == {"people": 2}
    assert one not in meeting.participations.present()


def test_attendance_waits_for_the_meeting(actor):
    with pytest.raises(MeetingClosedError):
        record_attendance(meeting=MeetingFactory(), attended=[], actor=actor)
    live = MeetingFactory(status="live")
    assert record_attendance(meeting=live, attended=[ParticipationFactory(meeting=live)], actor=actor) == 1


def test_consent_is_dated_and_taken_back(meeting, actor):
    held = ParticipationFactory(meeting=meeting)
    for _ in range(2):
        record_consent(participation=held, consents_to_be_named=True, actor=actor, how="said so by telephone")
    assert held.consented_at is not None
    assert held.may_be_named
    record_consent(participation=held, consents_to_be_named=False, actor=actor)
    assert (held.consents_to_be_named, held.consented_at) == (False, None)
    assert [*AuditEntry.objects.order_by("pk").values_list("verb", "changes")] == [
        ("participation.consented", {"how": "said so by telephone"}),
        ("participation.consent_withdrawn", {"how": "by hand"}),
    ]


def test_a_protected_person_is_never_named(meeting, actor):
    held = ParticipationFactory(meeting=meeting, person__protection="protected")
    with pytest.raises(DomainError):
        record_consent(participation=held, consents_to_be_named=True, actor=actor)
    held.refresh_from_db()
    assert not held.consents_to_be_named


@pytest.mark.parametrize("status", ["cancelled", "sealed"])
def test_what_is_closed_stays(actor, status):
    meeting = MeetingFactory(status=status, sealed_at=timezone.now())
    held = ParticipationFactory(meeting=meeting)
    for attempt in (
        lambda: add_participants(meeting=meeting, people=[PersonFactory()], actor=actor),
        lambda: change_participation(participation=held, role="observer", actor=actor),
        lambda: remove_participant(participation=held, actor=actor),
        lambda: record_attendance(meeting=meeting, attended=[], actor=actor),
    ):
        with pytest.raises(MeetingClosedError):
            attempt()
