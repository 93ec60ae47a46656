"""What differs between two states of a report."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from reports.comparing import Edit, Fate, Piece, compare, out_of_order, word_difference


def report(*sections: tuple[str, list[tuple[str, str]]], title: str = "Title") -> dict[str, Any]:
    return {
        "title": title,
        "subtitle": "",
        "attribution": "",
        "sections": [
            {
                "uuid": heading,
                "heading": heading,
                "paragraphs": [{"uuid": uuid, "text": text} for uuid, text in texts],
            }
            for heading, texts in sections
        ],
    }


@given(st.text(), st.text())
def test_the_pieces_hold_both_texts(before: str, after: str) -> None:
    pieces = word_difference(before, after)
    assert "".join(piece.text for piece in pieces if piece.edit is not Edit.INSERTED) == before
    assert "".join(piece.text for piece in pieces if piece.edit is not Edit.DELETED) == after


def test_neighbouring_changes_read_as_one() -> None:
    assert word_difference("Calls are hard to read.", "Calls were too slow to read.") == (
        Piece(Edit.KEPT, "Calls "),
        Piece(Edit.DELETED, "are hard"),
        Piece(Edit.INSERTED, "were too slow"),
        Piece(Edit.KEPT, " to read."),
    )


@given(st.permutations("abcdefg"))
def test_without_what_moved_the_order_is_the_same(after: list[str]) -> None:
    before = "abcdefg"
    moved = out_of_order(before, after)
    assert [one for one in after if one not in moved] == [one for one in before if one not in moved]


def test_each_paragraph_has_its_fate() -> None:
    before = report(("A", [("1", "One."), ("2", "Two."), ("3", "Three.")]), ("B", [("4", "Four.")]))
    after = report(("A", [("1", "One!"), ("5", "Five."), ("4", "Four.")]), ("C", []), title="New")
    found = compare(before, after)
    assert [(one.id, one.fate) for one in found.front if not one.is_same] == [("title", Fate.CHANGED)]
    assert [(section.id, section.fate) for section in found.sections] == [
        ("A", Fate.SAME),
        ("B", Fate.REMOVED),
        ("C", Fate.ADDED),
    ]
    assert [(one.id, one.fate, one.moved_from) for one in found.sections[0].paragraphs] == [
        ("1", Fate.CHANGED, None),
        ("2", Fate.REMOVED, None),
        ("3", Fate.REMOVED, None),
        ("5", Fate.ADDED, None),
        ("4", Fate.SAME, "B"),
    ]
    assert found.sections[1].paragraphs == ()


def test_what_stays_the_same_is_the_same() -> None:
    state = report(("A", [("1", "One.")]))
    assert compare(state, state).is_same
