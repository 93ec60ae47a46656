"""Publishing, opening, withdrawing, checking."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reports.enums import Readers

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from dialogues.models import Meeting
    from reports.models import Publication, Report


class ZonedTimeField(forms.DateTimeField):
    """A day and time on the clock of a place, whatever clock the reader lives by."""

    def __init__(self, *, zone: ZoneInfo, **kwargs: Any) -> None:
        """Say beside the field whose clock it is."""
        self.zone = zone
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """Read it on that clock; an hour that the clocks there skip or have twice is refused."""
        with timezone.override(self.zone):
            return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Write it on that clock."""
        with timezone.override(self.zone):
            return super().prepare_value(value)


class ReadersField(forms.TypedChoiceField):
    """Who may read a report, out of those to whom it can still be opened."""

    def __init__(self, *, report: Report, **kwargs: Any) -> None:
        """Offer no fewer readers than have read a version."""
        has_opened = report.publications.opened().exists()
        now = Readers(report.readers)
        offered = [(one.value, one.label) for one in Readers if not has_opened or one.includes(now)]
        super().__init__(
            choices=offered,
            coerce=Readers,
            empty_value=None,
            initial=now,
            widget=forms.RadioSelect,
            label=gettext_lazy("Who may read it"),
            **kwargs,
        )


class PublishForm(forms.Form):
    """Who reads the version and from when; of a correction, what it changes."""

    change_note = forms.CharField(
        label=gettext_lazy("What this version changes"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "One or two sentences for readers of the earlier version. They are printed on the cover."
        ),
    )

    def __init__(self, *args: Any, report: Report, last: Publication | None, **kwargs: Any) -> None:
        """Ask what a correction changes only where there is an earlier version, ``last``."""
        super().__init__(*args, **kwargs)
        meeting = report.meeting
        self.fields["readers"] = ReadersField(
            report=report,
            required=False,
            help_text=gettext_lazy("Participants are those who took part, by the record of attendance."),
        )
        self.fields["opens_at"] = ZonedTimeField(
            zone=meeting.zone,
            required=False,
            initial=last.opens_at if last and not last.is_open else None,
            label=gettext_lazy("Embargo until"),
            help_text=_clock_of(meeting) + " " + _("Left empty, it opens at once."),
        )
        if last is None:
            del self.fields["change_note"]
            return
        self.fields["withhold_earlier"] = forms.BooleanField(
            label=gettext_lazy("Take the earlier versions off the site"),
            required=False,
            help_text=gettext_lazy(
                "For a version that named somebody, or said what must not be read. Its address then shows your sentence instead."
            ),
        )


class ReadersForm(forms.Form):
    """To whom else a published report is opened."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        """Offer more readers; fewer only while nobody has read it."""
        super().__init__(*args, **kwargs)
        self.fields["readers"] = ReadersField(report=report)


class EmbargoForm(forms.Form):
    """Another end of an embargo."""

    def __init__(self, *args: Any, meeting: Meeting, opens_at: datetime, **kwargs: Any) -> None:
        """Start from when it ends now."""
        super().__init__(*args, **kwargs)
        self.fields["opens_at"] = ZonedTimeField(
            zone=meeting.zone,
            initial=opens_at,
            label=gettext_lazy("Embargo until"),
            help_text=_clock_of(meeting),
        )


def _clock_of(meeting: Meeting) -> str:
    place = meeting.time_zone.rpartition("/")[2].replace("_", " ")
    return _("On the clock of %(place)s. Until then nobody but the team knows that the version is there.") % {
        "place": place
    }


class WithholdForm(forms.Form):
    """Why an earlier version is not shown."""

    note = forms.CharField(
        label=gettext_lazy("Why it is not shown"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers who follow a link to this version see this instead of it."),
    )


class WithdrawForm(forms.Form):
    """Why a report is taken back."""

    note = forms.CharField(
        label=gettext_lazy("Why it is withdrawn"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Readers who follow a link to the report see this instead of it."),
    )


class FingerprintForm(forms.Form):
    """The fingerprint printed on a copy."""

    fingerprint = forms.CharField(
        label=gettext_lazy("Fingerprint"),
        max_length=80,
        validators=[
            RegexValidator(
                r"\A[0-9a-f]{64}\Z", gettext_lazy("A fingerprint has 64 digits and letters from a to f.")
            )
        ],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
        help_text=gettext_lazy("It stands at the end of each report: 64 digits and letters."),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        """Take a fingerprint as people copy it: with spaces, line breaks, capitals."""
        if data is not None:
            data = {"fingerprint": "".join(str(data.get("fingerprint", "")).split()).lower()}
        super().__init__(data, **kwargs)
