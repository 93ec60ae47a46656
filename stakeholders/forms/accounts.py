"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from stakeholders.enums import AccountRole
from stakeholders.models import User
from stakeholders.pickers import PEOPLE, PickerField

from .fields import ZoneField, site_languages

ROLE_IN_WORDS = {
    AccountRole.PARTICIPANT: _(
        "Sees their own meetings and reports. Most participants need no account at all."
    ),
    AccountRole.TEAM: _(
        "Reads and edits the registry and opens dialogues; sees the dialogues whose team they are on."
    ),
    AccountRole.ADMINISTRATOR: _(
        "Sees every dialogue, invites people to accounts and reads the audit trail."
    ),
}


def _roles() -> list[tuple[str, str]]:
    return [
        (role.value, format_html("<strong>{}</strong><br>{}", role.label, ROLE_IN_WORDS[role]))
        for role in AccountRole
    ]


class InviteForm(forms.Form):
    """Whom to invite to an account."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(
        label=_("Role"), choices=_roles, widget=forms.RadioSelect, initial=AccountRole.TEAM
    )
    language = forms.ChoiceField(label=_("Language of the mail"), choices=site_languages)
    person = PickerField(
        PEOPLE,
        label=_("Person in the registry"),
        required=False,
        help_text=_("Where the account belongs to somebody who is invited to meetings."),
    )


class AccountForm(forms.Form):
    """What an administrator changes about an account."""

    role = forms.ChoiceField(label=_("Role"), choices=_roles, widget=forms.RadioSelect)
    person = PickerField(
        PEOPLE,
        label=_("Person in the registry"),
        required=False,
        help_text=_("The account shows this person's meetings."),
    )


class AcceptInvitationForm(forms.Form):
    """How somebody opens the account that they were invited to."""

    name = forms.CharField(
        label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    password = forms.CharField(
        label=_("Password"),
        strip=False,
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
        widget=forms.Select(attrs={"data-guess-time-zone": ""}),
        help_text=_("Meetings are shown in your time, with their own beside it."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        """Open the account of ``user``."""
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["password"].help_text = " ".join(password_validators_help_texts())

    def clean(self) -> dict[str, Any]:
        """Refuse a weak password, and one that was typed differently the second time."""
        cleaned: dict[str, Any] = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                validate_password(password, User(name=cleaned.get("name", ""), email=self.user.email))
            except ValidationError as error:
                self.add_error("password", error)
            if cleaned.get("repeated_password") not in {None, password}:
                self.add_error("repeated_password", _("The two passwords differ."))
        return cleaned
