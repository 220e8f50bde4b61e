"""What is plain is read without mail-parser, and as mail-parser reads it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from mailparser.addresses import parse_address_header
from mailparser.dates import parse_mail_date

from mailintake.parse import library, trace

PIECES = [
    "Anna",
    "Åsa Berg",
    " ",
    "  ",
    '"',
    "'",
    ".",
    "-",
    "<",
    ">",
    ",",
    ";",
    ":",
    "(",
    ")",
    "\\",
    "@",
    "[",
    "\t",
]
ODD = ["\xa0", "\x85", "\u2028", "\u202e", "\ud800", "\U0001f600", "\x7f", "x..y@c.example", "a@b.example"]
MAILBOXES = [
    "<anna.berg@mejl.example>",
    "<a@b>",
    "<a@b.example.>",
    "<.a@b.example>",
    "<a@b_c-d.example>",
    "<å@b.example>",
]
WEEKDAYS = ["Mon, ", "Sun, ", ""]
DAYS = ["7", "07", "29", "31"]
MONTHS = ["Jan", "Feb", "Jun", "dec"]
YEARS = ["2018", "2024", "1999"]
HOURS = ["00", "23", "24"]
SIXTIETHS = ["00", "59", "60"]
ZONES = ["+0200", "-0000", "-1130", "+2459", "+0060", "GMT", "+0200 (CEST)"]


@given(st.lists(st.sampled_from([*PIECES, *ODD]), max_size=3), st.sampled_from(MAILBOXES))
def test_a_mailbox_is_read_as_mail_parser_reads_it(pieces, address):
    value = "".join(pieces) + address
    found, faults = parse_address_header(value, lambda _fields: [])
    is_sound = bool(found) and all(fault["recovered"] for fault in faults)
    assert library.read_mailboxes(value) == library.Mailboxes(found=tuple(found), is_sound=is_sound)


@given(*map(st.sampled_from, (WEEKDAYS, DAYS, MONTHS, YEARS, HOURS, SIXTIETHS, SIXTIETHS, ZONES)))
def test_a_date_is_read_as_mail_parser_reads_it(weekday, day, month, year, hour, minute, second, zone):
    value = f"{weekday}{day} {month} {year} {hour}:{minute}:{second} {zone}"
    moment = parse_mail_date(value).value
    assert moment is None or trace.read_date(value) == moment


def test_encoded_words_in_a_plain_mailbox_are_read():
    found = library.read_mailboxes("=?utf-8?q?=C3=85sa?= =?utf-8?q?_Berg?= <asa@mejl.example>").found
    assert found == (("Åsa Berg", "asa@mejl.example"),)


def test_what_encoded_words_hold_never_becomes_part_of_the_structure():
    found = library.read_mailboxes("=?utf-8?q?Bo_=3Cbo=40mejl=2Eexample=3E=2C?= <asa@mejl.example>").found
    assert found == (("Bo <bo@mejl.example>,", "asa@mejl.example"),)
