"""Dialogues, their mix, teams and themes."""

from __future__ import annotations

import pytest

from dialogues.enums import AttributionRule, TeamRole
from dialogues.models import Dialogue, Theme
from dialogues.services import (
    add_team_member,
    add_theme,
    archive_dialogue,
    change_dialogue,
    change_team_role,
    change_theme,
    create_dialogue,
    move_theme,
    remove_team_member,
    remove_theme,
    restore_dialogue,
    set_target_mix,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import (
    AgendaItemFactory,
    DialogueFactory,
    MeetingFactory,
    OrganisationFactory,
    TeamMemberFactory,
    TeamUserFactory,
    ThemeFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return TeamUserFactory()


def verbs():
    return [*AuditEntry.objects.order_by("pk").values_list("verb", flat=True)]


def test_create(actor):
    host = OrganisationFactory()
    dialogue = create_dialogue(
        title="Women, peace and security",
        host=host,
        actor=actor,
        languages=["en", "ar"],
        target_mix={"research": 2, "media": 1},
    )
    assert dialogue.slug == "women-peace-and-security"
    assert dialogue.attribution_rule == AttributionRule.UNATTRIBUTED
    assert [(member.user, member.role) for member in dialogue.team.all()] == [(actor, TeamRole.CONVENER)]
    assert dict(dialogue.counterpart_targets.values_list("organisation_kind", "minimum")) == {
        "research": 2,
        "media": 1,
    }
    assert verbs() == ["dialogue.created", "dialogue.target_mix_set"]


@pytest.mark.parametrize(("title", "slug"), [("new", "new-2"), ("حوار", "dialogue"), ("!!", "dialogue")])
def test_addresses(actor, title, slug):
    assert create_dialogue(title=title, host=OrganisationFactory(), actor=actor).slug == slug


def test_two_of_the_same_title(actor):
    host = OrganisationFactory()
    slugs = [create_dialogue(title="Peace", host=host, actor=actor).slug for _ in range(3)]
    assert slugs == ["peace", "peace-2", "peace-3"]


def test_an_empty_title_is_refused(actor):
    with pytest.raises(DomainError) as caught:
        create_dialogue(title="", host=OrganisationFactory(), actor=actor)
    assert caught.value.field == "title"
    assert not Dialogue.objects.exists()


def test_change_tells_what_changed_and_only_that(actor):
    dialogue = DialogueFactory(title="Old")
    change_dialogue(dialogue=dialogue, actor=actor, title="New", region="")
    assert dialogue.title == "New"
    assert AuditEntry.objects.get().changes == {"title": ["Old", "New"]}
    change_dialogue(dialogue=dialogue, actor=actor, title="New")
    assert AuditEntry.objects.count() == 1


def test_change_takes_no_other_field(actor):
    with pytest.raises(TypeError):
        change_dialogue(dialogue=DialogueFactory(), actor=actor, slug="x")


def test_the_target_mix_is_exactly_what_is_given(actor):
    dialogue = DialogueFactory()
    set_target_mix(dialogue=dialogue, target_mix={"research": 2, "media": 1}, actor=actor)
    set_target_mix(dialogue=dialogue, target_mix={"research": 3}, actor=actor)
    set_target_mix(dialogue=dialogue, target_mix={"research": 3}, actor=actor)
    assert dict(dialogue.counterpart_targets.values_list("organisation_kind", "minimum")) == {"research": 3}
    assert verbs() == ["dialogue.target_mix_set"] * 2
    with pytest.raises(DomainError):
        set_target_mix(dialogue=dialogue, target_mix={"nonsense": 1}, actor=actor)


def test_archive_waits_for_meetings_to_come(actor):
    meeting = MeetingFactory()
    with pytest.raises(DomainError):
        archive_dialogue(dialogue=meeting.dialogue, actor=actor)
    meeting.status = "cancelled"
    meeting.save()
    for _ in range(2):
        archive_dialogue(dialogue=meeting.dialogue, actor=actor)
    assert meeting.dialogue.archived_at is not None
    for _ in range(2):
        restore_dialogue(dialogue=meeting.dialogue, actor=actor)
    assert meeting.dialogue.archived_at is None
    assert verbs() == ["dialogue.archived", "dialogue.restored"]


def test_only_the_institute_joins_a_team_and_once(actor):
    dialogue = DialogueFactory()
    with pytest.raises(DomainError):
        add_team_member(dialogue=dialogue, user=UserFactory(), role=TeamRole.COORDINATOR, actor=actor)
    add_team_member(dialogue=dialogue, user=actor, role=TeamRole.COORDINATOR, actor=actor)
    with pytest.raises(DomainError) as caught:
        add_team_member(dialogue=dialogue, user=actor, role=TeamRole.CONVENER, actor=actor)
    assert caught.value.message == "This account is already on the team."


def test_one_convener_stays(actor):
    member = TeamMemberFactory()
    with pytest.raises(DomainError):
        remove_team_member(member=member, actor=actor)
    with pytest.raises(DomainError):
        change_team_role(member=member, role=TeamRole.COORDINATOR, actor=actor)
    other = TeamMemberFactory(dialogue=member.dialogue)
    change_team_role(member=other, role=TeamRole.CONVENER, actor=actor)
    change_team_role(member=member, role=TeamRole.COORDINATOR, actor=actor)
    with pytest.raises(DomainError):
        remove_team_member(member=other, actor=actor)
    remove_team_member(member=member, actor=actor)
    assert [one.pk for one in other.dialogue.team.all()] == [other.pk]


def names(dialogue, parent=None):
    return [*dialogue.themes.filter(parent=parent).values_list("name", flat=True)]


def test_themes_in_order(actor):
    dialogue = DialogueFactory()
    first, second, third = (add_theme(dialogue=dialogue, name=name, actor=actor) for name in "ABC")
    part = add_theme(dialogue=dialogue, name="A1", parent=first, actor=actor)
    move_theme(theme=third, to=0, actor=actor)
    assert names(dialogue) == ["C", "A", "B"]
    move_theme(theme=third, to=-5, actor=actor)
    move_theme(theme=third, to=50, actor=actor)
    assert names(dialogue) == ["A", "B", "C"]
    assert names(dialogue, first) == ["A1"]
    change_theme(theme=part, actor=actor, parent=second, name="B1", pillar="protection")
    assert names(dialogue, second) == ["B1"]
    remove_theme(theme=second, actor=actor)
    assert {*names(dialogue)} == {"A", "B1", "C"}


def test_a_theme_is_never_its_own_part(actor):
    dialogue = DialogueFactory()
    top = add_theme(dialogue=dialogue, name="A", actor=actor)
    part = add_theme(dialogue=dialogue, name="B", parent=top, actor=actor)
    for parent in (part, top):
        top.refresh_from_db()
        with pytest.raises(DomainError):
            change_theme(theme=top, actor=actor, parent=parent)
    with pytest.raises(DomainError):
        add_theme(dialogue=dialogue, name="C", parent=ThemeFactory(), actor=actor)
    with pytest.raises(DomainError):
        add_theme(dialogue=dialogue, name="A", actor=actor)


def test_a_theme_in_use_stays(actor):
    theme = ThemeFactory()
    AgendaItemFactory(meeting__dialogue=theme.dialogue, theme=theme)
    with pytest.raises(DomainError):
        remove_theme(theme=theme, actor=actor)
    assert Theme.objects.filter(pk=theme.pk).exists()
