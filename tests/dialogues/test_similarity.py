"""How alike two texts are; test_browser_similarity asks a browser the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.similar import CODES, corpus, found_from, many_texts, ours, scored
from dialogues.similarity import ALREADY_SAID, Said, fold, gist

VECTORS = json.loads((Path(__file__).parent / "data" / "similar_vectors.json").read_text(encoding="utf-8"))
TEXTS = ["Donors want results.", "Mothers want peace.", "Donors want results, and now.", "أمن", "123", ""]
some_text = st.one_of(st.text(max_size=60), st.sampled_from(many_texts("en", 20) + many_texts("ar", 20)))


def test_case_diacritics_and_letter_variants_do_not_matter() -> None:
    assert fold("Évènement") == fold("EVENEMENT") == "evenement"
    assert fold("السَّــلامُ للمرأة") == fold("السلام للمراه") == "السلام للمراه"
    assert fold("إلى آخر مؤتمر ٣٠") == "الي اخر موتمر 30"


def test_letters_of_their_own_stay_in_swedish() -> None:
    assert fold("Ingå i åtta möten – é", "åäö") == "ingå i åtta möten – e"
    assert not gist("Alla bör ingå.", "sv").negates
    assert gist("Inga bör ingå.", "sv").negates


@pytest.mark.parametrize("vector", VECTORS["gists"], ids=lambda vector: vector["text"][:20])
def test_gists_are_as_written_down(vector: dict[str, Any]) -> None:
    found = gist(vector["text"], vector["language"])

    assert [list(found.words), sorted(found.numbers), found.negates] == [
        vector["words"],
        vector["numbers"],
        vector["negates"],
    ]


@pytest.mark.parametrize("vector", VECTORS["searches"], ids=lambda vector: vector["language"])
def test_scores_are_as_written_down(vector: dict[str, Any]) -> None:
    said = Said(enumerate(vector["points"]), vector["language"])

    for asked in vector["asked"]:
        found = said.like(asked["text"], least=0.1, limit=5)
        assert [key for _, key in found] == [key for key, _ in asked["found"]]
        assert [score for score, _ in found] == pytest.approx(
            [score for _, score in asked["found"]], abs=1e-5
        )


@pytest.mark.parametrize("language", CODES)
def test_wrong_offers_are_rare_and_most_repetitions_are_found(language: str) -> None:
    one = corpus(language)
    found = found_from(scored(ours, one), ALREADY_SAID)

    assert len(one.alike) >= 40
    assert found.precision >= 0.9
    assert found.recall >= 0.6


def test_the_opposite_and_other_numbers_are_not_offered() -> None:
    said = Said([(1, "Women should be in every delegation."), (2, "The truce held for 30 days.")], "en")

    assert said.like("Women should not be in every delegation.", least=ALREADY_SAID, limit=2) == []
    assert said.like("The truce held for 3 days.", least=ALREADY_SAID, limit=2) == []
    assert said.like("For 30 days the truce held.", least=ALREADY_SAID, limit=2) == [(1, 2)]


@given(some_text, some_text)
def test_scores_lie_between_nothing_and_all_and_are_the_same_both_ways(one: str, other: str) -> None:
    said = Said([("third", "A third text stands by."), ("one", one), ("other", other)], "en")

    def score(text: str, key: str) -> float:
        return {found: value for value, found in said.like(text, least=0, limit=3)}.get(key, 0)

    assert 0 <= score(one, "other") <= 1
    assert score(one, "other") == pytest.approx(score(other, "one"))
    assert score(one, "one") == (1 if gist(one, "en").words else 0)


def test_pairs_are_what_asking_for_each_finds() -> None:
    texts = dict(enumerate(many_texts("fr", 120)))
    said = Said(texts.items(), "fr")

    pairs = said.pairs(least=0.4)

    asked = {
        (key, other): score
        for key, text in texts.items()
        for score, other in said.like(text, least=0.4, limit=200)
        if key < other
    }
    assert {(key, other): score for score, key, other in pairs} == asked
    assert [score for score, *_ in pairs] == sorted(asked.values(), reverse=True)


def test_texts_without_words_are_like_nothing() -> None:
    said = Said(enumerate(TEXTS), "en")

    assert said.like("", least=0.1, limit=9) == said.like("The 123.", least=0.1, limit=9) == []
    assert [pair[1:] for pair in said.pairs(least=0.5)] == [(0, 2)]
