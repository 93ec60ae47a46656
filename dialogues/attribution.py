"""Which attribution rule holds for whom: plain functions, no database. Every combination can only make a rule stricter."""

from .enums import AttributionRule

STRICTNESS = (
    AttributionRule.ATTRIBUTED,
    AttributionRule.ORGANISATION_TYPE,
    AttributionRule.UNATTRIBUTED,
    AttributionRule.OFF_THE_RECORD,
)


def strictest(*rules: AttributionRule | str) -> AttributionRule:
    """Return the strictest of ``rules``; at least one is needed."""
    return max((AttributionRule(rule) for rule in rules), key=STRICTNESS.index)


def effective_rule(
    item_rule: AttributionRule | str,
    *,
    is_protected: bool,
    consents_to_be_named: bool,
    chosen: AttributionRule | str | None = None,
) -> AttributionRule:
    """Return the rule under which one person's point is kept.

    *Attributed* needs the person's consent, or the point is kept unattributed; a protected person is never closer to
    being named than *unattributed*; the person may choose a stricter rule, never a more open one.
    """
    rule = AttributionRule(item_rule)
    if is_protected or (rule == AttributionRule.ATTRIBUTED and not consents_to_be_named):
        rule = strictest(rule, AttributionRule.UNATTRIBUTED)
    return strictest(rule, chosen) if chosen else rule


def keepable_rule(rule: AttributionRule, organisation_kind: str) -> AttributionRule:
    """Return ``rule``, or *unattributed* where the rule would keep a kind of organisation and there is none to keep."""
    if rule == AttributionRule.ORGANISATION_TYPE and not organisation_kind:
        return AttributionRule.UNATTRIBUTED
    return rule
