"""Making the draft of a report."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from dialogues.models import Meeting
from reports.models import Report
from reports.selectors import meetings_before, reports_before
from reports.wording import WORDINGS


class StartForm(forms.Form):
    """In which language the draft is written, and which earlier meetings of the dialogue it covers besides."""

    language = forms.ChoiceField(label=gettext_lazy("Language of the report"))
    further = forms.ModelMultipleChoiceField(
        queryset=Meeting.objects.none(),
        label=gettext_lazy("Earlier meetings that it covers too"),
        help_text=gettext_lazy("None for a report of this meeting alone."),
        to_field_name="uuid",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any = None, *, meeting: Meeting) -> None:
        """Offer the languages that drafts can be written in, the dialogue's own first, and the meetings held before."""
        super().__init__(data)
        self.meeting = meeting
        own = [language for language in meeting.dialogue.languages if language in WORDINGS]
        earlier = meetings_before(meeting)
        offered = [
            language
            for language in dict.fromkeys([*own, *WORDINGS])
            if earlier or not self._reports(language, is_compiled=False).exists()
        ]
        self.fields["language"].choices = [  # type: ignore[attr-defined]
            (language, get_language_info(language)["name_local"].capitalize()) for language in offered
        ]
        if earlier:
            self.fields["further"].queryset = earlier  # type: ignore[attr-defined]
            self.fields["further"].label_from_instance = _dated  # type: ignore[attr-defined]
        else:
            del self.fields["further"]

    def clean(self) -> dict[str, Any]:
        """Refuse a report that is there already: its draft is made again from its own page."""
        cleaned = super().clean() or {}
        language, further = cleaned.get("language"), cleaned.get("further")
        if language and self._reports(language, is_compiled=bool(further)).exists():
            self.add_error("language", _("This meeting already has such a report in this language."))
        return cleaned

    def _reports(self, language: str, *, is_compiled: bool) -> Any:
        return Report.objects.filter(meeting=self.meeting, language=language, is_compiled=is_compiled)


class PreviousForm(forms.Form):
    """Which report the matters arising are taken from."""

    previous = forms.ModelChoiceField(
        queryset=Report.objects.none(),
        label=gettext_lazy("Report before this one"),
        help_text=gettext_lazy("What became of its recommendations are the matters arising."),
        empty_label=gettext_lazy("None"),
        to_field_name="uuid",
        required=False,
    )

    def __init__(self, data: Any = None, *, report: Report) -> None:
        """Offer those that the public can read."""
        held = report.previous.uuid if report.previous else None
        super().__init__(data, initial={"previous": held})
        self.fields["previous"].queryset = reports_before(report)  # type: ignore[attr-defined]


def _dated(meeting: Meeting) -> str:
    return f"{meeting.title}, {date_format(meeting.local_start, 'j F Y')}"
