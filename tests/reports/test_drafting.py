"""The draft has the shape of the reference report, and no sentence claims more than its points."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from dialogues.enums import PointKind
from reports.disclosure import suppress
from reports.drafting import (
    CompositionRecord,
    Counted,
    Draft,
    DraftParagraph,
    PointRecord,
    PreviousReport,
    Reason,
    ThemeRecord,
    TypeRecord,
    composition_in_words,
    compositions_in_words,
    draft_report,
)
from reports.enums import SectionKind
from reports.quantifiers import Quantifier, may_use, quantifier_for
from reports.wording import WORDINGS, claimed_quantifier, wording_for
from reports.wording.languages import written_in
from tests.reports.languages import compiled_in, meeting_in
from tests.reports.records import meeting, point


def as_text(draft: Draft) -> str:
    lines = [f"{draft.host} | {draft.title} | {draft.subtitle}"]
    for section in draft.sections:
        lines += ["", f"[{section.kind}] {section.title}"]
        lines += [f"({', '.join(p.points)} · {p.quantifier or ''}) {p.text}" for p in section.paragraphs]
    return "\n".join([*lines, "", draft.attribution])


def theme_texts(*points: PointRecord) -> list[str]:
    draft = draft_report(meeting(themes=(ThemeRecord("t", "Theme", points),)))
    section = next(section for section in draft.sections if section.kind is SectionKind.THEME)
    return [paragraph.text for paragraph in section.paragraphs]


def test_the_draft_of_a_meeting(snapshot: SnapshotAssertion) -> None:
    assert as_text(draft_report(meeting())) == snapshot


def test_an_empty_meeting_still_has_a_summary() -> None:
    draft = draft_report(
        meeting(presentations=(), themes=(), recommendations=(), purpose="", rules=frozenset())
    )
    assert [section.kind for section in draft.sections] == [SectionKind.SUMMARY]


def test_the_same_record_gives_the_same_words() -> None:
    assert draft_report(meeting()) == draft_report(meeting())


def paragraphs_of(draft: Draft) -> list[DraftParagraph]:
    return [paragraph for section in draft.sections for paragraph in section.paragraphs]


def test_a_paragraph_is_its_sentences() -> None:
    for paragraph in paragraphs_of(draft_report(meeting())):
        assert paragraph.sentences
        assert paragraph.text == " ".join(sentence.text for sentence in paragraph.sentences)
        assert set(paragraph.points) == {point for each in paragraph.sentences for point in each.points}


def test_a_sentence_tells_what_was_counted_and_which_line_of_the_scale_holds() -> None:
    source = point("a", "It is so. It was not always.", 12, dissents=5, qualifications=1)
    draft = draft_report(meeting(themes=(ThemeRecord("t", "Theme", (source,)),)))
    claim, more, against, qualified = draft.sections[-2].paragraphs[0].sentences
    support = Reason("a", Counted.SUPPORT, 12, 20, 5, Quantifier.PARTICIPANTS, "n > N / 2, n ≥ k")
    assert (claim.quantifier, claim.why) == (Quantifier.PARTICIPANTS, (support,))
    assert (more.text, more.quantifier, more.why) == ("It was not always.", None, (support,))
    assert against.why == (Reason("a", Counted.DISSENT, 5, 20, 0, Quantifier.SEVERAL, "n ≥ N / 4, n ≥ k"),)
    assert [each.n for each in qualified.why] == [1]


def test_keys_are_unique_and_find_a_paragraph_again_after_late_points() -> None:
    before = paragraphs_of(draft_report(meeting()))
    keys = [paragraph.key for paragraph in before]
    assert len(set(keys)) == len(keys)
    first, second = meeting().themes
    late = (*first.points, point("a-late", "It came late.", 19), point("b-late", "It is single.", 1))
    after = paragraphs_of(draft_report(meeting(themes=(replace(first, points=late), second))))
    assert [paragraph.key for paragraph in after] == keys
    assert {"a-late", "b-late"} <= {source for paragraph in after for source in paragraph.points}


def test_the_strongest_agreement_comes_first_and_single_voices_last() -> None:
    draft = draft_report(meeting())
    for section in draft.sections:
        if section.kind is SectionKind.THEME:
            steps = [paragraph.quantifier for paragraph in section.paragraphs]
            assert steps == sorted(steps, key=lambda step: -(step or 0))


def test_dissent_is_told_with_a_word_that_its_count_supports() -> None:
    assert theme_texts(point("a", "It is so.", 12, dissents=1)) == [
        "Participants underlined that it is so. This view was not shared by all."
    ]
    assert theme_texts(point("a", "It is so.", 12, dissents=6)) == [
        "Participants underlined that it is so. Several participants disagreed."
    ]


def test_a_type_of_organisation_is_named_only_if_three_of_it_took_part() -> None:
    few, enough = TypeRecord("research", 2), TypeRecord("research", 3)
    assert theme_texts(point("a", "It is so.", 1, organisation_type=few)) == [
        "One point raised was that it is so."
    ]
    assert theme_texts(point("a", "It is so.", 1, organisation_type=enough)) == [
        "Among participants from research institutes, the point was raised that it is so."
    ]


def composition_told(people: int, organisations: int, **by_type: int) -> str:
    composition = CompositionRecord(people, organisations, by_type)
    return composition_in_words(composition, suppress(by_type), wording_for("en"))


def test_a_small_meeting_does_not_give_its_size() -> None:
    assert composition_told(3, 3, research=3) == wording_for("en").composition_hidden
    assert composition_told(0, 0) == "Who took part was not recorded."
    assert composition_told(28, 18, research=28) == "28 people from 18 organisations took part."
    assert composition_told(28, 2, research=28) == "28 people took part."


@pytest.mark.parametrize("language", WORDINGS)
def test_the_draft_in_each_language(language: str, snapshot: SnapshotAssertion) -> None:
    assert as_text(draft_report(meeting_in(language))) == snapshot


@pytest.mark.parametrize("language", WORDINGS)
def test_the_draft_of_several_meetings_in_each_language(language: str, snapshot: SnapshotAssertion) -> None:
    assert as_text(draft_report(compiled_in(language))) == snapshot


def test_a_compiled_draft_tells_all_and_claims_no_more() -> None:
    record = compiled_in("en")
    sources = {each.id: each for held in record.meetings for theme in held.themes for each in theme.points}
    told: set[str] = set()
    for section in draft_report(record).sections:
        for paragraph in section.paragraphs:
            counted = [sources[each] for each in paragraph.points if each in sources]
            assert all(
                may_use(paragraph.quantifier or Quantifier.ANOTHER, each.quantifier) for each in counted
            )
            if section.kind is SectionKind.THEME:
                told |= set(paragraph.points)
    assert told == set(sources)
    keys = [paragraph.key for paragraph in paragraphs_of(draft_report(record))]
    assert len(set(keys)) == len(keys)


def test_meetings_come_in_the_order_in_which_they_were_held() -> None:
    record = compiled_in("en")
    backwards = replace(record, meetings=record.meetings[::-1])
    assert draft_report(record) == draft_report(backwards)


def test_a_compiled_record_covers_a_meeting() -> None:
    with pytest.raises(ValueError, match="at least one meeting"):
        draft_report(replace(compiled_in("en"), meetings=()))


def test_a_previous_report_without_recommendations_is_named_all_the_same() -> None:
    record = meeting(previous=PreviousReport("The past", "https://example.org/past/"))
    section = draft_report(record).sections[1]
    assert section.kind is SectionKind.MATTERS_ARISING
    assert [paragraph.text for paragraph in section.paragraphs] == [
        "The previous report is [The past](https://example.org/past/)."
    ]


def test_several_meetings_are_counted_apart_and_readers_are_told_why() -> None:
    told = compositions_in_words(
        [(dt.date(2024, 5, 30), "28 people took part."), (dt.date(2024, 10, 1), "A small group took part.")],
        wording_for("en"),
    )
    assert told == (
        "Meeting of 30 May 2024: 28 people took part. Meeting of 1 October 2024: A small group took part. "
        + wording_for("en").composition_apart
    )
    assert "No sum is given" in told


@pytest.mark.parametrize("language", WORDINGS)
def test_the_same_record_gives_the_same_draft_in_each_language(language: str) -> None:
    assert draft_report(meeting_in(language)) == draft_report(meeting_in(language))


@pytest.mark.parametrize("language", WORDINGS)
@pytest.mark.parametrize("frames", ["claim_frames", "further_frames", "need_frames", "quote_frames"])
def test_more_support_never_weakens_what_the_words_claim(language: str, frames: str) -> None:
    wording = WORDINGS[language]
    for present in range(31):
        claimed = [
            claimed_quantifier(frame.format(that="x", need="x", text="x"), wording) or Quantifier.ANOTHER
            for supports in range(present + 1)
            for frame in getattr(wording, frames)[quantifier_for(supports, present)][:1]
        ]
        assert claimed == sorted(claimed)


TEXTS = {
    "en": ["It is so.", "Why?", "The need for more.", "We must act", "It is so. It was so. Why, e.g. Here?"],
    "fr": [
        "Il en est ainsi.",
        "Pourquoi?",
        "Le besoin d'agir.",
        "Nous devons agir",
        "On peut agir. C'est tard.",
    ],
    "sv": [
        "Det är inte så.",
        "Varför?",
        "Behovet av mer.",
        "Vi måste agera",
        "I dag saknas pengar.",
        "Stödet räcker inte.",
    ],
    "ar": ["ينبغي العمل.", "لماذا؟", "الحاجة إلى المزيد.", "نحتاج إلى العمل", "المانحون يستطيعون المساعدة."],
}
KINDS = [kind.value for kind in PointKind]


def points_in(language: str) -> st.SearchStrategy[PointRecord]:
    return st.builds(
        PointRecord,
        id=st.uuids().map(str),
        text=st.text(min_size=1, max_size=60) | st.sampled_from(TEXTS[language]),
        supports=st.integers(0, 30),
        present=st.integers(0, 30),
        dissents=st.integers(0, 5),
        qualifications=st.integers(0, 1),
        language=st.sampled_from([language, "", "en", "ar"]),
        kind=st.sampled_from(KINDS),
    )


@given(data=st.data(), language=st.sampled_from(sorted(WORDINGS)))
def test_no_paragraph_claims_more_than_each_of_its_points_supports(
    data: st.DataObject, language: str
) -> None:
    points = data.draw(st.lists(points_in(language), min_size=1, max_size=6, unique_by=lambda one: one.id))
    known = {point.id: point for point in points}
    themes = (ThemeRecord("t", "Theme", tuple(points)),)
    draft = draft_report(meeting_in(language, themes=themes, recommendations=()))
    told: set[str] = set()
    for section in draft.sections:
        for paragraph in section.paragraphs:
            sources = [known[source] for source in paragraph.points if source in known]
            supported = min((point.quantifier for point in sources), default=None)
            if paragraph.quantifier is not None and supported is not None:
                assert may_use(paragraph.quantifier, supported)
            for sentence in paragraph.sentences:
                assert sentence.quantifier is None or all(
                    may_use(sentence.quantifier, reason.quantifier) for reason in sentence.why
                )
            if section.kind is SectionKind.THEME:
                told.update(paragraph.points)
    assert told == set(known)
    keys = [paragraph.key for paragraph in paragraphs_of(draft)]
    assert len(set(keys)) == len(keys)


@given(
    supports=st.integers(0, 30),
    present=st.integers(0, 30),
    dissents=st.integers(0, 30),
    kind=st.sampled_from(KINDS),
    language_and_text=st.sampled_from(
        [(language, text) for language, texts in TEXTS.items() for text in texts]
    ),
)
def test_the_words_claim_what_the_count_supports_in_each_language(
    supports: int, present: int, dissents: int, kind: str, language_and_text: tuple[str, str]
) -> None:
    language, text = language_and_text
    source = point("a", text, supports, present, dissents, kind=kind)
    record = meeting_in(language, themes=(ThemeRecord("t", "Theme", (source,)),), recommendations=())
    draft = draft_report(record)
    paragraph = draft.sections[-1].paragraphs[0]
    claimed = claimed_quantifier(paragraph.text, WORDINGS[language])
    assert (claimed or Quantifier.ANOTHER) == source.quantifier
    for summed in draft.sections[0].paragraphs:
        if summed.points:
            said = claimed_quantifier(summed.text, WORDINGS[language]) or Quantifier.ANOTHER
            assert may_use(said, source.quantifier)


@given(first=st.integers(3, 30), second=st.integers(3, 30), language=st.sampled_from(sorted(WORDINGS)))
def test_a_weaker_point_is_never_lifted_by_a_stronger_one(first: int, second: int, language: str) -> None:
    text = TEXTS[language][0]
    theme = ThemeRecord("t", "Theme", (point("a", text, first, 30), point("b", text, second, 30)))
    for paragraph in paragraphs_of(draft_report(meeting_in(language, themes=(theme,)))):
        sources = [each for each in theme.points if each.id in paragraph.points]
        if sources:
            said = claimed_quantifier(paragraph.text, WORDINGS[language]) or Quantifier.ANOTHER
            assert all(may_use(said, each.quantifier) for each in sources)


def test_a_point_in_another_language_is_kept_and_marked() -> None:
    source = point("a", "Les réseaux sont seuls !", 7, language="fr")
    draft = draft_report(meeting(themes=(ThemeRecord("t", "Theme", (source,)),)))
    told = draft.sections[-2].paragraphs[0]
    assert (
        told.text
        == "Several participants raised the following point: “Les réseaux sont seuls !” (in French)."
    )
    assert (told.untranslated, told.sentences[0].untranslated) == (("fr",), "fr")
    assert all(not each.untranslated for each in paragraphs_of(draft_report(meeting())))


def test_what_is_written_beats_what_was_said_of_its_language() -> None:
    french = point("a", "Les réseaux doivent agir et les bailleurs sont avec eux.", 7, language="en")
    draft = draft_report(meeting(themes=(ThemeRecord("t", "Theme", (french,)),)))
    assert draft.sections[-2].paragraphs[0].untranslated == ("fr",)
    own = draft_report(meeting_in("fr", themes=(ThemeRecord("t", "Thème", (french,)),)))
    told = own.sections[-2].paragraphs[0]
    assert (
        told.text
        == "Plusieurs participants ont estimé que les réseaux doivent agir et les bailleurs sont avec eux."
    )
    assert told.untranslated == ()


def test_purpose_and_recommendations_of_another_language_are_marked_too() -> None:
    asked = replace(meeting().recommendations[0], text="Donors should fund the networks and not the banks")
    record = meeting_in(
        "fr",
        title="How the networks are to be funded",
        purpose="the networks of the region and how they are to be funded",
        recommendations=(asked,),
    )
    draft = draft_report(record)
    lead, recommendation = draft.sections[0].paragraphs[0], draft.sections[-1].paragraphs[-1]
    assert lead.text == (
        "Le 30 mai 2024, l’Institut du dialogue a organisé une réunion en ligne intitulée «\u00a0How the networks are to be "
        "funded\u00a0». La réunion était annoncée ainsi\u00a0: «\u00a0the networks of the region and how they are to be "
        "funded\u00a0» (en anglais)."
    )
    assert lead.untranslated == recommendation.untranslated == ("en",)
    assert recommendation.text.startswith(
        "**R-1** Donors should fund the networks and not the banks (en anglais). Adressée "
    )


def test_a_title_of_another_language_stands_in_quotation_marks() -> None:
    draft = draft_report(meeting(title="Comment les réseaux sont financés dans une région"))
    assert "hosted an online meeting on “Comment les réseaux sont financés dans une région”." in (
        draft.sections[0].paragraphs[0].text
    )


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The networks should not be left to themselves.", "en"),
        ("Les réseaux ne doivent pas être seuls.", "fr"),
        ("Nätverken är små och det är inte bra.", "sv"),
        ("الشبكات وحدها", "ar"),
        ("Engage more men", ""),
        ("", ""),
    ],
)
def test_common_words_tell_the_language(text: str, code: str) -> None:
    assert written_in(text) == code


def test_the_script_has_the_last_word_on_the_language() -> None:
    source = point("a", "الشبكات وحدها!", 7, language="en")
    draft = draft_report(meeting(themes=(ThemeRecord("t", "Theme", (source,)),)))
    assert draft.sections[-2].paragraphs[0].text == (
        "Several participants raised the following point: “\u200fالشبكات وحدها!\u200f” (in Arabic)."
    )
