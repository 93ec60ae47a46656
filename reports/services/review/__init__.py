"""The way of a report through other hands."""

from .answers import answer_comment, take_over_suggestion
from .approval import approve_report, refuse_before_publication, set_review_policy
from .comments import (
    Words,
    comment_as_member,
    comment_as_participant,
    comment_without_name,
    say_done,
    take_back,
)
from .rounds import close_review, extend_review, open_review, tend_reviews

__all__ = [
    "Words",
    "answer_comment",
    "approve_report",
    "close_review",
    "comment_as_member",
    "comment_as_participant",
    "comment_without_name",
    "extend_review",
    "open_review",
    "refuse_before_publication",
    "say_done",
    "set_review_policy",
    "take_back",
    "take_over_suggestion",
    "tend_reviews",
]
