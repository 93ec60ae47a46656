"""Forms of the front door."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from stakeholders.forms.fields import ZoneField, site_languages
from stakeholders.models import User


class FirstRunForm(forms.Form):
    """Who administers this site."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    email = forms.EmailField(
        label=_("E-mail address"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
        help_text=_("At least 10 characters; neither a common word nor your own name."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )
    repeated_password = forms.CharField(
        label=_("Password again"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=True),
    )
    language = forms.ChoiceField(label=_("Language"), choices=site_languages)
    time_zone = ZoneField(
        label=_("Time zone"),
        initial="UTC",
        widget=forms.Select(attrs={"data-guess-time-zone": ""}),
        help_text=_("Meetings are shown in your time, with their own beside it."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and one that was typed differently the second time."""
        cleaned: dict[str, Any] = super().clean() or {}
        password = cleaned.get("password")
        if password:
            user = User(name=cleaned.get("name", ""), email=cleaned.get("email", ""))
            try:
                validate_password(password, user)
            except ValidationError as error:
                self.add_error("password", error)
            if cleaned.get("repeated_password") not in (None, password):
                self.add_error("repeated_password", _("The two passwords differ."))
        return cleaned
