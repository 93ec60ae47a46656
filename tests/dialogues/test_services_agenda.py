"""Writing the agenda."""

from __future__ import annotations

import pytest
from django.utils import timezone

from dialogues.enums import AttributionRule
from dialogues.exceptions import MeetingClosedError
from dialogues.services import (
    add_agenda_item,
    add_starter_agenda,
    change_agenda_item,
    move_agenda_item,
    remove_agenda_item,
)
from stakeholders.exceptions import DomainError
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    ParticipationFactory,
    PointFactory,
    TeamUserFactory,
    ThemeFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def actor():
    return TeamUserFactory()


@pytest.fixture
def meeting():
    return MeetingFactory()


def titles(meeting):
    return [*meeting.agenda_items.values_list("title", flat=True)]


def test_items_come_at_the_end_and_move(meeting, actor):
    items = [add_agenda_item(meeting=meeting, title=title, actor=actor) for title in "ABCD"]
    move_agenda_item(item=items[3], to=1, actor=actor)
    assert titles(meeting) == ["A", "D", "B", "C"]
    move_agenda_item(item=items[0], to=99, actor=actor)
    move_agenda_item(item=items[2], to=-1, actor=actor)
    assert titles(meeting) == ["C", "D", "B", "A"]
    assert [*meeting.agenda_items.values_list("position", flat=True)] == [0, 1, 2, 3]
    remove_agenda_item(item=items[3], actor=actor)
    assert titles(meeting) == ["C", "B", "A"]


def test_an_item_of_its_own(meeting, actor):
    presenter = ParticipationFactory(meeting=meeting)
    item = add_agenda_item(
        meeting=meeting,
        title="Findings",
        kind="presentation",
        minutes=20,
        attribution_rule="attributed",
        presenters=[presenter],
        actor=actor,
    )
    assert item.rule == AttributionRule.ATTRIBUTED
    assert [*item.presenters.all()] == [presenter]
    change_agenda_item(item=item, actor=actor, attribution_rule="", presenters=[], minutes=25)
    item.refresh_from_db()
    assert (item.rule, item.minutes, item.presenters.count()) == (AttributionRule.UNATTRIBUTED, 25, 0)


def test_what_belongs_elsewhere_is_refused(meeting, actor):
    with pytest.raises(DomainError) as caught:
        add_agenda_item(meeting=meeting, title="A", theme=ThemeFactory(), actor=actor)
    assert caught.value.field == "theme"
    with pytest.raises(DomainError) as caught:
        add_agenda_item(meeting=meeting, title="A", presenters=[ParticipationFactory()], actor=actor)
    assert caught.value.field == "presenters"
    with pytest.raises(DomainError) as caught:
        add_agenda_item(meeting=meeting, title="A", minutes=0, actor=actor)
    assert caught.value.field == "minutes"
    assert titles(meeting) == []


def test_a_rule_stays_once_the_item_was_open(meeting, actor):
    item = AgendaItemFactory(meeting=meeting, opened_at=timezone.now())
    change_agenda_item(item=item, actor=actor, title="Other words", attribution_rule="unattributed")
    with pytest.raises(MeetingClosedError):
        change_agenda_item(item=item, actor=actor, attribution_rule="attributed")


def test_what_was_said_under_is_not_removed(meeting, actor):
    item = AgendaItemFactory(meeting=meeting)
    PointFactory(agenda_item=item)
    with pytest.raises(MeetingClosedError):
        remove_agenda_item(item=item, actor=actor)


def test_the_starter_follows_the_themes(meeting, actor):
    theme = ThemeFactory(dialogue=meeting.dialogue, name="Silos")
    ThemeFactory(dialogue=meeting.dialogue, parent=theme)
    items = add_starter_agenda(meeting=meeting, actor=actor)
    assert [(item.title, item.theme) for item in items if item.kind == "discussion"] == [("Silos", theme)]
    assert sum(item.minutes for item in items) == 120
    with pytest.raises(DomainError):
        add_starter_agenda(meeting=meeting, actor=actor)


@pytest.mark.parametrize("status", ["ended", "cancelled"])
def test_what_is_over_stays(actor, status):
    item = AgendaItemFactory(meeting__status=status)
    for attempt in (
        lambda: add_agenda_item(meeting=item.meeting, title="A", actor=actor),
        lambda: change_agenda_item(item=item, title="A", actor=actor),
        lambda: move_agenda_item(item=item, to=0, actor=actor),
        lambda: remove_agenda_item(item=item, actor=actor),
        lambda: add_starter_agenda(meeting=item.meeting, actor=actor),
    ):
        with pytest.raises(MeetingClosedError):
            attempt()
