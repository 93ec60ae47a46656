"""What people may change about their own account."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from stakeholders.models import User

from .fields import ZoneField, site_languages


class ProfileForm(forms.ModelForm[User]):
    """Name, language and time zone."""

    class Meta:
        model = User
        fields = ("name", "language", "time_zone")
        help_texts = {
            "name": _("As your colleagues should see it."),
            "language": _("For pages and mails."),
            "time_zone": _("Meetings are shown on your clock, with their own beside it."),
        }
        widgets = {"name": forms.TextInput(attrs={"autocomplete": "name"})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer languages by their own names; keep a time zone that a newer database has dropped."""
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(
            label=_("Language"),
            choices=[("", _("As my browser asks for it")), *site_languages()],
            required=False,
            help_text=self.fields["language"].help_text,
        )
        self.fields["time_zone"] = ZoneField(
            label=_("Time zone"),
            help_text=self.fields["time_zone"].help_text,
            kept=self.instance.time_zone,
        )
