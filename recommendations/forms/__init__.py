"""Forms of recommendations and of what becomes of them."""

from .actions import ActionForm, NewActionForm
from .follow_up import AddresseeForm, AnswerForm, AssessmentForm
from .recommendations import FramingForm, NewRecommendationForm, RecommendationForm

__all__ = [
    "ActionForm",
    "AddresseeForm",
    "AnswerForm",
    "AssessmentForm",
    "FramingForm",
    "NewActionForm",
    "NewRecommendationForm",
    "RecommendationForm",
]
