"""Forms of the list of people and of the mails to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.enums import ParticipationRole, Response
from dialogues.models import Participation
from stakeholders.models import Organisation, Person

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from dialogues.models import Meeting

ANSWERS = [
    (Response.ACCEPTED.value, Response.ACCEPTED.label),
    (Response.TENTATIVE.value, Response.TENTATIVE.label),
    (Response.DECLINED.value, Response.DECLINED.label),
]


class ChosenPeopleForm(forms.Form):
    """Who of the registry joins the list, as what."""

    people = forms.ModelMultipleChoiceField(
        label=_("People"),
        queryset=Person.objects.current(),
        to_field_name="uuid",
        error_messages={"required": _("Choose at least one person.")},
    )
    role = forms.ChoiceField(
        label=_("Role"), choices=ParticipationRole.choices, initial=ParticipationRole.PARTICIPANT
    )


class ParticipationForm(forms.Form):
    """What somebody does at the meeting, and for whom."""

    role = forms.ChoiceField(label=_("Role"), choices=ParticipationRole.choices)
    organisation = forms.ModelChoiceField(
        label=_("Organisation represented"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None"),
        to_field_name="slug",
        help_text=_("The person's affiliations. Change those in the registry to add one."),
    )

    def __init__(self, *args: Any, participation: Participation, **kwargs: Any) -> None:
        """Offer the organisations that the person has belonged to."""
        super().__init__(*args, **kwargs)
        own = Organisation.objects.filter(affiliations__person=participation.person_id)
        if participation.organisation_id:
            own |= Organisation.objects.filter(pk=participation.organisation_id)
        self.fields["organisation"].queryset = own.distinct()  # type: ignore[attr-defined]
        self.initial = {
            "role": participation.role,
            "organisation": participation.organisation.slug if participation.organisation else None,
        }


class RecordedAnswerForm(forms.Form):
    """An answer that came by telephone or in person."""

    response = forms.ChoiceField(label=_("Answer"), choices=ANSWERS, widget=forms.RadioSelect)
    message = forms.CharField(label=_("What they said"), required=False, max_length=500)


class ConsentForm(forms.Form):
    """Whether somebody agrees to be named, and how the team knows."""

    consents_to_be_named = forms.TypedChoiceField(
        label=_("Agrees to be named"),
        choices=[("yes", _("Yes, with the organisation represented")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    how = forms.CharField(
        label=_("How we know"),
        max_length=200,
        help_text=_(
            "For example “said so by telephone on 3 May”. It is kept in the audit trail with the date and your name."
        ),
    )


class _ParticipationsForm(forms.Form):
    participations = forms.ModelMultipleChoiceField(
        label=_("To"),
        queryset=Participation.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose at least one person.")},
    )

    def __init__(self, *args: Any, among: QuerySet[Participation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["participations"].queryset = among  # type: ignore[attr-defined]


class InviteForm(_ParticipationsForm):
    """Who gets an invitation or a reminder now."""


class UpdatesForm(forms.Form):
    """Whether those who have answered are asked again."""

    ask_again = forms.BooleanField(
        label=_("Ask everybody for a new answer"),
        required=False,
        help_text=_(
            "Right when the date or the time has changed: an old answer says nothing about the new time."
        ),
    )


class ThanksForm(forms.Form):
    """A word to those who took part."""

    note = forms.CharField(
        label=_("Your words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Added to the mail. Say what happens next; name nobody."),
    )


def attended_in(data: QueryDict, meeting: Meeting) -> QuerySet[Participation]:
    """Return the participations of ``meeting`` that were ticked under ``attended``; what is not of it is ignored."""
    ticked = set(data.getlist("attended"))
    found = [held.pk for held in meeting.participations.all() if str(held.uuid) in ticked]
    return meeting.participations.filter(pk__in=found)
