"""What participants see is there in every language of the site."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from django.conf import settings

LOCALE = Path(settings.BASE_DIR) / "locale"
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# Where the texts stand that participants, and whoever runs the room, meet; what the team alone reads may follow later.
SEEN = re.compile(
    r"""
    templates/(
        base|public_base|error_base|4\d\d\w*|500
        |(account|mfa|usersessions|mail|components)/.*
        |dialogues/(room|desk_|poll_|plan_polls|invitation|private|my_|mail/|meeting_time|form_errors).*
        |home/(home|public).*
        |stakeholders/(invitation|profile).*
        |reports/(publication|fingerprint|subscription|invitation_panel|embargo).*
        |reports/review_(private|said|receipt|stale|taken_back|unnamed|with_name|without_name|invitation_panel).*
        |reports/mail/(announcement|subscription|review_(closed|invitation|reminder)).*
        |recommendations/tracker.*
    )\.(html|txt)
    | dialogues/(enums|wording|room_wording|floor_wording|stage_wording|record_wording|point_text|links|ready_made_polls)\.py
    | dialogues/forms/(room|invitation|floor|polls)\.py
    | dialogues/views/(room\w*|invitation|floor|stage|polls|closing|desk\w*|record|handing_over|on_behalf|acts)\.py
    | dialogues/services/(points|late_points|stances|room|floor|polls|invitation\w*|desk|moderation|splitting|record|featuring|sealing)\.py
    | reports/(enums|panels|subscription_links|review_links)\.py
    | reports/forms/(subscribing|review)\.py
    | reports/views/(private\w*|subscribing|public|published)\.py
    | reports/services/(subscriptions|announcing|review/\w+)\.py
    | stakeholders/enums\.py
    | recommendations/enums\.py
    | home/navigation\.py
    """,
    re.VERBOSE,
)
MARKS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")


def catalogue(language: str) -> Catalog:
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale=language)


def texts(message: Message) -> list[str]:
    """Return the translations of a message: one, or one for each plural form."""
    return list(message.string) if message.pluralizable else [str(message.string or "")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_participants_see_is_left_in_english(language: str) -> None:
    missing = [
        message.id
        for message in catalogue(language)
        if message.id
        and any(SEEN.fullmatch(path) for path, _ in message.locations)
        and (message.fuzzy or not all(texts(message)))
    ]

    assert missing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_original(language: str) -> None:
    """A plural form may leave its number out ("one point"); a single text may leave out nothing."""
    for message in catalogue(language):
        if not message.id or not any(texts(message)):
            continue
        original = message.id[-1] if message.pluralizable else message.id
        held = sorted(PLACEHOLDER.findall(original))
        for text in filter(None, texts(message)):
            found = sorted(PLACEHOLDER.findall(text))
            assert set(found) <= set(held) if message.pluralizable else found == held, (original, text)


def test_french_signs_do_not_stand_alone_on_a_line() -> None:
    broken = [
        text
        for message in catalogue("fr")
        for text in texts(message)
        if message.id and re.search(r" [?!:;»]|« ", text)
    ]

    assert broken == []


def test_no_text_hides_in_an_f_string() -> None:
    """Collecting does not look into f-strings: what is marked there would stay in English unnoticed."""
    apps = [path for path in Path(settings.BASE_DIR).glob("*/apps.py") if path.parent.name != "tests"]
    hidden = [
        f"{path}:{call.lineno}"
        for app in apps
        for path in app.parent.rglob("*.py")
        for text in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(text, ast.JoinedStr)
        for call in ast.walk(text)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in MARKS
    ]

    assert hidden == []
