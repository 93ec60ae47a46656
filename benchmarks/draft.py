"""Measure how long the draft of a report takes: ``python -m benchmarks.draft``.

A meeting of 500 points under ten themes, with texts of the corpus for similar points (tests/dialogues/data), supported by
0 to 60 of 60. Measured for each language: the generator alone, on plain data, beside putting the same texts into one plain
frame each and joining them; and the whole way from the database (SQLite in memory, a sealed meeting) to the draft, beside a
bare query of the same texts; then one save of the editor in that report, beside a bare UPDATE. Each beside its reference in the same run, in turn; medians of the rounds, in CPU time (the
database runs in this process), because a machine that does other things would be measured otherwise.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dialogues.models import Meeting
    from reports.drafting import MeetingRecord

DATA = Path(__file__).resolve().parent.parent / "tests" / "dialogues" / "data"
LANGUAGES = ("en", "fr", "sv", "ar")
POINTS = 500
THEMES = 10
PRESENT = 60


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    print(f"{POINTS} points, medians of {rounds} rounds, milliseconds of CPU")
    print("| what | language | Majlis | reference | ratio | sentences quoted |\n|---|---|---|---|---|---|")
    for language in LANGUAGES:
        _measure_generator(language, rounds)
    _measure_database(rounds)


def _measure_generator(language: str, rounds: int) -> None:
    from reports.drafting import draft_report
    from reports.wording import Shape, analyse, wording_for

    record, wording = _record(language), wording_for(language)
    texts = [point.text for theme in record.themes for point in theme.points]
    ours, reference = _in_turn(
        lambda: draft_report(record),
        lambda: " ".join(f"Participants stressed that {text}" for text in texts),
        rounds,
    )
    quoted = sum(analyse(text, wording.grammar).shape is Shape.QUOTE for text in texts)
    _print_row("generator alone", language, ours, reference, f"{quoted / len(texts):.0%}")


def _measure_database(rounds: int) -> None:
    from django.db import connection

    from dialogues.models import Point
    from reports.drafting import draft_report
    from reports.selectors import record_for_meeting
    from reports.wording import wording_for

    connection.creation.create_test_db(verbosity=0)
    try:
        meeting = _stored_meeting()
        ours, reference = _in_turn(
            lambda: draft_report(record_for_meeting(meeting, wording_for("en"))),
            lambda: list(
                Point.objects.filter(agenda_item__meeting=meeting).values_list("uuid", "text", "theme__name")
            ),
            rounds,
        )
        _print_row("from the database", "en", ours, reference, "")
        _measure_saving(meeting, rounds)
    finally:
        connection.creation.destroy_test_db(":memory:", verbosity=0)


def _measure_saving(meeting: Meeting, rounds: int) -> None:
    """What the editor's save of one changed paragraph takes in that report, beside a bare UPDATE of its text."""
    from itertools import count

    from reports.models import Paragraph
    from reports.services import Block, generate_draft, save_section
    from stakeholders.models import User

    user = User.objects.create_user(email="editor@example.org", name="Editor")
    report = generate_draft(meeting=meeting, actor=user)
    section = max(report.sections.all(), key=lambda one: one.paragraphs.count())
    number = count()

    def save() -> None:
        known = dict(section.paragraphs.values_list("uuid", "text"))
        changed = next(iter(known))
        blocks = [
            Block(uuid, f"{text} {next(number)}" if uuid == changed else text, text)
            for uuid, text in known.items()
        ]
        save_section(section=section, blocks=blocks, known=known, actor=user)

    paragraph = Paragraph.objects.filter(section__report=report)[0]
    ours, reference = _in_turn(
        save,
        lambda: Paragraph.objects.filter(pk=paragraph.pk).update(text=f"{paragraph.text} {next(number)}"),
        rounds,
    )
    _print_row("one save of the editor", "en", ours, reference, "")
    content = report.revisions.values_list("content", flat=True)[0]
    size = len(json.dumps(content, ensure_ascii=False).encode())
    paragraphs = Paragraph.objects.filter(section__report=report).count()
    print(f"\nOne revision of that report ({paragraphs} paragraphs): {size / 1000:,.0f} kB")


def _in_turn(ours: Callable[[], object], reference: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Return the medians in seconds of CPU, after one round that is not counted."""
    taken: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for times, work in zip(taken, (ours, reference), strict=True):
            start = time.process_time()
            work()
            if number:
                times.append(time.process_time() - start)
    return statistics.median(taken[0]), statistics.median(taken[1])


def _print_row(what: str, language: str, ours: float, reference: float, quoted: str) -> None:
    told = f"{ours * 1000:.1f} | {reference * 1000:.2f} | {ours / reference:,.0f}"
    print(f"| {what} | {language} | {told} | {quoted} |")


def _texts(language: str) -> list[str]:
    corpus = json.loads((DATA / f"similar_{language}.json").read_text(encoding="utf-8"))
    said = list(dict.fromkeys(_strings(corpus)))
    return [said[number % len(said)] for number in range(POINTS)]


def _strings(data: object) -> list[str]:
    if isinstance(data, str):
        return [data] if len(data.split()) > 3 else []  # noqa: PLR2004 - names of kinds are shorter
    held = data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()
    return [text for each in held for text in _strings(each)]


def _record(language: str) -> MeetingRecord:
    from reports.drafting import MeetingRecord, PointRecord, ThemeRecord

    draw = random.Random(500)
    points = [
        PointRecord(
            f"p{number}", text, draw.choice([0, 1, 2, draw.randint(3, PRESENT)]), PRESENT, language=language
        )
        for number, text in enumerate(_texts(language))
    ]
    size = POINTS // THEMES
    themes = tuple(
        ThemeRecord(f"t{number}", f"Theme {number}", tuple(points[number * size : (number + 1) * size]))
        for number in range(THEMES)
    )
    return MeetingRecord(language, "Title", "Institute", dt.date(2024, 5, 30), "online", themes=themes)


def _stored_meeting() -> Meeting:
    from datetime import timedelta

    from django.utils import timezone

    from dialogues.enums import AgendaItemKind, AttributionRule, MeetingFormat, MeetingStatus
    from dialogues.models import AgendaItem, Dialogue, Meeting, Point, Theme
    from stakeholders.enums import OrganisationKind
    from stakeholders.models import Organisation

    draw = random.Random(500)
    host = Organisation.objects.create(name="Institute", kind=OrganisationKind.RESEARCH)
    dialogue = Dialogue.objects.create(title="Dialogue", slug="dialogue", host=host)
    start = timezone.now() - timedelta(days=30)
    meeting = Meeting.objects.create(
        dialogue=dialogue,
        title="Meeting",
        slug="meeting",
        format=MeetingFormat.ONLINE,
        time_zone="Europe/Stockholm",
        starts_at=start,
        ends_at=start + timedelta(hours=2),
        status=MeetingStatus.SEALED,
        sealed_at=timezone.now(),
    )
    texts = _texts("en")
    size = POINTS // THEMES
    for number in range(THEMES):
        theme = Theme.objects.create(dialogue=dialogue, name=f"Theme {number}")
        item = AgendaItem.objects.create(
            meeting=meeting,
            title=theme.name,
            kind=AgendaItemKind.DISCUSSION,
            theme=theme,
            position=number,
            headcount=PRESENT,
        )
        Point.objects.bulk_create(
            Point(
                agenda_item=item,
                text=text,
                position=place,
                attribution=AttributionRule.UNATTRIBUTED,
                frozen_supporters=draw.choice([0, 1, 2, draw.randint(3, PRESENT)]),
            )
            for place, text in enumerate(texts[number * size : (number + 1) * size])
        )
    return meeting


if __name__ == "__main__":
    main()
