"""The same mail has the same hash however it is delivered, and another mail another."""

from __future__ import annotations

import hashlib

import pytest
from mailmaking import plain

from mailintake.parse import identity
from mailintake.parse.identity import content_hash

TEXT = "Hej!\n\nVi tycker att förslaget är bra.\n"


def test_trace_fields_do_not_count():
    delivered_again = plain(
        TEXT, top=(("Received", "from a by b; Thu, 21 Jun 2018 10:14:00 +0200"), ("Return-Path", "<a@b>"))
    )
    assert content_hash(delivered_again) == content_hash(plain(TEXT))


def test_line_ends_and_empty_lines_at_the_end_do_not_count():
    assert content_hash(plain(TEXT).replace(b"\r\n", b"\n").rstrip()) == content_hash(plain(TEXT) + b"\r\n\r\n")


def test_folding_does_not_count():
    folded = plain(TEXT, date="Thu, 21 Jun 2018\r\n 10:14:00 +0200")
    assert content_hash(folded) == content_hash(plain(TEXT))


@pytest.mark.parametrize(
    "other",
    [
        plain(TEXT + "Nej."),
        plain(TEXT, subject="Yttrande"),
        plain(TEXT, sender="Bo <bo@luleaskidor.example>"),
        plain(TEXT, date="Fri, 22 Jun 2018 10:14:00 +0200"),
        plain(TEXT, message_id="<2@luleaskidor.example>"),
    ],
    ids=["text", "subject", "sender", "date", "message id"],
)
def test_another_mail_has_another_hash(other):
    assert content_hash(other) != content_hash(plain(TEXT))


def test_mails_with_carriage_returns_alone_are_told_apart():
    first, second = (b"Received: x\rSubject: " + word + b"\r\rHej\r" for word in (b"ett", b"tv\xe5"))
    assert content_hash(first) != content_hash(second)


@pytest.mark.parametrize("size", [0, 1, 2, 3, 4, 5, 6, 7])
def test_a_line_end_across_two_chunks_counts_as_one(monkeypatch, size):
    mail = plain("x" * size + "\nrad\n\nslut")
    whole = content_hash(mail)
    monkeypatch.setattr(identity, "_CHUNK", 3)
    assert (content_hash(mail), content_hash(mail.replace(b"\r\n", b"\n"))) == (whole, whole)


@pytest.mark.parametrize("data", [b"", b"\n", b"\r", b"\0", b"a: b", b"\r\n\r\n"])
def test_anything_has_a_hash(data):
    assert len(content_hash(data)) == hashlib.sha256().digest_size * 2
