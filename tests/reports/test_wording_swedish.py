"""Swedish: adverbs before the verb after “att”, the verb second after a phrase in front."""

import datetime as dt

import pytest

from reports.quantifiers import Quantifier
from reports.wording import Shape, Statement, analyse, claimed_quantifier, wording_for

SWEDISH = wording_for("sv")
GRAMMAR = SWEDISH.grammar


@pytest.mark.parametrize(
    ("text", "core"),
    [
        ("Givarna bör stödja nätverken.", "givarna bör stödja nätverken"),
        ("Stödet räcker inte.", "stödet inte räcker"),
        ("Det är inte alltid lätt.", "det inte alltid är lätt"),
        ("Arbetet bör också omfatta män.", "arbetet också bör omfatta män"),
        ("Det är inte bara kvinnor som deltar.", "det inte bara är kvinnor som deltar"),
        ("Nätverken arbetar hårt men får inte stöd.", "nätverken arbetar hårt men inte får stöd"),
        ("De som inte har pengar är många.", "de som inte har pengar är många"),
        ("Även män bör bjudas in.", "även män bör bjudas in"),
        ("Det är viktigt att stödet inte minskar.", "det är viktigt att stödet inte minskar"),
        ("FN kan göra mer.", "FN kan göra mer"),
        ("Sverige har en strategi.", "Sverige har en strategi"),
    ],
)
def test_after_att_the_adverb_stands_before_the_verb(text: str, core: str) -> None:
    assert analyse(text, GRAMMAR, SWEDISH.proper_names) == Statement(Shape.CLAUSE, core)


@pytest.mark.parametrize(
    "text",
    [
        "I dag saknas resurser.",
        "Därför behövs mer stöd.",
        "När stödet minskar försvinner nätverken.",
        "Viktigast är att alla får plats.",
        "Givarna som kan hjälpa",
        "Givarna tvekar ofta, och det är synd.",
        "Vi behöver mer pengar.",
        "Engagera fler män",
        "Brist på pengar",
    ],
)
def test_what_would_have_to_be_built_anew_is_quoted(text: str) -> None:
    assert analyse(text, GRAMMAR, SWEDISH.proper_names).shape is Shape.QUOTE


@pytest.mark.parametrize(
    ("text", "shape", "core"),
    [
        ("Behovet av fler män i samtalet.", Shape.NEED, "behovet av fler män i samtalet"),
        ("Behovet av pengar är stort.", Shape.CLAUSE, "behovet av pengar är stort"),
        ("Varför inte?", Shape.QUESTION, "Varför inte?"),
    ],
)
def test_needs_and_questions(text: str, shape: Shape, core: str) -> None:
    assert analyse(text, GRAMMAR, SWEDISH.proper_names) == Statement(shape, core)


@pytest.mark.parametrize(
    ("sentence", "turned"),
    [
        ("Deltagarna betonade att det är så.", "Vid mötet betonade deltagarna att det är så."),
        (
            "Flera deltagare framhöll vidare att det är så.",
            "Vid mötet framhöll flera deltagare vidare att det är så.",
        ),
        ("Det nämndes också att det är så.", "Vid mötet nämndes det också att det är så."),
        ("En annan synpunkt var att det är så.", "Vid mötet var en annan synpunkt att det är så."),
        (
            "Det rådde stor enighet bland deltagarna om att det är så.",
            "Vid mötet rådde det stor enighet bland deltagarna om att det är så.",
        ),
    ],
)
def test_after_a_phrase_in_front_the_verb_comes_second(sentence: str, turned: str) -> None:
    assert GRAMMAR.fronted("Vid mötet", sentence) == turned


@pytest.mark.parametrize(
    "frames",
    [
        "claim_frames",
        "further_frames",
        "concern_frames",
        "proposal_frames",
        "need_frames",
        "further_need_frames",
        "quote_frames",
        "question_frames",
    ],
)
def test_every_frame_can_be_turned_round_and_claims_the_same(frames: str) -> None:
    for step, held in getattr(SWEDISH, frames).items():
        for frame in held:
            sentence = frame.format(that="att x", need="x", text="”x”")
            turned = GRAMMAR.fronted("Vid mötet", sentence)
            assert ":" not in turned.partition("x")[0] or "{text}" in frame
            assert claimed_quantifier(turned, SWEDISH) == (None if step is Quantifier.ANOTHER else step)


def test_dates_and_quotation_marks() -> None:
    assert GRAMMAR.date(dt.date(2024, 5, 30)) == "30 maj 2024"
    assert GRAMMAR.typeset('Ordet "fred" och “krig”') == "Ordet ”fred” och ”krig”"
    assert SWEDISH.list_of(("A", "B", "C")) == "A, B och C"


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Deltagarna var helt eniga om detta.", Quantifier.STRONGLY_AGREED),
        ("Alla deltagare höll med.", Quantifier.STRONGLY_AGREED),
        ("De flesta deltagare höll med.", Quantifier.PARTICIPANTS),
        ("Många deltagare höll med.", Quantifier.PARTICIPANTS),
        ("I diskussionen **betonade** deltagarna detta.", Quantifier.PARTICIPANTS),
        ("Flera av deltagarna höll med.", Quantifier.SEVERAL),
        ("En del deltagare höll med.", Quantifier.SOME),
        ("Några deltagare noterade detta. Deltagarna betonade det andra.", Quantifier.PARTICIPANTS),
        ("En annan synpunkt var denna.", None),
        ("Antalet deltagare var litet.", None),
        ("Det gäller även för deltagarna.", None),
    ],
)
def test_what_a_text_claims(text: str, claimed: Quantifier | None) -> None:
    assert claimed_quantifier(text, SWEDISH) == claimed
