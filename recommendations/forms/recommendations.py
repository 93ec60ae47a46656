"""Forms that make, reword and reframe recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.models import Point, Theme
from dialogues.point_text import without_notes
from recommendations.models import Framing
from stakeholders.pickers import ORGANISATIONS, MultiplePickerField

from .actions import FirstActionFields

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dialogues.models import Meeting
    from recommendations.models import Recommendation
    from recommendations.selectors import CandidatePoint


class PointsField(forms.ModelMultipleChoiceField[Point]):
    """Points of a meeting that may leave the room; who said them is not read."""

    def label_from_instance(self, obj: Point) -> str:
        """Return what was said."""
        return obj.text


class RecommendationForm(forms.Form):
    """What is recommended, about which themes, and the points it comes from."""

    text = forms.CharField(
        label=_("Recommendation"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("One thing that somebody can do. Names nobody who has not agreed to be named."),
    )
    themes = forms.ModelMultipleChoiceField(
        label=_("Themes"),
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    points = PointsField(
        label=_("Points it comes from"),
        queryset=Point.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer the themes of the dialogue and the points of ``meeting``."""
        super().__init__(*args, **kwargs)
        self.fields["themes"].queryset = Theme.objects.filter(dialogue=meeting.dialogue_id)  # type: ignore[attr-defined]
        self.fields["points"].queryset = (  # type: ignore[attr-defined]
            Point.objects.reportable()
            .filter(agenda_item__meeting=meeting)
            .only("uuid", "text")
            .order_by("agenda_item__position", "position", "uuid")
        )

    @staticmethod
    def values_of(recommendation: Recommendation) -> dict[str, Any]:
        """Return what the form shows of a recommendation that is there."""
        return {
            "text": recommendation.text,
            "themes": list(recommendation.themes.values_list("pk", flat=True)),
            "points": list(recommendation.points.values_list("pk", flat=True)),
        }


class NewRecommendationForm(FirstActionFields, RecommendationForm):
    """A recommendation with whom it asks and the first step towards it, in one go."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    addressees = MultiplePickerField(
        ORGANISATIONS,
        label=_("Addressees"),
        required=False,
        help_text=_("The organisations that are asked. Each can answer for itself."),
    )

    @staticmethod
    def values_from(points: Iterable[CandidatePoint]) -> dict[str, Any]:
        """Return what the form starts with when it is made from ``points``: their words, their themes."""
        tallies = [point.tally for point in points]
        return {
            "uuid": uuid4(),
            "text": "\n".join(without_notes(tally.text) for tally in tallies),
            "themes": list({tally.theme_id for tally in tallies if tally.theme_id}),
            "points": [tally.uuid for tally in tallies],
        }


class FramingForm(forms.Form):
    """The same in other words."""

    audience = forms.CharField(
        label=_("For whom"),
        max_length=Framing._meta.get_field("audience").max_length,  # noqa: SLF001 - the public name of a model
        help_text=_("For example: ministries of finance; a general newspaper."),
    )
    text = forms.CharField(label=_("In other words"), widget=forms.Textarea(attrs={"rows": 4}))
