"""What tests of the follow-up share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialogues.enums import PointKind
from tests.factories import (
    AgendaItemFactory,
    MeetingFactory,
    ParticipationFactory,
    PersonFactory,
    PointFactory,
    TeamMemberFactory,
    ThemeFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from dialogues.models import Meeting, Point
    from stakeholders.models import User


@pytest.fixture
def meeting() -> Meeting:
    """Return a meeting under the Chatham House Rule."""
    return MeetingFactory(title="Round table", slug="round-table", dialogue__slug="talks")


@pytest.fixture
def point(meeting: Meeting) -> Point:
    """Return a point that was put forward as a recommendation."""
    item = AgendaItemFactory(meeting=meeting, theme=ThemeFactory(dialogue=meeting.dialogue))
    return PointFactory(agenda_item=item, text="Fund the networks.", kind=PointKind.RECOMMENDATION)


@pytest.fixture
def convener(meeting: Meeting) -> User:
    """Return the convener of the meeting's dialogue."""
    return TeamMemberFactory(dialogue=meeting.dialogue).user


@pytest.fixture
def client(convener: User, sign_in: Callable[[User], Client]) -> Client:
    """Return a client signed in as the convener."""
    return sign_in(convener)


@pytest.fixture
def participant(meeting: Meeting) -> User:
    """Return the account of somebody who takes part: may see the meeting, not the follow-up."""
    user = UserFactory(person=PersonFactory())
    ParticipationFactory(meeting=meeting, person=user.person)
    return user
