"""The lists of recommendations and of actions, and what their exports write."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from stakeholders.listing import Column, Listing

from .filters import ActionFilter, RecommendationFilter
from .models import Action, Recommendation
from .selectors import implementation_of_recommendation


def _answers(recommendation: Recommendation) -> str:
    return "; ".join(
        f"{each.organisation.name} ({each.get_answer_display()})" for each in recommendation.addressees.all()
    )


class RecommendationList(Listing[Recommendation]):
    """All recommendations of one's dialogues."""

    template = "recommendations/recommendation_list.html"
    filterset_class = RecommendationFilter
    columns = (
        Column("code", _("Reference"), lambda row: row.code, sort=("code",)),
        Column("text", _("Recommendation"), lambda row: row.text, in_page=False),
        Column("dialogue", _("Dialogue"), lambda row: row.meeting.dialogue.title, in_page=False),
        Column("meeting", _("Meeting"), lambda row: row.meeting.title, in_page=False),
        Column(
            "themes",
            _("Themes"),
            lambda row: "; ".join(theme.name for theme in row.themes.all()),
            in_page=False,
        ),
        Column("addressees", _("Addressees and answers"), _answers),
        Column(
            "implementation",
            _("Carried out"),
            lambda row: implementation_of_recommendation(row).index,
        ),
        Column("open_actions", _("Open actions"), lambda row: row.open_actions, in_page=False),
        Column("next_due", _("Next date"), lambda row: row.next_due, sort=("next_due",)),
        Column("made_on", _("Made on"), lambda row: row.made_on, sort=("made_on",), in_page=False),
        Column("status", _("Status"), lambda row: row.get_status_display(), sort=("status",)),
    )
    default_sort = "-code"
    file_name = "recommendations"
    export_permission = "recommendations.export_recommendations"


class ActionList(Listing[Action]):
    """All actions of one's dialogues. An export does not name the responsible person: it may leave the team."""

    template = "recommendations/action_list.html"
    filterset_class = ActionFilter
    columns = (
        Column("title", _("Action"), lambda row: row.title, sort=("search_key",)),
        Column(
            "recommendations",
            _("Recommendations"),
            lambda row: "; ".join(each.code for each in row.seen_recommendations),
        ),
        Column(
            "owner",
            _("Responsible"),
            lambda row: row.owner_organisation.name if row.owner_organisation else "",
            sort=("owner_organisation__name",),
        ),
        Column("indicator", _("Indicator"), lambda row: row.indicator, in_page=False),
        Column("due", _("Due"), lambda row: row.due_on, sort=("due_on",)),
        Column("status", _("Status"), lambda row: row.get_status_display(), sort=("status",)),
        Column("progress", _("Progress"), lambda row: row.progress, in_page=False),
    )
    default_sort = "due"
    file_name = "actions"
    export_permission = "recommendations.export_recommendations"
