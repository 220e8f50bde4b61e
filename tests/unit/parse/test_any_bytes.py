"""Any bytes at all are read or held; nothing is raised, and what comes out can be stored."""

from __future__ import annotations

import pytest
from fakes.examples import examples
from fuzz import whole
from fuzz.mutations import mutant
from hypothesis import given, settings
from hypothesis import strategies as st
from mailmaking import attached, mail, multipart, nested, plain, text_part
from mailmaking.documents import docx
from mailmaking.machines import delivery_report
from mailmaking.reader import read_any

from mailintake.domain.message import Message, Unreadable
from mailintake.parse.identity import content_hash
from mailintake.parse.oddity import is_odd
from mailintake.parse.serialisation import dump_reading, load_reading

FIELDS = (
    b"From To Subject Date Message-ID References Received Return-Path Content-Type Content-Transfer-Encoding "
    b"Content-Disposition Auto-Submitted List-Id"
).split()
VALUES = (
    b"text/plain text/html multipart/mixed multipart/report message/rfc822 message/delivery-status ; charset= "
    b"boundary= name*0*= filename= base64 quoted-printable x-uuencode utf-8 utf-16 iso-2022-jp idna =?utf-8?q? "
    b"=?utf-8?b? ?= a@b.example < > ( ) \\ , : = =3D &# <div </p> <!-- --x --x-- %PDF- PK\x03\x04"
).split()
LINES = [b"> ", b"-- ", b"skrev:", b"Den 5 juni 2018 kl 10:14 ", b"Action: failed", b"begin 644 a"]
ODD = [b'"', b"\r\n", b"\n", b"\r", b"\r\n\r\n", b" ", b"\t", b"\0", b"\xff", b"\xc3\xa5", b"\xe5", b"9" * 40]
PIECES = [*(name + b": " for name in FIELDS), *VALUES, *LINES, *ODD]

MADE = whole.own()
WHOLE = [
    plain("Hej å ä ö"),
    multipart(nested(text_part("a"), text_part("<p>b</p>", subtype="html")), attached(docx("c"), "d.docx")),
    delivery_report(),
    mail(body=plain("inre"), content_type="message/rfc822", encoding=""),
]


def assert_sound(original):
    reading = read_any(original)
    assert isinstance(reading, (Message, Unreadable))
    assert load_reading(dump_reading(reading)) == reading
    assert "\0" not in repr(reading).replace("\\x00", "\0")
    assert reading.content_hash == content_hash(original)
    assert is_odd(original) in (True, False)


@given(st.binary(max_size=600))
@settings(max_examples=examples(200), deadline=None)
def test_any_bytes_are_read_or_held(original):
    assert_sound(original)


@given(st.lists(st.sampled_from(PIECES), max_size=60))
@settings(max_examples=examples(600), deadline=None)
def test_any_pieces_of_mail_are_read_or_held(pieces):
    assert_sound(b"".join(pieces))


@given(st.sampled_from(WHOLE), st.data())
@settings(max_examples=examples(300), deadline=None)
def test_a_mail_that_was_damaged_is_read_or_held(original, data):
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, min(len(original), start + 80)))
    assert_sound(original[:start] + data.draw(st.binary(max_size=20)) + original[end:])


@pytest.mark.parametrize("original", WHOLE)
def test_a_mail_that_was_cut_off_anywhere_is_read_or_held(original):
    for end in range(0, len(original), 7):
        assert_sound(original[:end])


@given(st.integers(0, 2**63))
@settings(max_examples=examples(400), deadline=None)
def test_any_mutant_of_any_mail_of_ours_is_read_or_held(number):
    assert_sound(mutant("a property", number, MADE))
