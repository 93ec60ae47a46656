"""The form of an agenda item."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import AgendaItemKind, AttributionRule
from dialogues.models import Participation, Theme

if TYPE_CHECKING:
    from dialogues.models import AgendaItem, Meeting


class _PeopleField(forms.ModelMultipleChoiceField[Participation]):
    def label_from_instance(self, obj: Any) -> str:
        organisation = obj.organisation
        return f"{obj.person.name}, {organisation.short}" if organisation else obj.person.name


class AgendaItemForm(forms.Form):
    """One part of a meeting."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=AgendaItemKind.choices, initial=AgendaItemKind.DISCUSSION
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=250)
    theme = forms.ModelChoiceField(
        label=gettext_lazy("Theme"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=gettext_lazy("None"),
        to_field_name="uuid",
    )
    minutes = forms.IntegerField(
        label=gettext_lazy("Minutes"),
        min_value=1,
        max_value=600,
        initial=15,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )
    attribution_rule = forms.ChoiceField(label=gettext_lazy("Attribution rule"), required=False)
    presenters = _PeopleField(
        label=gettext_lazy("Presenters"),
        queryset=Participation.objects.none(),
        required=False,
        to_field_name="uuid",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, meeting: Meeting, item: AgendaItem | None = None, **kwargs: Any) -> None:
        """Offer the dialogue's themes and the meeting's people; a new item has no presenters yet."""
        super().__init__(*args, **kwargs)
        self.fields["theme"].queryset = meeting.dialogue.themes.all()  # type: ignore[attr-defined]
        own = _("As the meeting: %(rule)s") % {"rule": meeting.get_attribution_rule_display()}
        self.fields["attribution_rule"].choices = [("", own), *AttributionRule.choices]  # type: ignore[attr-defined]
        people = meeting.participations.select_related("person", "organisation")
        if item is None or not people.exists():
            del self.fields["presenters"]
        else:
            self.fields["presenters"].queryset = people  # type: ignore[attr-defined]
        if item is not None:
            self.initial = {
                "kind": item.kind,
                "title": item.title,
                "theme": item.theme,
                "minutes": item.minutes,
                "attribution_rule": item.attribution_rule,
                "presenters": [*item.presenters.values_list("uuid", flat=True)],
            }
