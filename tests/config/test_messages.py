"""Translations: compiled without GNU gettext, and true to their originals."""

import gettext
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from config.messages import compile_translations

LOCALE = Path(settings.BASE_DIR) / "locale"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|<[^>]+>")
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]


def catalogue(language):
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file)


@pytest.fixture
def copy(tmp_path):
    for language in LANGUAGES:
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        shutil.copy(LOCALE / language / "LC_MESSAGES" / "django.po", folder)
    return tmp_path


def test_each_language_is_compiled_once(copy):
    assert compile_translations(copy) == len(LANGUAGES)
    assert compile_translations(copy) == 0
    translated = gettext.translation("django", copy, ["sv"])
    assert translated.gettext("Sign in") == "Logga in"
    assert translated.ngettext("%(count)s result", "%(count)s results", 2) == "%(count)s träffar"
    assert translated.gettext("Not translated at all") == "Not translated at all"


def test_a_guess_is_not_shown(copy):
    source = copy / "sv" / "LC_MESSAGES" / "django.po"
    source.write_text(source.read_text().replace('msgid "Sign in"', '#, fuzzy\nmsgid "Sign in"'))
    compile_translations(copy)
    assert gettext.translation("django", copy, ["sv"]).gettext("Sign in") == "Sign in"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_values_of_its_original(language):
    wrong = []
    for message in catalogue(language):
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = set(PLACEHOLDER.findall(" ".join(originals)))
        wrong += [
            text for text in texts if message.id and text and not set(PLACEHOLDER.findall(text)) <= allowed
        ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_of_every_page_is_translated(language):
    known = catalogue(language)
    for text in (
        "Home",
        "Dialogues",
        "Recommendations",
        "Reports",
        "Sign in",
        "Sign out",
        "Language",
        "Save",
    ):
        assert known[text].string
