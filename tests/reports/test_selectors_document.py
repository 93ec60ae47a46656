"""What the tables of a report's editions tell together: no more than one of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reports.disclosure import suppress
from reports.drafting import CompositionRecord
from reports.selectors.document import composition_table, table_told
from reports.wording import wording_for
from stakeholders.enums import OrganisationKind

LANGUAGES = ("en", "fr", "sv", "ar")
COUNTS = st.dictionaries(
    st.sampled_from(["", *OrganisationKind.values]), st.integers(min_value=1, max_value=12), min_size=1
)


def hidden_in(language: str, counts: dict[str, int]) -> set[str]:
    wording = wording_for(language)
    table = composition_table(CompositionRecord(sum(counts.values()), 9, counts), wording)
    kinds = {name: kind for kind, name in wording.organisation_kinds.items()}
    return {kinds[name] for name in table.withheld}


@given(counts=COUNTS)
def test_every_language_hides_the_same_kinds(counts: dict[str, int]) -> None:
    """Else what one edition hides stands in the other: with the totals, so would the small group."""
    hidden = [hidden_in(language, counts) for language in LANGUAGES]
    assert all(kinds == hidden[0] for kinds in hidden)


def test_equal_groups_are_hidden_alike_whatever_they_are_called() -> None:
    counts = {"research": 3, "womens_rights": 6, "civil_society": 6, "government": 9}
    assert {frozenset(hidden_in(language, counts)) for language in LANGUAGES} == {
        frozenset({"research", "civil_society"})
    }


@given(counts=COUNTS)
def test_a_published_table_is_read_back_as_it_was_whatever_its_language(counts: dict[str, int]) -> None:
    for language in LANGUAGES:
        wording = wording_for(language)
        table = composition_table(CompositionRecord(sum(counts.values()), 9, counts), wording)
        assert table_told(table, wording) == suppress(counts)
