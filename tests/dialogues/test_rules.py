"""Every role against every verb and state; what one may see and what one may do agree."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser

from dialogues.enums import MeetingStatus, TeamRole
from dialogues.models import Dialogue, Meeting
from tests.factories import (
    AdministratorFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    TeamMemberFactory,
    TeamUserFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ROLES = (
    "administrator",
    "convener",
    "coordinator",
    "facilitator",
    "rapporteur",
    "participant",
    "listed",
    "other_team",
    "stranger",
    "inactive_convener",
    "anonymous",
)
TEAM = {"administrator", "convener", "coordinator"}
CONVENING = {"administrator", "convener"}
ROOM = {"facilitator", "rapporteur"}
INVITED = ROOM | {"participant"}
ON_A_MEETING = {
    "dialogues.view_meeting": TEAM | INVITED,
    "dialogues.manage_meeting": TEAM,
    "dialogues.edit_meeting": CONVENING,
    "dialogues.invite_people": CONVENING,
    "dialogues.view_participants": TEAM,
    "dialogues.record_attendance": TEAM,
    "dialogues.run_room": TEAM | ROOM,
    "dialogues.enter_room": TEAM | INVITED,
    "dialogues.seal_meeting": CONVENING,
}
ON_A_DIALOGUE = {
    "dialogues.view_dialogue": TEAM,
    "dialogues.edit_dialogue": CONVENING,
    "dialogues.edit_team": CONVENING,
    "dialogues.add_meeting": CONVENING,
}
ON_NOTHING = {
    "dialogues.add_dialogue": TEAM | {"other_team"},
    "dialogues.list_dialogues": TEAM | {"other_team"},
    "dialogues.export_lists": TEAM | {"other_team"},
}


def somebody(role, meeting):
    if role == "administrator":
        return AdministratorFactory()
    if role in {"convener", "coordinator"}:
        return TeamMemberFactory(dialogue=meeting.dialogue, role=role).user
    if role == "inactive_convener":
        member = TeamMemberFactory(dialogue=meeting.dialogue, role=TeamRole.CONVENER)
        member.user.is_active = False
        member.user.save()
        return member.user
    if role in {"facilitator", "rapporteur", "participant", "listed"}:
        person = PersonFactory()
        ParticipationFactory(
            meeting=meeting,
            person=person,
            role="participant" if role == "listed" else role,
            response="not_invited" if role == "listed" else "accepted",
        )
        # Somebody else on the list must not decide what this one sees.
        ParticipationFactory(meeting=meeting, response="not_invited")
        return UserFactory(person=person)
    if role == "other_team":
        return TeamMemberFactory(user=TeamUserFactory()).user
    return AnonymousUser() if role == "anonymous" else UserFactory()


@pytest.mark.parametrize("status", ["planned", "convened", "live", "ended", "cancelled"])
@pytest.mark.parametrize("role", ROLES)
def test_on_a_meeting(role, status):
    meeting = MeetingFactory(status=MeetingStatus(status))
    user = somebody(role, meeting)
    allowed = {verb for verb in ON_A_MEETING if user.has_perm(verb, meeting)}
    assert allowed == {verb for verb, roles in ON_A_MEETING.items() if role in roles}
    sees = Meeting.objects.visible_to(user).filter(pk=meeting.pk).exists()
    assert sees == user.has_perm("dialogues.view_meeting", meeting)
    runs = Meeting.objects.run_by(user).filter(pk=meeting.pk).exists()
    assert runs == user.has_perm("dialogues.manage_meeting", meeting)


@pytest.mark.parametrize("role", ROLES)
def test_on_a_dialogue(role):
    meeting = MeetingFactory()
    user = somebody(role, meeting)
    allowed = {verb for verb in ON_A_DIALOGUE if user.has_perm(verb, meeting.dialogue)}
    assert allowed == {verb for verb, roles in ON_A_DIALOGUE.items() if role in roles}
    sees = Dialogue.objects.visible_to(user).filter(pk=meeting.dialogue_id).exists()
    assert sees == user.has_perm("dialogues.view_dialogue", meeting.dialogue)


@pytest.mark.parametrize("role", ROLES)
def test_without_an_object(role):
    user = somebody(role, MeetingFactory())
    allowed = {verb for verb in ON_NOTHING if user.has_perm(verb)}
    assert allowed == {verb for verb, roles in ON_NOTHING.items() if role in roles}


@pytest.mark.parametrize("verb", [*ON_A_MEETING, *ON_A_DIALOGUE])
def test_no_verb_holds_without_its_object(verb):
    meeting = MeetingFactory()
    assert not somebody("convener", meeting).has_perm(verb)
