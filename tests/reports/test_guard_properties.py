"""Any name, in any text, however it is disguised in the ways that the guard promises to see through."""

import unicodedata
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from reports.guard import Guard, GuardParagraph, NameKind, ProtectedName
from reports.guard.folding import fold, tokens_of
from reports.guard.places import texts_of_block
from reports.guard.sounds import distance, skeletons

LETTERS = st.characters(whitelist_categories=("Ll",), max_codepoint=0x17F)
WORD = st.text(alphabet=LETTERS, min_size=6, max_size=12)
ARABIC_WORD = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي", min_size=5, max_size=9)
SURROUNDINGS = st.text(max_size=20)
UNSEEN = st.sampled_from("\u200b\u200c\u200d\u2060\u00ad\u034f\ufe0f\u202b")

Disguise = Callable[[str], str]


def is_found(name: str, written: str, before: str = "", after: str = "") -> bool:
    guard = Guard([ProtectedName("them", name, NameKind.PERSON, "took part", (name,))])
    text = f"{before} {written} {after}"
    start = len(before) + 1
    return any(
        found.start < start + len(written) and start < found.end
        for found in guard.check([GuardParagraph("p", text)])
    )


def without_marks(text: str) -> str:
    return "".join(part for part in unicodedata.normalize("NFD", text) if not unicodedata.combining(part))


@settings(deadline=None)
@given(
    WORD, WORD, SURROUNDINGS, SURROUNDINGS, st.sampled_from([str.upper, str.title, str.lower, without_marks])
)
def test_case_and_diacritics_hide_nothing(
    first: str, last: str, before: str, after: str, disguise: Disguise
) -> None:
    name = f"{first.title()} {last.title()}"
    assert is_found(name, disguise(name), before, after)


@settings(deadline=None)
@given(WORD, WORD, UNSEEN, st.integers(1, 11), SURROUNDINGS)
def test_what_nobody_sees_hides_nothing(first: str, last: str, unseen: str, place: int, before: str) -> None:
    name = f"{first.title()} {last.title()}"
    assert is_found(name, f"{name[:place]}{unseen}{name[place:]}", before)


@settings(deadline=None)
@given(
    WORD,
    WORD,
    st.booleans(),
    st.integers(0, 5),
    st.sampled_from("bdfgklmnprstvz"),
    st.sampled_from(["insert", "delete", "substitute", "transpose"]),
    SURROUNDINGS,
)
def test_one_typo_hides_nothing(
    first: str, last: str, in_first: bool, place: int, letter: str, way: str, before: str
) -> None:
    word = first if in_first else last
    wrong = {
        "insert": word[:place] + letter + word[place:],
        "delete": word[:place] + word[place + 1 :],
        "substitute": word[:place] + letter + word[place + 1 :],
        "transpose": word[:place] + word[place : place + 2][::-1] + word[place + 2 :],
    }[way]
    written = f"{wrong.title()} {last.title()}" if in_first else f"{first.title()} {wrong.title()}"
    assert is_found(f"{first.title()} {last.title()}", written, before)


@settings(deadline=None)
@given(ARABIC_WORD, ARABIC_WORD, st.sampled_from(["", "و", "ف", "ب", "ك", "ل", "ول", "وب"]))
def test_what_grows_onto_an_arabic_name_hides_nothing(first: str, last: str, grown: str) -> None:
    assert is_found(f"{first} {last}", f"{grown}{first} {last}")


@settings(deadline=None)
@given(WORD, WORD, st.sampled_from([" ", ".", "-"]))
def test_letters_that_stand_apart_hide_nothing(first: str, last: str, gap: str) -> None:
    assert is_found(f"{first.title()} {last.title()}", gap.join(last))


@settings(deadline=None)
@given(st.one_of(WORD, ARABIC_WORD), st.one_of(WORD, ARABIC_WORD))
def test_a_word_sounds_like_itself_and_two_words_alike_from_both_sides(one: str, other: str) -> None:
    one, other = fold(one), fold(other)
    assert distance(one, one) == 0
    assert abs(distance(one, other) - distance(other, one)) < 1e-9
    assert skeletons(one) == skeletons(one)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_markdown_at_all_is_taken_apart_without_error(text: str) -> None:
    assert all(one.text for one in texts_of_block(text))
    assert all(text[word.start : word.end] == word.raw for word in tokens_of(text))
