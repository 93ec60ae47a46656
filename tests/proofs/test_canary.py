"""The canary (DESIGN.md section 4): unmistakable names are planted in every protected place, and looked for in every channel out.

A new channel is added here in the change that creates it. Addresses need no adding: each named one is read, as everybody
who may not see the names, and one that is not in addresses.py fails.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import html
import io
import json
import logging
import re
import unicodedata
import zipfile
from contextlib import suppress
from email import message_from_bytes, policy
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus, unquote, unquote_plus

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from dialogues.enums import AttributionRule
from dialogues.floor_store import floor_store
from dialogues.keystore import key_store, token_hash, voice_token
from dialogues.links import participation_token
from dialogues.live.broadcast import broadcaster
from dialogues.models import Participation, Point, Poll, PollAnswer, PollOption, Support, Voice
from reports.exceptions import NamesFoundError
from reports.models import ReviewComment, Subscription
from reports.review_links import unnamed_pass
from reports.services import edit_paragraph, publish_report
from reports.services.announcing import announce_due_publications
from stakeholders.models import AuditEntry, OutgoingMessage
from stakeholders.search_keys import fold

from .addresses import ADDRESSES, LIBRARY_ARGS, MISSING, OF_LIBRARIES, OPEN, names
from .conftest import Lines
from .story import ROLES, Guest, Secret, Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

pytestmark = pytest.mark.django_db

# Who may see nothing at all, and who may see only what is their own.
OUTSIDERS = ("anonymous", "stranger", "other_participant")
INSIDERS = ("participant", "rapporteur")
# What any team member may read: the registry, and what is drawn from it and from all meetings for the whole institute.
OF_THE_INSTITUTE = ("stakeholders:", "network:", "home:mailbox", "home:style")
# What whoever runs the room reads at the desk. The rapporteur is chosen by the team, and takes down what is said.
DESK = (
    "dialogues:room",
    "dialogues:room_record",
    "dialogues:room_point_targets",
    "dialogues:room_alike",
    "dialogues:room_point",
)
# Pages of whoever has the private link.
BY_LINK = ("dialogues:private_", "reports:private_review")
TAG = re.compile(r"<[^>]*>")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
BASE64 = re.compile(r"[A-Za-z0-9+/]{24,}={0,2}")


def readings(text: str) -> Iterator[str]:
    """Yield ``text`` as it stands and as a reader, a browser or a program may come to read it."""
    yield text
    yield html.unescape(TAG.sub("", text))  # names cut up by markup
    yield unquote(unquote_plus(text))
    if "\\u" in text:
        yield ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    for found in BASE64.findall(text):
        with suppress(binascii.Error, UnicodeDecodeError, ValueError):
            yield base64.b64decode(found + "=" * (-len(found) % 4)).decode()


@cache
def folded_once(secret: str) -> str:
    """Return a secret as it is looked for; each is looked for thousands of times."""
    return fold(secret)


def leaks(text: str, secrets: Iterable[Secret]) -> list[str]:
    """Return what of ``secrets`` stands in ``text``, in any case, with or without diacritics, in either Arabic spelling."""
    folded = "\n".join(fold(unicodedata.normalize("NFKC", reading)) for reading in readings(text))
    return sorted(
        {f"{secret.about}: {secret.text}" for secret in secrets if folded_once(secret.text) in folded}
    )


def text_of(response: HttpResponseBase) -> str:
    """Return all that a response tells: headers, and the body with everything in it unpacked."""
    body = (
        b"".join(response.streaming_content)  # type: ignore[arg-type]  # no asynchronous ones here
        if isinstance(response, StreamingHttpResponse)
        else response.content  # type: ignore[attr-defined]
    )
    headers = "\n".join(f"{name}: {value}" for name, value in response.items())
    cookies = response.cookies.output()
    return "\n".join([headers, cookies, unpacked(body)])


def unpacked(body: bytes) -> str:
    """Return the text of ``body``: of a PDF with its metadata, of every part of an office file, or as it stands."""
    if body.startswith(b"%PDF"):
        return unpacked_pdf(body)
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as parts:
            return "\n".join(
                f"{part.filename} {part.comment!r} {parts.read(part).decode('utf-8', 'replace')}"
                for part in parts.infolist()
            )
    return body.decode("utf-8", "replace")


@cache
def unpacked_pdf(body: bytes) -> str:
    """Return the text of a PDF with its metadata; the same bytes go to many."""
    reader = PdfReader(io.BytesIO(body))
    pages = [page.extract_text() for page in reader.pages]
    objects = [str(reader.get_object(number)) for number in range(1, len(reader.xref_objStm) + 1)]
    metadata = reader.xmp_metadata.stream.get_data().decode() if reader.xmp_metadata else ""
    attachments = [f"{name} {data!r}" for name, data in reader.attachments.items()]
    return "\n".join([*pages, *objects, str(reader.metadata), metadata, *attachments])


def told_to(story: Story, role: str, name: str) -> str:
    """Return what ``role`` is told at an address, and by the exports that a list offers there."""
    url = ADDRESSES[name].url(name, story)
    texts = [read(story, role, url)]
    for kind in ("csv", "xlsx"):
        if f"format={kind}" in texts[0]:
            texts.append(read(story, role, f"{url}?format={kind}"))
    return "\n".join(texts)


def read(story: Story, role: str, url: str) -> str:
    """Return what ``role`` is told at ``url``, read once for all proofs: none of them changes the story and reads here."""
    if (role, url) not in story.read:
        story.read[role, url] = read_anew(story, role, url)
    return story.read[role, url]


def read_anew(story: Story, role: str, url: str) -> str:
    """Return what ``role`` is told at ``url``; what reading changes is undone."""
    with transaction.atomic():
        text = text_of(story.client(role).get(url))
        transaction.set_rollback(True)
    return text


def secrets_from(story: Story, role: str) -> list[Secret]:
    """Return what must be kept from ``role``: everything, except what is their own or the meeting's."""
    person = story.users[role].person if role in INSIDERS else None
    return [
        secret
        for secret in story.secrets
        if person is None or not (secret.owner == person.pk or secret.known_in_the_meeting)
    ]


# --- pages, downloads and exports ---------------------------------------------------------------------


def readable(*, without: tuple[str, ...] = ()) -> list[str]:
    return [
        name
        for name, address in ADDRESSES.items()
        if address.method == "GET" and not name.startswith(without or ("\0",))
    ]


def test_every_address_is_known() -> None:
    known = ADDRESSES.keys() | OF_LIBRARIES.keys()

    assert {name for name in names() if not name.startswith("admin:")} <= known


@pytest.mark.parametrize("name", readable(without=BY_LINK))
def test_outsiders_are_told_nothing(name: str, story: Story) -> None:
    for role in OUTSIDERS:
        assert leaks(told_to(story, role, name), story.secrets) == [], role


@pytest.mark.parametrize("name", readable(without=OF_THE_INSTITUTE))
def test_another_team_is_told_nothing_of_this_meeting(name: str, story: Story) -> None:
    if name.startswith(BY_LINK):
        assert ADDRESSES[name].who["other_convener"] == OPEN  # whoever has the link; the next test reads it
        return
    assert leaks(told_to(story, "other_convener", name), story.secrets) == []


@pytest.mark.parametrize("name", readable())
def test_participants_are_told_nothing_of_each_other(name: str, story: Story) -> None:
    for role in INSIDERS:
        kept = secrets_from(story, role)
        if (
            role == "rapporteur" and name in DESK
        ):  # points that are hidden or late stay on the desk; names do not reach it
            at_the_desk = {"hidden point", "late point", "off the record"}
            kept = [secret for secret in kept if secret.about not in at_the_desk]
        if name.startswith(BY_LINK):  # the link of the participant
            kept = secrets_from(story, "participant")
        assert leaks(told_to(story, role, name), kept) == [], role


@pytest.mark.parametrize("name", OF_LIBRARIES)
def test_pages_of_libraries_tell_nothing(name: str, story: Story) -> None:
    for role in ("anonymous", "participant"):
        response = story.client(role).get(reverse(name, args=LIBRARY_ARGS.get(name)))
        assert leaks(text_of(response), secrets_from(story, role)) == [], role


def test_the_room_tells_its_seats_nothing_of_each_other(story: Story) -> None:
    guest = story.crowd[0]
    client = story.client("anonymous")
    entered = client.post(reverse("dialogues:private_room", args=[participation_token(guest.live)]))
    assert entered.status_code == 302
    kept = [secret for secret in story.secrets if secret.owner != guest.person.pk]
    shared = story.live_points["shared"].uuid
    for url in (
        entered.headers["Location"],
        reverse("dialogues:room_own_point_here", args=[story.live.uuid, shared]),
        reverse("dialogues:room_own_point", args=[story.live.uuid, shared]),
        reverse("dialogues:room_said", args=[story.live.uuid, story.live_items["discussion"].uuid]),
    ):
        response = client.get(url)
        assert response.status_code == 200, url
        assert leaks(text_of(response), kept) == [], url


def test_what_is_published_names_the_speaker_and_nobody_else(story: Story) -> None:
    slug = story.report.slug
    for url in (
        reverse("reports:publication_detail", args=[slug]),
        reverse("reports:publication_document", args=[slug, "pdf"]),
        reverse("reports:publication_document", args=[slug, "docx"]),
        reverse("reports:publication_version", args=[slug, 1]),
    ):
        response = story.client("anonymous").get(url)
        text = text_of(response)
        assert response.status_code == 200
        assert "Oriana Speakwell" in text, url
        assert leaks(text, story.secrets) == [], url
    for url in (
        reverse("reports:publication_feed"),
        reverse("reports:site_map"),
        reverse("reports:publication_citation", args=[slug, "bib"]),
        reverse("reports:publication_citation", args=[slug, "ris"]),
    ):
        text = text_of(story.client("anonymous").get(url))
        assert slug in text, url
        assert leaks(text, story.secrets) == [], url
    assert leaks(json.dumps(story.publication.content, ensure_ascii=False), story.secrets) == []


# --- mail ---------------------------------------------------------------------------------------------


def mails() -> Iterator[tuple[str, str]]:
    """Yield the recipient of each mail that left, and all that it says."""
    for path in Path(settings.MAIL_DIR).glob("*.eml"):
        mail = message_from_bytes(path.read_bytes(), policy=policy.default)
        parts = [str(part.get_content()) for part in mail.walk() if not part.is_multipart()]
        headers = [f"{name}: {value}" for name, value in mail.items()]
        yield str(mail["To"]), "\n".join([*headers, *parts])


def test_a_mail_tells_its_recipient_nothing_of_the_others(story: Story) -> None:
    owners = {guest.person.email: guest.person.pk for guest in story.guests}
    seen = 0
    for recipient, text in mails():
        owner = owners.get(recipient)
        assert leaks(text, [secret for secret in story.secrets if secret.owner != owner]) == [], recipient
        seen += owner is not None
    assert seen >= 3 * len(story.guests)  # invitation, reminder, thanks; and again for the second meeting


def test_a_mail_about_a_new_report_names_nobody_who_may_not_be(story: Story) -> None:
    owners = {guest.person.email: guest.person.pk for guest in story.guests}
    with transaction.atomic():
        Subscription.objects.create(email="reader@example.org", confirmed_on=timezone.localdate())
        announce_due_publications()
        sent = list(OutgoingMessage.objects.filter(kind="report.announcement"))
        transaction.set_rollback(True)
    assert {"reader@example.org", *(guest.person.email for guest in story.guests)} >= {
        one.to_address for one in sent
    }
    assert len(sent) > 1
    for one in sent:
        text = "\n".join([one.subject, one.text_body, one.html_body, *one.private_values.values()])
        others = [secret for secret in story.secrets if secret.owner != owners.get(one.to_address)]
        assert leaks(text, others) == [], one.to_address


def test_the_outbox_keeps_no_door_open(story: Story) -> None:
    kept = "\n".join(
        "\n".join(map(str, row))
        for row in OutgoingMessage.objects.values_list(
            "subject", "text_body", "html_body", "calendar", "private_values"
        )
    )

    assert not [token for token in story.tokens if token in kept]


def test_calendar_files_have_one_attendee_at_most(story: Story) -> None:
    found = 0
    for _recipient, text in mails():
        if "BEGIN:VCALENDAR" in text:
            found += 1
            assert len(re.findall(r"^ATTENDEE", text, re.MULTILINE)) <= 1
    assert found >= len(story.guests)


# --- a participants' review ----------------------------------------------------------------------------


def unsigned(story: Story) -> list[ReviewComment]:
    return list(story.review.comments.exclude(receipt_hash=""))


def test_nobody_reads_what_has_no_name_before_the_review_closes(story: Story) -> None:
    for role in ROLES:
        for name in readable(without=("reports:private_receipt",)):
            text = read(story, role, ADDRESSES[name].url(name, story))
            assert not [one.text for one in unsigned(story) if one.text in text], (role, name)


def test_what_has_no_name_is_connected_to_nobody(story: Story, log: Lines) -> None:
    """Neither in a row of any table, nor in the trail, nor in a mail, nor in a log."""
    client = story.client("anonymous")
    url = reverse(
        "reports:private_unnamed_say", args=[story.review.uuid, unnamed_pass(story.review), "whole"]
    )
    before = len(log.lines)
    answered = client.post(url, {"text": "Unsigned hematite.", "suggestion": ""})
    client.post(url, {"text": ""})
    client.get(answered.headers["Location"])
    client.get(reverse("reports:private_receipt", args=[story.review.uuid, "x" * 32]))
    receipt = answered.headers["Location"].partition("?")[0].rstrip("/").rpartition("/")[2]
    comments = unsigned(story)
    lines = dump().splitlines()
    marks = {mark for one in comments for mark in (one.pk.hex, str(one.pk), one.receipt_hash, one.text)}
    rows = [line for line in lines if any(mark in line for mark in marks)]

    assert len(comments) == 3
    assert {line.split(" ", 1)[0] for line in rows} == {"reports_reviewcomment"}
    assert len(rows) == 3
    assert not [line for line in rows if re.search(r"\d{4}-\d\d-\d\d|datetime", line)]
    held = story.review.comments.exclude(receipt_hash="").values_list(
        "member", "participation", "written_on", "answered_by", "answered_at"
    )
    assert set(held) == {(None,) * 5}
    assert receipt not in "\n".join(lines)
    assert story.receipt not in "\n".join(lines)
    logged = "\n".join(log.lines[before:])
    assert logged
    for told in (receipt, unnamed_pass(story.review), str(story.review.uuid), "hematite"):
        assert told not in logged
    for _recipient, mail in mails():
        assert not [one.text for one in comments if one.text in mail]


def test_no_column_connects_a_comment_to_more_than_its_named_author() -> None:
    ways = {
        f"{field.name} → {field.related_model._meta.label}"
        for field in ReviewComment._meta.get_fields()
        if field.is_relation
    }

    assert ways == {
        "round → reports.ReviewRound",
        "paragraph → reports.Paragraph",
        "member → stakeholders.User",  # these two are empty without a name: CHECK constraints
        "participation → dialogues.Participation",
        "answered_by → stakeholders.User",
    }
    assert not [
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is ReviewComment
    ]


# --- the room's events ----------------------------------------------------------------------------------


def told_in_the_room(story: Story) -> str:
    """Return the whole stream of the meeting that is in session, from its first event to its last."""
    last = broadcaster().latest(story.live.uuid)

    async def collect() -> str:
        collected = ""
        try:
            async with asyncio.timeout(20):
                async for frame in broadcaster().listen(story.live.uuid, story.stream_start):
                    collected += frame.decode()
                    if f"id: {last}\n" in collected:
                        return collected
        except TimeoutError:
            pytest.fail(f"The stream ended before {last}: {collected}")
        finally:
            await broadcaster().close()
        return collected

    return asyncio.run(collect())


def test_the_rooms_events_tell_nothing_of_anybody(story: Story) -> None:
    stream = told_in_the_room(story)

    assert stream.count("event:") >= 10, stream
    assert "The networks need support that lasts." in stream
    # The room hears what is said before it is hidden or withdrawn, and nothing of what came late; who said it, it never hears.
    in_the_room = {"off the record", "hidden point", "withdrawn point"}
    assert leaks(stream, [secret for secret in story.secrets if secret.about not in in_the_room]) == []


# --- answers to polls -----------------------------------------------------------------------------------


def answered_by(story: Story, guest: Guest) -> PollAnswer:
    held = guest.live
    voice = Voice.objects.get(
        token_hash=token_hash(voice_token(key_store().read(story.live.uuid) or b"", held.uuid))
    )
    return PollAnswer.objects.get(voice=voice, poll=story.live_polls["open"])


def test_an_open_poll_tells_nobody_how_anybody_answered(story: Story) -> None:
    """No page but one's own shows an option as chosen, and none shows how often one was."""
    poll = story.live_polls["open"]
    answers = PollAnswer.objects.filter(poll=poll)
    seen = 0
    for role in ("anonymous", *INSIDERS, "coordinator", "convener", "administrator"):
        for name in readable():
            text = read(story, role, ADDRESSES[name].url(name, story))
            assert not [
                answer for answer in answers if str(answer.pk) in text or str(answer.voice_id) in text
            ]
            if f'data-answers="{poll.uuid}"' in text:
                seen += 1
                assert f'data-answers="{poll.uuid}">{answers.count()}<' in text
                assert 'data-option aria-pressed="true"' not in text, (role, name)
    assert seen >= 6  # desk and screen, for each who runs the room


def test_one_s_own_answer_stands_on_one_s_own_page_only(story: Story) -> None:
    poll = story.live_polls["open"]
    for guest in (story.crowd[0], story.protected):
        client = story.client("anonymous")
        entered = client.post(reverse("dialogues:private_room", args=[participation_token(guest.live)]))
        html = client.get(entered.headers["Location"]).content.decode()
        own = answered_by(story, guest)

        pressed = re.findall(r'value="([0-9a-f-]{36})" data-option aria-pressed="true"', html)
        assert pressed == [str(own.option_id)]
        assert html.count("data-option aria-pressed") == poll.options.count()


def test_what_the_room_is_told_of_a_poll_is_the_same_for_all(story: Story) -> None:
    """Of answers the stream tells how many; of two who answered otherwise, nothing that adds up to them."""
    told = [data for event, data in _events(story) if event == "poll"]

    assert [json.loads(data) for data in told if data.startswith("{")]
    for data in told:
        if data.startswith("{"):
            assert json.loads(data).keys() == {"poll", "answers"}
        else:
            assert 'aria-pressed="true"' not in data
            assert 'class="poll-count"' not in data  # two chose the other option: no number is told
    assert any('data-kind="result"' in data for data in told)


def _events(story: Story) -> list[tuple[str, str]]:
    found = []
    for frame in told_in_the_room(story).split("\n\n"):
        lines = [line.partition(": ")[::2] for line in frame.splitlines()]
        event = next((value for name, value in lines if name == "event"), "")
        found.append((event, "\n".join(value for name, value in lines if name == "data")))
    return found


# --- logs -----------------------------------------------------------------------------------------------


def test_logs_tell_nothing(story: Story, log: Lines) -> None:
    told_before = len(log.lines)
    for role in ("anonymous", "participant", "convener"):
        for name in readable():
            if ADDRESSES[name].who[role] in {OPEN, MISSING}:
                read_anew(story, role, ADDRESSES[name].url(name, story))
    text = "\n".join(log.lines)

    assert 50 < told_before < len(log.lines)  # the story was listened to, and so were the pages
    assert leaks(text, story.secrets) == []
    assert not [token for token in story.tokens if token in text]
    rooms = [str(story.live.uuid), f"/{story.live.slug}/room"]
    assert not [line for line in log.lines if "/room" in line and any(room in line for room in rooms)]


# --- what stays in the database ---------------------------------------------------------------------------


def unattributed(story: Story) -> Any:
    return Point.objects.filter(agenda_item__meeting__in=[story.meeting, story.live]).exclude(
        attribution=AttributionRule.ATTRIBUTED
    )


def test_the_audit_trail_links_nobody_to_an_unattributed_point(story: Story) -> None:
    trail = "\n".join(
        f"{entry.verb} {entry.target_type} {entry.target_id} {json.dumps(entry.changes, ensure_ascii=False)}"
        for entry in AuditEntry.objects.all()
    )
    points = unattributed(story)

    assert points.count() > 10
    for point in points:
        assert str(point.uuid) not in trail
        assert point.uuid.hex not in trail
        assert point.text not in trail
    for option in PollOption.objects.all():
        assert str(option.uuid) not in trail
        assert option.text not in trail
    for voice in Voice.objects.all():
        assert str(voice.pk) not in trail
        assert voice.token_hash not in trail
    assert not [token for token in story.tokens if token in trail]
    protected = [secret for secret in story.secrets if secret.owner == story.protected.person.pk]
    assert leaks(trail, protected) == []


def dump() -> str:
    """Return every row of every table as text."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            rows += [f"{table} {row!r}" for row in cursor.fetchall()]
    return "\n".join(rows)


def test_a_dump_after_sealing_connects_no_point_to_a_person(story: Story) -> None:
    sealed = Point.objects.filter(agenda_item__meeting=story.meeting)
    everything = dump()

    assert not Voice.objects.filter(meeting=story.meeting).exists()
    assert not Support.objects.filter(point__in=sealed).exists()
    assert not PollAnswer.objects.filter(poll__agenda_item__meeting=story.meeting).exists()
    assert not sealed.filter(voice__isnull=False).exists()
    assert not sealed.filter(~Q(attribution=AttributionRule.ATTRIBUTED), author__isnull=False).exists()
    assert key_store().read(story.meeting.uuid) is None
    assert key_store().seats(story.meeting.uuid) == frozenset()
    assert not [token for token in story.tokens if token in everything]
    # Nothing that stands beside a point in any row stands beside a person in another, the meeting's own parts aside.
    people = {str(guest.participation.uuid) for guest in story.guests} | {
        guest.participation.uuid.hex for guest in story.guests
    }
    points = {point.uuid.hex for point in unattributed(story)} | {
        str(point.uuid) for point in unattributed(story)
    }
    both = [
        line
        for line in everything.splitlines()
        if any(one in line for one in people) and any(one in line for one in points)
    ]
    assert both == []


def test_the_queue_of_speakers_is_in_no_table_at_any_time(story: Story) -> None:
    """Who spoke when, beside points in their order, would tell who said them."""
    floor = floor_store().read(story.live.uuid)
    everything = dump()

    assert floor.turn is not None
    for told in (floor.turn.ticket, *(hand.ticket for hand in floor.hands)):
        assert told not in everything
    assert "chrysoprase" in floor.hands[0].note
    assert "chrysoprase" not in everything
    assert not AuditEntry.objects.filter(verb__contains="floor").exists()
    assert not floor_store().exists(story.meeting.uuid)  # it is sealed


def test_no_column_can_hold_the_author_of_an_unattributed_point(story: Story) -> None:
    """Between the tables of what is said and those of people no further way is laid without this test being changed."""
    ways = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created
        if model in {Point, Voice, Support, Poll, PollOption, PollAnswer}
        and field.related_model not in {Point, Voice, Poll, PollOption}
    }

    assert ways == {
        "dialogues.Point.agenda_item",
        "dialogues.Point.theme",
        "dialogues.Point.author",  # empty unless attributed: a CHECK constraint
        "dialogues.Voice.meeting",
        "dialogues.Poll.agenda_item",
    }


# --- the guard ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "which", ["name", "family name", "Arabic name", "organisation", "short name", "alias"]
)
def test_a_planted_name_does_not_get_into_a_report(which: str, story: Story) -> None:
    editor = story.users["coordinator"]
    for secret in story.secrets:
        if secret.about == which:
            paragraph = story.paragraph
            with transaction.atomic():
                edit_paragraph(paragraph=paragraph, text=f"As {secret.text} put it.", points=[], actor=editor)
                with pytest.raises(NamesFoundError):
                    publish_report(report=story.report, actor=editor, change_note="A sentence more.")
                transaction.set_rollback(True)
            paragraph.refresh_from_db()


# --- this test can fail -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "leak",
    [
        "{}",
        "<b>{}</b>",
        "A list: x, {}, y.",
        "?name={quoted}",
        "{entities}",
        "{split}",
        "{upper}",
        "data:text/plain;base64,{base64}",
        "{escaped}",
    ],
)
def test_a_leak_is_found(leak: str, story: Story) -> None:
    for secret in story.secrets:
        text = leak.format(
            secret.text,
            quoted=quote_plus(secret.text),
            entities="".join(f"&#{ord(letter)};" for letter in secret.text),
            split="<i>".join(secret.text),
            upper=secret.text.upper(),
            base64=base64.b64encode(f"secretly, {secret.text}, and more".encode()).decode(),
            escaped=json.dumps(secret.text),
        )
        assert f"{secret.about}: {secret.text}" in leaks(text, story.secrets)


def test_a_leak_is_found_in_a_page_and_its_exports(story: Story) -> None:
    """The very machinery that finds nothing elsewhere finds all of it where the team reads it."""
    people = told_to(story, "convener", "dialogues:meeting_people")
    found = leaks(people, story.secrets)

    for guest in story.guests:
        assert f"e-mail address: {guest.person.email}" in found
    exported = told_to(story, "convener", "stakeholders:person_list")
    assert f"telephone: {story.protected.person.phone}" in leaks(exported, story.secrets)


@pytest.mark.parametrize("form", ["", ".pdf", ".docx"])
def test_a_leak_is_found_in_a_report(form: str, story: Story) -> None:
    """What the guard would refuse to publish stands in the team's preview, and is found there in every form."""
    name = story.crowd[2].person.name
    edit_paragraph(
        paragraph=story.paragraph, text=f"As {name} put it.", points=[], actor=story.users["coordinator"]
    )

    base = reverse("reports:report_preview", args=[story.dialogue.slug, story.meeting.slug, "en"]).rstrip("/")
    response = story.client("coordinator").get(f"{base}{form or '/'}")

    assert response.status_code == 200
    assert f"name: {name}" in leaks(text_of(response), story.secrets)


def test_a_leak_is_found_in_a_log_and_in_a_dump(story: Story, log: Lines) -> None:
    person = story.crowd[3].person
    logging.getLogger("dialogues").debug("%s said it", person.name)

    assert f"name: {person.name}" in leaks(log.lines.pop(), story.secrets)
    assert f"name: {person.name}" in leaks(dump(), story.secrets)
    assert Participation.objects.filter(person=person).exists()
