"""Measure the guard: ``python -m benchmarks.guard``. Figures for each kind and language, every miss, and the time it takes.

The corpus (tests/reports/disclosures) holds sentences that name somebody who has not agreed, by a spelling on record
(*exact*) or in disguise, and sentences that name nobody. *Recall*: of the first, how many are found. *False alarms*:
of the second, how many are not left alone. A fifth of each is *held-out*: it was not
run while the guard was made. What it missed there was mended; *fresh* ones were written and run after that.

The time is that for forty pages of those harmless sentences, 3,000 characters each, against 20,000 names; building the
index apart. Beside it, in the same run: only taking the same pages apart into words, and asking with ``in`` for each
name in each page, as a plain search would, on a sample of the names.
"""

from __future__ import annotations

import json
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import cycle, islice
from pathlib import Path

from reports.guard import Guard, GuardParagraph, NameKind, ProtectedName
from reports.guard.folding import tokens_of
from tests.reports.corpus import LANGUAGES, Harmless, Planted, harmless, is_found, planted, sightings_in

SAID = Path(__file__).resolve().parent.parent / "tests" / "dialogues" / "data"
PAGES = 40
LETTERS = 3_000
NAMES = 20_000
SAMPLE = 500
ROUNDS = 5
BEGINNINGS = (
    "Qa",
    "Zu",
    "Mer",
    "Fal",
    "Tor",
    "Bir",
    "Ska",
    "Hul",
    "Vas",
    "Ger",
    "Lin",
    "Dar",
    "Yak",
    "Nem",
    "Osk",
    "Puv",
    "Raf",
)
MIDDLES = (
    "ba",
    "lo",
    "mi",
    "ter",
    "sha",
    "din",
    "rez",
    "gra",
    "ved",
    "qas",
    "lun",
    "fjo",
    "kel",
    "nur",
    "bag",
    "tis",
    "rov",
)
ENDINGS = ("dah", "lani", "sparv", "eau", "wick", "oun", "qal", "hjort", "grove", "tli", "iyya", "maure", "field", "lid", "nen")  # fmt: skip


def main() -> None:
    """Print everything."""
    disclosures, sentences = tuple(planted()), tuple(harmless())
    found = {one: is_found(one) for one in disclosures}
    alarms = {
        one: [seen.finding.matched for seen in sightings_in(one.language, one.text)] for one in sentences
    }
    print(f"{len(disclosures)} disclosures, {len(sentences)} harmless sentences\n")
    _print_recall(found)
    _print_kinds(found)
    _print_alarms(alarms)
    _print_said()
    _print_time(sentences)


def _print_recall(found: dict[Planted, bool]) -> None:
    print("| recall | " + " | ".join(LANGUAGES) + " | all |")
    print("|---|" + "---|" * (len(LANGUAGES) + 1))
    for sort in ("exact", "disguised"):
        for group in dict.fromkeys(one.group for one in found if one.sort == sort):
            cells = [
                _share(
                    here
                    for one, here in found.items()
                    if (one.sort, one.group) == (sort, group) and one.language in languages
                )
                for languages in (*LANGUAGES, LANGUAGES)
            ]
            print(f"| {sort}, {group} | " + " | ".join(cells) + " |")


def _print_kinds(found: dict[Planted, bool]) -> None:
    print("\n| kind | found |\n|---|---|")
    for sort, kind in dict.fromkeys((one.sort, one.kind) for one in found):
        print(
            f"| {sort}: {kind} | {_share(here for one, here in found.items() if (one.sort, one.kind) == (sort, kind))} |"
        )
    print("\nMissed:")
    for one in (one for one, here in found.items() if not here):
        print(f"- {one.language}, {one.kind}, {one.group}: {one.text}")


def _print_alarms(alarms: dict[Harmless, list[str]]) -> None:
    print("\n| false alarms | " + " | ".join(LANGUAGES) + " | all |")
    print("|---|" + "---|" * (len(LANGUAGES) + 1))
    for group in dict.fromkeys(one.group for one in alarms):
        cells = [
            _share(
                bool(matched)
                for one, matched in alarms.items()
                if one.language in languages and one.group == group
            )
            for languages in (*LANGUAGES, LANGUAGES)
        ]
        print(f"| {group} | " + " | ".join(cells) + " |")
    for trap, count in Counter(one.trap for one, matched in alarms.items() if matched).items():
        print(f"{trap}: {count}")
    print("\nFalse alarms:")
    for one, matched in alarms.items():
        if matched:
            print(f"- {one.language}, {one.group}: {one.text} ({', '.join(matched)})")


def _print_said() -> None:
    """Sentences that were written for another purpose: what is said in meetings, of benchmarks.similar."""
    print("\nFalse alarms in sentences of tests/dialogues/data/similar_*.json:")
    for language in LANGUAGES:
        said = sorted(
            set(_strings(json.loads((SAID / f"similar_{language}.json").read_text(encoding="utf-8"))))
        )
        alarming = [sentence for sentence in said if sightings_in(language, sentence)]
        print(f"- {language}: {len(alarming)} of {len(said)}", *alarming)


def _strings(data: object) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for one in data.values() if isinstance(data, dict) else data:
            yield from _strings(one)


def _print_time(sentences: Iterable[Harmless]) -> None:
    names = _many_names()
    pages = _pages(sentences)
    began = time.process_time()
    guard = Guard(names)
    built = time.process_time() - began
    paragraphs = [GuardParagraph(str(number), page) for number, page in enumerate(pages)]
    checked = _median(lambda: guard.check(paragraphs))
    blocks = _median(lambda: [guard.check_block(paragraph) for paragraph in paragraphs])
    taken_apart = _median(lambda: [tokens_of(page) for page in pages])
    folded = [page.casefold() for page in pages]
    sample = [name.label.casefold() for name in names[:: NAMES // SAMPLE]]
    searched = _median(lambda: [name in page for name in sample for page in folded]) * NAMES / len(sample)
    print(f"\n{PAGES} pages of {LETTERS} characters, {NAMES} names; CPU seconds, median of {ROUNDS}:")
    print(f"- index built once: {built:.2f}")
    print(f"- pages checked: {checked:.2f} ({checked / taken_apart:.1f} times taking them apart into words)")
    print(f"- the same as blocks of Markdown: {blocks:.2f}")
    print(f"- plain search for each name as it is spelt, from {len(sample)} of them: {searched:.2f}")


def _many_names() -> list[ProtectedName]:
    given = [a + b for a in BEGINNINGS for b in ENDINGS]
    family = [a + b + c for a in BEGINNINGS for b in MIDDLES for c in ENDINGS]
    spelt = (
        f"{given[n * 31 % len(given)]} {family[(n * 7 + n // 9) % len(family)]}" for n in range(2 * NAMES)
    )
    return [
        ProtectedName(str(number), name, NameKind.PERSON, "has not agreed to be named", (name,))
        for number, name in enumerate(islice(dict.fromkeys(spelt), NAMES))
    ]


def _pages(sentences: Iterable[Harmless]) -> list[str]:
    by_language = {
        language: " ".join(one.text for one in sentences if one.language == language)
        for language in LANGUAGES
    }
    pages = []
    for number, language in enumerate(islice(cycle(LANGUAGES), PAGES)):
        text = by_language[language] * 3
        begin = number * 577 % len(by_language[language])
        pages.append(text[begin : begin + LETTERS])
    return pages


def _median(run: Callable[[], object]) -> float:
    times = []
    for _round in range(ROUNDS):
        began = time.process_time()
        run()
        times.append(time.process_time() - began)
    return statistics.median(times)


def _share(cases: Iterable[bool]) -> str:
    held = list(cases)
    return f"{sum(held)} of {len(held)}" if held else "–"


if __name__ == "__main__":
    main()
