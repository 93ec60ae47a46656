"""Every named address of the site, what it takes, and who gets where. A name that is missing here fails the proofs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.urls import URLPattern, get_resolver, reverse

from dialogues.links import participation_token
from reports.review_links import review_token, unnamed_pass

from .story import ROLES, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.urls import URLResolver

OPEN, LOGIN, FORBIDDEN, MISSING = "open", "login", "forbidden", "missing"
Profile = dict[str, str]


def profile(otherwise: str, **exceptions: str) -> Profile:
    """Return the answer for every role."""
    assert not exceptions.keys() - set(ROLES)
    return dict.fromkeys(ROLES, otherwise) | exceptions


def _those(answer: str, *roles: str) -> dict[str, str]:
    return dict.fromkeys(roles, answer)


TEAM = _those(OPEN, "coordinator", "convener", "administrator")
RUNNERS = _those(OPEN, "convener", "administrator")
PEOPLE_OF_THE_MEETING = ("participant", "rapporteur")

EVERYBODY = profile(OPEN)
SIGNED_IN = profile(OPEN, anonymous=LOGIN)
# Pages of a meeting: whoever takes part knows that it is there.
MEETING_TEAM = profile(MISSING, anonymous=LOGIN, **TEAM, **_those(FORBIDDEN, *PEOPLE_OF_THE_MEETING))
MEETING_CONVENER = MEETING_TEAM | {"coordinator": FORBIDDEN}
MEETING_DESK = MEETING_TEAM | {"rapporteur": OPEN}
MEETING_PEOPLE = MEETING_TEAM | _those(OPEN, *PEOPLE_OF_THE_MEETING)
# Pages of a dialogue or of what came of it: nobody else knows that it is there.
DIALOGUE_TEAM = profile(MISSING, anonymous=LOGIN, **TEAM)
DIALOGUE_CONVENER = DIALOGUE_TEAM | {"coordinator": FORBIDDEN}
# Lists, and the registry, are for all who work for the institute.
INSTITUTE = profile(FORBIDDEN, anonymous=LOGIN, other_convener=OPEN, **TEAM)
REGISTRY = profile(MISSING, anonymous=LOGIN, other_convener=OPEN, **TEAM)
ADMINISTRATOR = profile(FORBIDDEN, anonymous=LOGIN, administrator=OPEN)
OWN = profile(MISSING, anonymous=LOGIN, participant=OPEN)
# Inside the room accounts count for nothing: only the seat does, and none of these browsers has one.
SEATED = profile(FORBIDDEN)
NOBODY = profile(MISSING)


@dataclass(frozen=True)
class Address:
    """What an address takes, who gets there, and what those see who do."""

    who: Profile
    args: Callable[[Story], list[Any]] = field(default=lambda _story: [])
    method: str = "GET"
    data: Callable[[Story], dict[str, Any]] = field(default=lambda _story: {})
    statuses: tuple[int, ...] = (
        200,
    )  # of a GET, for those who get there; what a POST answers depends on its form

    def url(self, name: str, story: Story) -> str:
        """Return the address in this story."""
        return reverse(name, args=self.args(story))


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Yield the names of all addresses, with their namespaces."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLPattern):
            yield f"{space}:{pattern.name}" if space else str(pattern.name)
        else:
            yield from names(pattern, ":".join(filter(None, [space, pattern.namespace])))


def _of(thing: str, attribute: str = "uuid") -> Callable[[Story], list[Any]]:
    return lambda story: [getattr(getattr(story, thing), attribute)]


def _meeting(which: str = "meeting", *more: Callable[[Story], Any]) -> Callable[[Story], list[Any]]:
    return lambda story: [
        story.dialogue.slug,
        getattr(story, which).slug,
        *(each(story) for each in more),
    ]


def _dialogue(*more: Callable[[Story], Any]) -> Callable[[Story], list[Any]]:
    return lambda story: [story.dialogue.slug, *(each(story) for each in more)]


def _post(who: Profile, args: Callable[[Story], list[Any]], **data: Any) -> Address:
    return Address(who, args, method="POST", data=lambda _story: data)


def _planned_item(story: Story) -> Any:
    return story.planned_items["discussion"].uuid


def _live_item(story: Story) -> Any:
    return story.live_items["discussion"].uuid


def _planned_held(story: Story) -> Any:
    return story.planned_held.uuid


def _live_held(story: Story) -> Any:
    return story.crowd[0].live.uuid


def _live_point(name: str) -> Callable[[Story], Any]:
    return lambda story: story.live_points[name].uuid


def _token(story: Story) -> list[Any]:
    return [participation_token(story.crowd[0].live)]


def _room(story: Story) -> list[Any]:
    return [story.live.uuid]


def _room_point(story: Story) -> list[Any]:
    return [story.live.uuid, story.live_points["shared"].uuid]


def _point(story: Story) -> dict[str, Any]:
    return {"uuid": str(uuid4()), "item": str(_live_item(story)), "text": "A thought.", "kind": "observation"}


def _live_poll(name: str) -> Callable[[Story], Any]:
    return lambda story: story.live_polls[name].uuid


def _room_poll(story: Story) -> list[Any]:
    return [story.live.uuid, story.live_polls["open"].uuid]


def _answer(story: Story) -> dict[str, Any]:
    return {"option": str(story.live_polls["open"].options.first().uuid)}


def _report(story: Story) -> list[Any]:
    return [*_first(story), "en"]


def _in_report(thing: str) -> Callable[[Story], list[Any]]:
    return _meeting("meeting", lambda _story: "en", lambda story: getattr(story, thing).uuid)


def _in_review(thing: str, *more: Callable[[Story], Any]) -> Callable[[Story], list[Any]]:
    return lambda story: [*_report(story), getattr(story, thing).uuid, *(each(story) for each in more)]


def _anchor(story: Story) -> Any:
    return story.review_anchor


def _private(*more: Callable[[Story], Any]) -> Callable[[Story], list[Any]]:
    return lambda story: [
        story.review.uuid,
        review_token(story.review_invitation),
        *(each(story) for each in more),
    ]


def _edition(*more: Any) -> Callable[[Story], list[Any]]:
    return lambda story: [story.report.slug, *more]


def _report_by_link(*more: Any) -> Callable[[Story], list[Any]]:
    return lambda story: [participation_token(story.crowd[0].participation), story.report.slug, *more]


def _affiliation(story: Story) -> list[Any]:
    return [story.affiliation.person.uuid, story.affiliation.uuid]


_planned = _meeting("planned")
_live = _meeting("live")
_first = _meeting()

ADDRESSES: dict[str, Address] = {
    # --- front door ---
    "home:home": Address(EVERYBODY),
    "home:first_run": Address(EVERYBODY, statuses=(302,)),  # there is an administrator: it leads home
    "home:healthz": Address(EVERYBODY, statuses=(503,)),  # no worker beats during these proofs
    "home:style": Address(INSTITUTE),
    "home:mailbox": Address(INSTITUTE),
    "home:mailbox_detail": Address(INSTITUTE, lambda story: [story.mail_name]),
    "home:mailbox_html": Address(INSTITUTE, lambda story: [story.mail_name]),
    "home:mailbox_attachment": Address(INSTITUTE, lambda story: [story.mail_name, 0]),
    "set_language": Address(EVERYBODY, method="POST", data=lambda _story: {"language": "ar"}),
    # --- registry ---
    "stakeholders:profile": Address(SIGNED_IN),
    "stakeholders:organisation_list": Address(INSTITUTE),
    "stakeholders:organisation_create": Address(INSTITUTE),
    "stakeholders:organisation_detail": Address(REGISTRY, lambda story: [story.crowd[1].organisation.slug]),
    "stakeholders:organisation_edit": Address(REGISTRY, lambda story: [story.crowd[1].organisation.slug]),
    "stakeholders:organisation_archive": Address(REGISTRY, lambda story: [story.crowd[1].organisation.slug]),
    "stakeholders:organisation_restore": _post(REGISTRY, lambda story: [story.crowd[1].organisation.slug]),
    "stakeholders:organisation_verify": _post(REGISTRY, lambda story: [story.crowd[1].organisation.slug]),
    "stakeholders:person_list": Address(INSTITUTE),
    "stakeholders:person_create": Address(INSTITUTE),
    "stakeholders:person_detail": Address(REGISTRY, lambda story: [story.crowd[1].person.uuid]),
    "stakeholders:person_edit": Address(REGISTRY, lambda story: [story.crowd[1].person.uuid]),
    "stakeholders:person_archive": Address(REGISTRY, lambda story: [story.crowd[1].person.uuid]),
    "stakeholders:person_restore": _post(REGISTRY, lambda story: [story.crowd[1].person.uuid]),
    "stakeholders:person_verify": _post(REGISTRY, lambda story: [story.crowd[1].person.uuid]),
    "stakeholders:affiliation_create": Address(REGISTRY, lambda story: [story.crowd[1].person.uuid]),
    "stakeholders:affiliation_edit": Address(REGISTRY, _affiliation),
    "stakeholders:affiliation_remove": _post(REGISTRY, _affiliation),
    "stakeholders:sector_list": Address(INSTITUTE),
    "stakeholders:sector_create": Address(INSTITUTE),
    "stakeholders:sector_edit": Address(REGISTRY, _of("sector", "slug")),
    "stakeholders:sector_archive": Address(REGISTRY, _of("sector", "slug")),
    "stakeholders:sector_restore": _post(REGISTRY, _of("sector", "slug")),
    "stakeholders:relationship_list": Address(INSTITUTE),
    "stakeholders:relationship_create": Address(INSTITUTE),
    "stakeholders:relationship_edit": Address(REGISTRY, _of("relationship")),
    "stakeholders:relationship_remove": _post(REGISTRY, _of("relationship")),
    "stakeholders:suggestions": Address(REGISTRY, lambda _story: ["people"]),
    # --- accounts, audit trail, outbox ---
    "stakeholders:account_list": Address(ADMINISTRATOR),
    "stakeholders:account_invite": Address(ADMINISTRATOR),
    "stakeholders:account_detail": Address(ADMINISTRATOR, lambda story: [story.users["stranger"].uuid]),
    "stakeholders:account_invite_again": _post(ADMINISTRATOR, lambda story: [story.users["stranger"].uuid]),
    "stakeholders:account_revoke": _post(ADMINISTRATOR, lambda story: [story.users["stranger"].uuid]),
    "stakeholders:account_deactivate": Address(ADMINISTRATOR, lambda story: [story.users["stranger"].uuid]),
    "stakeholders:account_reactivate": _post(ADMINISTRATOR, lambda story: [story.users["stranger"].uuid]),
    "stakeholders:invitation_accept": Address(EVERYBODY, lambda _story: ["no-such-token"], statuses=(410,)),
    "stakeholders:audit_list": Address(ADMINISTRATOR),
    "stakeholders:message_list": Address(ADMINISTRATOR),
    "stakeholders:message_detail": Address(ADMINISTRATOR, lambda story: [story.message.uuid]),
    "stakeholders:message_resend": _post(ADMINISTRATOR, lambda story: [story.message.uuid]),
    # --- dialogues ---
    "dialogues:dialogue_list": Address(INSTITUTE),
    "dialogues:dialogue_create": Address(INSTITUTE),
    "dialogues:dialogue_detail": Address(DIALOGUE_TEAM, _dialogue()),
    "dialogues:dialogue_edit": Address(DIALOGUE_CONVENER, _dialogue()),
    "dialogues:dialogue_archive": Address(DIALOGUE_CONVENER, _dialogue()),
    "dialogues:dialogue_restore": _post(DIALOGUE_CONVENER, _dialogue()),
    "dialogues:team": Address(DIALOGUE_CONVENER, _dialogue()),
    "dialogues:team_role": _post(
        DIALOGUE_CONVENER, _dialogue(lambda story: story.users["coordinator"].uuid), role="coordinator"
    ),
    "dialogues:team_remove": _post(
        DIALOGUE_CONVENER, _dialogue(lambda story: story.users["coordinator"].uuid)
    ),
    "dialogues:themes": Address(DIALOGUE_CONVENER, _dialogue()),
    "dialogues:theme_edit": Address(DIALOGUE_CONVENER, _dialogue(lambda story: story.theme.uuid)),
    "dialogues:theme_move": _post(DIALOGUE_CONVENER, _dialogue(lambda story: story.theme.uuid), to="0"),
    "dialogues:theme_remove": _post(DIALOGUE_CONVENER, _dialogue(lambda story: story.theme.uuid)),
    "dialogues:meeting_create": Address(DIALOGUE_CONVENER, _dialogue()),
    # --- a meeting ---
    "dialogues:meeting": Address(MEETING_PEOPLE, _live, statuses=(302,)),
    "dialogues:meeting_edit": Address(MEETING_CONVENER, _live),
    "dialogues:meeting_cancel": Address(MEETING_CONVENER, _live),
    "dialogues:meeting_calendar": Address(MEETING_TEAM, _live),
    "dialogues:meeting_plan": Address(MEETING_TEAM, _live),
    "dialogues:agenda_starter": _post(MEETING_CONVENER, _live),
    "dialogues:agenda_item": Address(MEETING_CONVENER, _meeting("live", _live_item)),
    "dialogues:agenda_move": _post(MEETING_CONVENER, _meeting("live", _live_item), to="0"),
    "dialogues:agenda_remove": _post(MEETING_CONVENER, _meeting("live", _live_item)),
    "dialogues:plan_poll_add": Address(MEETING_CONVENER, _meeting("live", _live_item)),
    "dialogues:plan_poll": Address(MEETING_CONVENER, _meeting("live", _live_poll("draft"))),
    "dialogues:plan_poll_remove": _post(MEETING_CONVENER, _meeting("live", _live_poll("draft"))),
    "dialogues:meeting_people": Address(MEETING_TEAM, _live),
    "dialogues:people_add": Address(MEETING_CONVENER, _live),
    "dialogues:attendance": Address(MEETING_TEAM, _live),
    "dialogues:meeting_invite": Address(MEETING_CONVENER, _live),
    "dialogues:meeting_remind": Address(MEETING_CONVENER, _live),
    "dialogues:meeting_updates": Address(MEETING_CONVENER, _live),
    "dialogues:meeting_thanks": Address(MEETING_CONVENER, _first),
    "dialogues:meeting_mail": Address(MEETING_TEAM, _live),
    "dialogues:mail_progress": Address(MEETING_TEAM, _live),
    "dialogues:mail_resend": _post(MEETING_CONVENER, _meeting("live", lambda story: story.message.uuid)),
    "dialogues:participation": Address(MEETING_TEAM, _meeting("live", _live_held)),
    "dialogues:participation_answer": _post(MEETING_CONVENER, _meeting("live", _live_held)),
    "dialogues:participation_consent": _post(MEETING_CONVENER, _meeting("live", _live_held)),
    "dialogues:participation_invite_again": _post(MEETING_CONVENER, _meeting("live", _live_held)),
    "dialogues:participation_remove": Address(MEETING_CONVENER, _meeting("live", _live_held)),
    # --- one's own invitation ---
    "dialogues:my_meetings": Address(SIGNED_IN),
    "dialogues:my_invitation": Address(OWN, lambda story: [story.crowd[0].live.uuid]),
    "dialogues:my_calendar": Address(OWN, lambda story: [story.crowd[0].live.uuid]),
    "dialogues:private_invitation": Address(EVERYBODY, _token),
    "dialogues:private_calendar": Address(EVERYBODY, _token),
    "dialogues:private_room": Address(EVERYBODY, _token),
    # --- the room ---
    "dialogues:room": Address(MEETING_PEOPLE, _live, statuses=(200, 302)),  # participants go on to the door
    "dialogues:room_enter": Address(
        MEETING_PEOPLE, _live, statuses=(200, 302)
    ),  # the team goes on to the desk
    "dialogues:room_open": _post(MEETING_DESK, _live),
    "dialogues:room_floor": Address(MEETING_DESK, _live),
    "dialogues:room_floor_act": _post(MEETING_TEAM | {"rapporteur": FORBIDDEN}, _live, next="next"),
    "dialogues:room_hand_over": Address(MEETING_TEAM, _live),
    "dialogues:room_end": Address(MEETING_DESK, _live),
    "dialogues:room_seal": Address(MEETING_CONVENER, _first),
    "dialogues:room_item_open": _post(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_item_pause": _post(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_item_close": _post(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_item_extend": _post(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_headcount": _post(MEETING_DESK, _meeting("live", _live_item), headcount="9"),
    "dialogues:room_point": Address(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_point_hide": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_point_show": _post(MEETING_DESK, _meeting("live", _live_point("hidden"))),
    "dialogues:room_point_unmerge": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_alike": Address(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_record": Address(MEETING_DESK, _live),
    "dialogues:room_undo": _post(MEETING_DESK, _live, undo="x"),
    "dialogues:room_points_tag": _post(MEETING_DESK, _live, kind="concern"),
    "dialogues:room_point_split": _post(
        MEETING_DESK, _meeting("live", _live_point("shared")), first="One.", second="Two."
    ),
    "dialogues:room_point_merge": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_point_gather": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_point_targets": Address(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_late_admit": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_late_leave_out": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_screen": Address(MEETING_DESK, _live),
    "dialogues:room_point_up": _post(MEETING_DESK, _meeting("live", _live_point("shared"))),
    "dialogues:room_item_down": _post(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_poll_add": Address(MEETING_DESK, _meeting("live", _live_item)),
    "dialogues:room_poll_open": _post(MEETING_DESK, _meeting("live", _live_poll("draft"))),
    "dialogues:room_poll_close": _post(MEETING_DESK, _meeting("live", _live_poll("open"))),
    "dialogues:room_poll_remove": _post(MEETING_DESK, _meeting("live", _live_poll("draft"))),
    "dialogues:room_poll_log": Address(MEETING_DESK, _meeting("live", _live_poll("closed"))),
    "dialogues:room_poll_answer": Address(SEATED, _room_poll, method="POST", data=_answer),
    "dialogues:room_door": Address(EVERYBODY, _room, statuses=(302,)),
    "dialogues:room_page": Address(SEATED, _room),
    "dialogues:room_worker": Address(EVERYBODY, lambda _story: ["ar"]),
    "dialogues:room_offline": Address(EVERYBODY, lambda _story: ["ar"]),
    "dialogues:room_hand": Address(SEATED, _room),
    "dialogues:room_log": Address(SEATED, _room, method="POST", data=_point),
    "dialogues:room_log_here": Address(SEATED, _room, method="POST", data=_point),
    "dialogues:room_own_point": Address(SEATED, _room_point),
    "dialogues:room_own_point_here": Address(SEATED, _room_point),
    "dialogues:room_stance": _post(SEATED, _room_point, stance="support"),
    "dialogues:room_said": Address(SEATED, lambda story: [story.live.uuid, _live_item(story)]),
    "dialogues:room_leave": _post(EVERYBODY, _room),
    "dialogues:room_stream": Address(
        EVERYBODY, _room, statuses=(204,)
    ),  # the streams themselves: test_canary.py
    # --- follow-up ---
    "recommendations:meeting_follow_up": Address(MEETING_TEAM, _first),
    "recommendations:recommendation_add": Address(MEETING_TEAM, _first),
    "recommendations:recommendation_move": Address(
        MEETING_TEAM,
        _first,
        method="POST",
        data=lambda story: {"move": f"earlier:{story.recommendation.uuid}"},
    ),
    "recommendations:recommendation_list": Address(INSTITUTE),
    "recommendations:recommendation_detail": Address(DIALOGUE_TEAM, _of("recommendation")),
    "recommendations:recommendation_edit": Address(DIALOGUE_TEAM, _of("draft_recommendation")),
    "recommendations:recommendation_agree": _post(DIALOGUE_TEAM, _of("draft_recommendation")),
    "recommendations:recommendation_withdraw": Address(DIALOGUE_TEAM, _of("recommendation")),
    "recommendations:recommendation_frame": Address(DIALOGUE_TEAM, _of("recommendation")),
    "recommendations:framing_remove": _post(DIALOGUE_TEAM, _of("recommendation"), audience="Donors"),
    "recommendations:addressee_add": Address(DIALOGUE_TEAM, _of("recommendation")),
    "recommendations:addressee_remove": _post(DIALOGUE_TEAM, _of("waiting")),
    "recommendations:answer_edit": Address(DIALOGUE_TEAM, _of("addressee")),
    "recommendations:action_add": Address(DIALOGUE_TEAM, _of("recommendation")),
    "recommendations:action_list": Address(INSTITUTE),
    "recommendations:action_edit": Address(DIALOGUE_TEAM, _of("action")),
    "recommendations:assessment_add": Address(DIALOGUE_TEAM, _of("recommendation")),
    "recommendations:tracker": Address(EVERYBODY),
    "recommendations:tracker_detail": Address(EVERYBODY, _of("recommendation")),
    # --- reports ---
    "reports:meeting_report": Address(MEETING_TEAM, _first, statuses=(302,)),
    "reports:report_start": Address(MEETING_TEAM, _first),
    "reports:report_edit": Address(MEETING_TEAM, _report),
    "reports:report_draft": Address(MEETING_TEAM, _report),
    "reports:report_previous": _post(MEETING_TEAM, _report),
    "reports:report_front": Address(MEETING_TEAM, _report),
    "reports:section_add": Address(MEETING_TEAM, _report),
    "reports:section_edit": Address(MEETING_TEAM, _in_report("section")),
    "reports:section_move": _post(MEETING_TEAM, _in_report("section"), to="1"),
    "reports:section_delete": Address(MEETING_TEAM, _in_report("section")),
    "reports:paragraph_add": Address(MEETING_TEAM, _in_report("section")),
    "reports:paragraph_edit": Address(MEETING_TEAM, _in_report("paragraph")),
    "reports:paragraph_move": _post(MEETING_TEAM, _in_report("paragraph"), to="1"),
    "reports:paragraph_delete": _post(MEETING_TEAM, _in_report("paragraph")),
    "reports:section_bring_back": _post(MEETING_TEAM, _report),
    "reports:section_save": _post(MEETING_TEAM, _in_report("section")),
    "reports:paragraph_points": _post(MEETING_TEAM, _in_report("paragraph")),
    "reports:report_changes": Address(MEETING_TEAM, _report),
    "reports:paragraph_offer": _post(MEETING_TEAM, _in_report("paragraph"), do="keep"),
    "reports:report_history": Address(MEETING_TEAM, _report),
    "reports:revision_compare": Address(MEETING_TEAM, _report),
    "reports:revision_restore": Address(MEETING_TEAM, lambda story: [*_report(story), 1]),
    "reports:report_preview": Address(MEETING_TEAM, _report),
    "reports:report_preview_pdf": Address(MEETING_TEAM, _report),
    "reports:report_preview_docx": Address(MEETING_TEAM, _report),
    "reports:report_publish": Address(MEETING_TEAM, _report),
    "reports:report_readers": Address(MEETING_TEAM, _report),
    "reports:version_embargo": Address(MEETING_TEAM, lambda story: [*_report(story), 1]),
    "reports:report_withdraw": Address(MEETING_TEAM, _report),
    "reports:version_withhold": Address(MEETING_TEAM, lambda story: [*_report(story), 1]),
    "reports:report_review": Address(MEETING_TEAM, _report),
    "reports:report_approve": _post(MEETING_TEAM, _report, digest="x"),
    "reports:review_policy": Address(DIALOGUE_CONVENER, _dialogue()),
    "reports:review_open": Address(MEETING_TEAM, lambda story: [*_report(story), "participants"]),
    "reports:review_round": Address(MEETING_TEAM, _in_review("review")),
    "reports:review_extend": _post(MEETING_TEAM, _in_review("review"), closes_at="2060-01-01"),
    "reports:review_close": _post(MEETING_TEAM, _in_review("review")),
    "reports:review_say": Address(MEETING_TEAM, _in_review("team_review", _anchor)),
    "reports:comment_answer": _post(MEETING_TEAM, _in_review("team_comment"), outcome="noted"),
    "reports:comment_take_over": _post(MEETING_TEAM, _in_review("team_comment")),
    # Whoever has the link, the pass or the receipt; those of the first participant.
    "reports:private_review": Address(EVERYBODY, _private()),
    "reports:private_review_say": Address(EVERYBODY, _private(_anchor)),
    "reports:private_review_done": _post(EVERYBODY, _private()),
    "reports:private_review_take_back": _post(EVERYBODY, _private(lambda story: story.named_comment.uuid)),
    "reports:private_unnamed_say": _post(
        EVERYBODY, lambda story: [story.review.uuid, unnamed_pass(story.review), "whole"], text="A thought."
    ),
    "reports:private_receipt": Address(EVERYBODY, lambda story: [story.review.uuid, story.receipt]),
    "reports:report_list": Address(SIGNED_IN, statuses=(200, 302)),
    # Reports of the meeting whose link it is: the story's is for everybody, and can be read here as well.
    "reports:private_publication": Address(EVERYBODY, _report_by_link()),
    "reports:private_publication_version": Address(EVERYBODY, _report_by_link(1)),
    "reports:private_publication_document": Address(EVERYBODY, _report_by_link(1, "pdf")),
    "reports:publication_list": Address(EVERYBODY),
    "reports:fingerprint_check": Address(EVERYBODY),
    "reports:look_edit": Address(ADMINISTRATOR),
    "reports:look_stylesheet": Address(EVERYBODY, lambda _story: ["8a2be2"]),
    "reports:publication_detail": Address(EVERYBODY, _edition()),
    "reports:subscription_ask": Address(EVERYBODY),
    "reports:subscription_confirm": Address(EVERYBODY, lambda _story: ["no-such-token"], statuses=(410,)),
    "reports:subscription_end": Address(EVERYBODY, lambda _story: ["no-such-token"], statuses=(410,)),
    "reports:publication_feed": Address(EVERYBODY),
    "reports:site_map": Address(EVERYBODY),
    "reports:robots": Address(EVERYBODY),
    "reports:publication_citation": Address(EVERYBODY, _edition("bib")),
    "reports:publication_version_citation": Address(EVERYBODY, _edition(1, "ris")),
    "reports:publication_document": Address(EVERYBODY, _edition("pdf")),
    "reports:publication_version": Address(EVERYBODY, _edition(1)),
    "reports:publication_version_document": Address(EVERYBODY, _edition(1, "docx")),
    # --- network ---
    "network:overview": Address(INSTITUTE),
    "network:organisation_list": Address(INSTITUTE),
    "network:tie_list": Address(INSTITUTE),
}

# What allauth and Django bring: whether an address asks for an account. Their own tests say the rest.
# (Half-way through signing in counts as neither: those addresses send back to the beginning.)
OF_LIBRARIES: dict[str, Profile] = {
    "account_login": EVERYBODY,
    "account_logout": EVERYBODY,
    "account_inactive": EVERYBODY,
    "account_signup": EVERYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_email": SIGNED_IN,
    "account_email_verification_sent": EVERYBODY,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reset_password": EVERYBODY,
    "account_confirm_login_code": SIGNED_IN,
    "account_confirm_email": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_request_login_code": EVERYBODY,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": SIGNED_IN,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_login_webauthn": SIGNED_IN,
    "usersessions_list": SIGNED_IN,
}
LIBRARY_ARGS: dict[str, list[Any]] = {
    "account_confirm_email": ["no-such-key"],
    "account_reset_password_from_key": ["0", "no-such-key"],
    "mfa_remove_webauthn": [1],
    "mfa_edit_webauthn": [1],
}
