"""Addressees, answers, actions and assessments."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from recommendations.enums import ActionStatus, Answer, Completion, RecommendationStatus
from recommendations.exceptions import NotOpenToChangeError
from recommendations.models import Action
from recommendations.services import (
    NewAction,
    add_action,
    add_addressee,
    assess_recommendation,
    frame_recommendation,
    record_answer,
    remove_addressee,
    update_action,
)
from stakeholders.exceptions import DomainError
from stakeholders.models import AuditEntry
from tests.factories import (
    ActionFactory,
    AddresseeFactory,
    OrganisationFactory,
    PersonFactory,
    RecommendationFactory,
    TeamUserFactory,
)

pytestmark = pytest.mark.django_db


def trail() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def test_asked_once() -> None:
    recommendation, organisation, actor = RecommendationFactory(), OrganisationFactory(), TeamUserFactory()

    first = add_addressee(recommendation=recommendation, organisation=organisation, actor=actor)
    second = add_addressee(recommendation=recommendation, organisation=organisation, actor=actor)

    assert first == second
    assert (first.answer, first.answered_on) == (Answer.AWAITING, None)
    assert trail() == ["addressee.added"]


def test_an_answer_is_dated_and_can_be_taken_back() -> None:
    addressee, actor = AddresseeFactory(), TeamUserFactory()

    answered = record_answer(
        addressee=addressee, answer=Answer.PARTLY, answer_text=" Within our budget. ", actor=actor
    )
    assert (answered.answer, answered.answer_text, answered.answered_on) == (
        Answer.PARTLY,
        "Within our budget.",
        timezone.localdate(),
    )

    taken_back = record_answer(addressee=addressee, answer="awaiting", answer_text="ignored", actor=actor)
    assert (taken_back.answer, taken_back.answer_text, taken_back.answered_on) == (Answer.AWAITING, "", None)
    assert AuditEntry.objects.order_by("pk")[0].changes == {
        "answer": ["awaiting", "partly"],
        "organisation": addressee.organisation.slug,
    }


def test_an_answer_from_the_future_is_refused() -> None:
    addressee = AddresseeFactory()

    with pytest.raises(DomainError) as error:
        record_answer(
            addressee=addressee,
            answer=Answer.ACCEPTED,
            answered_on=timezone.localdate() + timedelta(days=1),
            actor=TeamUserFactory(),
        )

    addressee.refresh_from_db()
    assert (error.value.field, addressee.answer) == ("answered_on", Answer.AWAITING)


def test_who_has_not_answered_can_be_taken_off() -> None:
    waiting = AddresseeFactory()
    answered = AddresseeFactory(
        recommendation=waiting.recommendation, answer=Answer.NOTED, answered_on=date(2026, 1, 1)
    )
    actor = TeamUserFactory()

    for _ in range(2):
        remove_addressee(addressee=waiting, actor=actor)
    with pytest.raises(NotOpenToChangeError):
        remove_addressee(addressee=answered, actor=actor)

    assert list(waiting.recommendation.addressees.all()) == [answered]
    assert trail() == ["addressee.removed"]


def test_one_action_carries_out_several_recommendations() -> None:
    recommendations = RecommendationFactory.create_batch(2)
    action = NewAction(title="Meet", due_on=date(2027, 1, 1), owner_person=PersonFactory())
    actor = TeamUserFactory()

    made = add_action(recommendations=recommendations, action=action, actor=actor)
    again = add_action(recommendations=recommendations, action=action, actor=actor)

    assert made == again
    assert set(made.recommendations.all()) == set(recommendations)
    assert made.status == ActionStatus.PLANNED
    assert trail() == ["action.added"]


def test_an_action_needs_an_owner_and_a_recommendation() -> None:
    nobody = NewAction(title="Meet", due_on=date(2027, 1, 1))
    somebody = NewAction(title="Meet", due_on=date(2027, 1, 1), owner_organisation=OrganisationFactory())

    with pytest.raises(DomainError) as no_owner:
        add_action(recommendations=[RecommendationFactory()], action=nobody, actor=TeamUserFactory())
    with pytest.raises(DomainError) as no_recommendation:
        add_action(recommendations=[], action=somebody, actor=TeamUserFactory())

    assert (no_owner.value.field, no_recommendation.value.field) == ("owner_organisation", "recommendations")
    assert not Action.objects.exists()


def values_of(action: Action, **changed: Any) -> dict[str, Any]:
    return {
        "title": action.title,
        "due_on": action.due_on,
        "owner_organisation": action.owner_organisation,
        "owner_person": action.owner_person,
        "indicator": action.indicator,
        "status": action.status,
        "progress": action.progress,
        "recommendations": list(action.recommendations.all()),
    } | changed


def test_an_update_writes_down_what_changed() -> None:
    recommendation, another = RecommendationFactory.create_batch(2)
    action = ActionFactory(recommendations=[recommendation])

    updated = update_action(
        action=action,
        actor=TeamUserFactory(),
        **values_of(
            action,
            status=ActionStatus.DONE,
            progress=" It is done. ",
            recommendations=[recommendation, another],
        ),
    )

    assert (updated.status, updated.progress, updated.is_unfinished) == (
        ActionStatus.DONE,
        "It is done.",
        False,
    )
    assert set(updated.recommendations.all()) == {recommendation, another}
    assert AuditEntry.objects.get().changes == {
        "status": ["planned", "done"],
        "progress": ["", "It is done."],
    }


def test_an_update_keeps_somebody_responsible() -> None:
    action = ActionFactory(recommendations=[RecommendationFactory()])

    with pytest.raises(DomainError):
        update_action(action=action, actor=TeamUserFactory(), **values_of(action, owner_organisation=None))

    action.refresh_from_db()
    assert action.owner_organisation is not None


def test_a_second_judgement_of_the_day_replaces_the_first() -> None:
    recommendation, assessor, actor = RecommendationFactory(), OrganisationFactory(), TeamUserFactory()

    assess_recommendation(
        recommendation=recommendation, assessor=assessor, completion=Completion.NOT_STARTED, actor=actor
    )
    assess_recommendation(
        recommendation=recommendation,
        assessor=assessor,
        completion=Completion.LIMITED,
        evidence="A pilot runs.",
        actor=actor,
    )

    judged = recommendation.assessments.get()
    assert (judged.completion, judged.evidence, judged.assessed_on, judged.entered_by) == (
        Completion.LIMITED,
        "A pilot runs.",
        timezone.localdate(),
        actor,
    )


@pytest.mark.parametrize("completion", [Completion.LIMITED, Completion.SUBSTANTIAL, Completion.COMPLETE])
def test_progress_needs_evidence(completion: Completion) -> None:
    recommendation = RecommendationFactory()

    with pytest.raises(DomainError) as error:
        assess_recommendation(
            recommendation=recommendation,
            assessor=OrganisationFactory(),
            completion=completion,
            evidence=" ",
            actor=TeamUserFactory(),
        )

    assert (error.value.field, recommendation.assessments.count()) == ("evidence", 0)


def test_a_judgement_from_the_future_is_refused() -> None:
    with pytest.raises(DomainError) as error:
        assess_recommendation(
            recommendation=RecommendationFactory(),
            assessor=OrganisationFactory(),
            completion=Completion.NOT_STARTED,
            assessed_on=timezone.localdate() + timedelta(days=1),
            actor=TeamUserFactory(),
        )

    assert error.value.field == "assessed_on"


def test_nothing_about_a_withdrawn_recommendation_changes() -> None:
    recommendation = RecommendationFactory(status=RecommendationStatus.WITHDRAWN)
    addressee = AddresseeFactory(recommendation=recommendation)
    organisation, actor = OrganisationFactory(), TeamUserFactory()
    action = NewAction(title="Meet", due_on=date(2027, 1, 1), owner_organisation=organisation)

    for attempt in (
        lambda: add_addressee(recommendation=recommendation, organisation=organisation, actor=actor),
        lambda: remove_addressee(addressee=addressee, actor=actor),
        lambda: record_answer(addressee=addressee, answer=Answer.ACCEPTED, actor=actor),
        lambda: add_action(recommendations=[recommendation], action=action, actor=actor),
        lambda: frame_recommendation(recommendation=recommendation, audience="All", text="Do.", actor=actor),
        lambda: assess_recommendation(
            recommendation=recommendation,
            assessor=organisation,
            completion=Completion.NOT_STARTED,
            actor=actor,
        ),
    ):
        with pytest.raises(NotOpenToChangeError):
            attempt()

    assert trail() == []
