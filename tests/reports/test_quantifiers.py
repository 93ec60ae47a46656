"""The house scale: worked examples, and the properties a reader relies on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.quantifiers import HOUSE_SCALE, Quantifier, may_use, quantifier_for

COUNT = st.integers(min_value=0, max_value=500)


@pytest.mark.parametrize(
    ("supporters", "present", "dissents", "expected"),
    [
        (18, 20, 0, Quantifier.STRONGLY_AGREED),
        (18, 20, 1, Quantifier.PARTICIPANTS),
        (17, 20, 0, Quantifier.PARTICIPANTS),
        (11, 20, 0, Quantifier.PARTICIPANTS),
        (10, 20, 0, Quantifier.SEVERAL),
        (5, 20, 0, Quantifier.SEVERAL),
        (4, 20, 0, Quantifier.SOME),
        (3, 20, 0, Quantifier.SOME),
        (2, 20, 0, Quantifier.ANOTHER),
        (2, 2, 0, Quantifier.ANOTHER),
        (3, 3, 0, Quantifier.STRONGLY_AGREED),
        (3, 12, 0, Quantifier.SEVERAL),
        (0, 0, 0, Quantifier.ANOTHER),
        (7, 4, 0, Quantifier.STRONGLY_AGREED),
    ],
)
def test_the_first_condition_that_holds_decides(
    supporters: int, present: int, dissents: int, expected: Quantifier
) -> None:
    assert quantifier_for(supporters, present, dissents) == expected


@given(supporters=COUNT, present=COUNT, dissents=COUNT)
def test_more_support_never_weakens_the_word(supporters: int, present: int, dissents: int) -> None:
    assert quantifier_for(supporters + 1, present, dissents) >= quantifier_for(supporters, present, dissents)


@given(supporters=COUNT, present=COUNT, dissents=COUNT)
def test_more_dissent_never_strengthens_the_word(supporters: int, present: int, dissents: int) -> None:
    assert quantifier_for(supporters, present, dissents + 1) <= quantifier_for(supporters, present, dissents)


@given(supporters=COUNT, present=COUNT, dissents=COUNT)
def test_fewer_than_the_floor_are_never_counted_in_words(
    supporters: int, present: int, dissents: int
) -> None:
    few = quantifier_for(supporters, present, dissents) == Quantifier.ANOTHER
    assert few == (supporters < HOUSE_SCALE.floor)


@given(present=st.integers(min_value=3, max_value=500))
def test_a_bare_half_is_not_the_participants(present: int) -> None:
    assert quantifier_for(present // 2, present, 0) <= Quantifier.SEVERAL


@pytest.mark.parametrize("counts", [(-1, 5, 0), (1, -5, 0), (1, 5, -1)])
def test_negative_counts_are_refused(counts: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="negative"):
        quantifier_for(*counts)


@given(chosen=st.sampled_from(Quantifier), supported=st.sampled_from(Quantifier))
def test_a_writer_may_go_down_the_scale_but_never_up(chosen: Quantifier, supported: Quantifier) -> None:
    assert may_use(chosen, supported) == (chosen.value <= supported.value)


def test_the_printed_scale_lists_every_step_from_the_strongest() -> None:
    assert [step.quantifier for step in HOUSE_SCALE.steps] == sorted(Quantifier, reverse=True)
