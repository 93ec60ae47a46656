"""What is typed in the room."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from dialogues.enums import AttributionRule, PointKind, PointStatus, Stance
from dialogues.models import AgendaItem, Participation, Point, Theme
from dialogues.point_text import MAX_TEXT
from dialogues.selectors.merging import possible_targets
from stakeholders.enums import OrganisationKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dialogues.models import Meeting


MAX_HANDS = 5000


class SentPoint(TypedDict):
    """A participant's point as the page sends it."""

    uuid: UUID
    item: UUID
    text: str
    kind: PointKind
    chosen: AttributionRule | Literal[""]


def read_point(sent: Mapping[str, str]) -> SentPoint | None:
    """Read a participant's point; nothing where the page cannot have sent it.

    No form: this is read hundreds of times a second, and there is nothing in it that a person could mend but the text,
    which the service judges, in the same words for every way in.
    """
    chosen = sent.get("chosen", "")
    try:
        return SentPoint(
            uuid=UUID(sent.get("uuid", "")),
            item=UUID(sent.get("item", "")),
            text=sent.get("text", ""),
            kind=PointKind(sent.get("kind", "")),
            chosen=AttributionRule(chosen) if chosen else "",
        )
    except ValueError:
        return None


class StanceForm(forms.Form):
    """How a voice stands to a point; ``none`` takes it back."""

    stance = forms.ChoiceField(choices=[*Stance.choices, ("none", "")])

    def clean_stance(self) -> Stance | None:
        """Return the stance, or nothing where it is taken back."""
        chosen = self.cleaned_data["stance"]
        return None if chosen == "none" else Stance(chosen)


class CorrectionForm(forms.Form):
    """One's own point, said better."""

    text = forms.CharField(
        label=_("Your point"), max_length=MAX_TEXT, widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"})
    )


class _AuthorField(forms.ModelChoiceField[Participation]):
    def label_from_instance(self, obj: Participation) -> str:
        return ", ".join(filter(None, [obj.person.name, str(obj.organisation or "")]))


def _model_field(form: forms.Form, name: str) -> forms.ModelChoiceField[Any]:
    return cast("forms.ModelChoiceField[Any]", form.fields[name])


def _look(field: forms.Field) -> None:
    """Give a field on the desk its look; there is no room for crispy's blocks."""
    kind = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
    size = "" if isinstance(field.widget, forms.Textarea) else f" {kind}-sm"
    field.widget.attrs["class"] = f"{kind}{size}"


class DeskPointForm(forms.Form):
    """A point that the rapporteur logs or edits; on an open desk the fields come in the order of typing."""

    text = forms.CharField(
        label=_("What was said"),
        max_length=MAX_TEXT,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto", "autofocus": True}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=PointKind.choices, initial=PointKind.OBSERVATION)
    theme = forms.ModelChoiceField(
        label=_("Theme"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("The item's"),
        to_field_name="uuid",
    )
    hands = forms.IntegerField(label=_("Show of hands"), min_value=0, max_value=MAX_HANDS, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Offer the themes of the meeting's dialogue."""
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        _model_field(self, "theme").queryset = Theme.objects.filter(dialogue_id=meeting.dialogue_id)


class EditPointForm(DeskPointForm):
    """A point that is edited, and its text as it was read before."""

    seen = forms.CharField(max_length=MAX_TEXT, required=False, widget=forms.HiddenInput)


class OnBehalfForm(DeskPointForm):
    """A point said aloud, with what the item's rule keeps of who said it."""

    uuid = forms.UUIDField(widget=forms.HiddenInput)
    author = _AuthorField(
        label=_("Said by"),
        queryset=Participation.objects.none(),
        required=False,
        empty_label=_("Nobody to be named"),
        to_field_name="uuid",
    )
    organisation_kind = forms.ChoiceField(
        label=_("Kind of organisation"),
        choices=[("", _("Not told")), *OrganisationKind.choices],
        required=False,
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        """Ask for the author, or the kind of organisation, only where the item's rule keeps it."""
        super().__init__(*args, meeting=item.meeting, **kwargs)
        if item.rule == AttributionRule.ATTRIBUTED:
            people = _model_field(self, "author")
            people.queryset = (
                Participation.objects.filter(meeting=item.meeting, consents_to_be_named=True)
                .select_related("person", "organisation")
                .order_by("person__name")
            )
            presenter = item.presenters.filter(consents_to_be_named=True).first()
            people.initial = presenter.uuid if presenter else None
        else:
            del self.fields["author"]
        if item.rule != AttributionRule.ORGANISATION_TYPE:
            del self.fields["organisation_kind"]
        self.fields["text"].widget.attrs |= {"rows": 2, "placeholder": _("What was said …")}
        for name in self.fields.keys() - {"uuid"}:
            _look(self.fields[name])


class HeadcountForm(forms.Form):
    """How many took part in an agenda item."""

    headcount = forms.IntegerField(
        label=_("People present"),
        min_value=0,
        max_value=5000,
        required=False,
        widget=forms.NumberInput(attrs={"class": "form-control form-control-sm"}),
    )


class MergeForm(forms.Form):
    """Which point remains when two are merged."""

    target = forms.ModelChoiceField(
        queryset=Point.objects.none(),
        to_field_name="uuid",
        error_messages={"required": _("Choose the point to merge it into.")},
    )

    def __init__(self, *args: Any, point: Point, **kwargs: Any) -> None:
        """Take the other points of the meeting that are kept under the same rule."""
        super().__init__(*args, **kwargs)
        _model_field(self, "target").queryset = possible_targets(point)


class SplitForm(forms.Form):
    """The two parts of a point, and the text as it was read before it was taken apart."""

    first = forms.CharField(label=_("First part"), max_length=MAX_TEXT)
    second = forms.CharField(label=_("Second part"), max_length=MAX_TEXT)
    seen = forms.CharField(max_length=MAX_TEXT, required=False)


class TagForm(forms.Form):
    """Several points, and what they are filed under; what is left empty stays as it is."""

    points = forms.ModelMultipleChoiceField(queryset=Point.objects.none(), to_field_name="uuid")
    theme = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("", ""), *PointKind.choices], required=False)
    hands = forms.CharField(required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        """Take points and themes of this meeting."""
        super().__init__(*args, **kwargs)
        self.meeting = meeting
        points = cast("forms.ModelMultipleChoiceField[Point]", self.fields["points"])
        points.queryset = Point.objects.filter(
            agenda_item__meeting=meeting, status__in=[PointStatus.VISIBLE, PointStatus.HIDDEN]
        )

    def clean_theme(self) -> Theme | Literal["item"] | None:
        """Return the theme; ``item`` is the agenda item's own."""
        chosen = self.cleaned_data["theme"]
        if chosen in ("", "item"):
            return chosen or None
        try:
            return Theme.objects.get(dialogue_id=self.meeting.dialogue_id, uuid=UUID(chosen))
        except (ValueError, Theme.DoesNotExist):
            raise forms.ValidationError(_("This theme is no longer there.")) from None

    def clean_hands(self) -> int | Literal["none"] | None:
        """Return the number of hands; ``none`` takes a show of hands back."""
        sent = self.cleaned_data["hands"]
        if sent in ("", "none"):
            return sent or None
        if not sent.isdecimal() or int(sent) > MAX_HANDS:
            raise forms.ValidationError(_("A show of hands is a whole number."))
        return int(sent)

    def tags(self) -> dict[str, Any]:
        """Return what ``tag_points`` is asked for."""
        return {
            "theme": self.cleaned_data["theme"],
            "kind": self.cleaned_data["kind"] or None,
            "hands": self.cleaned_data["hands"],
        }
