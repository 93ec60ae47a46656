"""What a text becomes in a sentence, and what sentences claim."""

import re
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogues.enums import AttributionRule, MeetingFormat
from recommendations.enums import Answer, Completion
from reports.quantifiers import Quantifier
from reports.wording import (
    WORDINGS,
    Shape,
    Statement,
    analyse,
    claimed_quantifier,
    with_article,
    wording_for,
)
from stakeholders.enums import OrganisationKind

ENGLISH = wording_for("en")
FRAMES = (
    "claim_frames",
    "further_frames",
    "concern_frames",
    "proposal_frames",
    "need_frames",
    "further_need_frames",
    "quote_frames",
    "question_frames",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Donors should fund networks.", Statement(Shape.CLAUSE, "donors should fund networks")),
        ("That donors should fund networks", Statement(Shape.CLAUSE, "donors should fund networks")),
        ("WPS actors tend to work in silos.", Statement(Shape.CLAUSE, "WPS actors tend to work in silos")),
        ("Sweden should lead.", Statement(Shape.CLAUSE, "Sweden should lead")),
        ("South Africa can help.", Statement(Shape.CLAUSE, "South Africa can help")),
        (
            "Women’s groups, e.g. Networks, are few.",
            Statement(Shape.CLAUSE, "women’s groups, e.g. Networks, are few"),
        ),
        (
            "The scope is narrow. Migration could be added",
            Statement(Shape.CLAUSE, "the scope is narrow", "Migration could be added."),
        ),
        ("The need for more men.", Statement(Shape.NEED, "the need for more men")),
        (
            "It is new^[A. Note.]. More is to come.",
            Statement(Shape.CLAUSE, "it is new^[A. Note.]", "More is to come."),
        ),
        (
            "It is new.^[A. Note.] More is to come.",
            Statement(Shape.CLAUSE, "it is new^[A. Note.]", "More is to come."),
        ),
        ("The US should act.", Statement(Shape.CLAUSE, "the US should act")),
        ("Why not?", Statement(Shape.QUESTION, "Why not?")),
        ("It is late. Why not?", Statement(Shape.QUOTE, "It is late. Why not?")),
        ("We need more funding.", Statement(Shape.QUOTE, "We need more funding.")),
        ("Engage more men", Statement(Shape.QUOTE, "Engage more men")),
        ("Stop!", Statement(Shape.QUOTE, "Stop!")),
        ("- one\n- two", Statement(Shape.QUOTE, "- one - two")),
        ("“It is ours to do.”", Statement(Shape.QUOTE, "“It is ours to do.”")),
        ("", Statement(Shape.QUOTE, "")),
        ("…", Statement(Shape.QUOTE, "…")),
    ],
)
def test_a_text_is_taken_apart(text: str, expected: Statement) -> None:
    assert analyse(text, ENGLISH.grammar, ENGLISH.proper_names) == expected


def test_known_names_keep_their_capital() -> None:
    names = frozenset({"Sida"})
    assert analyse("Sida should lead.", ENGLISH.grammar, names).core == "Sida should lead"
    assert analyse("Sida should lead.", ENGLISH.grammar).core == "sida should lead"


@given(text=st.text(max_size=80))
def test_any_text_at_all_can_be_taken_apart(text: str) -> None:
    statement = analyse(text, ENGLISH.grammar)
    assert statement.shape in Shape


@pytest.mark.parametrize("language", WORDINGS)
@pytest.mark.parametrize("frames", FRAMES)
@pytest.mark.parametrize("quantifier", Quantifier)
def test_a_frame_claims_its_own_step_and_no_more(language: str, frames: str, quantifier: Quantifier) -> None:
    wording = WORDINGS[language]
    expected = None if quantifier is Quantifier.ANOTHER else quantifier
    for frame in getattr(wording, frames)[quantifier]:
        sentence = frame.format(that=wording.grammar.that("x"), need="x", text="“x”")
        assert claimed_quantifier(sentence, wording) == expected


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("There was broad agreement on this.", Quantifier.STRONGLY_AGREED),
        ("Everyone agreed.", Quantifier.STRONGLY_AGREED),
        ("Most participants saw it so.", Quantifier.PARTICIPANTS),
        ("Many participants saw it so.", Quantifier.PARTICIPANTS),
        ("Participants **strongly** agreed.", Quantifier.STRONGLY_AGREED),
        ("A number of participants saw it so.", Quantifier.SEVERAL),
        ("A few participants noted that.", Quantifier.SOME),
        ("Some pointed to a need.", Quantifier.SOME),
        ("Some participants noted this. Participants stressed that.", Quantifier.PARTICIPANTS),
        ("Everybody in the room saw it so.", Quantifier.STRONGLY_AGREED),
        ("There was a consensus on this.", Quantifier.STRONGLY_AGREED),
        ("A clear majority wanted this.", Quantifier.PARTICIPANTS),
        ("Another point raised was that everyone needs a voice.", None),
        ("Another point raised was that women are repeatedly left out of a majority in parliament.", None),
        ("Another point raised was this.", None),
        ("The number of participants was small.", None),
        ("The Institute hosted a meeting.", None),
    ],
)
def test_what_a_text_claims(text: str, claimed: Quantifier | None) -> None:
    assert claimed_quantifier(text, ENGLISH) == claimed


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Ada Berg", "Berg"),
        ("Nora al Haddad", "al Haddad"),
        ("Anna van der Berg", "van der Berg"),
        ("Ada", "Ada"),
        ("", ""),
    ],
)
def test_later_sentences_use_the_family_name(name: str, called: str) -> None:
    assert ENGLISH.grammar.called(name) == called


def test_institutions_get_their_article() -> None:
    assert with_article("Swedish Dialogue Institute", ENGLISH.grammar) == "the Swedish Dialogue Institute"
    assert with_article("The Institute", ENGLISH.grammar) == "The Institute"
    assert with_article("Sida", ENGLISH.grammar) == "Sida"


def test_a_language_without_wording_is_written_in_english() -> None:
    assert wording_for("en-GB") is ENGLISH
    assert wording_for("xx") is ENGLISH


@pytest.mark.parametrize("language", WORDINGS)
def test_a_language_has_a_word_for_everything_there_is(language: str) -> None:
    wording = WORDINGS[language]
    assert set(wording.organisation_kinds) == {*OrganisationKind.values, ""}
    assert set(wording.attribution_rules) == set(AttributionRule.values)
    assert set(wording.meeting_formats) == set(wording.subtitles) == set(MeetingFormat.values)
    assert set(wording.answers) == set(Answer.values)
    assert set(wording.completions) == {*Completion.values, ""}
    assert set(wording.completion_words) == set(Completion.values)
    steps = [
        wording.scale_words,
        wording.dissent,
        *(getattr(wording, frames) for frames in FRAMES),
    ]
    assert all(set(words) == set(Quantifier) for words in steps)
    counted = (
        wording.people,
        wording.organisations,
        wording.recommendations_count,
        wording.recommendations_count_many,
    )
    plurals = {wording.locale.plural_form(number) for number in range(1, 200)}
    assert all(plurals <= {*forms, "other"} for forms in counted)


@pytest.mark.parametrize("language", WORDINGS)
def test_every_label_is_filled(language: str) -> None:
    labels = asdict(WORDINGS[language].labels)
    assert all(labels.values())
    assert {"{page}", "{pages}"} == set(re.findall(r"\{\w+\}", labels["page_of"]))
    for name in ("scale_key", "together_note"):
        assert "{floor}" in labels[name]


@pytest.mark.parametrize("language", WORDINGS)
def test_neighbouring_frames_can_differ(language: str) -> None:
    wording = WORDINGS[language]
    for frames in FRAMES:
        for step, held in getattr(wording, frames).items():
            assert len(set(held)) == len(held), (frames, step)
            assert all("{that}" in each or "{need}" in each or "{text}" in each for each in held)


@pytest.mark.parametrize("language", WORDINGS)
def test_the_words_for_disagreement_claim_no_agreement(language: str) -> None:
    wording = WORDINGS[language]
    for said in wording.dissent.values():
        assert claimed_quantifier(said, wording) is None
