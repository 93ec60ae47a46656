"""One meeting from the invitation to the published report, run through the services, with unmistakable names in every
protected place. The proofs look for them in every channel out."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.test import Client, TestCase
from django.utils import timezone

from dialogues.enums import (
    AgendaItemKind,
    AttributionRule,
    HandReason,
    ParticipationRole,
    PointKind,
    Response,
    Stance,
)
from dialogues.links import participation_token
from dialogues.live.broadcast import broadcaster
from dialogues.models import AgendaItem, Dialogue, Meeting, Participation, Point, Poll
from dialogues.services import (
    add_agenda_item,
    add_participant,
    add_theme,
    answer_invitation,
    answer_poll,
    close_poll,
    create_dialogue,
    edit_point,
    end_meeting,
    enter_room,
    give_floor,
    hide_point,
    log_point,
    log_point_on_behalf,
    merge_points,
    open_item,
    open_poll,
    open_room,
    prepare_poll,
    raise_hand,
    record_attendance,
    schedule_meeting,
    seal_meeting,
    send_invitations,
    send_reminders,
    send_thanks,
    take_stance,
    withdraw_point,
)
from recommendations.models import Recommendation
from recommendations.services import (
    NewAction,
    add_action,
    assess_recommendation,
    frame_recommendation,
    make_recommendation,
    record_answer,
)
from reports.enums import ReviewKind
from reports.models import Report
from reports.review_links import receipt_hash, review_token
from reports.services import generate_draft, publish_report
from reports.services.review import (
    Words,
    close_review,
    comment_as_member,
    comment_as_participant,
    comment_without_name,
    open_review,
)
from stakeholders.enums import OrganisationKind, Protection
from stakeholders.models import Affiliation, Organisation, OutgoingMessage, Person, User
from tests.factories import (
    AdministratorFactory,
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    RelationshipFactory,
    SectorFactory,
    TeamMemberFactory,
    TeamUserFactory,
    UserFactory,
)

ROLES = (
    "anonymous",
    "stranger",
    "participant",
    "rapporteur",
    "other_participant",
    "coordinator",
    "convener",
    "other_convener",
    "administrator",
)
# Latin and Arabic names of nobody, each with a word that stands nowhere else.
NAMES = (
    ("Zubaydah Qarnfalani", "زبيدة القرنفلاني"),
    ("Tverrminne Skogshavre", "تفرمين سكوغسهافر"),
    ("Iliria Monteverdana", "إليريا مونتيفردانا"),
    ("Okwudili Brightwater", "أوكوديلي برايتووتر"),
    ("Anneliese Korkmazoglu", "أنيليزه كوركمازأوغلو"),
    ("Faridullah Steppenwind", "فريدالله شتيبنفيند"),
)
PROTECTED = ("Ximenara Protegida", "خيمينارا بروتيخيدا")
RELUCTANT = ("Gwendolyn Umbrafield", "غويندولين أومبرافيلد")
SPEAKER = ("Oriana Speakwell", "")
SCRIBE = ("Bartholomea Scrivens", "بارثولوميا سكريفنس")
OWNER = ("Leocadia Taskholder", "ليوكاديا تاسكهولدر")


@dataclass(frozen=True)
class Secret:
    """A text that must not get out, whose it is (their own channels may hold it), and whether the meeting may know it."""

    text: str
    about: str
    owner: int | None = None
    known_in_the_meeting: bool = False


@dataclass
class Guest:
    """Somebody on the list."""

    person: Person
    organisation: Organisation
    participation: Participation = field(init=False)
    live: Participation = field(init=False)


@dataclass
class Story:
    """The objects of the story, by the names that the proofs use."""

    users: dict[str, User] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)
    guests: list[Guest] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    things: dict[str, Any] = field(default_factory=dict)
    stream_start: str = ""
    read: dict[tuple[str, str], str] = field(default_factory=dict)  # what each role was told where

    def __getattr__(self, name: str) -> Any:
        """Return an object of the story."""
        try:
            return self.__dict__["things"][name]
        except KeyError:
            raise AttributeError(name) from None

    def client(self, role: str) -> Client:
        """Return a fresh browser of ``role``: what one request does to its cookies does not touch the next."""
        client = Client()
        client.cookies.update(self.clients[role].cookies)
        return client

    def user(self, role: str) -> User | AnonymousUser:
        """Return who ``role`` is."""
        return self.users.get(role) or AnonymousUser()

    def keep(self, text: str, about: str, **kwargs: Any) -> str:
        """Note down a text that must not get out, and return it."""
        self.secrets.append(Secret(text, about, **kwargs))
        return text


def commit() -> AbstractContextManager[Any]:
    """Do now what waits for the commit that a test never makes."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def tell_story() -> Story:
    """Run the whole way once and return what came of it."""
    story = Story()
    _people(story)
    _dialogue(story)
    _first_meeting(story)
    _follow_up(story)
    _report(story)
    with commit():
        seal_meeting(meeting=story.meeting, actor=story.users["convener"])
    story.meeting.refresh_from_db()
    _second_meeting(story)
    _elsewhere(story)
    for role in ROLES:
        story.clients[role] = Client()
        if role in story.users:
            story.clients[role].force_login(
                story.users[role], backend="django.contrib.auth.backends.ModelBackend"
            )
    return story


def _guest(story: Story, names: tuple[str, str], *, open_house: bool = False, **fields: Any) -> Guest:
    latin, arabic = names
    first, last = latin.split()
    kind = fields.pop("kind", OrganisationKind.CIVIL_SOCIETY)
    person = PersonFactory(
        name=latin,
        other_names=[arabic] if arabic else [],
        email=f"{first}.{last}@{last}-mail.example".lower(),
        phone=f"+99 555 {len(story.guests):03d} 0{len(last)}71",
        country="Ruritania",
        gender=f"gender-{last}",
        notes=f"note-{last}-classified",
        **fields,
    )
    organisation = OrganisationFactory(
        name="Open Institute" if open_house else f"{last} Lantern Collective",
        short_name="" if open_house else f"{last[:4].upper()}LC",
        slug="open-institute" if open_house else f"house-{len(story.guests)}",
        aliases=[] if open_house else [f"Veiled {last} House"],
        notes=f"house-note-{last}-classified",
        kind=kind,
        may_be_named=open_house,
        primary_sector=story.sector,
    )
    AffiliationFactory(person=person, organisation=organisation, role=f"Keeper {last}")
    for text, about in (
        (person.email, "e-mail address"),
        (person.phone, "telephone"),
        (person.gender, "gender"),
        (person.notes, "notes about a person"),
        (organisation.notes, "notes about an organisation"),
        (f"Keeper {last}", "role in an organisation"),
    ):
        story.keep(text, about, owner=person.pk)
    if not open_house:
        for text, about in (
            (latin, "name"),
            (last, "family name"),
            (arabic, "Arabic name"),
            (organisation.name, "organisation"),
            (organisation.short_name, "short name"),
            (organisation.aliases[0], "alias"),
        ):
            story.keep(text, about, owner=person.pk)
    guest = Guest(person, organisation)
    story.guests.append(guest)
    return guest


def _people(story: Story) -> None:
    story.things["sector"] = SectorFactory(name="Peace work", slug="peace-work")
    story.things["speaker"] = _guest(
        story, SPEAKER, open_house=True, kind=OrganisationKind.RESEARCH, protection=Protection.PUBLIC
    )
    story.things["reluctant"] = _guest(story, RELUCTANT)
    story.things["protected"] = _guest(story, PROTECTED, protection=Protection.PROTECTED)
    story.things["scribe"] = _guest(story, SCRIBE)
    story.things["crowd"] = [_guest(story, names) for names in NAMES]
    story.things["owner"] = PersonFactory(
        name=OWNER[0], other_names=[OWNER[1]], email="leocadia@taskholder.example"
    )
    for text in (*OWNER, OWNER[0].split()[1]):
        story.keep(text, "owner of an action")
    story.users["administrator"] = AdministratorFactory()
    story.users["convener"] = TeamUserFactory()
    story.users["stranger"] = UserFactory()
    story.users["participant"] = UserFactory(person=story.crowd[0].person)
    story.users["rapporteur"] = UserFactory(person=story.scribe.person)


def _dialogue(story: Story) -> None:
    convener = story.users["convener"]
    host = OrganisationFactory(name="House of Dialogue", slug="house-of-dialogue", may_be_named=True)
    story.things["host"] = host
    story.things["dialogue"] = create_dialogue(title="Talks", host=host, actor=convener)
    story.users["coordinator"] = TeamMemberFactory(dialogue=story.dialogue, role="coordinator").user
    story.things["theme"] = add_theme(dialogue=story.dialogue, name="Common ground", actor=convener)


def _meeting(story: Story, title: str, *, days: int) -> tuple[Meeting, dict[str, AgendaItem]]:
    convener = story.users["convener"]
    starts_at = (timezone.now() + timedelta(days=days, hours=-1)).replace(microsecond=0)
    meeting = schedule_meeting(
        dialogue=story.dialogue,
        title=title,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
        time_zone="Europe/Stockholm",
        joining_link="https://meet.example.org/velvet-corridor-88",
        actor=convener,
    )
    rules = {
        "talk": (AgendaItemKind.PRESENTATION, AttributionRule.ATTRIBUTED),
        "discussion": (AgendaItemKind.DISCUSSION, AttributionRule.UNATTRIBUTED),
        "types": (AgendaItemKind.DISCUSSION, AttributionRule.ORGANISATION_TYPE),
        "closed": (AgendaItemKind.DISCUSSION, AttributionRule.OFF_THE_RECORD),
    }
    items = {
        name: add_agenda_item(
            meeting=meeting,
            title=f"Part {name}",
            kind=kind,
            attribution_rule=rule,
            theme=story.theme if name == "discussion" else None,
            actor=convener,
        )
        for name, (kind, rule) in rules.items()
    }
    return meeting, items


def _invite(story: Story, meeting: Meeting, items: dict[str, AgendaItem], attribute: str) -> None:
    convener = story.users["convener"]
    for guest in story.guests:
        role = {
            story.speaker.person: ParticipationRole.PRESENTER,
            story.reluctant.person: ParticipationRole.PRESENTER,
            story.scribe.person: ParticipationRole.RAPPORTEUR,
        }.get(guest.person, ParticipationRole.PARTICIPANT)
        held = add_participant(
            meeting=meeting, person=guest.person, organisation=guest.organisation, role=role, actor=convener
        )
        setattr(guest, attribute, held)
    items["talk"].presenters.set([getattr(story.speaker, attribute), getattr(story.reluctant, attribute)])
    with commit():
        send_invitations(meeting=meeting, actor=convener)
    with commit():
        send_reminders(meeting=meeting, actor=convener)
    for guest in story.guests:
        held = getattr(guest, attribute)
        held.refresh_from_db()
        story.tokens.append(participation_token(held))
        with commit():
            answer_invitation(
                participation=held,
                response=Response.ACCEPTED,
                message=story.keep(
                    f"message-{attribute}-{guest.person.name.split()[1]}-in-confidence",
                    "message to the convener",
                    owner=guest.person.pk,
                ),
                consents_to_be_named=guest is story.speaker,
            )
        held.refresh_from_db()


def _talk(story: Story, meeting: Meeting, items: dict[str, AgendaItem], attribute: str) -> dict[str, Point]:
    """Go through the agenda; return the points by name."""
    convener = story.users["convener"]
    with commit():
        open_room(meeting=meeting, actor=convener)
    tokens: dict[int, str] = {}
    for guest in story.guests:
        held = Participation.objects.select_related("meeting", "person").get(pk=getattr(guest, attribute).pk)
        tokens[guest.person.pk] = enter_room(participation=held)
    story.tokens.extend(tokens.values())
    points: dict[str, Point] = {}

    def say(name: str, item: str, guest: Guest, text: str, **fields: Any) -> None:
        uuid = uuid4()
        with commit():
            log_point(
                room=meeting.uuid,
                item=items[item].uuid,
                token=tokens[guest.person.pk],
                uuid=uuid,
                text=text,
                participation=getattr(guest, attribute).uuid if item in {"talk", "types"} else None,
                **fields,
            )
        points[name] = Point.objects.get(uuid=uuid)

    def support(name: str, guests: list[Guest], stance: Stance = Stance.SUPPORT) -> None:
        for guest in guests:
            with commit():
                take_stance(
                    room=meeting.uuid, point=points[name].uuid, token=tokens[guest.person.pk], stance=stance
                )

    crowd = story.crowd
    for name, item in items.items():
        with commit():
            open_item(item=item, actor=convener)
        if name == "talk":
            say("told", "talk", story.speaker, "Networks that learn from each other last longer.")
            say("reluctant", "talk", story.reluctant, "Funding should follow those who do the work.")
            say("guarded", "talk", story.protected, "Safe channels come first.")
        elif name == "discussion":
            say("shared", "discussion", crowd[0], "The networks need support that lasts.")
            support("shared", crowd[1:5])
            support("shared", [crowd[5]], Stance.DISSENT)
            say(
                "asked",
                "discussion",
                crowd[1],
                "Donors should fund networks for three years at least.",
                kind=PointKind.RECOMMENDATION,
            )
            support("asked", [crowd[0], *crowd[2:5], story.protected])
            say("alike", "discussion", crowd[2], "Support for networks has to last.")
            say(
                "hidden",
                "discussion",
                crowd[3],
                story.keep(f"Hidden words {attribute} obsidian.", "hidden point"),
            )
            say(
                "withdrawn",
                "discussion",
                crowd[4],
                story.keep(f"Withdrawn words {attribute} malachite.", "withdrawn point"),
            )
            with commit():
                withdraw_point(
                    room=meeting.uuid, point=points["withdrawn"].uuid, token=tokens[crowd[4].person.pk]
                )
            with commit():
                points["by_hand"] = log_point_on_behalf(
                    item=items["discussion"], text="More partners should sit at the table.", hands=5
                )
            story.things.setdefault("polls", []).append(_poll(story, items["discussion"], tokens))
        elif name == "types":
            say("typed", "types", crowd[5], "Research could carry the evidence.")
        else:
            say(
                "closed",
                "closed",
                crowd[0],
                story.keep(
                    f"Off the record {attribute} tourmaline.", "off the record", known_in_the_meeting=True
                ),
            )
            say(  # its item has closed: it waits for a decision
                "late",
                "discussion",
                crowd[2],
                story.keep(f"Late words {attribute} labradorite.", "late point"),
            )
    _speak(story, attribute)
    return points


def _speak(story: Story, attribute: str) -> None:
    """Raise a hand, and give the floor to somebody."""
    waits, speaks = (
        Participation.objects.select_related("meeting").get(pk=getattr(guest, attribute).pk)
        for guest in story.crowd[:2]
    )
    said = story.keep(
        f"Hand {attribute} chrysoprase", "note of a raised hand", owner=story.crowd[0].person.pk
    )
    with commit():
        raise_hand(participation=waits, reason=HandReason.QUESTION, note=said)
    with commit():
        give_floor(participation=speaks)


def _poll(story: Story, item: AgendaItem, tokens: dict[int, str], *, close: bool = True) -> Poll:
    """Ask the room, and let everybody answer; two of them otherwise than the rest."""
    convener = story.users["convener"]
    poll = prepare_poll(
        item=item, question="Shall the networks meet again?", options=["Agree", "Disagree"], actor=convener
    )
    with commit():
        open_poll(poll=poll, actor=convener)
    options = list(poll.options.all())
    for number, token in enumerate(tokens.values()):
        with commit():
            answer_poll(room=item.meeting.uuid, poll=poll.uuid, token=token, option=options[number < 2].uuid)
    if close:
        with commit():
            close_poll(poll=poll, actor=convener)
    return poll


def _first_meeting(story: Story) -> None:
    convener, coordinator = story.users["convener"], story.users["coordinator"]
    meeting, items = _meeting(story, "Round table", days=0)
    story.things |= {"meeting": meeting, "items": items}
    _invite(story, meeting, items, "participation")
    story.things["points"] = points = _talk(story, meeting, items, "participation")
    with commit():
        end_meeting(meeting=meeting, actor=convener)
    with commit():
        hide_point(point=points["hidden"], actor=coordinator)
    with commit():
        merge_points(source=points["alike"], target=points["shared"], actor=coordinator)
    with commit():
        edit_point(
            point=points["by_hand"],
            actor=coordinator,
            text="More partners should sit at this table.",
            kind=PointKind.OBSERVATION,
            theme=None,
            hands=6,
        )
    record_attendance(
        meeting=meeting, attended=[guest.participation for guest in story.guests], actor=coordinator
    )
    meeting.refresh_from_db()
    with commit():
        send_thanks(meeting=meeting, actor=convener)


def _follow_up(story: Story) -> None:
    coordinator = story.users["coordinator"]
    quiet = OrganisationFactory(
        name=story.keep("Mutewater Ministry", "quiet addressee"),
        slug="mutewater",
        kind=OrganisationKind.GOVERNMENT,
    )
    open_ministry = OrganisationFactory(name="Open Ministry", slug="open-ministry", may_be_named=True)
    made: Recommendation = make_recommendation(
        meeting=story.meeting,
        text="Donors should fund networks for three years at least.",
        points=[story.points["asked"], story.points["shared"]],
        themes=[story.theme],
        addressees=[quiet, open_ministry],
        first_action=NewAction(
            title="Write to the donors",
            due_on=timezone.localdate() + timedelta(days=60),
            owner_organisation=quiet,
            owner_person=story.owner,
        ),
        actor=coordinator,
    )
    addressee = made.addressees.get(organisation=quiet)
    record_answer(
        addressee=addressee,
        answer="accepted",
        answer_text=story.keep("Answer words chalcedony.", "words of an addressee"),
        actor=coordinator,
    )
    second = add_action(
        recommendations=[made],
        action=NewAction(
            title=story.keep("Second step carnelian", "later action"),
            due_on=timezone.localdate() + timedelta(days=90),
            owner_organisation=quiet,
        ),
        actor=coordinator,
    )
    assess_recommendation(
        recommendation=made,
        assessor=OrganisationFactory(
            name=story.keep("Stillwater Observatory", "assessor"), slug="stillwater"
        ),
        completion="limited",
        evidence=story.keep("Evidence words sardonyx.", "evidence"),
        actor=coordinator,
    )
    frame_recommendation(
        recommendation=made,
        audience="Donors",
        text=story.keep("Framing words aventurine.", "framing"),
        actor=coordinator,
    )
    story.things |= {
        "recommendation": made,
        "addressee": addressee,
        "waiting": made.addressees.get(organisation=open_ministry),
        "action": second,
        "draft_recommendation": make_recommendation(
            meeting=story.meeting,
            text=story.keep("Unpublished words heliotrope.", "recommendation that no report holds"),
            actor=coordinator,
        ),
    }


def _report(story: Story) -> None:
    coordinator = story.users["coordinator"]
    with commit():
        report: Report = generate_draft(meeting=story.meeting, actor=coordinator)
    report.sections.filter(paragraphs__recommendation=story.draft_recommendation).first()
    for section in report.sections.all():
        section.paragraphs.filter(recommendation=story.draft_recommendation).delete()
    with commit():
        story.things["publication"] = publish_report(report=report, actor=coordinator)
    report.refresh_from_db()
    story.things["report"] = report
    story.recommendation.refresh_from_db()
    section = report.sections.filter(paragraphs__isnull=False).first()
    story.things |= {"section": section, "paragraph": section.paragraphs.first()}
    _review(story)


def _review(story: Story) -> None:
    """Let the team read, then the participants: with a name, without one, and an objection."""
    coordinator = story.users["coordinator"]
    closes_at = timezone.now() + timedelta(days=5)
    with commit():
        team = open_review(
            report=story.report, kind=ReviewKind.TEAM, closes_at=closes_at, actor=story.users["convener"]
        )
    anchor = next(iter(team.written))
    said = comment_as_member(review=team, words=Words(anchor, "", "Another wording."), actor=coordinator)
    with commit():
        close_review(review=team, actor=coordinator)
        review = open_review(
            report=story.report, kind=ReviewKind.PARTICIPANTS, closes_at=closes_at, actor=coordinator
        )
    invitations = {one.participation_id: one for one in review.invitations.select_related("participation")}
    for one in invitations.values():
        one.round = review
        story.tokens.append(review_token(one))
    own = invitations[story.crowd[0].participation.pk]
    named = comment_as_participant(invitation=own, words=Words("whole", "Signed and sealed."))
    comment_without_name(review=review, words=Words(anchor, "Unsigned thulite.", objects=True))
    receipt = comment_without_name(review=review, words=Words("whole", "Unsigned labradorite."))
    story.tokens.append(receipt)
    story.things |= {
        "team_review": team,
        "review": review,
        "review_invitation": own,
        "review_anchor": anchor,
        "team_comment": said,
        "named_comment": named,
        "receipt": receipt,
        "unnamed_comment": review.comments.get(receipt_hash=receipt_hash(receipt)),
    }


def _second_meeting(story: Story) -> None:
    """A meeting that is in session, and one that is being planned."""
    meeting, items = _meeting(story, "Second round", days=0)
    story.things |= {"live": meeting, "live_items": items}
    story.stream_start = broadcaster().latest(meeting.uuid)
    _invite(story, meeting, items, "live")
    story.things["live_points"] = _talk(story, meeting, items, "live")
    with commit():
        open_item(item=items["discussion"], actor=story.users["convener"])
    with commit():
        hide_point(point=story.live_points["hidden"], actor=story.users["coordinator"])
    _live_polls(story, items["discussion"])
    meeting.refresh_from_db()
    planned, planned_items = _meeting(story, "Third round", days=30)
    story.things |= {"planned": planned, "planned_items": planned_items}
    story.things["planned_held"] = add_participant(
        meeting=planned, person=story.crowd[3].person, actor=story.users["convener"]
    )


def _live_polls(story: Story, item: AgendaItem) -> None:
    """Ask something that is still open, and prepare another question."""
    held = Participation.objects.select_related("meeting", "person").filter(meeting=item.meeting)
    tokens = {one.person_id: enter_room(participation=one) for one in held}
    story.things["live_polls"] = {
        "closed": story.polls[-1],
        "open": _poll(story, item, tokens, close=False),
        "draft": prepare_poll(
            item=item, question="And when?", options=["Soon", "Later"], actor=story.users["convener"]
        ),
    }


def _elsewhere(story: Story) -> None:
    """Another dialogue with a convener and a participant of its own."""
    convener = TeamUserFactory()
    dialogue = create_dialogue(title="Other talks", host=story.host, actor=convener)
    starts_at = timezone.now() + timedelta(days=3)
    meeting = schedule_meeting(
        dialogue=dialogue,
        title="Other round table",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=1),
        time_zone="UTC",
        actor=convener,
    )
    person = PersonFactory(name="Elsewhere Person")
    add_participant(meeting=meeting, person=person, actor=convener)
    with commit():
        send_invitations(meeting=meeting, actor=convener)
    story.users["other_convener"] = convener
    story.users["other_participant"] = UserFactory(person=person)
    story.things |= {
        "affiliation": Affiliation.objects.get(person=story.crowd[1].person),
        "relationship": RelationshipFactory(source=story.crowd[1].organisation, target=story.host),
        "mail_name": min(Path(settings.MAIL_DIR).glob("*.eml")).stem,
        "message": OutgoingMessage.objects.filter(topic=story.crowd[0].live.mail_topic).first(),
    }


__all__ = ["ROLES", "Dialogue", "Secret", "Story", "commit", "tell_story"]
