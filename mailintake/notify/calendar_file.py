"""A meeting as a file that calendars open (iCalendar, RFC 5545): published, so that no answer is asked for."""

from __future__ import annotations

from datetime import UTC, datetime

from mailintake.domain.announcement import Meeting
from mailintake.notify.mime import Enclosure

FILENAME = "dialogtraff.ics"
MEDIA_TYPE = "text/calendar; charset=utf-8; method=PUBLISH"


def calendar_file(meeting: Meeting, *, uid: str, title: str, description: str, url: str, now: datetime) -> Enclosure:
    """Return a meeting as a file; ``uid`` names it for ever: a later version takes the place of an earlier one."""
    # Loaded here: only a notice of a decision carries a meeting, and this takes a quarter of a second.
    from icalendar import Calendar, Event

    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", meeting.starts_at.astimezone(UTC))
    event.add("dtend", meeting.ends_at.astimezone(UTC))
    event.add("summary", _text(title))
    event.add("location", _text(meeting.place))
    event.add("description", _text(description))
    if url:
        event.add("url", url)
    calendar = Calendar()
    calendar.add("prodid", "-//mailintake//SV")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return Enclosure(filename=FILENAME, media_type=MEDIA_TYPE, content=calendar.to_ical())


def _text(words: str) -> str:
    """Return a text without control characters, which may not stand in one (RFC 5545, 3.3.11), but for line ends."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join("".join(letter if letter.isprintable() else " " for letter in line) for line in lines)
