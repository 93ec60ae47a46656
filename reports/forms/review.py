"""Reviews: opening one, commenting, answering, and what a dialogue asks."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from reports.enums import CommentOutcome
from reports.forms.editing import TypedField
from reports.models import ReviewPolicy

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from reports.selectors.review import Place

LONGEST = 4000
_LAST_MINUTE = time(23, 59)


class ClosingField(forms.DateField):
    """The last day of a review."""

    def __init__(self, **kwargs: Any) -> None:
        """Ask with the browser's own calendar."""
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        super().__init__(**kwargs)


class _ClosingForm(forms.Form):
    """What closes at the end of a day, on the meeting's clock."""

    def __init__(self, data: Any = None, *, zone: ZoneInfo, **kwargs: Any) -> None:
        """Remember on whose clock the day ends."""
        super().__init__(data, **kwargs)
        self.zone = zone

    def clean(self) -> dict[str, Any]:
        """Return the end of the day."""
        cleaned: dict[str, Any] = super().clean() or {}
        if day := cleaned.get("closes_at"):
            cleaned["closes_at"] = datetime.combine(day, _LAST_MINUTE, tzinfo=self.zone)
            if cleaned["closes_at"] <= timezone.now():
                self.add_error("closes_at", gettext_lazy("That day is over."))
        return cleaned


class OpenReviewForm(_ClosingForm):
    """A word to the readers, and until when."""

    closes_at = ClosingField(
        label=gettext_lazy("Last day"),
        help_text=gettext_lazy("It closes by itself at the end of that day, on the clock of the meeting."),
    )
    message = forms.CharField(
        label=gettext_lazy("A word to the readers"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("It stands in the mail and above the draft."),
    )

    def __init__(self, data: Any = None, *, zone: ZoneInfo, days: int) -> None:
        """Begin with as many days as the dialogue gives."""
        day = timezone.now().astimezone(zone).date() + timedelta(days=days)
        super().__init__(data, zone=zone, initial={"closes_at": day})


class ExtendReviewForm(_ClosingForm):
    """A later last day."""

    closes_at = ClosingField(label=gettext_lazy("New last day"))


class CommentForm(forms.Form):
    """A comment, and another wording where there is a text to put in other words."""

    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
    suggestion = TypedField(
        label=gettext_lazy("Another wording, if you have one"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
        help_text=gettext_lazy(
            "The text as it stands, for you to change. Signs such as *stars* around words make them slanted or bold."
        ),
    )

    def __init__(self, data: Any = None, *, place: Place) -> None:
        """Begin with the text as it was shown."""
        super().__init__(data, initial={"suggestion": place.text})
        if not place.text:
            del self.fields["suggestion"]

    def said(self) -> tuple[str, str]:
        """Return the comment and the suggested wording."""
        return self.cleaned_data["text"], self.cleaned_data.get("suggestion", "")


class ObjectionForm(forms.Form):
    """What is wrong about how somebody's words are rendered."""

    text = forms.CharField(
        label=gettext_lazy("What is not rendered rightly"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )


class AnswerCommentForm(forms.Form):
    """What became of a comment."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"), choices=CommentOutcome.choices, widget=forms.RadioSelect
    )
    answer = forms.CharField(
        label=gettext_lazy("Answer"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


class ReviewPolicyForm(forms.ModelForm):  # type: ignore[type-arg]  # ModelForm is not generic at run time
    """What a dialogue asks of its reports."""

    class Meta:
        model = ReviewPolicy
        fields = ("needs_participants", "needs_second_person", "days")

    def __init__(self, data: Any = None, *, policy: ReviewPolicy) -> None:
        """Begin with what holds."""
        super().__init__(data, instance=policy)
