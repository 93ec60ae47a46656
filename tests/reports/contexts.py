"""A frozen context for the tests of renderers."""

import re
import struct
import zlib
from pathlib import Path
from typing import Any

from reports.disclosure import TABLE_FLOOR
from reports.drafting import draft_report
from reports.enums import SectionKind
from reports.quantifiers import HOUSE_SCALE
from reports.render.context import (
    CompositionTable,
    PrintedScale,
    ReportContext,
    Row,
    SectionText,
    freeze_sections,
)
from reports.render.languages import direction_of
from reports.wording import wording_for
from tests.reports.records import meeting

SAMPLES = Path(__file__).with_name("samples")  # every kind of block, twice over at different depths
TITLES = {
    "en": ("The future of networks", "Online meeting, 30 May 2024", "Institute for Dialogue"),
    "fr": ("L’avenir des réseaux", "Réunion en ligne, 30 mai 2024", "Institut du dialogue"),
    "sv": ("Nätverkens framtid", "Möte på nätet, 30 maj 2024", "Institutet för dialog"),
    "ar": ("مستقبل الشبكات", "اجتماع عبر الإنترنت، 30 أيار/مايو 2024", "معهد الحوار"),
}
LANGUAGES = tuple(TITLES)


def context(**changes: Any) -> ReportContext:
    draft, wording = draft_report(meeting()), wording_for("en")
    sections, footnotes = freeze_sections(
        tuple(
            SectionText(
                f"section-{number}",
                section.kind.value,
                section.title,
                2 if section.kind is SectionKind.THEME else 1,
                tuple(
                    (f"p-{number}-{place}", paragraph.text)
                    for place, paragraph in enumerate(section.paragraphs)
                ),
            )
            for number, section in enumerate(draft.sections)
        )
    )
    content: dict[str, Any] = {
        "language": "en",
        "direction": "ltr",
        "labels": wording.labels,
        "host": draft.host,
        "title": "The future of <networks> & “silos”",
        "subtitle": "Online meeting, 30 May 2024",
        "sections": sections,
        "footnotes": footnotes,
        "composition": CompositionTable(
            "28 people from 18 organisations took part.",
            wording.composition_head,
            (Row("civil society organisations", "20"), Row("foundations and the media, together", "8")),
            "28",
            wording.labels.together_note.format(floor=TABLE_FLOOR),
            ("foundations", "the media"),
        ),
        "attribution": draft.attribution,
        "scale": PrintedScale(
            tuple(Row(wording.scale_words[step.quantifier], step.condition) for step in HOUSE_SCALE.steps),
            wording.labels.scale_key.format(floor=HOUSE_SCALE.floor),
        ),
        "version": 1,
        "published": "2024-06-20T10:00:00+00:00",
        "published_on": "20 June 2024",
        "previous_version": 0,
        "change_note": "",
        "imprint": "Published by the Institute for Dialogue.",
        "address": "https://example.org/reports/networks/",
    }
    return ReportContext(**{**content, **changes})


def every_kind(language: str, **changes: Any) -> ReportContext:
    """A document with every kind of block, in one of the languages of the reports."""
    wording = wording_for(language)
    title, subtitle, host = TITLES[language]
    sections, footnotes = freeze_sections(sample_sections(language))
    return context(
        **{
            "language": language,
            "direction": direction_of(language),
            "labels": wording.labels,
            "title": title,
            "subtitle": subtitle,
            "host": host,
            "sections": sections,
            "footnotes": footnotes,
            "scale": PrintedScale(
                tuple(
                    Row(wording.scale_words[step.quantifier], step.condition) for step in HOUSE_SCALE.steps
                ),
                wording.labels.scale_key.format(floor=HOUSE_SCALE.floor),
            ),
            **changes,
        }
    )


def sample_sections(language: str) -> tuple[SectionText, ...]:
    """Read a sample: ``#`` and ``##`` are sections, and each of the other blocks is stored as one paragraph."""
    text = (SAMPLES / f"{language}.md").read_text()
    sections = []
    for number, part in enumerate(re.split(r"^(?=##? )", text, flags=re.MULTILINE)[1:]):
        head, *paragraphs = part.strip().split("\n\n")
        marks, _, title = head.partition(" ")
        kind = SectionKind.THEME if len(marks) == 2 else SectionKind.CUSTOM
        texts = tuple((f"p-{number}-{place}", paragraph) for place, paragraph in enumerate(paragraphs))
        sections.append(SectionText(f"s-{number}", kind.value, title, len(marks), texts))
    return tuple(sections)


def png(width: int = 240, height: int = 80, colour: bytes = b"\xa0\x3c\x14") -> bytes:
    """Return a picture of one colour, as a logo."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = (b"\0" + colour * width) * height
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)
