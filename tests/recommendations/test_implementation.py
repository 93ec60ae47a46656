"""The Implementation Recommendation Index on plain data."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recommendations.enums import Completion
from recommendations.implementation import HALVES, Judgement, implementation_of, latest_judgements

DAY = date(2026, 1, 1)
judgements = st.lists(
    st.builds(
        Judgement,
        assessor=st.sampled_from("abcdef"),
        completion=st.sampled_from(Completion),
        assessed_on=st.dates(date(2026, 1, 1), date(2026, 1, 9)),
    ),
    unique_by=lambda each: (each.assessor, each.assessed_on),
)


def by(*steps: Completion) -> list[Judgement]:
    return [Judgement(f"assessor {n}", step, DAY) for n, step in enumerate(steps)]


def test_the_index_is_the_mean_over_assessors_who_saw_evidence() -> None:
    result = implementation_of(
        by(Completion.NOT_STARTED, Completion.LIMITED, Completion.COMPLETE, Completion.NO_EVIDENCE)
    )

    assert (result.index, result.percent) == (0.5, 50)
    assert (result.lowest, result.highest, result.spread) == (Completion.NOT_STARTED, Completion.COMPLETE, 3)
    assert (result.judging, result.without_evidence) == (3, 1)
    assert result.is_contested


def test_limited_and_substantial_both_count_half_but_are_a_disagreement() -> None:
    result = implementation_of(by(Completion.LIMITED, Completion.SUBSTANTIAL))

    assert (result.index, result.spread, result.is_contested) == (0.5, 1, True)


@pytest.mark.parametrize("steps", [(), (Completion.NO_EVIDENCE, Completion.NO_EVIDENCE)])
def test_without_evidence_there_is_no_index(steps: tuple[Completion, ...]) -> None:
    result = implementation_of(by(*steps))

    assert (result.index, result.percent, result.lowest, result.highest) == (None, None, None, None)
    assert (result.judging, result.without_evidence, result.spread) == (0, len(steps), 0)
    assert not result.is_contested


def test_a_later_judgement_supersedes_an_earlier_one() -> None:
    earlier = Judgement("a", Completion.NOT_STARTED, date(2026, 1, 1))
    later = Judgement("a", Completion.COMPLETE, date(2026, 6, 1))

    assert latest_judgements([earlier, later]) == latest_judgements([later, earlier]) == [later]


@given(judgements)
def test_the_index_lies_between_the_lowest_and_the_highest(given_: list[Judgement]) -> None:
    result = implementation_of(given_)

    assert result.judging + result.without_evidence == len({each.assessor for each in given_})
    if result.index is None:
        assert result.judging == 0
    else:
        assert result.lowest is not None
        assert result.highest is not None
        assert 0 <= HALVES[result.lowest] / 2 <= result.index <= HALVES[result.highest] / 2 <= 1
        assert result.is_contested == (result.spread > 0)


@given(judgements, st.randoms())
def test_the_order_of_entry_changes_nothing(given_: list[Judgement], random: object) -> None:
    shuffled = list(given_)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    assert implementation_of(shuffled) == implementation_of(given_)


@given(judgements)
def test_an_assessor_without_evidence_does_not_move_the_index(given_: list[Judgement]) -> None:
    unsure = Judgement("somebody else", Completion.NO_EVIDENCE, DAY)

    assert implementation_of([*given_, unsure]).index == implementation_of(given_).index


@given(judgements)
def test_completing_never_lowers_the_index(given_: list[Judgement]) -> None:
    done = Judgement("somebody else", Completion.COMPLETE, DAY)

    before = implementation_of(given_).index
    after = implementation_of([*given_, done]).index
    assert after is not None
    assert before is None or after >= before
