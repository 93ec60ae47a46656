"""Which rule holds for whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.attribution import STRICTNESS, effective_rule, strictest
from dialogues.enums import AttributionRule as Rule

RULES = st.sampled_from(Rule)


@pytest.mark.parametrize(
    ("item", "protected", "consents", "chosen", "expected"),
    [
        (Rule.ATTRIBUTED, False, True, None, Rule.ATTRIBUTED),
        (Rule.ATTRIBUTED, False, False, None, Rule.UNATTRIBUTED),
        (Rule.ATTRIBUTED, True, True, None, Rule.UNATTRIBUTED),
        (Rule.ATTRIBUTED, False, True, Rule.ORGANISATION_TYPE, Rule.ORGANISATION_TYPE),
        (Rule.ORGANISATION_TYPE, False, False, None, Rule.ORGANISATION_TYPE),
        (Rule.ORGANISATION_TYPE, True, False, None, Rule.UNATTRIBUTED),
        (Rule.UNATTRIBUTED, False, True, Rule.ATTRIBUTED, Rule.UNATTRIBUTED),
        (Rule.OFF_THE_RECORD, False, True, Rule.ATTRIBUTED, Rule.OFF_THE_RECORD),
    ],
)
def test_cases(item, protected, consents, chosen, expected):
    assert (
        effective_rule(item, is_protected=protected, consents_to_be_named=consents, chosen=chosen) == expected
    )


@given(RULES, st.booleans(), st.booleans(), st.none() | RULES)
def test_it_only_ever_gets_stricter(item, protected, consents, chosen):
    rule = effective_rule(item, is_protected=protected, consents_to_be_named=consents, chosen=chosen)
    assert STRICTNESS.index(rule) >= STRICTNESS.index(item)
    if protected or not consents:
        assert rule != Rule.ATTRIBUTED
    if chosen:
        assert STRICTNESS.index(rule) >= STRICTNESS.index(chosen)


def test_strictest_needs_no_order():
    assert strictest(Rule.OFF_THE_RECORD, Rule.ATTRIBUTED) == Rule.OFF_THE_RECORD
