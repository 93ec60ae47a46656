"""The guard against the corpus: planted disclosures are found, harmless sentences are left alone, in four languages."""

from collections import Counter

import pytest

from tests.reports.corpus import LANGUAGES, Harmless, Planted, harmless, is_found, planted, sightings_in

PLANTED = tuple(planted())
HARMLESS = tuple(harmless())


def test_the_corpus_is_as_large_as_it_must_be_and_balanced() -> None:
    assert len(PLANTED) >= 400
    assert len(HARMLESS) >= 400
    assert all(count >= 100 for count in Counter(one.language for one in PLANTED).values())
    assert all(count >= 100 for count in Counter(one.language for one in HARMLESS).values())
    kinds = {language: {one.kind for one in PLANTED if one.language == language} for language in LANGUAGES}
    assert len(set(map(frozenset, kinds.values()))) == 1  # every kind in every language
    assert len({(one.language, one.text) for one in PLANTED}) == len(PLANTED)
    assert sum(one.group == "held-out" for one in PLANTED) >= len(PLANTED) // 6


@pytest.mark.parametrize("one", [one for one in PLANTED if one.sort == "exact"], ids=lambda one: one.text)
def test_who_is_named_by_a_spelling_on_record_is_found(one: Planted) -> None:
    assert is_found(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_named_in_disguise_is_found(language: str) -> None:
    disguised = [one for one in PLANTED if one.sort == "disguised" and one.language == language]
    missed = [one.text for one in disguised if not is_found(one)]
    assert len(missed) <= 0.02 * len(disguised), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_harmless_sentences_are_left_alone(language: str) -> None:
    sentences: list[Harmless] = [one for one in HARMLESS if one.language == language]
    alarms = [one.text for one in sentences if sightings_in(language, one.text)]
    assert len(alarms) <= 0.03 * len(sentences), alarms


@pytest.mark.parametrize(
    ("language", "text", "instead"),
    [
        ("en", "The Sawsan Women's Network agreed.", "A women’s rights organisation agreed."),
        ("en", "It was Ms Hope Merriwick’s idea.", "It was a participant’s idea."),
        ("fr", "Le rôle d’Amal Shafqani est connu.", "Le rôle d’une personne présente est connu."),
        (
            "fr",
            "Une aide du Réseau de femmes Sawsan.",
            "Une aide d’une organisation de défense des droits des femmes.",
        ),
        ("fr", "La FPL a répondu.", "Une fondation a répondu."),
        ("fr", "On l’a dit à la FPL.", "On l’a dit à une fondation."),
        ("sv", "Birgit Fjällsparvs förslag antogs.", "En deltagares förslag antogs."),
        ("sv", "Det är NFF:s modell.", "Det är en civilsamhällesorganisations modell."),
        ("ar", "قال مثقال الزعفراني ذلك.", "قال أحد المشاركين ذلك."),
        ("ar", "شكراً لمثقال الزعفراني على ذلك.", "شكراً لأحد المشاركين على ذلك."),
        ("ar", "وشبكة سوسن النسائية أيضاً.", "ومنظمة معنية بحقوق المرأة أيضاً."),
        ("en", "Both men in the room agreed.", "Participants in the room agreed."),
    ],
)
def test_the_neutral_phrase_goes_into_the_sentence(language: str, text: str, instead: str) -> None:
    (seen,) = sightings_in(language, text)
    assert seen.finding.applied_to(seen.text) == instead


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Nothing. <!-- ask Hope Merriwick -->", "comment"),
        ("A [text](https://a.example/hope%20merriwick).", "link address"),
        ("A ![portrait](hope-merriwick.png).", "image address"),
        ("A ![Hope Merriwick](x.png).", "alt text"),
        ("A claim.^[By Hope Merriwick.]", "footnote"),
        ("### Hope Merriwick", "heading"),
        ("| Who |\n|---|\n| Hope Merriwick |", "table cell"),
        ("Hope Merriwick", "text"),
    ],
)
def test_the_place_is_told(text: str, place: str) -> None:
    assert {str(seen.finding.place) for seen in sightings_in("en", text)} == {place}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Sida’s director of peace and the Swedish network met."),
        ("en", "The head of the office in Jordan should be a woman."),
        ("en", "Both the men and the women agreed."),
        ("en", "Both representatives of the government were late."),
        ("fr", "Une représentante du gouvernement a parlé."),
        ("sv", "Ordföranden för mötet tackade alla."),
        ("ar", "رئيس الجلسة شكر الحضور."),
    ],
)
def test_a_role_or_a_group_that_tells_nobody_is_left_alone(language: str, text: str) -> None:
    assert sightings_in(language, text) == ()
