"""Polls: who may do what with them when, and that nothing of an answer is kept beside a person."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from django.test import TestCase

from dialogues.enums import PollStatus
from dialogues.exceptions import ItemNotOpenError, MeetingClosedError, VoiceUnknownError
from dialogues.live.broadcast import broadcaster
from dialogues.models import Point, Poll, PollAnswer, PollOption
from dialogues.selectors.polls import OwnStage, own_stage, polls_of_item, shown_poll, stage_of_item
from dialogues.services import (
    answer_poll,
    change_poll,
    close_item,
    close_poll,
    end_meeting,
    open_item,
    open_poll,
    pause_item,
    prepare_poll,
    put_point_up,
    remove_poll,
    seal_meeting,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import AgendaItemFactory

from .factories import make_room

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from .factories import Room

pytestmark = pytest.mark.django_db


def prepare(room: Room, *options: str, question: str = "Shall we go on?") -> Poll:
    return prepare_poll(
        item=room.item, question=question, options=options or ("Yes", "No"), actor=room.convener
    )


def ask(room: Room, *options: str) -> Poll:
    return open_poll(poll=prepare(room, *options), actor=room.convener)


def option(poll: Poll, place: int) -> UUID:
    return poll.options.get(position=place).uuid


def answer(room: Room, poll: Poll, number: int, place: int) -> None:
    answer_poll(room=room.uuid, poll=poll.uuid, token=room.token(number), option=option(poll, place))


def counts(poll: Poll) -> tuple[int | None, ...]:
    poll = Poll.objects.select_related("agenda_item__meeting").get(pk=poll.pk)
    return tuple(one.count for one in shown_poll(poll).options)


# --- preparing --------------------------------------------------------------------------------------------


def test_a_poll_is_prepared_changed_and_removed() -> None:
    room = make_room(open_now=False)
    poll = prepare(room, " Yes,  please ", "No")
    assert [one.text for one in poll.options.all()] == ["Yes, please", "No"]

    change_poll(poll=poll, question="Shall we stop?", options=["A", "B", "C"], actor=room.convener)
    poll.refresh_from_db()
    assert (poll.question, poll.status) == ("Shall we stop?", PollStatus.DRAFT)
    assert [one.text for one in poll.options.all()] == ["A", "B", "C"]

    remove_poll(poll=poll, actor=room.convener)
    remove_poll(poll=poll, actor=room.convener)
    assert not Poll.objects.exists()
    assert list(AuditEntry.objects.order_by("pk").values_list("verb", "target_type"))[-3:] == [
        ("poll.prepared", "dialogues.agendaitem"),
        ("poll.changed", "dialogues.agendaitem"),
        ("poll.removed", "dialogues.agendaitem"),
    ]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["Yes"], "from 2 to 6"),
        (list("ABCDEFG"), "from 2 to 6"),
        (["Yes", "yes"], "the same"),
        (["Yes", " "], "blank"),
        (["Yes", "N" * 121], "120"),
    ],
)
def test_two_to_six_different_options(options: Sequence[str], words: str) -> None:
    room = make_room(open_now=False)

    with pytest.raises(DomainError, match=words):
        prepare(room, *options)

    assert not Poll.objects.exists()


def test_a_question_is_asked() -> None:
    with pytest.raises(DomainError) as caught:
        prepare(make_room(), question=" ")

    assert caught.value.field == "question"


def test_what_was_opened_stays_as_it_was_asked() -> None:
    room = make_room()
    poll = ask(room)

    with pytest.raises(DomainError, match="stays as it was asked"):
        change_poll(poll=poll, question="Other?", options=["A", "B"], actor=room.convener)
    with pytest.raises(DomainError, match="stays as it was asked"):
        remove_poll(poll=poll, actor=room.convener)


def test_nothing_is_prepared_after_the_end() -> None:
    room = make_room()
    end_meeting(meeting=room.meeting, actor=room.convener)

    with pytest.raises(MeetingClosedError):
        prepare(room)


# --- opening and closing ----------------------------------------------------------------------------------


def test_one_poll_is_open_at_a_time_and_none_twice() -> None:
    room = make_room()
    first, second = ask(room), prepare(room)
    assert open_poll(poll=first, actor=room.convener).status == PollStatus.OPEN  # again: nothing changes

    with pytest.raises(DomainError, match="Another poll is open"):
        open_poll(poll=second, actor=room.convener)
    close_poll(poll=first, actor=room.convener)
    close_poll(poll=first, actor=room.convener)
    open_poll(poll=second, actor=room.convener)
    with pytest.raises(DomainError, match="would answer differently"):
        open_poll(poll=first, actor=room.convener)

    verbs = list(AuditEntry.objects.filter(verb__startswith="poll.").values_list("verb", flat=True))
    assert sorted(verbs) == ["poll.closed", "poll.opened", "poll.opened", "poll.prepared", "poll.prepared"]


def test_a_poll_opens_only_under_the_item_that_is_open() -> None:
    room = make_room()
    other = AgendaItemFactory(meeting=room.meeting)
    poll = prepare_poll(item=other, question="Now?", options=["Yes", "No"], actor=room.convener)

    with pytest.raises(ItemNotOpenError):
        open_poll(poll=poll, actor=room.convener)
    with pytest.raises(DomainError, match="has not been open"):
        close_poll(poll=poll, actor=room.convener)


def test_a_poll_takes_the_point_down() -> None:
    room = make_room()
    put_point_up(point=Point.objects.get(pk=room.log(0).card.uuid), actor=room.convener)

    ask(room)

    room.item.refresh_from_db()
    assert room.item.featured_point is None


def test_closing_the_item_closes_its_poll_and_a_pause_does_not() -> None:
    room = make_room(people=4)
    poll = ask(room)
    answer(room, poll, 0, 0)
    pause_item(item=room.item, actor=room.convener)
    with pytest.raises(ItemNotOpenError, match="paused"):
        answer(room, poll, 1, 0)
    open_item(item=room.item, actor=room.convener)
    answer(room, poll, 1, 0)
    close_item(item=room.item, actor=room.convener)

    poll.refresh_from_db()
    assert poll.status == PollStatus.CLOSED
    with pytest.raises(ItemNotOpenError, match="just closed"):
        answer(room, poll, 2, 0)
    assert PollAnswer.objects.count() == 2


def test_the_end_of_the_meeting_closes_what_is_open() -> None:
    room = make_room()
    poll = ask(room)

    end_meeting(meeting=room.meeting, actor=room.convener)

    poll.refresh_from_db()
    assert poll.status == PollStatus.CLOSED
    with pytest.raises(MeetingClosedError):
        close_poll(poll=poll, actor=room.convener)


# --- answering --------------------------------------------------------------------------------------------


def test_each_voice_answers_once_and_may_change_its_mind() -> None:
    room = make_room(people=4)
    poll = ask(room)
    for number, place in ((0, 0), (0, 0), (0, 1), (1, 1), (2, 1)):
        answer(room, poll, number, place)

    close_poll(poll=poll, actor=room.convener)

    assert PollAnswer.objects.count() == 3
    assert counts(poll) == (0, 3)


def test_while_it_is_open_nobody_sees_how() -> None:
    room = make_room(people=4)
    poll = ask(room)
    for number in range(4):
        answer(room, poll, number, 0)

    [shown] = polls_of_item(room.item)

    assert (shown.answers, shown.is_told) == (4, False)
    assert counts(poll) == (None, None)


def test_only_a_voice_of_the_room_answers_and_only_what_was_asked() -> None:
    room, other = make_room(), make_room()
    poll, elsewhere = ask(room), ask(other)

    for wrong in (
        {"poll": elsewhere.uuid},
        {"option": option(elsewhere, 0)},
        {"poll": uuid4()},
        {"option": uuid4()},
    ):
        with pytest.raises(DomainError, match="no longer on the page"):
            answer_poll(
                **(
                    {"room": room.uuid, "poll": poll.uuid, "token": room.token(), "option": option(poll, 0)}
                    | wrong
                )
            )
    with pytest.raises(VoiceUnknownError):
        answer_poll(room=room.uuid, poll=poll.uuid, token=other.token(), option=option(poll, 0))
    assert not PollAnswer.objects.exists()


def test_a_draft_takes_no_answers() -> None:
    room = make_room()
    poll = prepare(room)

    with pytest.raises(DomainError, match="no longer on the page"):
        answer(room, poll, 0, 0)


def test_answering_leaves_no_trace_in_the_audit_trail() -> None:
    room = make_room()
    poll = ask(room)
    before = AuditEntry.objects.count()

    answer(room, poll, 0, 0)

    assert AuditEntry.objects.count() == before


# --- reading ----------------------------------------------------------------------------------------------


def test_one_s_own_answer_is_told_to_one_s_own_page_only() -> None:
    room = make_room()
    poll = ask(room)
    answer(room, poll, 0, 1)
    room.item.refresh_from_db()
    stage = stage_of_item(room.item, room=room.uuid)

    assert own_stage(stage, token=room.token(0)) == OwnStage(option=option(poll, 1))
    assert own_stage(stage, token=room.token(1)) == OwnStage()
    assert own_stage(stage, token="nobody's") == OwnStage()


def test_the_last_result_stays_until_something_else_is_put_up() -> None:
    room = make_room()
    first, second = prepare(room), prepare(room)
    for poll in (second, first):
        open_poll(poll=poll, actor=room.convener)
        close_poll(poll=poll, actor=room.convener)

    shown = stage_of_item(room.item, room=room.uuid)

    assert shown.poll is not None
    assert (shown.poll.uuid, shown.kind, shown.subject) == (first.uuid, "result", first.uuid)


# --- what the room is told --------------------------------------------------------------------------------


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Keep what is published, beside publishing it."""
    heard: list[tuple[str, str]] = []
    publish = type(broadcaster()).publish

    def keep(self: object, room: UUID, event: str, data: str, **options: object) -> object:
        heard.append((event, data))
        return publish(self, room, event, data, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(type(broadcaster()), "publish", keep)
    return heard


def test_the_room_hears_of_a_poll_and_never_how_it_is_answered(told: list[tuple[str, str]]) -> None:
    room = make_room(people=4)
    with TestCase.captureOnCommitCallbacks(execute=True):
        poll = ask(room, "Agree", "Something else")
    [(event, html)] = [one for one in told if one[0] == "poll"]
    assert event == "poll"
    assert 'data-word="poll:agree"' in html
    assert 'aria-pressed="true"' not in html
    told.clear()

    for number, place in ((0, 1), (0, 0), (0, 1), (1, 1), (2, 1), (3, 1)):
        with TestCase.captureOnCommitCallbacks(execute=True):
            answer(room, poll, number, place)
    assert [json.loads(data) for _event, data in told] == [
        {"poll": str(poll.uuid), "answers": number} for number in (1, 2, 3, 4)
    ]  # a change of mind is not told
    told.clear()

    with TestCase.captureOnCommitCallbacks(execute=True):
        close_poll(poll=poll, actor=room.convener)
    [(event, html)] = told
    assert 'data-kind="result"' in html
    assert '<progress class="poll-bar" value="4" max="4"' in html


# --- sealing ----------------------------------------------------------------------------------------------


def test_sealing_keeps_the_counts_and_nothing_else() -> None:
    room = make_room(people=7)
    poll = ask(room, "Yes", "No", "Perhaps")
    for number, place in ((0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 1), (6, 1)):
        answer(room, poll, number, place)
    draft = prepare(room)
    end_meeting(meeting=room.meeting, actor=room.convener)
    before = counts(poll)

    seal_meeting(meeting=room.meeting, actor=room.convener)

    assert before == counts(poll) == (3, 4, 0)
    assert not PollAnswer.objects.exists()
    assert list(PollOption.objects.filter(poll=draft).values_list("frozen_answers", flat=True)) == [
        None,
        None,
    ]
