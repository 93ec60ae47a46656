"""What readers are told: one rendering for all, nothing of any viewer in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from dialogues.enums import AttributionRule, PointKind, Stance
from dialogues.live import broadcast
from dialogues.live.announcements import announce_card, render_card
from dialogues.live.in_memory import MemoryBroadcaster
from dialogues.models import Point, Voice
from dialogues.selectors.room import Card
from dialogues.services import (
    admit_point,
    close_item,
    end_meeting,
    hide_point,
    leave_point_out,
    merge_points,
    show_point,
    split_point,
    take_stance,
    undo_acts,
    withdraw_point,
)
from stakeholders.enums import OrganisationKind

from .factories import make_room

if TYPE_CHECKING:
    from uuid import UUID


class Told(MemoryBroadcaster):
    """Remembers what was published."""

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.events: list[tuple[str, str]] = []

    def publish(self, room: UUID, event: str, data: str, *, about: broadcast.Told | None = None) -> None:
        """Remember the event."""
        self.events.append((event, data))
        super().publish(room, event, data, about=about)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    live = Told()
    monkeypatch.setattr(broadcast, "_broadcaster", lambda _url: live)
    return live


@given(
    text=st.text(min_size=1),
    kind=st.sampled_from(list(PointKind)),
    attribution=st.sampled_from(list(AttributionRule)),
    organisation_kind=st.sampled_from(["", *OrganisationKind]),
    said_by=st.sampled_from(["", "Person, <Organisation>"]),
    supporters=st.integers(1, 2),
)
@pytest.mark.django_db
def test_a_new_card_is_what_the_template_makes_of_it(
    text: str, kind: str, attribution: str, organisation_kind: str, said_by: str, supporters: int
) -> None:
    card = Card(
        uuid=uuid4(),
        item=uuid4(),
        position=7,
        kind=kind,
        text=text,
        language="en",
        attribution=attribution,
        organisation_kind=organisation_kind,
        said_by=said_by,
        supporters=supporters,
    )

    assert announce_card(uuid4(), card) == render_card(card)


def test_the_reader_s_language_is_not_in_it() -> None:
    card = Card(uuid4(), uuid4(), 1, "concern", "Funds are short.", "en", "unattributed", supporters=1)
    with translation.override("ar"):
        arabic = render_card(card)
    assert arabic == render_card(card)
    assert 'data-word="kind:concern"' in arabic


def test_a_hidden_card_says_only_that_it_is_hidden() -> None:
    card = Card(uuid4(), uuid4(), 1, "concern", "Funds are short.", "en", "unattributed")
    gone = render_card(replace(card, status="withdrawn", text=""))

    assert "Hidden" in render_card(replace(card, status="hidden", text=""))
    assert "<p" not in gone


@pytest.mark.django_db(transaction=True)
def test_every_act_of_the_room_is_told_and_no_voice_with_it(told: Told) -> None:
    room = make_room(people=3)
    first = room.log(0, text="Funds are short.").card.uuid
    second = room.log(1, text="Money is scarce.").card.uuid
    take_stance(room=room.uuid, point=first, token=room.token(2), stance=Stance.SUPPORT)
    point, other = Point.objects.get(uuid=first), Point.objects.get(uuid=second)
    hide_point(point=point, actor=room.convener)
    show_point(point=point, actor=room.convener)
    merge_points(source=other, target=point, actor=room.convener)
    withdraw_point(room=room.uuid, point=first, token=room.token(0))
    close_item(item=room.item, actor=room.convener)
    end_meeting(meeting=room.meeting, actor=room.convener)

    kinds = [event for event, _ in told.events]
    assert kinds == ["item", "item", *["point"] * 8, "item", "item"]
    cards = [data for event, data in told.events if event == "point"]
    assert "<b>2</b>" in cards[2]
    assert "Funds are short." not in cards[3]
    assert "Funds are short." in cards[4]
    assert 'data-status="merged"' in cards[5]
    assert "Money is scarce." in cards[6]
    assert 'data-status="withdrawn"' in cards[7]
    everything = "".join(data for _, data in told.events)
    for voice in Voice.objects.all():
        assert voice.token_hash not in everything
        assert str(voice.id) not in everything
    for person in room.people:
        assert person.person.name not in everything
        assert str(person.uuid) not in everything
    assert "csrf" not in everything


@pytest.mark.django_db(transaction=True)
def test_of_late_points_the_room_is_told_a_number_until_they_are_admitted(told: Told) -> None:
    room = make_room()
    tokens = [room.token(number) for number in range(3)]
    close_item(item=room.item, actor=room.convener)
    before = len(told.events)
    words = "What nobody else may read yet"

    points = [
        Point.objects.get(pk=room.log(number, token=tokens[number], text=words).card.uuid)
        for number in range(3)
    ]
    room.log(0, token=tokens[0], uuid=points[0].pk, text=words)
    leave_point_out(point=points[0], actor=room.convener)
    withdraw_point(room=room.uuid, point=points[1].pk, token=tokens[1])
    assert told.events[before:] == [("late", number) for number in ("1", "2", "3", "3", "2", "1")]

    admit_point(point=points[2], actor=room.convener)
    (event, card), late = told.events[before + 6 :]
    assert (event, late) == ("point", ("late", "0"))
    assert words in card


@pytest.mark.django_db(transaction=True)
def test_of_a_repeat_the_room_is_told_again_for_the_first_may_have_been_cut_off(told: Told) -> None:
    room = make_room()
    token = room.token(0)
    first = room.log(0)
    before = len(told.events)

    room.log(0, uuid=first.card.uuid)
    end_meeting(meeting=room.meeting, actor=room.convener)
    room.log(0, token=token, uuid=first.card.uuid)

    cards = [data for event, data in told.events[before:] if event == "point"]
    assert cards == [first.html, first.html]


@pytest.mark.django_db(transaction=True)
def test_nothing_is_told_of_what_was_rolled_back(told: Told) -> None:
    room = make_room()
    before = len(told.events)

    with transaction.atomic():
        room.log(0)
        transaction.set_rollback(True)

    assert len(told.events) == before


@pytest.mark.django_db(transaction=True)
def test_a_split_and_its_undoing_are_told_without_a_word_of_who_spoke(told: Told) -> None:
    room = make_room()
    point = Point.objects.get(uuid=room.log(0, text="Funds are short. Networks need time.").card.uuid)
    before = len(told.events)

    act = split_point(
        point=point, first="Funds are short.", second="Networks need time.", actor=room.convener
    )
    undo_acts(meeting=room.meeting, acts=[act], actor=room.convener)

    first, second, gone, joined = (data for _, data in told.events[before:])
    assert "Funds are short." in first
    assert "Networks need time." in second
    assert f'data-uuid="{act.other}"' in gone
    assert 'data-status="merged"' in gone
    assert "<p" not in gone
    assert "Funds are short. Networks need time." in joined
    assert str(point.voice_id) not in first + second + gone + joined
