"""Calendar files, read back by the library and checked line by line where clients are picky."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from dialogues.calendars import CalendarEvent, Invitee, published, requested, withdrawn

NOW = datetime(2024, 5, 1, 9, tzinfo=UTC)
EVENT = CalendarEvent(
    uid="one@example.org",
    sequence=2,
    starts_at=datetime(2024, 5, 30, 12, tzinfo=UTC),
    ends_at=datetime(2024, 5, 30, 14, tzinfo=UTC),
    zone=ZoneInfo("Europe/Stockholm"),
    summary="Peace, security; and “who”?",
    location="Online",
    description="Your page.",
)
INVITEE = Invitee("guest@example.org", "NEEDS-ACTION", "reply+x@example.org", "Majlis")


def event_of(text):
    calendar = Calendar.from_ical(text)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_a_request_has_one_attendee_and_no_person_as_organiser():
    calendar, event = event_of(requested(EVENT, INVITEE, now=NOW))
    assert calendar["METHOD"] == "REQUEST"
    assert event["ATTENDEE"] == "mailto:guest@example.org"
    assert event["ATTENDEE"].params["PARTSTAT"] == "NEEDS-ACTION"
    assert event["ATTENDEE"].params["RSVP"] == "TRUE"
    assert event["ORGANIZER"] == "mailto:reply+x@example.org"
    assert event["ORGANIZER"].params["CN"] == "Majlis"
    assert (event["UID"], event["SEQUENCE"], event["STATUS"]) == ("one@example.org", 2, "CONFIRMED")
    assert event["SUMMARY"] == "Peace, security; and “who”?"
    assert event["CLASS"] == "PRIVATE"


def test_times_are_on_the_meetings_clock_and_its_rules_travel_along():
    calendar, event = event_of(requested(EVENT, INVITEE, now=NOW))
    assert event["DTSTART"].dt == EVENT.starts_at
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert "DTSTART;TZID=Europe/Stockholm:20240530T140000" in calendar.to_ical().decode()
    assert [zone["TZID"] for zone in calendar.walk("VTIMEZONE")] == ["Europe/Stockholm"]
    assert event["DTSTAMP"].dt == NOW


def test_a_withdrawal_is_the_same_event():
    calendar, event = event_of(withdrawn(replace(EVENT, sequence=3), INVITEE, now=NOW))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 3)
    assert event["UID"] == EVENT.uid
    assert event["ATTENDEE"] == "mailto:guest@example.org"


@pytest.mark.parametrize(("cancelled", "status"), [(False, "CONFIRMED"), (True, "CANCELLED")])
def test_a_download_names_nobody(cancelled, status):
    text = published(EVENT, now=NOW, cancelled=cancelled)
    calendar, event = event_of(text)
    assert (calendar["METHOD"], event["STATUS"]) == ("PUBLISH", status)
    assert "ORGANIZER" not in text
    assert "ATTENDEE" not in text


def test_lines_are_short_and_end_as_the_standard_says():
    long = replace(EVENT, summary="المجلس: مكان للحوار بين الناس " * 20)
    text = requested(long, INVITEE, now=NOW)
    assert text.endswith("END:VCALENDAR\r\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75
    assert event_of(text)[1]["SUMMARY"] == long.summary


def test_what_is_empty_is_left_out():
    text = requested(replace(EVENT, location="", description=""), INVITEE, now=NOW)
    assert "LOCATION" not in text
    assert "DESCRIPTION" not in text
