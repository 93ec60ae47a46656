"""Forms of reports."""

from .drafts import PreviousForm, StartForm
from .editing import FrontForm, ParagraphForm, SectionForm
from .look import LookForm
from .publishing import EmbargoForm, FingerprintForm, PublishForm, ReadersForm, WithdrawForm, WithholdForm
from .review import (
    AnswerCommentForm,
    CommentForm,
    ExtendReviewForm,
    ObjectionForm,
    OpenReviewForm,
    ReviewPolicyForm,
)
from .subscribing import SubscribeForm

__all__ = [
    "AnswerCommentForm",
    "CommentForm",
    "EmbargoForm",
    "ExtendReviewForm",
    "FingerprintForm",
    "FrontForm",
    "LookForm",
    "ObjectionForm",
    "OpenReviewForm",
    "ParagraphForm",
    "PreviousForm",
    "PublishForm",
    "ReadersForm",
    "ReviewPolicyForm",
    "SectionForm",
    "StartForm",
    "SubscribeForm",
    "WithdrawForm",
    "WithholdForm",
]
