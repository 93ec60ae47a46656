"""Forms that plan and follow actions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from recommendations.enums import ActionStatus
from recommendations.models import Action, Recommendation
from stakeholders.pickers import ORGANISATIONS, PEOPLE, PickerField

from .fields import DayField

if TYPE_CHECKING:
    from recommendations.querysets import RecommendationQuerySet

TITLE_LENGTH = 300
NOBODY = _("Somebody has to be responsible: an organisation, a person or both.")
PERSON_HELP = _("For the team and for reminders; never published.")


class NewActionForm(forms.Form):
    """A step to be taken, by whom and until when."""

    uuid = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    title = forms.CharField(label=_("What will be done"), max_length=TITLE_LENGTH)
    owner_organisation = PickerField(ORGANISATIONS, label=_("Responsible organisation"), required=False)
    owner_person = PickerField(PEOPLE, label=_("Responsible person"), required=False, help_text=PERSON_HELP)
    due_on = DayField(label=_("Due"))
    indicator = forms.CharField(
        label=_("Indicator"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("How one will see that it is done."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask who is responsible beside the field that says so."""
        cleaned = self.cleaned_data
        if not ({"owner_organisation", "owner_person"} & set(self.errors)) and not (
            cleaned.get("owner_organisation") or cleaned.get("owner_person")
        ):
            self.add_error("owner_organisation", NOBODY)
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """What was entered, once the form is valid, by the names that the services know."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


class ActionForm(NewActionForm):
    """A step that is there: also how far it has come, and what it carries out."""

    uuid = None  # type: ignore[assignment]
    status = forms.ChoiceField(label=_("Status"), choices=ActionStatus.choices, widget=forms.RadioSelect)
    progress = forms.CharField(
        label=_("Progress"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For the team."),
    )
    recommendations = forms.ModelMultipleChoiceField(
        label=_("Carries out"),
        queryset=Recommendation.objects.none(),
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("An action carries out at least one recommendation.")},
    )

    def __init__(self, *args: Any, offered: RecommendationQuerySet, **kwargs: Any) -> None:
        """Offer these recommendations."""
        super().__init__(*args, **kwargs)
        self.fields["recommendations"].queryset = offered  # type: ignore[attr-defined]

    @staticmethod
    def values_of(action: Action, offered: RecommendationQuerySet) -> dict[str, Any]:
        """Return what the form shows of an action that is there."""
        values = {
            name: getattr(action, name)
            for name in (
                "title",
                "owner_organisation",
                "owner_person",
                "due_on",
                "indicator",
                "status",
                "progress",
            )
        }
        return values | {"recommendations": [each.uuid for each in offered.filter(actions=action)]}


class FirstActionFields(forms.Form):
    """The first step, asked for together with the recommendation; all of it or nothing."""

    action_title = forms.CharField(label=_("What will be done"), max_length=TITLE_LENGTH, required=False)
    action_owner_organisation = PickerField(
        ORGANISATIONS, label=_("Responsible organisation"), required=False
    )
    action_owner_person = PickerField(
        PEOPLE, label=_("Responsible person"), required=False, help_text=PERSON_HELP
    )
    action_due_on = DayField(label=_("Due"), required=False)
    action_indicator = forms.CharField(
        label=_("Indicator"),
        max_length=TITLE_LENGTH,
        required=False,
        help_text=_("How one will see that it is done."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing of a step that was begun."""
        super().clean()
        given = {
            name
            for name in FirstActionFields.base_fields
            if name in self.errors or self.cleaned_data.get(name)
        }
        if given:
            if "action_title" not in given:
                self.add_error("action_title", _("Say what will be done, or leave the first step empty."))
            if "action_due_on" not in given:
                self.add_error("action_due_on", _("Say until when."))
            if not {"action_owner_organisation", "action_owner_person"} & given:
                self.add_error("action_owner_organisation", NOBODY)
        return self.cleaned_data

    @property
    def first_action_values(self) -> dict[str, Any] | None:
        """What was entered, once the form is valid, by the names that the services know; none where it was left empty."""
        if not self.cleaned_data["action_title"]:
            return None
        return {
            name.removeprefix("action_"): self.cleaned_data[name] for name in FirstActionFields.base_fields
        }
