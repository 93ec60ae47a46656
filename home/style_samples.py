"""Forms that exist only to be shown at the style page."""

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.enums import AttributionRule, MeetingStatus


class SampleForm(forms.Form):
    """One field of each sort that forms here have."""

    title = forms.CharField(label=_("Title"), max_length=200, help_text=_("As it stands on the invitation."))
    about = forms.CharField(
        label=_("What it is about"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    starts = forms.DateTimeField(
        label=_("Starts"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    status = forms.ChoiceField(label=_("Status"), choices=MeetingStatus.choices)
    rule = forms.ChoiceField(
        label=_("Attribution rule"), choices=AttributionRule.choices, widget=forms.RadioSelect
    )
    remind = forms.BooleanField(label=_("Remind people two days before"), required=False)
