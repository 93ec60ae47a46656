"""The guard finds whoever must not be named, however they are spelt, and leaves the words of the language alone."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.guard import Finding, Guard, GuardParagraph, Match, NameKind, Place, ProtectedName, fold


def person(
    name: str, *others: str, emails: tuple[str, ...] = (), items: frozenset[str] = frozenset()
) -> ProtectedName:
    return ProtectedName(name, name, NameKind.PERSON, "took part", (name, *others), emails, items)


def organisation(name: str, *others: str) -> ProtectedName:
    return ProtectedName(name, name, NameKind.ORGANISATION, "was represented", (name, *others))


NAMES = (
    person("Fatima al-Masri", "فاطمة المصري", emails=("f.masri@example.org",)),
    person("Jérôme Lefèvre"),
    person("Anna Long"),
    person("Hope Young"),
    person("Björn Åkesson"),
    organisation("Sida", "Swedish International Development Cooperation Agency"),
    organisation("Stockholm International Peace Research Institute", "SIPRI"),
    organisation("Women Now"),
    organisation("World Health Organization", "WHO"),
)
GUARD = Guard(NAMES, allowed=("Swedish Dialogue Institute", "Stockholm"))


def found_in(text: str, guard: Guard = GUARD) -> list[tuple[str, str, Match]]:
    findings = guard.check([GuardParagraph("p", text)])
    assert all(text[found.start : found.end] == found.matched for found in findings)
    return [(found.matched, found.label, found.match) for found in findings]


@pytest.mark.parametrize(
    ("text", "matched", "label", "match"),
    [
        ("said Fatima al-Masri.", "Fatima al-Masri", "Fatima al-Masri", Match.EXACT),
        ("said FATIMA AL MASRI.", "FATIMA AL MASRI", "Fatima al-Masri", Match.EXACT),
        ("said fatima masri.", "fatima masri", "Fatima al-Masri", Match.EXACT),
        ("said **Fatima** *al-Masri*.", "Fatima** *al-Masri", "Fatima al-Masri", Match.EXACT),
        ("said Fati\u00adma Mas\u200bri.", "Fati\u00adma Mas\u200bri", "Fatima al-Masri", Match.EXACT),
        ("as Al-Masri, Fatima noted", "Masri, Fatima", "Fatima al-Masri", Match.PART),
        ("as F. Masri noted", "F. Masri", "Fatima al-Masri", Match.PART),
        ("as Masri’s view", "Masri", "Fatima al-Masri", Match.PART),
        ("as Almasri noted", "Almasri", "Fatima al-Masri", Match.PART),
        ("as Fatima noted", "Fatima", "Fatima al-Masri", Match.PART),
        ("as Ms Hope noted", "Hope", "Hope Young", Match.PART),
        ("as Fatima Massri noted", "Fatima Massri", "Fatima al-Masri", Match.FUZZY),
        ("as Lefevbre noted", "Lefevbre", "Jérôme Lefèvre", Match.FUZZY),
        ("as Jerome Lefevre noted", "Jerome Lefevre", "Jérôme Lefèvre", Match.EXACT),
        (
            "as Je\u0301ro\u0302me Lefe\u0300vre noted",
            "Je\u0301ro\u0302me Lefe\u0300vre",
            "Jérôme Lefèvre",
            Match.EXACT,
        ),
        ("as Bjorn Akesson noted", "Bjorn Akesson", "Björn Åkesson", Match.EXACT),
        ("write to F.Masri@Example.org.", "F.Masri@Example.org", "Fatima al-Masri", Match.EMAIL),
        ("قالت فاطمه المصرى إن", "فاطمه المصرى", "Fatima al-Masri", Match.ALIAS),
        ("وفاطمة المصري", "وفاطمة المصري", "Fatima al-Masri", Match.ALIAS),
        ("فاطـمَة المصري", "فاطـمَة المصري", "Fatima al-Masri", Match.ALIAS),
        ("said Sida.", "Sida", "Sida", Match.EXACT),
        ("a study by SIPRI", "SIPRI", "Stockholm International Peace Research Institute", Match.ALIAS),
        ("a study by SPIRI", "SPIRI", "Stockholm International Peace Research Institute", Match.FUZZY),
        ("a study by sipri", "sipri", "Stockholm International Peace Research Institute", Match.ALIAS),
        ("said the WHO", "WHO", "World Health Organization", Match.ALIAS),
        ("said Women Now", "Women Now", "Women Now", Match.EXACT),
        (
            "the stockholm international peace research institut",
            "stockholm international peace research institut",
            "Stockholm International Peace Research Institute",
            Match.FUZZY,
        ),
    ],
)
def test_a_name_is_found(text: str, matched: str, label: str, match: Match) -> None:
    assert found_in(text) == [(matched, label, match)]


@pytest.mark.parametrize(
    "text",
    [
        "People who reside in the presidium",
        "There is hope, and young people who need it.",
        "Hope remains. Young women lead. Long ago it was so.",
        "It is a long way for a long time.",
        "What women now need",
        "The Swedish Dialogue Institute met in Stockholm.",
        "Those who decide",
        "Jordan and April",
        "the Masters of war",
        "",
        "¿…?  123 — 4",
    ],
)
def test_ordinary_words_are_left_alone(text: str) -> None:
    assert found_in(text) == []


def test_a_consenting_speaker_may_be_named_where_they_consented_and_nowhere_else() -> None:
    speaker = person("Anna Widestam", items=frozenset({"presentation"}))
    guard = Guard([speaker, person("Anna Karlsson")])
    text = "Anna Widestam noted that Widestam agrees with Anna."
    assert guard.check([GuardParagraph("p", text, frozenset({"presentation"}))]) == ()
    assert guard.check([GuardParagraph("lead", text)]) == ()
    findings = guard.check([GuardParagraph("p", text, frozenset({"discussion"}))])
    assert [(found.matched, found.label) for found in findings] == [
        ("Anna Widestam", "Anna Widestam"),
        ("Widestam", "Anna Widestam"),
        ("Anna", "Anna Karlsson"),
        ("Anna", "Anna Widestam"),
    ]


def test_who_agreed_for_one_part_is_not_named_where_another_part_is_told_as_well() -> None:
    guard = Guard([person("Anna Widestam", items=frozenset({"presentation"}))])
    both = GuardParagraph("p", "Anna Widestam said so.", frozenset({"presentation", "discussion"}))
    assert [found.matched for found in guard.check([both])] == ["Anna Widestam"]


@pytest.mark.parametrize(
    "hidden", ["\u034f", "\u2062", "\ufe0f", "\u2069", "\u061c", "\u180e", "\u3164", "\U000e0061"]
)
def test_what_nobody_sees_hides_no_name(hidden: str) -> None:
    text = f"Jér{hidden}ôme Lef{hidden}èvre"
    assert found_in(text) == [(text, "Jérôme Lefèvre", Match.EXACT)]


def test_marks_of_direction_do_not_part_a_name() -> None:
    (found,) = found_in("قالت \u2067فاطمة\u2069 \u2067المصري\u2069")
    assert found[0] == "فاطمة\u2069 \u2067المصري"


def test_letters_that_look_alike_are_alike() -> None:
    text = "Fаtіmа аl-Маsrі"
    assert found_in(text) == [(text, "Fatima al-Masri", Match.EXACT)]


@pytest.mark.parametrize("handle", ["#JeromeLefevre", "jerome_lefevre", "@jeromelefevre"])
def test_a_name_written_as_one_word_is_found(handle: str) -> None:
    assert [label for _, label, _ in found_in(handle)] == ["Jérôme Lefèvre"]


def test_a_longer_public_name_covers_a_protected_one_within() -> None:
    guard = Guard([organisation("Peace Institute")], allowed=["Stockholm International Peace Institute"])
    assert found_in("The Stockholm International Peace Institute", guard) == []
    assert found_in("The Peace Institute", guard) == [("Peace Institute", "Peace Institute", Match.EXACT)]


def test_a_finding_says_where_whom_and_why() -> None:
    assert Guard([person("Nora Haddad")]).check([GuardParagraph("p-7", "Ask Nora Haddad.")]) == (
        Finding(
            "p-7",
            4,
            15,
            "Nora Haddad",
            "Nora Haddad",
            "Nora Haddad",
            NameKind.PERSON,
            "took part",
            Match.EXACT,
            Place.TEXT,
            "a participant",
            4,
            15,
        ),
    )


NAME = st.text(
    alphabet=st.characters(whitelist_categories=("Lu", "Ll"), max_codepoint=0x17F), min_size=6, max_size=12
)


@given(given_name=NAME, family=NAME, before=st.text(max_size=20), after=st.text(max_size=20))
def test_an_exact_name_is_found_in_any_surroundings(
    given_name: str, family: str, before: str, after: str
) -> None:
    name = f"{given_name} {family}"
    guard = Guard([person(name)])
    text = f"{before} {name} {after}"
    findings = guard.check([GuardParagraph("p", text)])
    start = len(before) + 1
    assert any(found.start < start + len(name) and start < found.end for found in findings)


@given(name=st.text(min_size=1, max_size=30))
def test_folding_twice_changes_nothing(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(texts=st.lists(st.text(max_size=60), max_size=4))
def test_any_text_at_all_is_checked_without_error(texts: list[str]) -> None:
    GUARD.check([GuardParagraph(str(number), text) for number, text in enumerate(texts)])


def test_twenty_thousand_names_against_forty_pages_takes_seconds() -> None:
    syllables = ("ka", "lo", "mir", "ter", "bel", "sha", "din", "rez", "far", "ved", "qas", "gra")
    parts = [(a + b + c).capitalize() for a in syllables for b in syllables for c in syllables]
    names = [person(f"{parts[n % len(parts)]} {parts[(n * 7 + n // 9) % len(parts)]}") for n in range(20_000)]
    page = (
        "Participants stressed that women’s organisations in the region need support for longer than a year. "
        * 30
    )
    began = time.process_time()
    findings = Guard(names).check([GuardParagraph(str(number), page) for number in range(40)])
    assert findings == ()
    assert time.process_time() - began < 10
