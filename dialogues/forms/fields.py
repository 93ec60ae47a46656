"""Fields that several forms of this app have."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html

from dialogues.enums import AttributionRule
from dialogues.wording import RULE_IN_WORDS


class RuleField(forms.ChoiceField):
    """An attribution rule, each with what it means beside its name."""

    def __init__(self, **kwargs: Any) -> None:
        """Offer every rule, as radio buttons."""
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=_rules_in_words, **kwargs)


def _rules_in_words() -> list[tuple[str, str]]:
    return [
        (rule.value, format_html("<strong>{}</strong><br>{}", rule.label, RULE_IN_WORDS[rule]))
        for rule in AttributionRule
    ]
