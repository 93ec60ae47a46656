"""The forms of a poll."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import PointKind
from dialogues.point_text import MAX_TEXT
from dialogues.services.polls import FEWEST_OPTIONS, MOST_OPTIONS
from stakeholders.forms.fields import LinesField

MAX_OPTION = 120


class PollForm(forms.Form):
    """A question and what can be answered."""

    question = forms.CharField(
        label=gettext_lazy("Question"),
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    options = LinesField(
        label=gettext_lazy("Answers to choose from"),
        help_text=gettext_lazy("Two to six, each on a line of its own."),
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def clean_options(self) -> list[str]:
        """Return two to six answers, none of them too long to be a button."""
        options: list[str] = self.cleaned_data["options"]
        if len(options) < FEWEST_OPTIONS:
            raise forms.ValidationError(_("Give at least two different answers, each on a line of its own."))
        if len(options) > MOST_OPTIONS:
            raise forms.ValidationError(_("Give six answers at most: more do not fit on a phone."))
        for option in options:
            if len(option) > MAX_OPTION:
                raise forms.ValidationError(
                    _("“%(start)s …” is too long: an answer has %(most)d letters at most.")
                    % {"start": option[:20], "most": MAX_OPTION}
                )
        return options


class AnswerForm(forms.Form):
    """What a voice chose."""

    option = forms.UUIDField()


class OutcomeForm(forms.Form):
    """The outcome of a poll as a point on the record."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=gettext_lazy("What goes on record"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=PointKind.choices, initial=PointKind.OBSERVATION
    )
    hands = forms.IntegerField(
        label=gettext_lazy("How many"),
        min_value=0,
        max_value=5000,
        required=False,
        help_text=gettext_lazy("Kept as a show of hands. Leave it empty where no number is to be told."),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
