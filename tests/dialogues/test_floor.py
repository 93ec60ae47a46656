"""The speakers' queue as plain data: order, turns, times, and what groups may be told."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.enums import HandReason
from dialogues.floor import (
    FEWEST_IN_A_GROUP,
    FIRST,
    LAST,
    OTHERS,
    POINT_OF_ORDER,
    SLIP_SECONDS,
    TICKETS_TOLD,
    TURNS_BETWEEN_TELLINGS,
    Floor,
    GroupTime,
    Hand,
    Spoken,
    as_text,
    end_turn,
    forget_person,
    from_text,
    give_floor,
    group_times,
    hand_of,
    has_spoken,
    is_time_to_tell,
    lower_hand,
    place_hand,
    queue,
    raise_hand,
    speaking_seconds,
    tell_groups,
    ticket_of,
    told_to_all,
    turn_seconds,
)

PEOPLE = [f"person-{number}" for number in range(6)]


def with_hands(*hands: tuple[str, str], floor: Floor | None = None) -> Floor:
    """Return a floor where people raised their hands one second after the other; tickets are ``t-<person>``."""
    floor = floor or Floor()
    for second, (person, reason) in enumerate(hands):
        floor = raise_hand(
            floor, person=person, ticket=f"t-{person}", reason=reason, note="", now=float(second)
        )
    return floor


def names(floor: Floor) -> list[str]:
    return [placed.hand.person for placed in queue(floor)]


def give(floor: Floor, person: str, now: float = 100.0) -> Floor:
    return give_floor(floor, person=person, ticket="given", reason="new_point", now=now)


# --- order -------------------------------------------------------------------------------------------


def test_who_waits_longest_is_next() -> None:
    floor = with_hands(("a", "new_point"), ("b", "question"), ("c", "direct_reply"))

    assert names(floor) == ["a", "b", "c"]
    assert [placed.place for placed in queue(floor)] == [1, 2, 3]


def test_those_who_have_not_spoken_come_first() -> None:
    floor = Floor(spoken={"a": Spoken(30, 1)})

    floor = with_hands(("a", "new_point"), ("b", "new_point"), floor=floor)

    assert [(placed.hand.person, placed.why) for placed in queue(floor)] == [
        ("b", "not_spoken"),
        ("a", "spoken"),
    ]


def test_a_point_of_order_is_on_top_also_of_whom_the_facilitator_put_first() -> None:
    floor = with_hands(("a", "new_point"), ("b", "new_point"), ("c", POINT_OF_ORDER))

    floor = place_hand(floor, ticket="t-b", placed=FIRST, now=9)

    assert [(placed.hand.person, placed.why) for placed in queue(floor)] == [
        ("c", POINT_OF_ORDER),
        ("b", FIRST),
        ("a", "not_spoken"),
    ]


def test_the_facilitator_puts_hands_first_and_last_and_back() -> None:
    floor = with_hands(*((person, "new_point") for person in "abcd"))
    floor = place_hand(floor, ticket="t-a", placed=LAST, now=10)
    floor = place_hand(floor, ticket="t-c", placed=FIRST, now=11)
    floor = place_hand(floor, ticket="t-d", placed=FIRST, now=12)
    assert names(floor) == ["d", "c", "b", "a"]

    floor = place_hand(floor, ticket="t-d", placed="", now=13)
    floor = place_hand(floor, ticket="t-a", placed="", now=13)

    assert names(floor) == ["c", "a", "b", "d"]
    assert place_hand(floor, ticket="nobody's", placed=FIRST, now=14) == floor


def test_a_point_of_order_that_is_none_can_be_put_last() -> None:
    floor = with_hands(("a", POINT_OF_ORDER), ("b", "new_point"))

    assert names(place_hand(floor, ticket="t-a", placed=LAST, now=9)) == ["b", "a"]


hands = st.lists(
    st.builds(
        Hand,
        ticket=st.uuids().map(str),
        person=st.sampled_from(PEOPLE),
        reason=st.sampled_from(HandReason.values),
        raised_at=st.floats(0, 1000),
        placed=st.sampled_from(["", FIRST, LAST]),
        placed_at=st.floats(0, 1000),
    ),
    unique_by=(lambda hand: hand.person, lambda hand: hand.ticket),
)
spoken = st.dictionaries(
    st.sampled_from(PEOPLE), st.builds(Spoken, seconds=st.floats(0, 5000), turns=st.integers(0, 9))
)
floors = st.builds(Floor, era=st.text(max_size=8), number=st.integers(0, 99), hands=hands, spoken=spoken)


@given(floors, st.randoms())
def test_the_order_depends_on_nothing_but_the_hands(floor: Floor, random: object) -> None:
    shuffled = list(floor.hands)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert names(replace(floor, hands=tuple(shuffled))) == names(floor)
    assert sorted(names(floor)) == sorted(hand.person for hand in floor.hands)


@given(floors)
def test_among_unplaced_hands_nobody_who_spoke_is_before_one_who_did_not(floor: Floor) -> None:
    plain = [placed.hand for placed in queue(floor) if placed.why in {"spoken", "not_spoken"}]
    told = [has_spoken(floor, hand.person) for hand in plain]

    assert told == sorted(told)
    for group in (True, False):
        times = [hand.raised_at for hand, spoke in zip(plain, told, strict=True) if spoke == group]
        assert times == sorted(times)


@given(floors)
def test_what_is_kept_reads_back(floor: Floor) -> None:
    floor = give(floor, PEOPLE[0], now=2000)

    assert from_text(as_text(floor)) == floor


# --- hands and turns -----------------------------------------------------------------------------------


def test_raising_again_keeps_place_and_ticket_and_changes_the_reason() -> None:
    floor = with_hands(("a", "new_point"), ("b", "new_point"))

    floor = raise_hand(floor, person="a", ticket="another", reason="question", note="About funds", now=50)

    held = hand_of(floor, "a")
    assert held == Hand("t-a", "a", "question", "About funds", raised_at=0)
    assert names(floor) == ["a", "b"]


def test_lowering_a_hand_that_is_not_up_changes_nothing() -> None:
    floor = with_hands(("a", "new_point"))

    assert lower_hand(floor, person="b") == floor
    assert lower_hand(floor, person="a").hands == ()


def test_a_turn_takes_the_hand_and_counts_its_time() -> None:
    floor = with_hands(("a", "new_point"), ("b", "new_point"))

    floor = give(floor, "a", now=100)
    assert floor.turn is not None
    assert (floor.turn.ticket, names(floor)) == ("t-a", ["b"])
    assert give(floor, "a", now=120) == floor
    floor = give(floor, "b", now=160)
    floor = end_turn(floor, now=200)

    assert floor.turn is None
    assert floor.spoken == {"a": Spoken(60, 1), "b": Spoken(40, 1)}
    assert end_turn(floor, now=300) == floor


def test_somebody_without_a_hand_gets_the_floor_with_a_new_ticket() -> None:
    floor = give(Floor(), "a")

    assert floor.turn is not None
    assert (floor.turn.ticket, floor.turn.reason) == ("given", "new_point")


def test_a_slip_of_the_finger_counts_as_nothing() -> None:
    floor = end_turn(give(Floor(), "a", now=100), now=100 + SLIP_SECONDS - 1)

    assert (floor.turn, floor.spoken, floor.untold_turns) == (None, {}, 0)


def test_a_point_of_order_takes_time_but_is_no_turn() -> None:
    floor = with_hands(("a", POINT_OF_ORDER))

    floor = end_turn(give(floor, "a", now=100), now=130)

    assert floor.spoken == {"a": Spoken(30, 0)}
    assert not has_spoken(floor, "a")


def test_a_clock_that_was_set_back_takes_no_time_away() -> None:
    floor = give(Floor(spoken={"a": Spoken(60, 1)}), "a", now=100)

    assert turn_seconds(floor, now=40) == 0
    assert end_turn(floor, now=40).spoken == {"a": Spoken(60, 1)}


def test_speaking_time_has_the_running_turn() -> None:
    floor = give(Floor(spoken={"a": Spoken(60, 1)}), "a", now=100)

    assert speaking_seconds(floor, now=110) == {"a": 70}
    assert speaking_seconds(Floor(), now=110) == {}


def test_who_is_taken_off_the_list_is_forgotten() -> None:
    floor = give(with_hands(("a", "question"), floor=Floor(spoken={"a": Spoken(60, 1)})), "a")
    floor = with_hands(("b", "new_point"), floor=floor)

    floor = forget_person(floor, person="a")

    assert (floor.turn, floor.spoken, names(floor)) == (None, {}, ["b"])
    assert ticket_of(floor, "a") == ""


@given(
    st.lists(
        st.tuples(st.sampled_from(["raise", "lower", "give", "end"]), st.sampled_from(PEOPLE)), max_size=40
    )
)
def test_whatever_happens_nobody_has_two_hands_and_no_time_is_lost(acts: list[tuple[str, str]]) -> None:
    floor, now, running = Floor(), 0.0, 0.0
    for act, person in acts:
        now += 10
        running += 10 if floor.turn else 0
        if act == "raise":
            floor = raise_hand(floor, person=person, ticket=f"t-{now}", reason="new_point", note="", now=now)
        elif act == "lower":
            floor = lower_hand(floor, person=person)
        elif act == "give":
            floor = give(floor, person, now=now)
        else:
            floor = end_turn(floor, now=now)
        raised = [hand.person for hand in floor.hands]
        assert len(raised) == len(set(raised))
        assert sum(speaking_seconds(floor, now=now).values()) == pytest.approx(running)


# --- groups --------------------------------------------------------------------------------------------


def in_room(**groups: int) -> dict[str, str]:
    return {f"{group}-{number}": group for group, count in groups.items() for number in range(count)}


def test_groups_are_told_in_minutes_and_small_ones_together() -> None:
    people = in_room(ngo=4, research=3, media=2, government=2)
    seconds = {"ngo-0": 400.0, "research-1": 610.0, "media-0": 70.0, "government-1": 60.0}

    assert group_times(seconds, people) == (
        GroupTime("research", 10),
        GroupTime("ngo", 7),
        GroupTime(OTHERS, 2),
    )


def test_others_that_are_too_few_take_the_smallest_group_along() -> None:
    people = in_room(ngo=5, research=4, media=3, government=1)

    assert group_times({"government-0": 600.0, "media-0": 60.0}, people) == (
        GroupTime("ngo", 0),
        GroupTime("research", 0),
        GroupTime(OTHERS, 11),
    )


@pytest.mark.parametrize(
    "people", [{}, in_room(ngo=2), in_room(ngo=9), in_room(ngo=3, media=2), in_room(a=1, b=1, c=1, d=1)]
)
def test_nothing_is_told_of_a_single_group(people: dict[str, str]) -> None:
    assert group_times({"ngo-0": 600.0}, people) == ()


def test_people_without_an_organisation_are_others() -> None:
    people = in_room(ngo=3) | {"x": "", "y": "", "z": ""}

    assert group_times({"x": 120.0}, people) == (GroupTime("ngo", 0), GroupTime(OTHERS, 2))


@given(
    st.dictionaries(st.uuids().map(str), st.sampled_from(["", "ngo", "media", "research", "party"])),
    st.data(),
)
def test_no_number_stands_for_fewer_than_three_people(people: dict[str, str], data: st.DataObject) -> None:
    seconds = {person: data.draw(st.floats(0, 9000)) for person in people}

    told = group_times(seconds, people)

    shown = {one.group for one in told}
    for group in shown - {OTHERS}:
        assert sum(held == group for held in people.values()) >= FEWEST_IN_A_GROUP
    rest = [person for person, group in people.items() if group not in shown]
    if told:
        # What is told is everything, so that nothing can be worked out by taking away.
        assert not rest or (OTHERS in shown and len(rest) >= FEWEST_IN_A_GROUP)
        assert sum(one.minutes for one in told) == pytest.approx(
            sum(seconds.values()) / 60, abs=0.5 * len(told) + 0.01
        )


def test_groups_are_told_only_every_few_turns() -> None:
    floor, people = Floor(), in_room(ngo=3, media=3)
    for number in range(TURNS_BETWEEN_TELLINGS):
        assert not is_time_to_tell(floor)
        floor = end_turn(give(floor, f"ngo-{number % 3}", now=100 * number), now=100 * number + 60)
    assert is_time_to_tell(floor)

    floor = tell_groups(floor, people)

    assert floor.told == (GroupTime("ngo", 5), GroupTime("media", 0))
    assert not is_time_to_tell(floor)


# --- what all are told ---------------------------------------------------------------------------------


def test_all_are_told_tickets_and_no_people_reasons_or_times() -> None:
    floor = raise_hand(
        Floor(era="e", number=7), person="secret-a", ticket="t1", reason="question", note="secret", now=1234.5
    )
    floor = raise_hand(floor, person="secret-b", ticket="t2", reason="new_point", note="", now=1235.5)
    floor = give(replace(floor, told=(GroupTime("media", 3),)), "secret-a", now=1240.5)

    told = told_to_all(floor)

    assert told == {
        "era": "e",
        "number": 7,
        "hands": 1,
        "tickets": ["t2"],
        "turn": "t1",
        "groups": [["media", 3]],
    }
    assert "secret" not in json.dumps(told)
    assert (ticket_of(floor, "secret-a"), ticket_of(floor, "secret-b")) == ("t1", "t2")


def test_an_event_stays_small_however_many_hands_are_up() -> None:
    floor = with_hands(*((f"person-{number}", "new_point") for number in range(500)))

    told = told_to_all(floor)

    assert (told["hands"], len(told["tickets"])) == (500, TICKETS_TOLD)
    assert told["tickets"][-1] == f"t-person-{TICKETS_TOLD - 1}"


def test_the_reasons_are_those_that_the_form_offers() -> None:
    assert POINT_OF_ORDER == HandReason.POINT_OF_ORDER
