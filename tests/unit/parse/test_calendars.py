"""An invitation is read as what, when, where, who asks, and the words that go with it."""

from __future__ import annotations

import pytest
from mailmaking import joined, part, text_part
from mailmaking import mail as made
from mailmaking.reader import read_message

from mailintake.parse.calendars import MAX_CALENDAR, calendar_text

EVENT = """BEGIN:VCALENDAR
METHOD:REQUEST
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
DTSTART:16010101T030000
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN="Åberg, Anna":mailto:anna.aberg@luleaskidor.example
DESCRIPTION;LANGUAGE=sv:Vi vill gärna ses\\, och
  tala om förslaget.\\nVälkomna!
SUMMARY:Möte om överenskommelsen
DTSTART;TZID=W. Europe Standard Time:20180625T170000
DTEND;TZID=W. Europe Standard Time:20180625T183000
LOCATION:Stadshuset
END:VEVENT
END:VCALENDAR
"""
TEXT = """Möte om överenskommelsen
2018-06-25 17:00 – 2018-06-25 18:30
Stadshuset
Åberg, Anna <anna.aberg@luleaskidor.example>
Vi vill gärna ses, och tala om förslaget.
Välkomna!"""


def test_an_invitation_is_read_as_people_read_it():
    assert calendar_text(EVENT) == TEXT


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("DTSTART;VALUE=DATE:20180625", "2018-06-25"),
        ("DTSTART:20180625T150000Z", "2018-06-25 15:00 UTC"),
        ("DTSTART:i morgon", ""),
        ("SUMMARY:a\\;b\\\\c", "a;b\\c"),
        ("utan kolon", ""),
    ],
)
def test_a_line_is_read_by_its_name(line, text):
    assert calendar_text(f"BEGIN:VEVENT\n{line}\nEND:VEVENT") == text


def test_an_invitation_beside_the_text_is_an_attachment_and_read():
    parts = joined(text_part("Hej"), part(EVENT.encode(), "text/calendar; charset=utf-8; method=REQUEST"), boundary="b")
    message = read_message(made(body=parts, content_type='multipart/alternative; boundary="b"', encoding=""))
    assert [(one.media_type, one.text) for one in message.attachments] == [("text/calendar", TEXT)]


def test_a_mail_that_is_an_invitation_and_nothing_else_says_what_it_says():
    message = read_message(made(body=EVENT.encode(), content_type="text/calendar; charset=utf-8", encoding="8bit"))
    assert (message.text, message.attachments) == (TEXT, ())


def test_a_calendar_without_events_is_shown_as_it_is():
    parts = joined(text_part("Hej"), part(b"BEGIN:VCALENDAR\r\nEND:VCALENDAR", "text/calendar"), boundary="b")
    message = read_message(made(body=parts, content_type='multipart/mixed; boundary="b"', encoding=""))
    assert [one.text for one in message.attachments] == ["BEGIN:VCALENDAR\nEND:VCALENDAR"]


@pytest.mark.parametrize(
    "piece", ["BEGIN:VEVENT\n", "A;" * 20, "\n ", 'A;B="', "BEGIN:VEVENT\nSUMMARY:a\nEND:VEVENT\n"]
)
def test_a_calendar_of_any_size_is_read(piece):
    assert len(calendar_text(piece * (2 * MAX_CALENDAR // len(piece)))) < 1000
