"""The browser finds two texts as much alike as the server does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dialogues.point_text import text_language
from dialogues.similarity import ALREADY_SAID
from dialogues.similarity_words import LANGUAGES

from .test_similarity import TEXTS, VECTORS

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.once]


def test_the_browser_scores_alike(new_page: Callable[..., Page]) -> None:
    page = new_page()
    page.goto("/accounts/login/")
    found = page.evaluate(
        """async ([vectors, texts]) => {
          const {gist, languageOf, Said, ALREADY_SAID} = await import("/static/js/room-similar-score.js");
          const {LANGUAGES} = await import("/static/js/room-similar-words.js");
          return {
            least: ALREADY_SAID,
            languages: LANGUAGES,
            language: texts.map((text) => languageOf(text, "ar")),
            gists: vectors.gists.map((one) => {
              const {words, numbers, negates} = gist(one.text, one.language);
              return {...one, words, numbers: [...numbers].sort(), negates};
            }),
            searches: vectors.searches.map((one) => {
              const said = new Said([...one.points.entries()], one.language);
              return one.asked.map(({text}) => said.like(text, {least: 0.1, limit: 5}).map(([score, key]) => [key, score]));
            }),
          };
        }""",
        [VECTORS, TEXTS],
    )

    assert found["least"] == ALREADY_SAID
    assert found["gists"] == VECTORS["gists"]
    for asked, vector in zip(found["searches"], VECTORS["searches"], strict=True):
        for here, there in zip(asked, vector["asked"], strict=True):
            assert [key for key, _ in here] == [key for key, _ in there["found"]]
            assert [score for _, score in here] == pytest.approx(
                [score for _, score in there["found"]], abs=1e-5
            )
    assert found["language"] == [text_language(text, "ar") for text in TEXTS]
    assert found["languages"].keys() == LANGUAGES.keys()
    for code, known in LANGUAGES.items():
        there = found["languages"][code]
        assert (set(there["empty"]), set(there["negations"])) == (known.empty, known.negations)
        assert (there["fronts"], there["endings"]) == (list(known.fronts), list(known.endings))
        assert (there["shortest"], there["letters"]) == (known.shortest, known.letters)
