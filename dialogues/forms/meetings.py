"""The form that sets up a meeting."""

from __future__ import annotations

import zoneinfo
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dialogues.enums import MeetingFormat
from stakeholders.forms.fields import ZoneField

from .fields import RuleField

if TYPE_CHECKING:
    from dialogues.models import Dialogue, Meeting


class MeetingForm(forms.Form):
    """When, where and under which rule. Date and times are on the clock of the zone chosen."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        help_text=gettext_lazy("What the invitation says. Say what it is about, not that it is a meeting."),
    )
    date = forms.DateField(
        label=gettext_lazy("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    starts = forms.TimeField(
        label=gettext_lazy("From"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    ends = forms.TimeField(
        label=gettext_lazy("To"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("Earlier than the start means the next day."),
    )
    time_zone = ZoneField(
        label=gettext_lazy("Time zone"), help_text=gettext_lazy("Everybody sees their own time beside it.")
    )
    format = forms.ChoiceField(label=gettext_lazy("Format"), choices=MeetingFormat.choices)
    joining_link = forms.URLField(
        label=gettext_lazy("Link to the call"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("Only people who are coming see it, on their private page."),
    )
    venue = forms.CharField(label=gettext_lazy("Venue"), max_length=250, required=False)
    description = forms.CharField(
        label=gettext_lazy("What it is about"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("A few sentences for those who are invited."),
    )
    attribution_rule = RuleField(
        label=gettext_lazy("What may be told of who said what"),
        help_text=gettext_lazy(
            "For the meeting as a whole; a part of it, such as the presentations, can differ."
        ),
    )

    def __init__(
        self, *args: Any, dialogue: Dialogue, zone: str, meeting: Meeting | None = None, **kwargs: Any
    ) -> None:
        """Start from ``meeting``, or from the dialogue's rule and two hours next week in ``zone``."""
        super().__init__(*args, **kwargs)
        if meeting is not None:
            self.initial = {
                "title": meeting.title,
                "date": meeting.local_start.date(),
                "starts": meeting.local_start.time(),
                "ends": meeting.local_end.time(),
                **{
                    name: getattr(meeting, name)
                    for name in (
                        "time_zone",
                        "format",
                        "joining_link",
                        "venue",
                        "description",
                        "attribution_rule",
                    )
                },
            }
        else:
            self.initial = {
                "date": timezone.localdate(timezone=zoneinfo.ZoneInfo(zone)) + timedelta(days=14),
                "starts": time(14),
                "ends": time(16),
                "time_zone": zone,
                "format": MeetingFormat.ONLINE,
                "attribution_rule": dialogue.attribution_rule,
            }
        zones = self.fields["time_zone"]
        if (chosen := self.initial["time_zone"]) not in dict(zones.choices):  # type: ignore[attr-defined]
            zones.choices = [(chosen, chosen), *zones.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Put date, times and zone together; refuse an hour that the zone skips when its clocks change."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not {"date", "starts", "ends", "time_zone"} <= cleaned.keys():
            return cleaned
        zone = zoneinfo.ZoneInfo(cleaned["time_zone"])
        start = datetime.combine(cleaned["date"], cleaned["starts"], tzinfo=zone)
        next_day = cleaned["ends"] <= cleaned["starts"]
        end = datetime.combine(cleaned["date"] + timedelta(days=next_day), cleaned["ends"], tzinfo=zone)
        if cleaned["ends"] == cleaned["starts"]:
            self.add_error("ends", _("A meeting ends after it starts."))
        for field, moment in (("starts", start), ("ends", end)):
            if _is_skipped(moment):
                self.add_error(field, _("On that day the clocks jump over this hour there."))
        return cleaned | {"starts_at": start, "ends_at": end}

    @property
    def values(self) -> dict[str, Any]:
        """The fields of the meeting."""
        names = (
            "title",
            "description",
            "format",
            "starts_at",
            "ends_at",
            "time_zone",
            "venue",
            "joining_link",
            "attribution_rule",
        )
        return {name: self.cleaned_data[name] for name in names}


class CancelMeetingForm(forms.Form):
    """Why a meeting is cancelled."""

    reason = forms.CharField(
        label=gettext_lazy("A word to those invited"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Added to the mail that takes the meeting out of their calendars."),
    )


def _is_skipped(moment: datetime) -> bool:
    there_and_back = moment.astimezone(zoneinfo.ZoneInfo("UTC")).astimezone(moment.tzinfo)
    return there_and_back.replace(tzinfo=None) != moment.replace(tzinfo=None)
