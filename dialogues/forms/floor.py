"""What is sent about the speakers' queue, and to whom the room is handed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.enums import HandReason
from dialogues.floor import MAX_NOTE
from dialogues.models import Participation

if TYPE_CHECKING:
    from django.db.models import QuerySet


class HandForm(forms.Form):
    """Why somebody raises their hand; saying it is optional."""

    reason = forms.ChoiceField(
        label=_("Why you raise your hand"),
        choices=HandReason.choices,
        initial=HandReason.NEW_POINT,
        required=False,
    )
    note = forms.CharField(label=_("In a few words, if you like"), max_length=MAX_NOTE, required=False)

    def clean_reason(self) -> str:
        """Return the reason; a new point where none was said."""
        return self.cleaned_data["reason"] or HandReason.NEW_POINT.value


class _PersonField(forms.ModelChoiceField[Participation]):
    def label_from_instance(self, obj: Participation) -> str:
        return ", ".join(filter(None, [obj.person.name, str(obj.organisation or "")]))


class HandOverForm(forms.Form):
    """Who runs the room from now on; the page lays the choices out itself."""

    to = _PersonField(
        label=_("Who runs the room from now on"),
        queryset=Participation.objects.none(),
        to_field_name="uuid",
        empty_label=None,
    )
    others_keep_the_desk = forms.TypedChoiceField(
        choices=[("yes", ""), ("no", "")], coerce=lambda value: value == "yes", initial="yes"
    )

    def __init__(self, *args: Any, people: QuerySet[Participation], asks: bool, **kwargs: Any) -> None:
        """Offer ``people``; ask about those who facilitate now only where there are any."""
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Participation]", self.fields["to"]).queryset = people
        if not asks:
            del self.fields["others_keep_the_desk"]
