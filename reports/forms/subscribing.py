"""Hearing of new reports by mail."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy


class SubscribeForm(forms.Form):
    """Where to write to."""

    email = forms.EmailField(
        label=gettext_lazy("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
        help_text=gettext_lazy("It is used for this and nothing else, and forgotten when you leave."),
    )
