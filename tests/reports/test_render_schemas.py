"""What was published stays: contexts of earlier schemas are read as they are and keep text and fingerprint."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path

import pytest

from reports.render.context import ReportContext
from reports.render.docx import render_docx
from reports.render.html import render_html
from reports.render.look import Look
from tests.reports.contexts import LANGUAGES, context, every_kind

STORED = (Path(__file__).with_name("stored") / "schema-1.json").read_text()
FINGERPRINT = "365b0c68e1dad70223225b25e78b7f203fbd634b345cd8cf48c041e7369cb132"


@pytest.fixture
def old() -> ReportContext:
    return ReportContext.from_data(json.loads(STORED))


def test_a_version_of_schema_1_keeps_its_text_and_fingerprint(old: ReportContext) -> None:
    assert old.schema == 1
    assert old.canonical_json == STORED
    assert old.fingerprint == hashlib.sha256(STORED.encode()).hexdigest() == FINGERPRINT
    assert old.to_data() == json.loads(STORED)


def test_a_version_of_schema_1_is_shown_as_it_was(old: ReportContext) -> None:
    assert old.look == Look()
    assert old.reading_time == ""
    assert {block.kind for section in old.sections for block in section.paragraphs} == {"paragraph"}
    page = render_html(old)
    assert FINGERPRINT in page
    assert "Participants strongly agreed that the agenda should be a base for learning from others." in page
    assert render_docx(old)


def test_what_is_changed_after_reading_is_a_new_text(old: ReportContext) -> None:

    assert replace(old, title="Another").fingerprint not in {FINGERPRINT, old.fingerprint}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_block_survives_being_stored(language: str) -> None:
    document = every_kind(language, look=Look("#8a2be2", "0" * 64, "Logo", "band", "Example Street 1"))
    read = ReportContext.from_data(json.loads(json.dumps(document.to_data())))
    assert read == document
    assert (read.canonical_json, read.fingerprint) == (document.canonical_json, document.fingerprint)


def test_any_change_of_the_look_changes_the_fingerprint() -> None:
    assert context(look=Look(accent="#000000")).fingerprint != context().fingerprint
