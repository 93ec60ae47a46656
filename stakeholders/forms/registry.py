"""Forms of organisations, sectors, people, affiliations and relationships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from stakeholders.enums import Protection
from stakeholders.models import Affiliation, Organisation, Person, Relationship, Sector
from stakeholders.pickers import ORGANISATIONS, SECTORS, MultiplePickerField, PickerField
from stakeholders.selectors.duplicates import likely_same_organisations, likely_same_people
from stakeholders.wording import PROTECTION_IN_WORDS

from .fields import LanguagesField, LinesField, ZoneField

if TYPE_CHECKING:
    from stakeholders.selectors.duplicates import Likely


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class _AsksAboutDuplicates(forms.ModelForm[Any]):
    """A form that, for a new record, asks whether it is really another one than those that look the same."""

    CONFIRMATION = "is_another"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Start without suspicion."""
        super().__init__(*args, **kwargs)
        self.duplicates: list[Likely] = []

    def likely_same(self, cleaned: dict[str, Any]) -> list[Likely]:
        """Return the records that are probably the same."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Look for the same record; a tick says that it is another one."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.instance.pk is None and cleaned.get("name") and self.CONFIRMATION not in self.data:
            self.duplicates = self.likely_same(cleaned)
            if self.duplicates:
                self.add_error(None, _("This looks like a record that is already there."))
        return cleaned


class OrganisationForm(_AsksAboutDuplicates):
    """An organisation."""

    aliases = LinesField(
        label=_("Other names"),
        required=False,
        help_text=_("Former names, acronyms and names in other languages, one per line."),
    )
    primary_sector = PickerField(
        SECTORS,
        label=_("Primary sector"),
        required=False,
        help_text=_("The field it mainly works in: its silo in the network."),
    )
    further_sectors = MultiplePickerField(SECTORS, label=_("Further sectors"), required=False)

    class Meta:
        model = Organisation
        fields = [
            "name",
            "short_name",
            "aliases",
            "kind",
            "country",
            "website",
            "primary_sector",
            "further_sectors",
            "may_be_named",
            "notes",
            "verified_on",
            "verify_by",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4}), "verified_on": _day(), "verify_by": _day()}

    def likely_same(self, cleaned: dict[str, Any]) -> list[Likely]:
        """Return organisations that share a name, nearly or wholly."""
        return likely_same_organisations([cleaned["name"], *cleaned.get("aliases", [])])


class SectorForm(forms.ModelForm[Sector]):
    """A sector."""

    class Meta:
        model = Sector
        fields = ["name", "description"]
        widgets = {"description": forms.Textarea(attrs={"rows": 3})}


class PersonForm(_AsksAboutDuplicates):
    """A person."""

    other_names = LinesField(
        label=_("Other spellings"),
        required=False,
        help_text=_("Other spellings and scripts, one per line. The report guard looks for all of them."),
    )
    languages = LanguagesField(label=_("Languages"), required=False)
    time_zone = ZoneField(label=_("Time zone"), required=False, empty_label=_("Not known"))
    protection = forms.ChoiceField(
        label=_("Protection"), widget=forms.RadioSelect, initial=Protection.STANDARD, choices=()
    )

    class Meta:
        model = Person
        fields = [
            "name",
            "other_names",
            "protection",
            "email",
            "phone",
            "languages",
            "country",
            "time_zone",
            "gender",
            "notes",
            "verified_on",
            "verify_by",
        ]
        widgets = {"notes": forms.Textarea(attrs={"rows": 4}), "verified_on": _day(), "verify_by": _day()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say beside each protection what it means."""
        super().__init__(*args, **kwargs)
        self.fields["protection"].choices = [  # type: ignore[attr-defined]
            (one.value, format_html("<strong>{}</strong><br>{}", one.label, PROTECTION_IN_WORDS[one]))
            for one in Protection
        ]

    def likely_same(self, cleaned: dict[str, Any]) -> list[Likely]:
        """Return people who share a name or the address."""
        return likely_same_people(
            [cleaned["name"], *cleaned.get("other_names", [])], cleaned.get("email", "")
        )


class AffiliationForm(forms.ModelForm[Affiliation]):
    """A person's place in an organisation."""

    organisation = PickerField(ORGANISATIONS, label=_("Organisation"))

    class Meta:
        model = Affiliation
        fields = ["organisation", "role", "started_on", "ended_on"]
        widgets = {"started_on": _day(), "ended_on": _day()}


class RelationshipForm(forms.ModelForm[Relationship]):
    """A declared tie between two organisations."""

    source = PickerField(ORGANISATIONS, label=_("Organisation"))
    target = PickerField(ORGANISATIONS, label=_("Other organisation"))

    class Meta:
        model = Relationship
        fields = [
            "source",
            "kind",
            "target",
            "started_on",
            "ended_on",
            "amount",
            "currency",
            "reference",
            "notes",
        ]
        widgets = {
            "started_on": _day(),
            "ended_on": _day(),
            "notes": forms.Textarea(attrs={"rows": 3}),
            "currency": forms.TextInput(
                attrs={"size": 3, "autocapitalize": "characters", "placeholder": "EUR"}
            ),
        }

    def clean_currency(self) -> str:
        """Write currencies as ISO 4217 does."""
        currency = str(self.cleaned_data["currency"]).upper()
        if currency and (len(currency) != 3 or not currency.isascii() or not currency.isalpha()):  # noqa: PLR2004 - ISO 4217
            raise forms.ValidationError(_("Three letters, for example EUR, SEK or USD."))
        return currency
