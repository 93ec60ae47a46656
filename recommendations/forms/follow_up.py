"""Forms that ask, answer and judge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.enums import Answer, Completion
from stakeholders.pickers import ORGANISATIONS, MultiplePickerField, PickerField

from .fields import DayField

if TYPE_CHECKING:
    from recommendations.models import Addressee


class AddresseeForm(forms.Form):
    """Whom else to ask."""

    organisations = MultiplePickerField(
        ORGANISATIONS,
        label=_("Organisations"),
        help_text=_(
            "Outside the team an organisation that may not be named publicly appears only as what kind it is."
        ),
    )


class AnswerForm(forms.Form):
    """What an addressee answered."""

    answer = forms.ChoiceField(label=_("Answer"), choices=Answer.choices, widget=forms.RadioSelect)
    answer_text = forms.CharField(
        label=_("In its own words"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the team; the public sees the answer and its date."),
    )
    answered_on = DayField(label=_("Answered on"), required=False, help_text=_("Empty: today."))

    @staticmethod
    def values_of(addressee: Addressee) -> dict[str, Any]:
        """Return what the form shows of an answer that is there."""
        return {name: getattr(addressee, name) for name in AnswerForm.base_fields}


class AssessmentForm(forms.Form):
    """How far one assessor thinks it is carried out."""

    assessor = PickerField(
        ORGANISATIONS,
        label=_("Assessor"),
        help_text=_("Who judges. Several may, and may disagree; each one's latest judgement counts."),
    )
    completion = forms.ChoiceField(
        label=_("How far it is carried out"), choices=Completion.choices, widget=forms.RadioSelect
    )
    evidence = forms.CharField(
        label=_("Evidence"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What shows it; for the team. Needed from “Limited” upwards."),
    )
    assessed_on = DayField(label=_("Assessed on"), required=False, help_text=_("Empty: today."))
