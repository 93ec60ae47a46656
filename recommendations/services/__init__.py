"""Every write to recommendations, what they ask, what is done about them and how that is judged."""

from .actions import NewAction, add_action, update_action
from .addressees import add_addressee, record_answer, remove_addressee
from .assessments import assess_recommendation
from .recommendations import (
    agree_recommendation,
    edit_recommendation,
    frame_recommendation,
    make_recommendation,
    move_recommendation,
    publish_recommendations,
    withdraw_recommendation,
)

__all__ = [
    "NewAction",
    "add_action",
    "add_addressee",
    "agree_recommendation",
    "assess_recommendation",
    "edit_recommendation",
    "frame_recommendation",
    "make_recommendation",
    "move_recommendation",
    "publish_recommendations",
    "record_answer",
    "remove_addressee",
    "update_action",
    "withdraw_recommendation",
]
