"""Measure how well points that say the same are found: ``python -m benchmarks.similar``.

The corpus (tests/dialogues/data/similar_*.json) holds for each language pairs that say the same – reordered, inflected, with a typing
error, or put freely in other words – and pairs that do not although they share their words. One side of every pair is on
record, as in one agenda item; the other is asked for. *Precision*: of what is offered, how much says the same. *Recall*: of
what says the same, how much is offered. Other ways to compare are measured on the same pairs, each at the threshold that
gives it the best recall with a precision of at least 0.95 (0.9 where it never gets there).
"""

from __future__ import annotations

import json
import math
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from dialogues.similarity import ALREADY_SAID, Said, fold, gist

DATA = Path(__file__).resolve().parent.parent / "tests" / "dialogues" / "data"
CODES = ("en", "fr", "sv", "ar")
POINTS = 1_000
EVERY = 10_000  # more than any corpus holds

Vector = dict[str, float]
Scorer = Callable[[list[str], list[str], str], Iterator[tuple[str, str, float]]]


@dataclass(frozen=True)
class Corpus:
    """The pairs of one language."""

    language: str
    alike: list[tuple[str, str]]
    apart: list[tuple[str, str]]

    @property
    def on_record(self) -> list[str]:
        """What was said."""
        return list(dict.fromkeys(said for said, _ in self.alike + self.apart))

    @property
    def asked(self) -> list[str]:
        """What is compared with it."""
        return list(dict.fromkeys(again for _, again in self.alike + self.apart))


@dataclass(frozen=True)
class Found:
    """Precision and recall from a threshold on."""

    threshold: float
    precision: float
    recall: float


def corpus(language: str) -> Corpus:
    """Read the corpus of one language."""
    held = json.loads((DATA / f"similar_{language}.json").read_text(encoding="utf-8"))
    alike = [*(pair for topic in held["topics"] for pair in topic["points"]), *held["freely"]]
    return Corpus(language, [(a, b) for a, b in alike], [(a, b) for a, b in held["apart"]])


def ours(said: list[str], asked: list[str], language: str) -> Iterator[tuple[str, str, float]]:
    """Score by dialogues/similarity.py."""
    record = Said(((text, text) for text in said), language)
    for text in asked:
        found = {key: score for score, key in record.like(text, least=0.001, limit=EVERY)}
        for other in said:
            yield other, text, found.get(other, 0)


def cosine(features: Callable[[str, str], Counter[str]]) -> Scorer:
    """Return a scorer by the angle between vectors of features, the rarer the weightier."""

    def score(said: list[str], asked: list[str], language: str) -> Iterator[tuple[str, str, float]]:
        counts = {text: features(text, language) for text in said + asked}
        holders = Counter(feature for text in said for feature in counts[text])

        def vector(text: str) -> Vector:
            weights = {
                feature: (1 + math.log(count)) * math.log1p(len(said) / max(holders[feature], 1))
                for feature, count in counts[text].items()
            }
            length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1
            return {feature: weight / length for feature, weight in weights.items()}

        vectors = {text: vector(text) for text in said + asked}
        for text in asked:
            for other in said:
                there = vectors[other]
                yield other, text, sum(weight * there.get(one, 0) for one, weight in vectors[text].items())

    return score


def words(text: str, language: str) -> Counter[str]:
    """Count the stems of the words that say something."""
    return Counter(gist(text, language).words)


def grams(text: str, language: str) -> Counter[str]:  # noqa: ARG001 - the same for every language
    """Count runs of three and four letters."""
    framed = [f"^{word}$" for word in fold(text).split()]
    return Counter(
        word[start : start + size]
        for word in framed
        for size in (3, 4)
        for start in range(len(word) - size + 1)
    )


def fuzzy(ratio: Callable[[str, str], float]) -> Scorer:
    """Return a scorer by one of rapidfuzz's ratios."""

    def score(said: list[str], asked: list[str], language: str) -> Iterator[tuple[str, str, float]]:  # noqa: ARG001
        for text in asked:
            for other in said:
                yield other, text, ratio(fold(other), fold(text)) / 100

    return score


SCORERS: dict[str, Scorer] = {
    "weighted words, like words counted (ours)": ours,
    "cosine of weighted stems": cosine(words),
    "cosine of weighted 3- and 4-grams": cosine(grams),
    "rapidfuzz token_sort_ratio": fuzzy(fuzz.token_sort_ratio),
    "rapidfuzz token_set_ratio": fuzzy(fuzz.token_set_ratio),
}


def scored(scorer: Scorer, one: Corpus) -> list[tuple[float, bool]]:
    """Return the score of every pair of what was said and what is asked, and whether they say the same."""
    alike = set(one.alike)
    return [
        (score, (said, asked) in alike)
        for said, asked, score in scorer(one.on_record, one.asked, one.language)
    ]


def found_from(pairs: list[tuple[float, bool]], threshold: float) -> Found:
    """Count what a threshold lets through."""
    offered = [same for score, same in pairs if score >= threshold]
    right = sum(offered)
    return Found(threshold, right / max(len(offered), 1), right / sum(same for _, same in pairs))


def best(pairs: list[tuple[float, bool]]) -> Found:
    """Return the threshold with the best recall at a precision of 0.95, or of 0.9, or else with the best precision."""
    all_found = [found_from(pairs, number / 100) for number in range(5, 101)]
    for least in (0.95, 0.9):
        precise = [one for one in all_found if one.precision >= least]
        if precise:
            return max(precise, key=lambda one: one.recall)
    return max(all_found, key=lambda one: one.precision)


def many_texts(language: str, count: int) -> list[str]:
    """Return texts as long as points are, mixed from those of the corpus."""
    chance = random.Random(language)
    known = [text for pair in corpus(language).alike for text in pair]
    texts = []
    for _ in range(count):
        mixed = " ".join(chance.sample(known, 2)).split()
        chance.shuffle(mixed)
        texts.append(" ".join(mixed[: chance.randint(6, 25)]))
    return texts


def seconds(work: Callable[[], object]) -> float:
    """Return the median processor time of three runs: what else runs on the machine does not count."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def print_quality() -> None:
    """Print precision and recall for each language, then beside other ways to compare."""
    print("| language | pairs alike | not alike | precision | recall |\n|---|---|---|---|---|")
    together: list[tuple[float, bool]] = []
    for code in CODES:
        one = corpus(code)
        pairs = scored(ours, one)
        together += pairs
        found = found_from(pairs, ALREADY_SAID)
        apart = len(pairs) - len(one.alike)
        print(
            f"| {code} | {len(one.alike)} | {apart:,} (16 with nearly the same words) "
            f"| {found.precision:.2f} | {found.recall:.2f} |"
        )
    found = found_from(together, ALREADY_SAID)
    print(f"| all, from {ALREADY_SAID} on | | | **{found.precision:.2f}** | **{found.recall:.2f}** |\n")
    print("| way to compare | best threshold | precision | recall |\n|---|---|---|---|")
    for name, scorer in SCORERS.items():
        result = best([pair for code in CODES for pair in scored(scorer, corpus(code))])
        print(f"| {name} | {result.threshold:.2f} | {result.precision:.2f} | {result.recall:.2f} |")


def print_times() -> None:
    """Print what a large agenda item costs."""
    print(f"\n| {POINTS:,} points | CPU to read | asked for one | all pairs | |\n|---|---|---|---|---|")
    for code in CODES:
        texts = list(enumerate(many_texts(code, POINTS)))
        reading = seconds(lambda texts=texts, code=code: Said(texts, code))  # type: ignore[misc]
        one = seconds(
            lambda texts=texts, code=code: Said(texts, code).like(texts[0][1], least=0.4, limit=8)  # type: ignore[misc]
        )
        all_pairs = seconds(lambda texts=texts, code=code: Said(texts, code).pairs(least=ALREADY_SAID))  # type: ignore[misc]
        print(
            f"| {code} | {1000 * reading:.0f} ms | {1000 * one:.0f} ms | {1000 * all_pairs:.0f} ms | read included |"
        )


if __name__ == "__main__":
    print_quality()
    print_times()
