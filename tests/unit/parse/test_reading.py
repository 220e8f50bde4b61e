"""A mail is read as a whole, and what cannot be read says why."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from mailmaking import OWN_ADDRESS, attached, mail, multipart, plain, text_part
from mailmaking.reader import BOUNDARY, NOW, arrival, read_any, read_message

from mailintake.domain.message import Unreadable
from mailintake.parse import read, reading
from mailintake.parse.defects import Defect
from mailintake.parse.identity import content_hash

TEXT = "Hej!\n\nVi tycker att förslaget är bra.\n\nAnna Åberg"


def test_a_mail_is_read_as_a_whole():
    original = plain(
        TEXT,
        top=(("Return-Path", "<anna.aberg@luleaskidor.example>"),),
        headers=(
            ("Cc", "Bo <bo@luleaskidor.example>"),
            ("Sender", "kansli@luleaskidor.example"),
            ("Reply-To", "styrelsen@luleaskidor.example"),
            ("In-Reply-To", "<a@lulea.se>"),
            ("References", "<b@lulea.se> <a@lulea.se>"),
        ),
    )
    message = read_message(original)
    assert (message.sha256, message.content_hash, message.size) == (
        hashlib.sha256(original).hexdigest(),
        content_hash(original),
        len(original),
    )
    assert (message.from_address, message.from_name) == ("anna.aberg@luleaskidor.example", "Anna Åberg")
    assert (message.sender_address, message.reply_to) == (
        "kansli@luleaskidor.example",
        ("styrelsen@luleaskidor.example",),
    )
    assert (message.to, message.cc) == ((OWN_ADDRESS,), ("bo@luleaskidor.example",))
    assert (message.message_id, message.in_reply_to) == ("<1.2018@luleaskidor.example>", ("<a@lulea.se>",))
    assert message.references == ("<b@lulea.se>", "<a@lulea.se>")
    assert (message.subject, message.date) == ("Synpunkter på förslaget", datetime(2018, 6, 21, 8, 14, tzinfo=UTC))
    assert (message.text, message.language, message.defects) == (TEXT, "sv", ())


@pytest.mark.parametrize("original", [b"", b"\r\n", b" \n\t"])
def test_an_empty_mail_is_held_with_the_reason(original):
    held = read_any(original)
    assert isinstance(held, Unreadable)
    assert held.reason == "The mail is empty."


def test_a_fault_of_the_reader_holds_the_mail_with_its_subject(monkeypatch):
    def fail(*_arguments):
        raise KeyError("något")

    monkeypatch.setattr(reading, "split_words", fail)
    held = read_any(plain(TEXT), NOW)
    assert held == Unreadable(
        sha256=hashlib.sha256(plain(TEXT)).hexdigest(),
        content_hash=content_hash(plain(TEXT)),
        size=len(plain(TEXT)),
        received_at=NOW,
        reason="The mail could not be read: it is malformed in a way that the reader does not know (KeyError).",
        subject="Synpunkter på förslaget",
        from_address="anna.aberg@luleaskidor.example",
    )


@pytest.mark.parametrize("part", ["read_header", "hash_of", "with_line_feeds"])
def test_a_fault_in_what_is_read_first_loses_no_mail(monkeypatch, caplog, part):
    def fail(*_arguments):
        raise KeyError("secret")

    monkeypatch.setattr(f"mailintake.parse.reading.{part}", fail)
    held = read_any(plain(TEXT))
    assert isinstance(held, Unreadable)
    assert (held.content_hash, held.reason[-11:]) == (held.sha256, "(KeyError).")
    assert [record.getMessage() for record in caplog.records] == [f"nothing can be told of the mail {held.sha256[:12]}"]


def test_what_the_first_look_stumbles_over_is_odd(monkeypatch):
    def fail(_original):
        raise KeyError

    monkeypatch.setattr("mailintake.parse.reading.open_unless_odd", fail)
    assert reading.read_unless_odd(plain(TEXT), arrival(b""), BOUNDARY, NOW) is None


@pytest.mark.parametrize(
    ("sender", "address", "defect"),
    [
        ("", "", Defect.NO_FROM),
        ("a@b.example, c@d.example", "", Defect.SEVERAL_FROM),
        ("alice@example.org)bob@evil.example", "", Defect.BAD_FROM),
        ("a@b.example, skräp", "", Defect.BAD_FROM),
        ("<>", "", Defect.BAD_FROM),
        ("styrelsen", "", Defect.BAD_FROM),
    ],
)
def test_a_sender_in_doubt_is_none(sender, address, defect):
    message = read_message(mail(sender="", headers=(("From", sender),), body=b"Hej"))
    assert (message.from_address, message.defects) == (address, (defect.value,))


def test_two_from_fields_name_nobody():
    message = read_message(mail(headers=(("From", "bo@b.example"),), body=b"Hej"))
    assert (message.from_address, message.defects) == ("", (Defect.SEVERAL_FROM.value,))


@pytest.mark.parametrize(
    ("sender", "address", "name"),
    [
        ("chef@lulea.se <ond@ond.example>", "ond@ond.example", "chef@lulea.se"),
        ('"Åberg, Anna" <a@b.example>', "a@b.example", "Åberg, Anna"),
        ("=?utf-8?q?Anna=2C_=3Cchef=40lulea.se=3E?= <a@b.example>", "a@b.example", "Anna, <chef@lulea.se>"),
        ("=?x-okand?q?=C5berg?= <a@b.example>", "a@b.example", "Åberg"),
        ("=?utf-8?q?=C3=85berg, Anna?= <a@b.example>", "a@b.example", "Åberg, Anna"),
        ("Anna\u200b <a@b.example>", "a@b.example", "Anna"),
        ("Anna\u202e gpj <a@b.example>", "a@b.example", "Anna[U+202E] gpj"),
        ("a@B.Example", "a@b.example", ""),
        ("Anna <a@förening.example>", "a@xn--frening-90a.example", "Anna"),
    ],
)
def test_the_name_is_never_taken_for_the_address(sender, address, name):
    message = read_message(mail(sender="", headers=(("From", sender),), body=b"Hej"))
    assert (message.from_address, message.from_name) == (address, name)


def test_a_raw_windows_subject_keeps_its_letters():
    original = mail(subject="", headers=(("Subject", "Räksmörgås"),)).decode().encode("cp1252")
    assert read_message(original).subject == "Räksmörgås"


def test_a_subject_is_one_line_that_hides_and_turns_nothing():
    original = mail(subject="", headers=(("Subject", "A =?utf-8?q?=0D=0ABcc=3A_x=40y.example?= \u202eb\u200bc"),))
    message = read_message(original)
    assert message.subject == "A Bcc: x@y.example [U+202E]bc"
    assert message.defects == (Defect.HIDDEN_CHARACTERS.value,)


def test_what_turns_letters_in_a_text_is_shown_and_what_nobody_sees_is_dropped():
    assert read_message(plain("Vi säger \u202ejen\u202c och syn\u200bpunkt 👨\u200d👩")).text == (
        "Vi säger [U+202E]jen och synpunkt 👨\u200d👩"
    )


@pytest.mark.parametrize(
    ("sender", "defects"),
    [
        ("chef@lulea.se <ond@ond.example>", (Defect.NAMES_ANOTHER.value,)),
        ('"Chef <chef@lulea.se>" <ond@ond.example>', (Defect.NAMES_ANOTHER.value,)),
        ("a@b.example <A@b.example>", ()),
        ("Anna @ Skidor <a@b.example>", ()),
        ("An\u200bna <a@b.example>", (Defect.HIDDEN_CHARACTERS.value,)),
    ],
)
def test_a_name_that_deceives_is_told(sender, defects):
    assert read_message(mail(sender="", headers=(("From", sender),), body=b"Hej")).defects == defects


@pytest.mark.parametrize("name", ["Defects", "Headers_json", "Parse", "Body", "Mail", "Attachments"])
def test_no_field_sets_anything_of_ours(name):
    plainly = read_message(plain(TEXT))
    named = read_message(plain(TEXT, headers=((name, "x"),)))
    assert replace(named, sha256=plainly.sha256, content_hash=plainly.content_hash, size=plainly.size) == plainly


def test_a_mail_of_which_only_the_header_was_fetched_says_so():
    original = plain("")
    message = read(original, arrival(original, is_whole=False), BOUNDARY, NOW)
    assert (message.is_whole, message.subject, message.text) == (False, "Synpunkter på förslaget", "")


def test_the_size_is_the_mail_servers():
    original = plain("")
    assert read(original, replace(arrival(original), size=9_000_000), BOUNDARY, NOW).size == 9_000_000


def test_nothing_in_a_text_stops_the_store():
    message = read_message(multipart(text_part("a\0b\x1bc"), attached(b"x\0y", "a\0.txt", "text/plain")))
    assert (message.text, [(one.filename, one.text) for one in message.attachments]) == ("abc", [("a.txt", "xy")])


def test_a_smuggled_field_is_not_believed_and_is_told():
    message = read_message(mail(headers=(("X-A", "b\rReply-To: ond@ond.example"),), body=b"Hej"))
    assert (message.reply_to, message.defects) == ((), (Defect.BARE_CR.value,))


def test_a_mail_with_carriage_returns_alone_is_read():
    message = read_message(plain(TEXT).replace(b"\r\n", b"\r"))
    assert (message.text, message.defects) == (TEXT, (Defect.ONLY_CR.value,))
