"""The data files: readable, complete, and worded so that a report can take them up."""

import re

import pytest

from demo.source import FOLDER, read
from reports.quantifiers import Quantifier, quantifier_for
from reports.wording import Shape, analyse, wording_for
from stakeholders.enums import OrganisationKind, RelationshipKind

PRESENT = 27
STRENGTHS = {
    "networks": Quantifier.PARTICIPANTS,
    "build-on": Quantifier.PARTICIPANTS,
    "agents": Quantifier.SEVERAL,
    "scope": Quantifier.SEVERAL,
    "reciprocity": Quantifier.SEVERAL,
    "base": Quantifier.STRONGLY_AGREED,
    "funding": Quantifier.SOME,
    "south-south": Quantifier.SOME,
    "participation": Quantifier.PARTICIPANTS,
    "counterparts": Quantifier.PARTICIPANTS,
    "influential": Quantifier.SOME,
    "reach": Quantifier.ANOTHER,
}
"""How strongly the original report says each thing."""


def points():
    return [point for item in read("reference_meeting")["agenda"] for point in item.get("points", ())]


def test_counts_give_the_strengths_of_the_original_report():
    counted = {point["key"]: quantifier_for(point["voices"], PRESENT) for point in points() if "key" in point}

    assert counted == STRENGTHS


def test_people_in_the_room():
    took_part = read("reference_meeting")["meeting"]["took_part"]

    assert took_part["last"] - took_part["first"] + 1 + len(read("people")["presenters"]) == PRESENT


@pytest.mark.parametrize("point", points(), ids=lambda point: point["text"][:40])
def test_every_point_can_become_part_of_a_sentence(point):
    grammar = wording_for("en").grammar

    assert analyse(" ".join(point["text"].split()), grammar).shape in {Shape.CLAUSE, Shape.NEED}


def test_the_five_themes_each_have_a_discussion_item():
    told = read("reference_meeting")
    discussed = [item["theme"] for item in told["agenda"] if item["kind"] == "discussion"]

    assert (
        discussed
        == [theme["key"] for theme in told["themes"]]
        == ["ecosystem", "scope", "silo", "participation", "counterparts"]
    )


def test_recommendations_come_from_points_and_ask_organisations_that_may_be_named():
    told = read("reference_meeting")["recommendations"]
    may_be_named = {each["short"] for each in read("registry")["organisations"] if each.get("named")}

    assert {key for each in told for key in each["points"]} <= set(STRENGTHS)
    assert {short for each in told for short in each["addressees"]} <= may_be_named
    assert all(set(each["action"]) >= {"title", "due", "indicator"} for each in told)


def test_the_registry_holds_the_frameworks_of_the_second_text():
    members = {"Mediterranean Dialogue": set(), "Istanbul Initiative": set()}
    for each in read("registry")["relationships"]:
        if each["kind"] == "member_of" and each["to"] in members:
            members[each["to"]] |= set(each["from"])

    assert members == {
        "Mediterranean Dialogue": {
            "Algeria",
            "Egypt",
            "Israel",
            "Jordan",
            "Mauritania",
            "Morocco",
            "Tunisia",
        },
        "Istanbul Initiative": {"Bahrain", "Kuwait", "Qatar", "UAE"},
    }


def test_every_relationship_has_a_kind_two_known_ends_and_a_source():
    told = read("registry")
    known = {each["short"] for each in told["organisations"]}
    for each in told["relationships"]:
        ends = {each["to"], *(each["from"] if isinstance(each["from"], list) else [each["from"]])}
        assert ends <= known
        assert each["kind"] in RelationshipKind.values
        assert each["reference"]


def test_every_kind_of_organisation_is_met():
    assert {each["kind"] for each in read("registry")["organisations"]} == set(OrganisationKind.values)


def test_people_who_are_not_named_by_the_source_are_numbers():
    told = read("people")
    synthetic = {each["short"] for each in read("registry")["organisations"] if "(synthetic)" in each["name"]}

    assert [each["name"] for each in told["presenters"]] == ["Fatmé Masri", "Jannie Lilja", "Anna Widestam"]
    assert set(told["participants"]) == set(range(1, 34))
    assert set(told["participants"].values()) <= synthetic
    assert all("(synthetic)" in each["name"] for each in told["staff"])


def test_made_up_meetings_say_so():
    others = read("other_meetings")
    titles = [meeting["title"] for series in others["earlier"] for meeting in series["meetings"]]
    titles += [others["follow_up"]["title"], others["upcoming"]["title"]]

    assert all(title.endswith("(synthetic)") for title in titles)


def test_no_real_address_stands_in_the_data():
    text = "".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.yaml"))

    assert set(re.findall(r"@([\w.-]+)", text)) == {"example.org"}
    assert set(re.findall(r"https?://([\w.-]+)", text)) == {"meet.example.org"}
