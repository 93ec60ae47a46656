"""The form on the private page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .people import ANSWERS


class AnswerForm(forms.Form):
    """Somebody's own answer. ``asks_for_consent`` shows the question whether they agree to be named."""

    response = forms.ChoiceField(
        label=_("Your answer"),
        choices=ANSWERS,
        error_messages={"required": _("Please choose one of the answers.")},
    )
    message = forms.CharField(
        label=_("A message to the convener"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text=_("Only the team that convenes this meeting reads it."),
    )
    consents_to_be_named = forms.BooleanField(required=False)

    def __init__(self, *args: Any, asks_for_consent: bool, **kwargs: Any) -> None:
        """Leave the question out where nobody would be named anyway."""
        super().__init__(*args, **kwargs)
        if not asks_for_consent:
            del self.fields["consents_to_be_named"]
