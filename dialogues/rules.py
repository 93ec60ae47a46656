"""Who may do what with dialogues, meetings and the room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from stakeholders.rules import is_administrator, works_for_institute

from .enums import ParticipationRole, Response, TeamRole

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from stakeholders.models import User

    from .models import Dialogue, Meeting

    AnyUser = User | AnonymousUser
    Held = Dialogue | Meeting | None


def _has_team_role(user: AnyUser, held: Held, *roles: TeamRole) -> bool:
    if held is None or user.is_anonymous or not user.is_active:
        return False
    dialogue_id = getattr(held, "dialogue_id", None) or held.pk
    return user.team_memberships.filter(dialogue_id=dialogue_id, role__in=roles).exists()


@rules.predicate
def is_convener(user: AnyUser, held: Held = None) -> bool:
    """Convenes this dialogue."""
    return _has_team_role(user, held, TeamRole.CONVENER)


@rules.predicate
def is_coordinator(user: AnyUser, held: Held = None) -> bool:
    """Coordinates this dialogue."""
    return _has_team_role(user, held, TeamRole.COORDINATOR)


@rules.predicate
def is_on_team(user: AnyUser, held: Held = None) -> bool:
    """Convenes or coordinates this dialogue."""
    return _has_team_role(user, held, TeamRole.CONVENER, TeamRole.COORDINATOR)


@rules.predicate
def takes_part(user: AnyUser, meeting: Meeting | None = None) -> bool:
    """Has been invited to this meeting."""
    if meeting is None or user.is_anonymous or user.person_id is None:
        return False
    return (
        meeting.participations.filter(person_id=user.person_id)
        .exclude(response=Response.NOT_INVITED)
        .exists()
    )


@rules.predicate
def runs_the_room(user: AnyUser, meeting: Meeting | None = None) -> bool:
    """Is the facilitator or rapporteur of this meeting."""
    if meeting is None or user.is_anonymous or user.person_id is None:
        return False
    return meeting.participations.filter(
        person_id=user.person_id, role__in=[ParticipationRole.FACILITATOR, ParticipationRole.RAPPORTEUR]
    ).exists()


@rules.predicate
def facilitates(user: AnyUser, meeting: Meeting | None = None) -> bool:
    """Is the facilitator of this meeting."""
    if meeting is None or user.is_anonymous or user.person_id is None:
        return False
    return meeting.participations.filter(
        person_id=user.person_id, role=ParticipationRole.FACILITATOR
    ).exists()


runs_the_dialogue = is_administrator | is_on_team

rules.add_perm("dialogues.list_dialogues", works_for_institute)
rules.add_perm("dialogues.export_lists", works_for_institute)
rules.add_perm("dialogues.view_dialogue", runs_the_dialogue)
rules.add_perm("dialogues.add_dialogue", works_for_institute)
rules.add_perm("dialogues.edit_dialogue", is_administrator | is_convener)
rules.add_perm("dialogues.edit_team", is_administrator | is_convener)
rules.add_perm("dialogues.view_meeting", runs_the_dialogue | takes_part)
rules.add_perm("dialogues.manage_meeting", runs_the_dialogue)
rules.add_perm("dialogues.add_meeting", is_administrator | is_convener)
rules.add_perm("dialogues.edit_meeting", is_administrator | is_convener)
rules.add_perm("dialogues.invite_people", is_administrator | is_convener)
rules.add_perm("dialogues.view_participants", runs_the_dialogue)
rules.add_perm("dialogues.record_attendance", runs_the_dialogue)
rules.add_perm("dialogues.run_room", runs_the_dialogue | runs_the_room)
# The queue of speakers shows names: to the facilitator and the team, not to the rapporteur.
rules.add_perm("dialogues.keep_floor", runs_the_dialogue | facilitates)
rules.add_perm("dialogues.hand_over_room", runs_the_dialogue | facilitates)
rules.add_perm("dialogues.enter_room", runs_the_dialogue | takes_part)
rules.add_perm("dialogues.seal_meeting", is_administrator | is_convener)
