"""Bringing two pieces of work on a text together."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from reports.merging import (
    DraftedSection,
    DraftedText,
    HeldSection,
    HeldText,
    MergedText,
    Outcome,
    merge_choice,
    merge_draft,
    merge_order,
    merge_set,
    merge_text,
)
from reports.words import WordMatcher, parts_of

WORDS = st.lists(
    st.sampled_from("calls funds donors groups ask need more less . ,".split()), max_size=12
).map(" ".join)
BASE = "Some participants said that calls are hard to read."


def typed(base: str, text: str) -> Counter[str]:
    """Return the words that somebody put in."""
    old, new = parts_of(base), parts_of(text)
    opcodes = WordMatcher(None, old, new).get_opcodes()
    inserted = Counter(word for tag, _i, _j, k, m in opcodes if tag != "equal" for word in new[k:m])
    return Counter({word: count for word, count in inserted.items() if word.strip()})


@given(st.text())
def test_parts_joined_are_the_text(text: str) -> None:
    assert "".join(parts_of(text)) == text


def test_changes_in_different_places_both_stand() -> None:
    assert merge_text(
        BASE, BASE.replace("calls", "open calls"), BASE.replace("hard", "too hard")
    ) == MergedText("Some participants said that open calls are too hard to read.")


def test_where_both_changed_the_same_words_mine_stands_and_theirs_is_offered() -> None:
    mine, theirs = BASE.replace("hard", "easy"), BASE.replace("hard", "slow")
    assert merge_text(BASE, mine, theirs) == MergedText(mine, offered=theirs)


def test_where_one_took_the_text_out_the_other_is_offered() -> None:
    assert merge_text(BASE, "Mine.", "") == MergedText("Mine.", offered="")


SMALL = st.sets(st.integers(0, 5))


@given(SMALL, SMALL, SMALL)
def test_of_two_selections_every_change_stands(base: set[int], mine: set[int], theirs: set[int]) -> None:
    merged = merge_set(base, mine, theirs)
    assert merge_set(base, theirs, mine) == merged
    for one in range(6):
        changed = {one in chosen for chosen in (mine, theirs) if (one in chosen) != (one in base)}
        assert (one in merged) == (changed.pop() if changed else one in base)


def test_of_two_choices_the_one_made_anew_stands() -> None:
    assert (merge_choice(1, 1, 2), merge_choice(1, 2, 1), merge_choice(1, 2, 3)) == (2, 2, 2)


@given(WORDS, WORDS, WORDS)
def test_no_word_that_was_typed_is_lost(base: str, mine: str, theirs: str) -> None:
    merged = merge_text(base, mine, theirs)
    if merged.offered is not None:
        assert (merged.text, merged.offered) == (mine, theirs)
    else:
        assert not typed(base, mine) - Counter(parts_of(merged.text))
        assert not typed(base, theirs) - Counter(parts_of(merged.text)) or not theirs.strip()


@given(WORDS, WORDS)
def test_what_only_one_changed_is_taken_as_it_is(base: str, changed: str) -> None:
    assert merge_text(base, base, changed) == MergedText(changed)
    assert merge_text(base, changed, base) == MergedText(changed)
    assert merge_text(base, changed, changed) == MergedText(changed)


@given(*[st.lists(st.sampled_from("abcdefgh"), unique=True)] * 3)
def test_an_order_holds_everything_once(base: list[str], mine: list[str], theirs: list[str]) -> None:
    merged = merge_order(base, mine, theirs)
    assert sorted(merged) == sorted(set(mine) | set(theirs))
    assert merge_order(base, base, theirs) == [*theirs] if set(base) <= set(theirs) else True


def test_the_order_is_that_of_whoever_changed_it() -> None:
    assert merge_order("abc", "acb", "abcd") == ["a", "c", "d", "b"]
    assert merge_order("abc", "abxc", "bac") == ["b", "x", "a", "c"]


# --- drafts -----------------------------------------------------------------------------------------


def held(*texts: HeldText) -> list[HeldSection]:
    return [HeldSection("s", "theme", texts)]


def drafted(**texts: str) -> list[DraftedSection]:
    return [DraftedSection("theme", "Theme", tuple(DraftedText(key, text) for key, text in texts.items()))]


def test_what_nobody_edited_becomes_what_the_draft_says() -> None:
    merged = merge_draft(held(HeldText("1", "Old.", "a", "Old.")), drafted(a="New."), {"a"})
    assert merged.texts == (Outcome("1", "New.", "a", "New.", "", is_renewed=True),)


def test_what_was_edited_stays_while_the_record_says_the_same() -> None:
    merged = merge_draft(held(HeldText("1", "Mine.", "a", "Old.")), drafted(a="Old."), {"a"})
    assert merged.texts == (Outcome("1", "Mine.", "a", "Old."),)
    assert merged.changes_nothing


def test_what_both_changed_is_offered() -> None:
    merged = merge_draft(held(HeldText("1", "Mine.", "a", "Old.")), drafted(a="New."), {"a"})
    assert merged.texts == (Outcome("1", "Mine.", "a", "New.", "New."),)


def test_what_was_taken_out_stays_out_and_what_is_new_comes_in_at_its_place() -> None:
    texts = (HeldText("1", "A.", "a", "A."), HeldText("9", "By hand."), HeldText("3", "C.", "c", "C."))
    merged = merge_draft(held(*texts), drafted(a="A.", b="B.", n="N.", c="C."), {"a", "b", "c"})
    assert [text.text for text in merged.texts] == ["A.", "N.", "By hand.", "C."]
    assert [text.is_new for text in merged.texts] == [False, True, False, False]


def test_what_the_record_lost_goes_unless_it_was_edited() -> None:
    texts = (HeldText("1", "A.", "a", "A."), HeldText("2", "Mine.", "b", "B."))
    merged = merge_draft(held(*texts), drafted(c="C."), {"a", "b"})
    assert [text.id for text in merged.removed] == ["1"]
    assert merged.texts == (Outcome("2", "Mine.", "b", is_orphaned=True), Outcome("", "C.", "c", "C."))
    back = merge_draft(held(HeldText("2", "Mine.", "b")), drafted(a="A.", b="B.", c="C."), merged.known)
    assert [(text.text, text.offered) for text in back.texts] == [("A.", None), ("Mine.", "B.")]


def test_what_says_what_the_draft_says_is_that_paragraph() -> None:
    texts = (HeldText("1", "A."), HeldText("2", "Mine."), HeldText("3", "A."))
    merged = merge_draft(held(*texts), drafted(a="A.", b="B."), ())
    assert merged.texts == (
        Outcome("1", "A.", "a", "A."),
        Outcome("", "B.", "b", "B."),
        Outcome("2", "Mine."),
        Outcome("3", "A."),
    )
    two = [HeldSection("1", "x", (HeldText("1", "A."),)), HeldSection("2", "theme", (HeldText("2", "A."),))]
    draft = [*drafted(t="A."), DraftedSection("x", "X", (DraftedText("u", "A."),))]
    assert [(text.id, text.key) for text in merge_draft(two, draft, ()).texts] == [("1", "u"), ("2", "t")]


def test_a_new_section_stands_behind_the_one_it_follows() -> None:
    report = [HeldSection("1", "summary", (HeldText("1", "A.", "a", "A."),)), HeldSection("2", "", ())]
    draft = [
        DraftedSection("summary", "Summary", (DraftedText("a", "A."),)),
        DraftedSection("theme:1", "One", (DraftedText("b", "B."),)),
        DraftedSection("theme:2", "Two", (DraftedText("c", "C."),)),
    ]
    merged = merge_draft(report, draft, {"a", "c"})
    assert [(section.id, section.key) for section in merged.sections] == [
        ("1", "summary"),
        ("", "theme:1"),
        ("2", ""),
    ]


TEXTS = st.sampled_from(["One point.", "Two points came up.", "Some asked for more.", "More was asked for."])
KEYS = st.sampled_from("abcdef")


@st.composite
def reports(draw: st.DrawFn) -> list[HeldSection]:
    sections = []
    keys = draw(st.lists(KEYS, unique=True))
    for number in range(draw(st.integers(1, 3))):
        mine = [key for index, key in enumerate(keys) if index % 3 == number]
        texts = [HeldText(f"{number}{key}", draw(TEXTS), key, draw(TEXTS | st.just(""))) for key in mine]
        texts += [HeldText(f"{number}-{n}", draw(TEXTS)) for n in range(draw(st.integers(0, 2)))]
        sections.append(
            HeldSection(str(number), f"t{number}" if number else "", tuple(draw(st.permutations(texts))))
        )
    return sections


@st.composite
def drafts(draw: st.DrawFn) -> list[DraftedSection]:
    keys = draw(st.lists(KEYS, unique=True))
    return [
        DraftedSection(
            f"t{number}",
            "",
            tuple(DraftedText(key, draw(TEXTS)) for index, key in enumerate(keys) if index % 3 == number),
        )
        for number in range(3)
    ]


@given(reports(), drafts(), st.sets(KEYS))
def test_a_draft_never_takes_what_was_typed(
    report: list[HeldSection], draft: list[DraftedSection], known: set[str]
) -> None:
    merged = merge_draft(report, draft, known)
    found = {text.id: text for text in merged.texts}
    before = [text for section in report for text in section.texts]
    for text in before:
        if text.text != text.base:
            assert text.id in found
            assert not typed(text.base, text.text) - Counter(parts_of(found[text.id].text))
    kept = [text.id for text in merged.texts if text.id]
    assert kept == [text.id for text in before if text.id in found]


@given(reports(), drafts(), st.sets(KEYS))
def test_a_draft_made_again_changes_nothing_more(
    report: list[HeldSection], draft: list[DraftedSection], known: set[str]
) -> None:
    merged = merge_draft(report, draft, known)
    after = [
        HeldSection(
            section.id or section.key,
            section.key,
            tuple(HeldText(text.id or text.key, text.text, text.key, text.base) for text in section.texts),
        )
        for section in merged.sections
    ]
    again = merge_draft(after, draft, merged.known)
    assert again.changes_nothing
    assert [text.text for text in again.texts] == [text.text for text in merged.texts]
