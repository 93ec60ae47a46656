"""Polls as they may be read: counts, and of a closed poll only those that give nobody's answer away.

No answer leaves this module beside a voice. ``own_stage`` is for one voice's own page only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q

from dialogues.enums import AgendaItemStatus, MeetingStatus, PointStatus, PollStatus
from dialogues.keystore import token_hash
from dialogues.models import AgendaItem, Point, Poll, PollAnswer, PollOption, Support, Voice
from dialogues.poll_results import told_result
from dialogues.ready_made_polls import poll_words, ready_made_word

from .point_card import card_for_point
from .room import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialogues.models import Meeting

_SHORT = 24  # letters: two lines of half a phone
_SHOWN = (PollStatus.OPEN, PollStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class ShownOption:
    """What can be answered; ``count`` only of a closed poll, and only where it gives nobody's answer away."""

    uuid: UUID
    text: str
    word: str
    count: int | None = None

    @property
    def label(self) -> str:
        """The option in the reader's language, where it is a ready-made one."""
        return poll_words().get(self.word, self.text)


@dataclass(frozen=True, slots=True)
class ShownPoll:
    """A poll as everybody may see it, whoever runs the room included."""

    uuid: UUID
    item: UUID
    question: str
    status: str
    answers: int
    options: tuple[ShownOption, ...]
    is_told: bool = False
    is_partly_hidden: bool = False
    majority: ShownOption | None = None

    @property
    def leading(self) -> ShownOption | None:
        """The option most chose, as far as that is told."""
        told = [option for option in self.options if option.count]
        return self.majority or max(told, key=lambda option: option.count or 0, default=None)

    @property
    def has_short_options(self) -> bool:
        """Whether two options have room beside each other on a phone."""
        return all(len(option.text) <= _SHORT for option in self.options)

    @property
    def is_draft(self) -> bool:
        """Whether it waits to be opened."""
        return self.status == PollStatus.DRAFT

    @property
    def is_open(self) -> bool:
        """Whether it takes answers."""
        return self.status == PollStatus.OPEN

    @property
    def is_closed(self) -> bool:
        """Whether there may be a result."""
        return self.status == PollStatus.CLOSED


@dataclass(frozen=True, slots=True)
class Stage:
    """What is put up in the room: an open poll, or a point, or else the result of the last poll of the item."""

    room: UUID
    item: UUID | None = None
    poll: ShownPoll | None = None
    card: Card | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is put up."""
        return self.poll is None and self.card is None

    @property
    def subject(self) -> UUID | None:
        """What it is about."""
        if self.card is not None:
            return self.card.uuid
        return self.poll.uuid if self.poll is not None else None

    @property
    def kind(self) -> str:
        """Return which of the three it is, for the page's script."""
        if self.card is not None:
            return "point"
        return "" if self.poll is None else "poll" if self.poll.is_open else "result"


@dataclass(frozen=True, slots=True)
class OwnStage:
    """How one voice stands to what is put up; empty in what everybody is sent."""

    option: UUID | None = None
    stance: str = ""
    is_mine: bool = False

    def answers_to(self, stage: Stage) -> dict[str, str]:
        """Return the answer by the poll it is to, for the page's script."""
        return {str(stage.subject): str(self.option)} if self.option else {}


def polls_of_item(item: AgendaItem) -> tuple[ShownPoll, ...]:
    """Return the polls of ``item`` (loaded with its meeting), in order."""
    return _shown(Poll.objects.filter(agenda_item=item).select_related("agenda_item"), item.meeting)


def shown_poll(poll: Poll) -> ShownPoll:
    """Return one poll, loaded with its agenda item and meeting."""
    return _shown([poll], poll.agenda_item.meeting)[0]


def stage_of_item(item: AgendaItem | None, *, room: UUID) -> Stage:
    """Return what is put up under ``item`` (loaded with its meeting), which is the one that is on."""
    if item is None:
        return Stage(room)
    is_on = item.status == AgendaItemStatus.OPEN and item.meeting.status == MeetingStatus.LIVE
    asked = Poll.objects.select_related("agenda_item").filter(
        agenda_item=item, status__in=_SHOWN if is_on else [PollStatus.CLOSED]
    )
    poll = asked.order_by("-status", "-position", "uuid").first()  # an open one before those that are closed
    if is_on and item.featured_point_id is not None and (poll is None or poll.status != PollStatus.OPEN):
        card = card_for_point(item.featured_point_id)
        if card is not None and card.status == PointStatus.VISIBLE:
            return Stage(room, item.uuid, card=card)
    return Stage(room, item.uuid, poll=_shown([poll], item.meeting)[0] if poll else None)


def own_stage(stage: Stage, *, token: str, participation: UUID | None = None) -> OwnStage:
    """Return how the voice behind ``token`` stands to what is put up: for its own page, and nobody else's."""
    if stage.is_empty:
        return OwnStage()
    voice = Voice.objects.filter(meeting__uuid=stage.room, token_hash=token_hash(token)).first()
    if voice is None:
        return OwnStage()
    if stage.poll is not None:
        answers = PollAnswer.objects.filter(poll_id=stage.poll.uuid, voice=voice)
        return OwnStage(option=answers.values_list("option_id", flat=True).first())
    if stage.card is None:
        return OwnStage()
    own = Q(voice=voice)
    if participation is not None:
        own |= Q(author__uuid=participation)
    supports = Support.objects.filter(point_id=stage.card.uuid, voice=voice)
    return OwnStage(
        stance=supports.values_list("stance", flat=True).first() or "",
        is_mine=Point.objects.filter(own, pk=stage.card.uuid).exists(),
    )


def answers_so_far(poll: UUID) -> int:
    """Return how many have answered; how, nobody learns while the poll is open."""
    return PollAnswer.objects.filter(poll_id=poll).count()


def _shown(polls: Iterable[Poll], meeting: Meeting) -> tuple[ShownPoll, ...]:
    counted = "frozen_answers" if meeting.status == MeetingStatus.SEALED else "chosen"
    options: dict[UUID, list[PollOption]] = defaultdict(list)
    rows = list(polls)
    for option in (
        PollOption.objects.filter(poll__in=[row.pk for row in rows])
        .annotate(chosen=Count("answers"))
        .order_by("position", "uuid")
    ):
        options[option.poll_id].append(option)
    return tuple(
        _shown_poll(row, options[row.pk], [getattr(option, counted) or 0 for option in options[row.pk]])
        for row in rows
    )


def _shown_poll(poll: Poll, options: list[PollOption], counts: list[int]) -> ShownPoll:
    told = told_result(counts) if poll.status == PollStatus.CLOSED else None
    shown = tuple(
        ShownOption(
            option.uuid, option.text, ready_made_word(option.text), told.counts[place] if told else None
        )
        for place, option in enumerate(options)
    )
    return ShownPoll(
        uuid=poll.uuid,
        item=poll.agenda_item.uuid,
        question=poll.question,
        status=poll.status,
        answers=sum(counts),
        options=shown,
        is_told=told is not None and told.is_told,
        is_partly_hidden=told is not None and told.is_partly_hidden,
        majority=shown[told.majority] if told and told.majority is not None else None,
    )
