"""The next meeting as a file: it says what was meant in every calendar, and holds what RFC 5545 asks of its bytes."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from fakes.consultations import STOCKHOLM
from icalendar import Calendar

from mailintake.domain.announcement import Meeting
from mailintake.notify.calendar_file import calendar_file

NOW = datetime(2018, 12, 18, 9, 30, tzinfo=UTC)
MEETING = Meeting(
    starts_at=datetime(2019, 1, 23, 18, 0, tzinfo=STOCKHOLM),
    ends_at=datetime(2019, 1, 23, 20, 0, tzinfo=STOCKHOLM),
    place='Kulturens hus, sal "Blå"; Skeppsbrogatan 17\nLuleå',
)
HOSTILE = "Å,ä;ö\\n\r\nEND:VEVENT\r\nATTENDEE:mailto:x@y.example\rBEGIN:VALARM\n\x07\u2028" + "åäö" * 60


def _file(**changes: object) -> bytes:
    values = {"uid": "lok-20190123@kommun.example", "title": "Överenskommelsen", "description": "Välkomna, alla!"}
    values |= {"url": "https://kommun.example/beslut?a=1,2;b", "now": NOW, "meeting": MEETING} | changes
    return calendar_file(values.pop("meeting"), **values).content  # type: ignore[arg-type]


def _event(content: bytes):
    [event] = Calendar.from_ical(content).walk("VEVENT")
    return event


def test_a_calendar_reads_back_what_was_meant() -> None:
    event = _event(_file())

    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == ("Överenskommelsen", "Välkomna, alla!")
    assert str(event["LOCATION"]) == MEETING.place
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (MEETING.starts_at, MEETING.ends_at)
    assert str(event["URL"]) == "https://kommun.example/beslut?a=1,2;b"
    assert str(event["UID"]) == "lok-20190123@kommun.example"


def test_the_meeting_is_published_so_that_nobody_is_asked_to_answer() -> None:
    enclosure = calendar_file(MEETING, uid="1@k.example", title="T", description="D", url="", now=NOW)
    calendar = Calendar.from_ical(enclosure.content)

    assert (str(calendar["METHOD"]), str(calendar["VERSION"])) == ("PUBLISH", "2.0")
    assert enclosure.media_type == "text/calendar; charset=utf-8; method=PUBLISH"
    assert {"ATTENDEE", "ORGANIZER", "URL"} & set(_event(enclosure.content)) == set()


def test_times_are_in_utc_and_need_no_table_of_zones() -> None:
    lines = _file().split(b"\r\n")

    assert {b"DTSTART:20190123T170000Z", b"DTEND:20190123T190000Z", b"DTSTAMP:20181218T093000Z"} <= set(lines)
    assert not any(b"TZID" in line for line in lines)


@pytest.mark.parametrize("words", [HOSTILE, MEETING.place, "å" * 400])
def test_every_line_ends_in_crlf_and_has_75_octets_at_the_most(words: str) -> None:
    content = _file(title=words, description=words, meeting=replace(MEETING, place=words))
    lines = content.split(b"\r\n")

    assert lines[-1] == b""
    assert max(map(len, lines)) <= 75
    assert set(content.replace(b"\r\n", b"")) & set(b"\r\n\x07\x00") == set()
    # No line is cut inside of a letter.
    assert [line.decode() for line in lines]


def test_what_staff_write_cannot_become_a_line_of_its_own() -> None:
    content = _file(title=HOSTILE, description=HOSTILE, meeting=replace(MEETING, place=HOSTILE))
    unfolded = content.replace(b"\r\n ", b"").split(b"\r\n")

    assert [line.partition(b":")[0] for line in unfolded if line] == [
        line.partition(b":")[0] for line in _file().replace(b"\r\n ", b"").split(b"\r\n") if line
    ]
    assert str(_event(content)["LOCATION"]) == HOSTILE.replace("\r\n", "\n").replace("\r", "\n").replace(
        "\x07\u2028", "  "
    )


def test_the_same_meeting_has_the_same_bytes() -> None:
    assert _file() == _file()
