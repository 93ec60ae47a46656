"""Calendar files (RFC 5545, 5546, 6047): plain functions on plain data.

Never more than one ATTENDEE, who is the recipient: a list of attendees is a disclosure. ORGANIZER is a reply address of
the invitation and no person. A file that is downloaded says METHOD:PUBLISH and has neither, since an ORGANIZER in a
plain download freezes some clients and sends mail from others.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from icalendar import Calendar, Event, vCalAddress, vText

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

PRODUCT = "-//Majlis//Majlis//EN"


@dataclass(frozen=True)
class CalendarEvent:
    """What a calendar shows of a meeting. ``starts_at`` and ``ends_at`` are aware; ``zone`` is the meeting's own."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    zone: ZoneInfo
    summary: str
    location: str = ""
    description: str = ""


@dataclass(frozen=True)
class Invitee:
    """The one recipient of a calendar mail, their answer (PARTSTAT), and the address that a calendar answers to."""

    address: str
    answer: str
    organiser_address: str
    organiser_name: str


def published(event: CalendarEvent, *, now: datetime, cancelled: bool = False) -> str:
    """Return a file to download: nobody is named in it."""
    return _render("PUBLISH", _event(event, now, "CANCELLED" if cancelled else "CONFIRMED"), event)


def requested(event: CalendarEvent, invitee: Invitee, *, now: datetime) -> str:
    """Return the calendar part of an invitation or of an update."""
    return _render("REQUEST", _addressed(_event(event, now, "CONFIRMED"), invitee), event)


def withdrawn(event: CalendarEvent, invitee: Invitee, *, now: datetime) -> str:
    """Return the calendar part of a cancellation."""
    return _render("CANCEL", _addressed(_event(event, now, "CANCELLED"), invitee), event)


def _event(event: CalendarEvent, now: datetime, status: str) -> Event:
    entry = Event()
    entry.add("uid", event.uid)
    entry.add("sequence", event.sequence)
    entry.add("dtstamp", now.astimezone(UTC).replace(microsecond=0))
    entry.add("dtstart", event.starts_at.astimezone(event.zone))
    entry.add("dtend", event.ends_at.astimezone(event.zone))
    entry.add("summary", event.summary)
    entry.add("class", "PRIVATE")  # who may look into a shared calendar sees that the time is taken, no more
    entry.add("status", status)
    if event.location:
        entry.add("location", event.location)
    if event.description:
        entry.add("description", event.description)
    return entry


def _addressed(entry: Event, invitee: Invitee) -> Event:
    organiser = vCalAddress(f"mailto:{invitee.organiser_address}")
    organiser.params["CN"] = vText(invitee.organiser_name)
    entry.add("organizer", organiser, encode=False)
    attendee = vCalAddress(f"mailto:{invitee.address}")
    attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
    attendee.params["PARTSTAT"] = vText(invitee.answer)
    attendee.params["RSVP"] = vText("TRUE")
    entry.add("attendee", attendee, encode=False)
    return entry


def _render(method: str, entry: Event, event: CalendarEvent) -> str:
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    calendar.add_component(entry)
    # Clients differ in what they know of zone names: the rules for the years around the meeting travel with it.
    calendar.add_missing_timezones(
        first_date=date(event.starts_at.year - 1, 1, 1), last_date=date(event.ends_at.year + 1, 12, 31)
    )
    content: bytes = calendar.to_ical()
    return content.decode()
