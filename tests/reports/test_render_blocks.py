"""The Markdown of blocks: what the editor stores, as the renderers get it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.render.blocks import Block, Item, Table, parse_block, plain_text, texts_of
from reports.render.inline import Run, Runs, parse
from reports.render.inline import plain_text as plain_runs


def said(text: str) -> Runs:
    return (Run(text),)


def only(text: str) -> Block:
    (block,) = parse_block(text).blocks
    return block


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("Plain words.", Block(runs=said("Plain words."))),
        ("One\nline.", Block(runs=said("One line."))),
        ("One\\\nline.", Block(runs=said("One line."))),
        ("### Money", Block(kind="heading", level=3, runs=said("Money"))),
        ("#### Money ####", Block(kind="heading", level=4, runs=said("Money"))),
        ("###### Money", Block(kind="heading", level=4, runs=said("Money"))),
        ("## Money", Block(runs=said("## Money"))),
        ("#hashtag", Block(runs=said("#hashtag"))),
        ("- a\n- b", Block(kind="list", items=(Item(said("a")), Item(said("b"))))),
        ("* a\n\n* b", Block(kind="list", items=(Item(said("a")), Item(said("b"))))),
        ("1. a\n2. b", Block(kind="list", ordered=True, items=(Item(said("a")), Item(said("b"))))),
        ("4. a", Block(kind="list", ordered=True, start=4, items=(Item(said("a")),))),
        ("- a\n  1. b", Block(kind="list", items=(Item(said("a"), (Item(said("b")),), ordered=True),))),
        ("> a\n>\n> b", Block(kind="quote", quoted=(said("a"), said("b")))),
        ("<b>x</b>", Block(runs=said("<b>x</b>"))),
        ("<div>\n\nx", Block(runs=said("<div>"))),
        ("    indented", Block(runs=said("indented"))),
        ("```\ncode\n```", Block(runs=said("``` code ```"))),
        ("Title\n===", Block(runs=said("Title ==="))),
        ("---", Block(runs=said("---"))),
        ("![alt](https://b.c/d.png)", Block(runs=(Run("!"), Run("alt", href="https://b.c/d.png")))),
    ],
)
def test_a_block_is_read_as_what_it_is(text: str, block: Block) -> None:
    assert parse_block(text).blocks[0] == block


def test_a_table_has_a_header_a_caption_and_sides() -> None:
    table = only(
        "| What | Who | How many |\n| --- | :-: | --: |\n| a \\| b | **c** | 1 |\n| d |\n: *Seen* in May"
    )
    assert table.runs == (Run("Seen", emphasis=True), Run(" in May"))
    assert table.table == Table(
        head=(said("What"), said("Who"), said("How many")),
        rows=((said("a | b"), (Run("c", strong=True),), said("1")), (said("d"), (), ())),
        aligns=("start", "center", "end"),
    )


def test_a_caption_may_stand_apart_and_needs_a_table() -> None:
    assert only("| a |\n| --- |\n\n: Said").runs == said("Said")
    assert only(": Said") == Block(runs=said(": Said"))
    assert [block.kind for block in parse_block("| a |\n|---|\n: one\n\n: two").blocks] == [
        "table",
        "paragraph",
    ]


def test_what_a_block_cannot_hold_is_kept_as_plainer_text() -> None:
    deep = only("- a\n  - b\n    - c\n      - d\n\n  more of a\n\n  > quoted")
    assert deep.items == (
        Item(said("a more of a quoted"), (Item(said("b")), Item(said("c")), Item(said("d")))),
    )
    assert only("> ### Head\n> - one\n> - two").quoted == (said("Head"), said("one"), said("two"))
    heading = parse_block("### Money^[from whom]")
    assert (plain_text(heading.blocks[0]), heading.notes) == ("Money (from whom)", ())


def test_notes_are_numbered_through_the_blocks_of_a_text() -> None:
    parsed = parse_block("a^[one]\n\n- b^[two]\n- c\n\n> d^[three]", first_note=7)
    marks = [run.note for block in parsed.blocks for runs in texts_of(block) for run in runs if run.note]
    assert marks == [7, 8, 9]
    assert [plain_runs(note) for note in parsed.notes] == ["one", "two", "three"]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("a [سلام]{lang=ar} b", (Run("a "), Run("سلام", lang="ar"), Run(" b"))),
        ("[*x* y]{lang=pt-BR}", (Run("x", emphasis=True, lang="pt-BR"), Run(" y", lang="pt-BR"))),
        ("*[x]{lang=fr}*", (Run("x", emphasis=True, lang="fr"),)),
        (
            "[see [y](https://b.c)]{lang=sv}",
            (Run("see ", lang="sv"), Run("y", href="https://b.c", lang="sv")),
        ),
        ("[x]{see annex}", (Run("[x]{see annex}"),)),
        ('[x]{lang=a"b}', (Run('[x]{lang=a"b}'),)),
        ("[x]{lang=ar", (Run("[x]{lang=ar"),)),
        ("[x] {lang=ar}", (Run("[x] {lang=ar}"),)),
        ("\\[x]{lang=ar}", (Run("[x]{lang=ar}"),)),
    ],
)
def test_a_passage_in_another_language_is_marked_and_nothing_else_is(text: str, runs: Runs) -> None:
    assert parse(text).runs == runs


def test_nothing_is_a_block_without_a_word() -> None:
    for text in ("", "  \n ", ">", "- ", "###"):
        assert parse_block(text).blocks == ()


@given(st.lists(st.text("abc \n-*#>|1.:^[]{}()\\", max_size=12), max_size=8).map("".join))
def test_no_letter_is_lost_whatever_is_written(text: str) -> None:
    """Letters survive; only cells beyond a table's columns do not, as its syntax has it."""
    parsed = parse_block(text)
    kept = "".join(
        [plain_text(block) for block in parsed.blocks] + [plain_runs(note) for note in parsed.notes]
    )
    if not any(block.kind == "table" for block in parsed.blocks) and "](" not in text:
        assert sorted(re.findall("[abc]", kept)) == sorted(re.findall("[abc]", text))
    for block in parsed.blocks:
        assert all(len(row) == len(block.table.head) == len(block.table.aligns) for row in block.table.rows)
        assert all(not inner.items for item in block.items for inner in item.items)
