"""Where a second part goes."""

from __future__ import annotations

from uuid import RFC_4122, UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from dialogues.acts import uuid_between

LAST = UUID("ffffffff-ffff-4fff-bfff-ffffffffffff")


@given(st.uuids(version=4).filter(lambda uuid: uuid < LAST))
def test_the_second_part_sorts_directly_after_the_first(first: UUID) -> None:
    found = uuid_between(first, None)

    assert (found.version, found.variant) == (4, RFC_4122)
    assert first < found or first.int >> 100 == LAST.int >> 100


def test_it_stays_before_the_next_that_shares_the_position() -> None:
    for _ in range(200):
        first, following = sorted([uuid4(), uuid4()])
        assert first < uuid_between(first, following) < following


def test_where_there_is_no_room_any_identifier_will_do() -> None:
    assert uuid_between(LAST, None).version == 4
    assert uuid_between(LAST, LAST).version == 4
