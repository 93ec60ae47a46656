"""French: elision, contraction, spaces, and sentences that a person would write."""

import datetime as dt

import pytest

from reports.quantifiers import Quantifier
from reports.wording import Shape, Statement, analyse, claimed_quantifier, wording_for

FRENCH = wording_for("fr")
GRAMMAR = FRENCH.grammar


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Les bailleurs devraient financer les réseaux.",
            Statement(Shape.CLAUSE, "les bailleurs devraient financer les réseaux"),
        ),
        ("Il faut que les hommes s'engagent.", Statement(Shape.CLAUSE, "il faut que les hommes s’engagent")),
        ("Que l'agenda est utile", Statement(Shape.CLAUSE, "l’agenda est utile")),
        ("L'ONU peut agir.", Statement(Shape.CLAUSE, "l’ONU peut agir")),
        (
            "Le champ est étroit. La migration pourrait s'y ajouter",
            Statement(Shape.CLAUSE, "le champ est étroit", "La migration pourrait s’y ajouter."),
        ),
        (
            "Les groupes qui travaillent sur ce sujet sont peu nombreux.",
            Statement(Shape.CLAUSE, "les groupes qui travaillent sur ce sujet sont peu nombreux"),
        ),
        (
            "Des bailleurs qui peuvent financer davantage",
            Statement(Shape.QUOTE, "Des bailleurs qui peuvent financer davantage"),
        ),
        ("Le besoin d'un dialogue élargi.", Statement(Shape.NEED, "le besoin d’un dialogue élargi")),
        ("La nécessité d'agir est claire.", Statement(Shape.CLAUSE, "la nécessité d’agir est claire")),
        ("Il manque des écoles.", Statement(Shape.CLAUSE, "il manque des écoles")),
        ("Les jeunes quittent le pays.", Statement(Shape.CLAUSE, "les jeunes quittent le pays")),
        (
            "La police ne prend pas les plaintes au sérieux.",
            Statement(Shape.CLAUSE, "la police ne prend pas les plaintes au sérieux"),
        ),
        ("Un moment différent", Statement(Shape.QUOTE, "Un moment différent")),
        ("Ne pas oublier les jeunes", Statement(Shape.QUOTE, "Ne pas oublier les jeunes")),
        ("Le manque de moyens", Statement(Shape.QUOTE, "Le manque de moyens")),
        ("Nous manquons de moyens.", Statement(Shape.QUOTE, "Nous manquons de moyens.")),
        ("Nos réseaux sont seuls.", Statement(Shape.QUOTE, "Nos réseaux sont seuls.")),
        ("Associer davantage d'hommes", Statement(Shape.QUOTE, "Associer davantage d’hommes")),
        ("Qui paie?", Statement(Shape.QUESTION, "Qui paie\u00a0?")),
        ("Arrêtons!", Statement(Shape.QUOTE, "Arrêtons\u00a0!")),
        (
            "Des actions, p. ex. Formations, sont utiles.",
            Statement(Shape.CLAUSE, "des actions, p. ex. Formations, sont utiles"),
        ),
    ],
)
def test_a_text_is_taken_apart(text: str, expected: Statement) -> None:
    assert analyse(text, GRAMMAR, FRENCH.proper_names) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        ("il est tard", "qu’il est tard"),
        ("elles agissent", "qu’elles agissent"),
        ("une loi suffit", "qu’une loi suffit"),
        ("on peut agir", "qu’on peut agir"),
        ("hommes et femmes sont égaux", "qu’hommes et femmes sont égaux"),
        ("États et réseaux doivent agir", "qu’États et réseaux doivent agir"),
        ("onze pays ont signé", "que onze pays ont signé"),
        ("huit pays ont signé", "que huit pays ont signé"),
        ("haut et bas sont liés", "que haut et bas sont liés"),
        ("les réseaux sont utiles", "que les réseaux sont utiles"),
        ("l’agenda est utile", "que l’agenda est utile"),
    ],
)
def test_que_loses_its_vowel_before_another(clause: str, expected: str) -> None:
    assert GRAMMAR.that(clause) == expected


@pytest.mark.parametrize(
    ("name", "with_article", "of", "to"),
    [
        ("Conseil nordique", "le Conseil nordique", "du Conseil nordique", "au Conseil nordique"),
        (
            "Institut du dialogue",
            "l’Institut du dialogue",
            "de l’Institut du dialogue",
            "à l’Institut du dialogue",
        ),
        ("Union européenne", "l’Union européenne", "de l’Union européenne", "à l’Union européenne"),
        ("Commission", "la Commission", "de la Commission", "à la Commission"),
        ("Nations Unies", "les Nations Unies", "des Nations Unies", "aux Nations Unies"),
        ("les médias", "les médias", "des médias", "aux médias"),
        ("le secteur privé", "le secteur privé", "du secteur privé", "au secteur privé"),
        ("ONU Femmes", "ONU Femmes", "d’ONU Femmes", "à ONU Femmes"),
        ("Sida", "Sida", "de Sida", "à Sida"),
        (
            "Swedish Dialogue Institute",
            "le Swedish Dialogue Institute",
            "du Swedish Dialogue Institute",
            "au Swedish Dialogue Institute",
        ),
        (
            "Arab Reform Initiative",
            "l’Arab Reform Initiative",
            "de l’Arab Reform Initiative",
            "à l’Arab Reform Initiative",
        ),
    ],
)
def test_articles_contract(name: str, with_article: str, of: str, to: str) -> None:
    assert (GRAMMAR.with_article(name), GRAMMAR.of(name), GRAMMAR.to(name)) == (with_article, of, to)


def test_people_have_no_article() -> None:
    assert GRAMMAR.of_person("Ada Berg (Conseil)") == "d’Ada Berg (Conseil)"
    assert GRAMMAR.of_person("Tove Lind") == "de Tove Lind"


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Pourquoi? Voici: un, deux; trois!", "Pourquoi\u00a0? Voici\u00a0: un, deux\u00a0; trois\u00a0!"),
        ("Pourquoi ?", "Pourquoi\u00a0?"),
        ('Le mot "paix" compte', "Le mot «\u00a0paix\u00a0» compte"),
        ("Le mot « paix » compte", "Le mot «\u00a0paix\u00a0» compte"),
        ("https://example.org/?a=1 à 10:30", "https://example.org/?a=1 à 10:30"),
        ("l'agenda d'aujourd'hui", "l’agenda d’aujourd’hui"),
        ("", ""),
    ],
)
def test_high_punctuation_does_not_break_away(typed: str, set_: str) -> None:
    assert GRAMMAR.typeset(typed) == set_
    assert GRAMMAR.typeset(set_) == set_


def test_the_first_of_a_month_is_an_ordinal() -> None:
    assert GRAMMAR.date(dt.date(2024, 6, 1)) == "1er juin 2024"
    assert GRAMMAR.date(dt.date(2024, 6, 11)) == "11 juin 2024"


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("Un large accord s'est dégagé.", Quantifier.STRONGLY_AGREED),
        ("Les participants étaient unanimes.", Quantifier.STRONGLY_AGREED),
        ("Tous les participants ont approuvé.", Quantifier.STRONGLY_AGREED),
        ("La plupart des participants le pensent.", Quantifier.PARTICIPANTS),
        ("De nombreux participants le pensent.", Quantifier.PARTICIPANTS),
        ("Les participants ont **souligné** ce point.", Quantifier.PARTICIPANTS),
        ("Un certain nombre de participants l'ont dit.", Quantifier.SEVERAL),
        ("Plusieurs d’entre eux l’ont dit.", Quantifier.SEVERAL),
        ("Certains participants l'ont dit.", Quantifier.SOME),
        ("Quelques participants ont noté ceci. Les participants ont souligné cela.", Quantifier.PARTICIPANTS),
        ("Tout le monde était de cet avis.", Quantifier.STRONGLY_AGREED),
        ("Un consensus s'est dégagé.", Quantifier.STRONGLY_AGREED),
        ("Il a été relevé que tout le monde a besoin d'une voix.", None),
        ("Un autre point a été soulevé.", None),
        ("La règle vaut pour les participants.", None),
        ("Il a été dit ceci\u00a0: «\u00a0Les participants ont tous le même avis sur la loi.\u00a0»", None),
    ],
)
def test_what_a_text_claims(text: str, claimed: Quantifier | None) -> None:
    assert claimed_quantifier(text, FRENCH) == claimed
