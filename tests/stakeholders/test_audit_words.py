from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from stakeholders.audit_words import AREAS, WORDS, in_words, verbs_of_area
from stakeholders.models import AuditEntry

APPS = ("stakeholders", "dialogues", "recommendations", "reports", "network", "home", "demo")
VERB = re.compile(r"""["']([a-z_]+\.[a-z_]+)["']""")


def verbs_in_the_code() -> set[str]:
    subjects = {verb.partition(".")[0] for verb in WORDS}
    found = set()
    for app in APPS:
        for path in Path(settings.BASE_DIR, app, "services").rglob("*.py"):
            for match in re.finditer(r"verb=\s*" + VERB.pattern, path.read_text()):
                assert match[1].partition(".")[0] in subjects, match[1]
                found.add(match[1])
    return found


def test_every_verb_has_words() -> None:
    found = verbs_in_the_code()
    assert len(found) > 40
    assert found - set(WORDS) == set()


def test_unknown_verbs_have_words_too() -> None:
    assert in_words("organisation.edited") == "Edited an organisation"
    assert in_words("something.else") == "Changed something"


@pytest.mark.django_db
def test_every_verb_lies_in_one_area() -> None:
    for verb in WORDS:
        AuditEntry.objects.create(verb=verb, target_type="stakeholders.user", target_id="1")
    listed = [
        entry.verb for area, _label in AREAS for entry in AuditEntry.objects.filter(verbs_of_area(area))
    ]
    assert sorted(listed) == sorted(WORDS)
