"""Forms of dialogues, teams and themes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dialogues.enums import AttributionRule, Pillar, TeamRole
from dialogues.models import Dialogue, Theme
from stakeholders.enums import OrganisationKind
from stakeholders.models import User
from stakeholders.pickers import ORGANISATIONS, PickerField

from .fields import RuleField

if TYPE_CHECKING:
    from collections.abc import Iterator

_TARGET = "target_"


class DialogueForm(forms.ModelForm[Dialogue]):
    """A dialogue and its target mix."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Invitations are written in these where a person has named no language of their own."),
    )
    host = PickerField(
        ORGANISATIONS,
        label=_("Host"),
        help_text=_("The organisation in whose name people are invited."),
    )
    attribution_rule = RuleField(
        label=_("Attribution rule"),
        help_text=_("What new meetings start with. Each meeting, and each part of one, can have its own."),
    )

    class Meta:
        model = Dialogue
        fields = ("title", "purpose", "host", "region", "languages", "attribution_rule")
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "purpose": _("One or two sentences: what should be different when the dialogue is over?"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Add a number for each kind of organisation."""
        super().__init__(*args, **kwargs)
        minima = {}
        if self.instance.pk:
            minima = dict(self.instance.counterpart_targets.values_list("organisation_kind", "minimum"))
        else:
            self.initial.setdefault("languages", ["en"])
            self.initial.setdefault("attribution_rule", AttributionRule.UNATTRIBUTED)
        for kind in OrganisationKind:
            self.fields[f"{_TARGET}{kind}"] = forms.IntegerField(
                label=kind.label,
                min_value=0,
                max_value=500,
                required=False,
                initial=minima.get(kind),
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "placeholder": "0"}),
            )

    @property
    def target_fields(self) -> Iterator[forms.BoundField]:
        """The numbers of the target mix."""
        return (self[name] for name in self.fields if name.startswith(_TARGET))

    @property
    def has_targets(self) -> bool:
        """Whether any number of the target mix is set or wrong."""
        return any(field.value() or field.errors for field in self.target_fields)

    @property
    def target_mix(self) -> dict[str, int]:
        """The target mix that was typed."""
        return {
            name.removeprefix(_TARGET): value
            for name, value in self.cleaned_data.items()
            if name.startswith(_TARGET) and value
        }

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the dialogue itself."""
        return {name: self.cleaned_data[name] for name in self._meta.fields or ()}


class TeamMemberForm(forms.Form):
    """Who joins the team, as what."""

    user = forms.ModelChoiceField(
        label=_("Account"), queryset=User.objects.none(), empty_label=_("Choose…"), to_field_name="uuid"
    )
    role = forms.ChoiceField(
        label=_("Role"),
        choices=TeamRole.choices,
        initial=TeamRole.COORDINATOR,
        help_text=_(
            "Conveners plan and invite; coordinators see everything, write the report and follow up."
        ),
    )

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        """Offer the institute's accounts that are not on the team yet."""
        super().__init__(*args, **kwargs)
        accounts = User.objects.filter(Q(is_team=True) | Q(is_superuser=True), is_active=True)
        self.fields["user"].queryset = accounts.exclude(team_memberships__dialogue=dialogue).order_by("name")  # type: ignore[attr-defined]


class TeamRoleForm(forms.Form):
    """Another role for somebody on the team."""

    role = forms.ChoiceField(label=_("Role"), choices=TeamRole.choices)


class ThemeForm(forms.Form):
    """A theme and its place in the tree."""

    name = forms.CharField(label=_("Theme"), max_length=200)
    parent = forms.ModelChoiceField(
        label=_("Part of"),
        queryset=Theme.objects.none(),
        required=False,
        empty_label=_("Stands for itself"),
        to_field_name="uuid",
    )
    pillar = forms.ChoiceField(
        label=_("Pillar of UNSCR 1325"), choices=[("", _("None")), *Pillar.choices], required=False
    )

    def __init__(self, *args: Any, dialogue: Dialogue, theme: Theme | None = None, **kwargs: Any) -> None:
        """Offer the dialogue's other themes to be part of."""
        super().__init__(*args, **kwargs)
        others = dialogue.themes.all() if theme is None else dialogue.themes.exclude(pk=theme.pk)
        self.fields["parent"].queryset = others  # type: ignore[attr-defined]
        if theme is not None:
            self.initial = {"name": theme.name, "parent": theme.parent, "pillar": theme.pillar}
