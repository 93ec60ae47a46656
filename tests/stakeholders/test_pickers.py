from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from stakeholders.models import Organisation
from stakeholders.pickers import ORGANISATIONS, PEOPLE, SECTORS, MultiplePickerField, PickerField
from tests.factories import (
    AffiliationFactory,
    OrganisationFactory,
    PersonFactory,
    TeamUserFactory,
    UserFactory,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from stakeholders.models import User

pytestmark = pytest.mark.django_db


class OneForm(forms.Form):
    who = PickerField(ORGANISATIONS)


class OptionalForm(forms.Form):
    who = PickerField(ORGANISATIONS, required=False)


class ManyForm(forms.Form):
    who = MultiplePickerField(ORGANISATIONS)


def sent(query: str) -> QueryDict:
    return QueryDict(query)


def cleaned(form: forms.Form) -> Any:
    assert form.is_valid(), form.errors
    return form.cleaned_data["who"]


@pytest.fixture
def sweden() -> Organisation:
    return OrganisationFactory(
        name="Government of Sweden", slug="sweden", short_name="Sweden", aliases=["السويد"]
    )


# --- suggestions


def test_suggests_matching_names_those_that_begin_so_first() -> None:
    inside = OrganisationFactory(name="A new peace institute")
    begins = OrganisationFactory(name="Peace Forum")
    alias = OrganisationFactory(name="Zebra", aliases=["Peace House"])
    OrganisationFactory(name="Peace Past", archived_at=timezone.now())
    assert ORGANISATIONS.suggest("peac") == [begins, alias, inside]
    assert ORGANISATIONS.suggest("p") == []
    assert ORGANISATIONS.suggest(" ") == []
    assert len(ORGANISATIONS.suggest("peace", 2)) == 2


def test_people_are_told_apart_by_where_they_belong() -> None:
    person = PersonFactory(name="Participant 07", country="Jordan")
    AffiliationFactory(person=person, organisation__name="Example Institute")
    AffiliationFactory(person=person, organisation__name="Past Institute", ended_on=timezone.localdate())
    item = PEOPLE.item(PEOPLE.suggest("particip")[0])
    assert (item.value, item.label, item.hint) == (
        str(person.uuid),
        "Participant 07",
        "Example Institute · Jordan",
    )


def test_suggestions_are_for_the_team(
    client: Client, sign_in: Callable[[User], Client], sweden: Organisation
) -> None:
    url = "/registry/suggestions/organisations/?q=swed"
    assert client.get(url).headers["Location"].startswith(reverse("account_login"))
    assert sign_in(UserFactory()).get(url).status_code == 404
    team = sign_in(TeamUserFactory())
    answer = team.get(url)
    assert answer.json() == {
        "items": [
            {
                "value": "sweden",
                "label": "Government of Sweden",
                "hint": "Sweden · Civil society organisation",
            }
        ]
    }
    assert "no-store" in answer.headers["Cache-Control"]
    assert team.get("/registry/suggestions/organisations/").json() == {"items": []}
    assert team.get("/registry/suggestions/secrets/?q=swed").status_code == 404
    assert team.post(url).status_code == 405


# --- one


def test_the_key_that_a_script_chose_counts_with_its_name(sweden: Organisation) -> None:
    OrganisationFactory(name="Government of Sweden", slug="namesake", country="Elsewhere")
    assert cleaned(OneForm(sent("who=sweden&who-text=Government of Sweden"))) == sweden
    assert cleaned(OneForm(sent("who=sweden"))) == sweden
    assert cleaned(OneForm({"who": "sweden"})) == sweden


@pytest.mark.parametrize("text", ["government of sweden", "SWEDEN", "السّويد"])
def test_a_name_alone_is_enough_where_it_is_exact(sweden: Organisation, text: str) -> None:
    assert cleaned(OneForm(sent(f"who=&who-text={text}"))) == sweden


def test_a_new_name_beats_the_key_of_the_old_choice(sweden: Organisation) -> None:
    norway = OrganisationFactory(name="Norway", slug="norway")
    assert cleaned(OneForm(sent("who=sweden&who-text=Norway"))) == norway


def test_an_inexact_name_is_asked_about(sweden: Organisation) -> None:
    other = OrganisationFactory(name="Church of Sweden", slug="church")
    form = OneForm(sent("who-text=of swed"))
    assert form.errors["who"] == ["Which of these is “of swed”?"]
    page = str(form["who"])
    assert 'value="of swed"' in page
    assert 'name="who-choice" value="sweden"' in page
    assert 'name="who-choice" value="church"' in page
    assert cleaned(OneForm(sent("who-text=of swed&who-choice=church"))) == other


def test_what_is_not_there_is_said(sweden: Organisation) -> None:
    assert OneForm(sent("who-text=Atlantis")).errors["who"] == ["Nothing in the registry matches “Atlantis”."]
    assert OneForm(sent("who=atlantis")).errors["who"] == ["This is not in the registry any more."]
    assert OneForm(sent("who-text=")).errors["who"] == ["This field is required."]
    assert cleaned(OptionalForm(sent("who=sweden&who-text="))) is None
    assert cleaned(OptionalForm(sent(""))) is None


def test_a_wrong_key_is_no_error_of_ours() -> None:
    class PersonForm(forms.Form):
        who = PickerField(PEOPLE)

    assert PersonForm(sent("who=no-uuid")).errors["who"] == ["This is not in the registry any more."]


def test_shows_what_was_chosen_before(sweden: Organisation) -> None:
    for initial in (sweden, sweden.pk):
        page = str(OneForm(initial={"who": initial})["who"])
        assert 'name="who" value="sweden"' in page
        assert 'value="Government of Sweden"' in page


def test_knows_what_has_changed(sweden: Organisation) -> None:
    norway = OrganisationFactory(name="Norway", slug="norway")
    same = OneForm(sent("who=sweden&who-text=Government of Sweden"), initial={"who": sweden.pk})
    assert not same.has_changed()
    assert OneForm(sent("who-text=Norway"), initial={"who": sweden}).has_changed()
    assert OneForm(sent("who-text=Atlantis"), initial={"who": norway}).has_changed()


# --- several


def test_several_by_keys_and_by_names(sweden: Organisation) -> None:
    norway, iraq = (
        OrganisationFactory(name="Norway", slug="norway"),
        OrganisationFactory(name="Iraq", slug="iraq"),
    )
    assert cleaned(ManyForm(sent("who=norway&who=sweden&who-text=iraq; sweden"))) == [norway, sweden, iraq]
    assert cleaned(ManyForm({"who": ["norway"]})) == [norway]


def test_each_inexact_name_is_asked_about_once(sweden: Organisation) -> None:
    OrganisationFactory(name="Church of Sweden", slug="church")
    norway = OrganisationFactory(name="Norway", slug="norway")
    form = ManyForm(sent("who-text=norway; swed; atlantis"))
    assert form.errors["who"] == ["Which of these is “swed”?", "Nothing in the registry matches “atlantis”."]
    page = str(form["who"])
    assert 'value="norway" checked' in page
    assert 'value="swed; atlantis"' in page
    answered = ManyForm(sent("who=norway&who-text=swed&who-choice=church"))
    assert [one.slug for one in cleaned(answered)] == ["norway", "church"]
    assert cleaned(answered)[0] == norway


def test_several_are_shown_with_their_boxes_ticked(sweden: Organisation) -> None:
    page = str(ManyForm(initial={"who": [sweden]})["who"])
    assert 'name="who" value="sweden" checked' in page
    assert ManyForm(sent("who-text=")).errors["who"] == ["This field is required."]


def test_sectors_can_be_picked_too() -> None:
    assert SECTORS.suggest("zz") == []
