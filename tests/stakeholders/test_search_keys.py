from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stakeholders.models import Organisation
from stakeholders.search_keys import fold, search_key
from tests.factories import OrganisationFactory

TEXT = st.text(max_size=40)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  Ärger   Über ", "arger uber"),
        ("Straße", "strasse"),
        ("مبادرةُ الإصلاح", "مبادره الاصلاح"),
        ("آمال", "امال"),
        ("مـــجلس", "مجلس"),
        ("مصطفى", "مصطفي"),
        ("ＭＡＪＬＩＳ", "majlis"),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(TEXT)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXT)
def test_composed_and_decomposed_spellings_are_one(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz éüñçأإآاىيةه", max_size=40))
def test_case_does_not_matter(text: str) -> None:
    assert fold(text.upper()) == fold(text)


@given(st.lists(TEXT, max_size=4))
def test_each_part_is_found_in_the_key(parts: list[str]) -> None:
    key = search_key(parts)
    assert all(fold(part) in key for part in parts)


@given(TEXT)
def test_the_separator_comes_from_nothing_that_is_folded(text: str) -> None:
    assert search_key([text, ""]) == search_key([text]) == fold(text)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "text", ["arab reform", "REFORM Arab", "initiative de réforme", "مبادره الاصلاح", "ari"]
)
def test_a_search_finds_each_spelling(text: str) -> None:
    found = OrganisationFactory(
        name="Arab Reform Initiative",
        short_name="ARI",
        aliases=["Initiative de réforme arabe", "مبادرة الإصلاح العربي"],
    )
    OrganisationFactory(name="Somebody else")
    assert list(Organisation.objects.matching(text)) == [found]
