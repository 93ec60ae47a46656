"""A small network: two dialogues, three sectors, meetings and relationships."""

import pytest
from django.core.cache import cache

from dialogues.enums import MeetingStatus
from stakeholders.enums import RelationshipKind
from tests.factories import (
    DialogueFactory,
    MeetingFactory,
    OrganisationFactory,
    ParticipationFactory,
    RelationshipFactory,
    SectorFactory,
    TeamMemberFactory,
)


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()


@pytest.fixture
def sectors(db):
    return {name: SectorFactory(name=name, slug=name.lower()) for name in ("Faith", "Migration", "WPS")}


@pytest.fixture
def organisations(sectors):
    return {
        name: OrganisationFactory(name=name, slug=name.lower(), primary_sector=sectors[sector])
        for name, sector in (
            ("Alpha", "WPS"),
            ("Beta", "WPS"),
            ("Gamma", "Migration"),
            ("Delta", "Migration"),
            ("Epsilon", "Faith"),
            ("Zeta", "Faith"),
        )
    }


@pytest.fixture
def dialogue(db):
    return DialogueFactory(title="Women, peace and security", slug="wps")


@pytest.fixture
def convener(dialogue):
    return TeamMemberFactory(dialogue=dialogue).user


def hold(dialogue, *present, absent=(), **meeting):
    """A meeting that has ended, with one person for each organisation."""
    held = MeetingFactory(dialogue=dialogue, status=MeetingStatus.ENDED, **meeting)
    for organisation in present:
        ParticipationFactory(meeting=held, organisation=organisation, attended=True)
    for organisation in absent:
        ParticipationFactory(meeting=held, organisation=organisation, attended=False)
    return held


@pytest.fixture
def network(dialogue, organisations):
    """Alpha, Beta and Gamma met; Gamma and Delta are partners; Epsilon and Zeta met elsewhere."""
    of = organisations
    hold(dialogue, of["Alpha"], of["Beta"], of["Gamma"], absent=[of["Epsilon"]])
    hold(DialogueFactory(slug="other"), of["Epsilon"], of["Zeta"])
    RelationshipFactory(source=of["Gamma"], target=of["Delta"], kind=RelationshipKind.PARTNERS_WITH)
    return of
