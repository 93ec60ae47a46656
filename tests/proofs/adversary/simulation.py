"""Meetings of people with habits, run through the services and pages as the product runs them.

Whatever somebody does in the room they do in the order in which they entered: they speak, support, answer and raise their hands
in it. If anything that is stored, logged or mailed tells of any of these orders beside a person, an adversary who has the
order of points knows the rest. What was before the room (invited, answered, on the list) is in orders of its own.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from dialogues.enums import AttributionRule, HandReason, MeetingStatus, Response, Stance
from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.links import participation_token
from dialogues.models import Meeting, Participation, Point, PollOption, Voice
from dialogues.services import (
    add_participant,
    add_participants,
    answer_invitation,
    answer_poll,
    close_poll,
    correct_point,
    end_meeting,
    enter_room,
    give_floor_to_next,
    hide_point,
    log_point,
    log_point_on_behalf,
    merge_points,
    open_item,
    open_poll,
    open_room,
    prepare_poll,
    raise_hand,
    record_consent,
    remove_participant,
    renew_link,
    seal_meeting,
    send_invitations,
    send_thanks,
    split_point,
    take_stance,
    withdraw_point,
)
from stakeholders.models import Affiliation
from tests.factories import (
    AffiliationFactory,
    AgendaItemFactory,
    MeetingFactory,
    PersonFactory,
    TeamMemberFactory,
    UserFactory,
)

from .evidence import take_accounts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dialogues.models import AgendaItem, Dialogue
    from stakeholders.models import Person, User

    from .evidence import Row

POOL = 90  # people, of whom each meeting has some
WITH_ACCOUNT = 30
WHOLE_WAY = 8  # every eighth meeting is invited by mail, and partly answered, entered and logged by the pages
ANSWERS_AT_THE_DOOR = 8
SIGN_IN_AT_THE_DOOR = 30  # every second of the first so many who come, if they have an account
FIRST_LOGGED_BY_PAGE = 3
LANGUAGES = ("en", "ar", "fr", "sv")
KINDS = ("civil_society", "government", "research", "media")


@dataclass
class Told:
    """One meeting as it was, which the adversary does not know."""

    meeting: Meeting
    authors: dict[UUID, int] = field(default_factory=dict)  # point: participation, of unattributed ones
    voices: dict[UUID, int] = field(default_factory=dict)  # voice: participation
    supports: dict[int, int] = field(default_factory=dict)  # how many, of each participation
    tokens: list[str] = field(default_factory=list)
    accounts: list[Row] = field(default_factory=list)  # accounts and sessions as they were in the end


@dataclass
class World:
    """The institute, its people and what happens to leak in it (nothing, unless a test plants it)."""

    dialogue: Dialogue
    convener: User
    people: list[Person]
    dice: random.Random
    organisations: dict[int, int]
    leak_at_the_door: Callable[[Participation], None] | None = None
    leak_of_voices: Callable[[Meeting], None] | None = None
    disturbs: bool = True  # whether somebody comes late, is removed and is given a new link
    told: list[Told] = field(default_factory=list)


def make_world(*, seed: int = 1325) -> World:
    """Return an institute and a pool of people, some with accounts."""
    member = TeamMemberFactory()
    people = []
    for number in range(POOL):
        # Languages go across the kinds of organisations: which kind a voice is of, it may have said itself.
        person = PersonFactory(languages=[LANGUAGES[number // len(KINDS) % len(LANGUAGES)]])
        AffiliationFactory(person=person, organisation__kind=KINDS[number % len(KINDS)])
        if number < WITH_ACCOUNT:
            UserFactory(person=person, email=person.email)
        people.append(person)
    organisations = dict(Affiliation.objects.values_list("person_id", "organisation_id"))
    return World(member.dialogue, member.user, people, random.Random(seed), organisations)


def hold_meetings(world: World, *, meetings: int, people: int) -> None:
    """Hold ``meetings`` with ``people`` each, up to their end."""
    for number in range(meetings):
        world.told.append(_Meeting(world, number).hold(people))


def seal_all(world: World) -> None:
    """Seal what was held."""
    for told in world.told:
        seal_meeting(meeting=told.meeting, actor=world.convener)


class _Meeting:
    """One meeting, from the list of people to its end."""

    def __init__(self, world: World, number: int) -> None:
        self.world, self.dice = world, world.dice
        self.whole_way = number % WHOLE_WAY == 0
        # What else happens, besides speaking: not everything in each meeting.
        self.names, self.asks, self.queues = (number % 4 in (0, turn) for turn in (1, 2, 3))
        now = timezone.now()
        self.meeting = MeetingFactory(
            dialogue=world.dialogue, starts_at=now, ends_at=now + timedelta(hours=2), status="planned"
        )
        self.told = Told(self.meeting)
        self.browsers: dict[int, Client] = {}
        self.tokens: dict[int, str] = {}
        self.owners: dict[str, int] = {}  # by the hash of the token
        self.points: list[UUID] = []

    def hold(self, people: int) -> Told:
        opening, talk, by_kind = (
            AgendaItemFactory(meeting=self.meeting, attribution_rule=rule)
            for rule in (AttributionRule.ATTRIBUTED, "", AttributionRule.ORGANISATION_TYPE)
        )
        self._invite(self.dice.sample(self.world.people, people))
        open_room(meeting=self.meeting, actor=self.world.convener)
        self.meeting.refresh_from_db()
        if self.world.leak_of_voices:
            self.world.leak_of_voices(self.meeting)
        guests = list(self.meeting.participations.select_related("person__user", "meeting"))
        entering = self.dice.sample(guests, len(guests))
        latecomer, (renewed, removed) = entering[-1], self.dice.sample(entering[:-1], 2)
        self._enter(entering)
        if self.names:
            self._open_by_name(opening, entering, removed)
        open_item(item=talk, actor=self.world.convener)
        self._speak(talk, entering)
        self._note_voices()
        if self.world.disturbs:
            self._renew(renewed)
            self._come_late(talk, latecomer)
        else:
            self._keep(latecomer, enter_room(participation=latecomer))
            self._log(talk, latecomer, uuid4())
        self._speak_again(talk, entering)
        self._support(entering)
        self._mend(entering)
        self._moderate(talk)
        if self.asks:
            self._ask(talk, entering)
        if self.queues:
            self._raise_hands(entering)
        if self.world.disturbs:
            remove_participant(participation=removed, actor=self.world.convener)
        if self.queues:
            open_item(item=by_kind, actor=self.world.convener)
            self._speak_by_kind(by_kind, self.dice.sample(entering[:-1], 5))
        self._end()
        self._note_voices()
        self.told.accounts = take_accounts()
        return self.told

    # --- before the room, in orders of its own -------------------------------------------------------

    def _invite(self, people: Sequence[Person]) -> None:
        if not self.whole_way:
            Participation.objects.bulk_create(
                Participation(
                    meeting=self.meeting,
                    person=person,
                    organisation_id=self.world.organisations[person.pk],
                    response=Response.NEEDS_ACTION,
                )
                for person in people
            )
            Meeting.objects.filter(pk=self.meeting.pk).update(status=MeetingStatus.CONVENED)
        else:
            add_participants(meeting=self.meeting, people=people, actor=self.world.convener)
            send_invitations(meeting=self.meeting, actor=self.world.convener)
        guests = list(self.meeting.participations.select_related("meeting", "person"))
        self.early = self.dice.sample(guests, len(guests) // 2)
        for number, guest in enumerate(self.early):
            if self.whole_way and number % 4 == 0:
                address = reverse("dialogues:private_invitation", args=[participation_token(guest)])
                answer = Client().post(address, {"response": Response.ACCEPTED.value, "message": ""})
                assert answer.status_code == 302
            elif self.whole_way or number % 8 == 0:
                answer_invitation(participation=guest, response=Response.ACCEPTED)

    # --- in the room, in the order of entering -------------------------------------------------------

    def _enter(self, entering: Sequence[Participation]) -> None:
        early = {guest.pk for guest in self.early}
        answering = [guest for guest in entering if guest.pk not in early][:ANSWERS_AT_THE_DOOR]
        for number, guest in enumerate(entering[:-1]):
            if guest in answering:  # on the way in, by the same link
                answer_invitation(participation=guest, response=Response.ACCEPTED)
            if self.world.leak_at_the_door:
                self.world.leak_at_the_door(guest)
            account = getattr(guest.person, "user", None)
            if account is not None and number % 2 == 0 and number < SIGN_IN_AT_THE_DOOR:
                self._enter_by_account(guest, account)
            elif self.whole_way and number % 8 == 1:
                self._enter_by_link(guest)
            else:
                self._keep(guest, enter_room(participation=guest))

    def _enter_by_link(self, guest: Participation) -> None:
        browser = Client()
        address = reverse("dialogues:private_room", args=[participation_token(guest)])
        assert browser.post(address).status_code == 302
        self.browsers[guest.pk] = browser
        self._keep(guest, _token_of(guest))

    def _enter_by_account(self, guest: Participation, account: User) -> None:
        """Sign in on the way in, and enter."""
        browser = Client()
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        if self.whole_way:
            where = [self.world.dialogue.slug, self.meeting.slug]
            assert browser.post(reverse("dialogues:room_enter", args=where)).status_code == 302
            self.browsers[guest.pk] = browser
        else:
            enter_room(participation=guest)
        self._keep(guest, _token_of(guest))

    def _keep(self, guest: Participation, token: str) -> None:
        self.tokens[guest.pk] = token
        self.told.tokens.append(token)
        self.owners[token_hash(token)] = guest.pk

    def _note_voices(self) -> None:
        """Write down whose each voice is; a hash that was replaced since was written down before."""
        for held, voice in Voice.objects.filter(meeting=self.meeting).values_list("token_hash", "pk"):
            if held in self.owners:
                self.told.voices[voice] = self.owners[held]

    def _speak(self, item: AgendaItem, speakers: Sequence[Participation]) -> None:
        for number, guest in enumerate(speakers[:-1]):
            uuid = uuid4()
            browser = self.browsers.get(guest.pk)
            if browser is not None and number < FIRST_LOGGED_BY_PAGE * 8:
                answer = browser.post(
                    reverse("dialogues:room_log", args=[self.meeting.uuid]),
                    {"item": item.uuid, "uuid": uuid, "text": _words(self.dice), "kind": "observation"},
                    headers={"accept": "application/json"},
                )
                assert answer.status_code == 201, answer.content
                self.points.append(uuid)
                self.told.authors[uuid] = guest.pk
            else:
                self._log(item, guest, uuid)

    def _speak_again(self, item: AgendaItem, entering: Sequence[Participation]) -> None:
        """Let the talkative speak again: more the earlier they came."""
        for guest in self.dice.sample(entering[: len(entering) // 2], len(entering) // 3):
            self._log(item, guest, uuid4())

    def _open_by_name(
        self, item: AgendaItem, entering: Sequence[Participation], removed: Participation
    ) -> None:
        """Let some speak by name before all eyes: not in the order of entering, or the room itself would tell it."""
        open_item(item=item, actor=self.world.convener)
        named = [guest for guest in entering[:-1] if guest != removed]
        self._speak_by_name(item, self.dice.sample(named, 5), entering[:-1])

    def _speak_by_name(
        self, item: AgendaItem, speakers: Sequence[Participation], all_people: Sequence[Participation]
    ) -> None:
        for guest in speakers:
            if not guest.consents_to_be_named:
                record_consent(participation=guest, consents_to_be_named=True, actor=self.world.convener)
            self._log(item, guest, uuid4(), participation=guest.uuid)
        opened = list(Point.objects.filter(agenda_item=item).values_list("uuid", flat=True))
        for number, guest in enumerate(self.dice.sample(all_people, len(speakers))):
            self._stand(opened[number], guest)

    def _speak_by_kind(self, item: AgendaItem, speakers: Sequence[Participation]) -> None:
        for guest in speakers:
            if guest.pk in self.tokens and Participation.objects.filter(pk=guest.pk).exists():
                self._log(item, guest, uuid4(), participation=guest.uuid)

    def _log(
        self, item: AgendaItem, guest: Participation, uuid: UUID, participation: UUID | None = None
    ) -> None:
        log_point(
            room=self.meeting.uuid,
            item=item.uuid,
            token=self.tokens[guest.pk],
            uuid=uuid,
            text=_words(self.dice),
            participation=participation,
        )
        if participation is None:
            self.points.append(uuid)
            self.told.authors[uuid] = guest.pk

    def _support(self, entering: Sequence[Participation]) -> None:
        for number, guest in enumerate(entering[:8]):
            self._stand(self.dice.choice(self.points), guest, list(Stance)[number % 3])

    def _stand(self, point: UUID, guest: Participation, stance: Stance = Stance.SUPPORT) -> None:
        if self.told.authors.get(point) == guest.pk:
            return
        found = Point.objects.get(uuid=point)
        if found.author_id == guest.pk:
            return
        take_stance(room=self.meeting.uuid, point=point, token=self.tokens[guest.pk], stance=stance)
        self.told.supports[guest.pk] = self.told.supports.get(guest.pk, 0) + 1

    def _mend(self, entering: Sequence[Participation]) -> None:
        """Let the first correct their words, and one take them back."""
        own = {author: point for point, author in reversed(self.told.authors.items())}
        room = self.meeting.uuid
        for guest in entering[:4]:
            token = self.tokens[guest.pk]
            correct_point(room=room, point=own[guest.pk], token=token, text=_words(self.dice))
        last = entering[4]
        withdraw_point(room=room, point=own[last.pk], token=self.tokens[last.pk])
        del self.told.authors[own[last.pk]]
        self.points.remove(own[last.pk])

    def _moderate(self, item: AgendaItem) -> None:
        actor = self.world.convener
        first, second, third, fourth = Point.objects.filter(uuid__in=self.dice.sample(self.points, 4))
        merge_points(source=first, target=second, actor=actor)
        hide_point(point=third, actor=actor)
        act = split_point(point=fourth, first="The first half.", second="The second half.", actor=actor)
        author = self.told.authors.get(fourth.uuid)
        if act.other is not None and author is not None:
            self.told.authors[act.other] = author
        log_point_on_behalf(item=item, text="Said aloud.", hands=7)

    def _ask(self, item: AgendaItem, entering: Sequence[Participation]) -> None:
        poll = prepare_poll(item=item, question="Shall we?", options=["Yes", "No"], actor=self.world.convener)
        open_poll(poll=poll, actor=self.world.convener)
        options = list(PollOption.objects.filter(poll=poll).values_list("uuid", flat=True))
        for number, guest in enumerate(entering[:10]):
            answer_poll(
                room=self.meeting.uuid,
                poll=poll.pk,
                token=self.tokens[guest.pk],
                option=options[number % 2],
            )
        close_poll(poll=poll, actor=self.world.convener)

    def _raise_hands(self, entering: Sequence[Participation]) -> None:
        for guest in entering[:6]:
            raise_hand(participation=guest, reason=HandReason.NEW_POINT)
        for _turn in range(3):
            give_floor_to_next(meeting=self.meeting)

    # --- what disturbs -------------------------------------------------------------------------------

    def _renew(self, guest: Participation) -> None:
        """Send a new link in the middle of the meeting; whoever has it goes on with the same voice."""
        renew_link(participation=guest, actor=self.world.convener)
        self._keep(guest, enter_room(participation=guest))

    def _come_late(self, item: AgendaItem, latecomer: Participation) -> None:
        """Let the last on the list come, and then somebody who was added while the meeting ran.

        That one is not among those to be guessed: who was added last, with an entry that has its time, has said nothing
        before, and docs/threat-model.md says so.
        """
        self._keep(latecomer, enter_room(participation=latecomer))
        self._log(item, latecomer, uuid4())
        there = self.meeting.participations.values("person")
        person = self.dice.choice(
            [one for one in self.world.people if one.pk not in {row["person"] for row in there}]
        )
        added = add_participant(meeting=self.meeting, person=person, actor=self.world.convener)
        send_invitations(meeting=self.meeting, participations=[added], actor=self.world.convener)
        added.refresh_from_db()
        added.meeting = self.meeting
        self.tokens[added.pk] = enter_room(participation=added)
        uuid = uuid4()
        self._log(item, added, uuid)
        del self.told.authors[uuid]

    def _end(self) -> None:
        end_meeting(meeting=self.meeting, actor=self.world.convener)
        self.meeting.refresh_from_db()
        if self.whole_way:
            send_thanks(meeting=self.meeting, actor=self.world.convener)


def _token_of(guest: Participation) -> str:
    key = key_store().read(guest.meeting.uuid)
    assert key is not None
    return voice_token(key, guest.uuid, guest.link_version)


def _words(dice: random.Random) -> str:
    """Return some text; manners of speaking are not what this is about."""
    return " ".join(dice.choices(("networks", "need", "time", "trust", "funds", "and", "a", "voice"), k=9))
