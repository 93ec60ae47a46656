"""Addresses of the follow-up."""

from django.urls import path

from .views import actions, addressees, assessments, follow_up, recommendations, tracker

app_name = "recommendations"
urlpatterns = [
    path(
        "dialogues/<slug:dialogue>/<slug:slug>/follow-up/",
        follow_up.meeting_follow_up,
        name="meeting_follow_up",
    ),
    path(
        "dialogues/<slug:dialogue>/<slug:slug>/follow-up/new/",
        follow_up.recommendation_add,
        name="recommendation_add",
    ),
    path(
        "dialogues/<slug:dialogue>/<slug:slug>/follow-up/order/",
        follow_up.recommendation_move,
        name="recommendation_move",
    ),
    path("recommendations/", recommendations.recommendation_list, name="recommendation_list"),
    path("recommendations/<uuid:uuid>/", recommendations.recommendation_detail, name="recommendation_detail"),
    path(
        "recommendations/<uuid:uuid>/edit/", recommendations.recommendation_edit, name="recommendation_edit"
    ),
    path(
        "recommendations/<uuid:uuid>/agree/",
        recommendations.recommendation_agree,
        name="recommendation_agree",
    ),
    path(
        "recommendations/<uuid:uuid>/withdraw/",
        recommendations.recommendation_withdraw,
        name="recommendation_withdraw",
    ),
    path(
        "recommendations/<uuid:uuid>/framings/",
        recommendations.recommendation_frame,
        name="recommendation_frame",
    ),
    path(
        "recommendations/<uuid:uuid>/framings/remove/", recommendations.framing_remove, name="framing_remove"
    ),
    path("recommendations/<uuid:uuid>/addressees/", addressees.addressee_add, name="addressee_add"),
    path("recommendations/<uuid:uuid>/actions/", actions.action_add, name="action_add"),
    path("recommendations/<uuid:uuid>/assessments/", assessments.assessment_add, name="assessment_add"),
    path("addressees/<uuid:uuid>/answer/", addressees.answer_edit, name="answer_edit"),
    path("addressees/<uuid:uuid>/remove/", addressees.addressee_remove, name="addressee_remove"),
    path("actions/", actions.action_list, name="action_list"),
    path("actions/<uuid:uuid>/", actions.action_edit, name="action_edit"),
    path("tracker/", tracker.tracker, name="tracker"),
    path("tracker/<uuid:uuid>/", tracker.tracker_detail, name="tracker_detail"),
]
