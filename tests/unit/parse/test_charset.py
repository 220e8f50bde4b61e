"""Bytes become the letters that the sender meant, whatever the label says."""

from __future__ import annotations

import pytest

from mailintake.parse.charset import clean, declared_in, decode

SWEDISH = "Räksmörgås åt Luleå"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15", "mac-roman", "utf-16"])
def test_a_known_character_set_is_taken_at_its_word(charset):
    assert decode(SWEDISH.encode(charset), charset) == (SWEDISH, True)


@pytest.mark.parametrize(
    "label",
    [
        "UTF8",
        "utf8mb4",
        "iso8859_1",
        "ISO-8859-1 ",
        "latin-9",
        "x-mac-roman",
        "windows1252",
        "Latin1",
        "cp1252",
        "ISO_8859-1",
        ' "utf-8" '.strip(' "'),
        "US-ASCII",
    ],
)
def test_a_common_misspelling_is_known(label):
    assert decode(b"abc", label) == ("abc", True)


def test_what_is_called_latin_1_is_windows_1252():
    assert decode("”Luleå” – 5 €".encode("cp1252"), "iso-8859-1") == ("”Luleå” – 5 €", True)


@pytest.mark.parametrize("label", ["", "us-ascii", "utf-8", "x-unknown", "utf-7", "punycode", "idna", "utf\0-8"])
def test_windows_letters_under_a_wrong_label_stay_readable(label):
    assert decode(SWEDISH.encode("cp1252"), label)[0] == SWEDISH


@pytest.mark.parametrize("label", ["", "us-ascii", "iso-8859-1", "windows-1252", "x-unknown"])
def test_utf_8_under_a_wrong_label_stays_readable(label):
    assert decode(SWEDISH.encode(), label)[0] == SWEDISH


def test_a_few_broken_bytes_do_not_cost_the_other_letters():
    assert decode(SWEDISH.encode() + b"\xff", "utf-8") == (SWEDISH + "\ufffd", False)


def test_utf_7_is_not_decoded():
    assert decode(b"+ADw-script+AD4-", "utf-7") == ("+ADw-script+AD4-", False)


def test_an_unknown_label_is_told_where_letters_hang_on_it():
    assert (decode("å".encode(), "x-unknown"), decode(b"a", "x-unknown")) == (("å", False), ("a", True))


def test_lone_surrogates_and_controls_do_not_reach_the_store():
    assert clean("a\0b\ud800c\x1bd\ufffee") == "abcde"


def test_line_ends_of_every_kind_stay_line_ends():
    assert clean("a\r\nb\rc\x85d\x0ce\tf\n\0") == "a\nb\nc\nd\ne\tf\n"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("label", ["", "utf-8", "iso-8859-1"])
def test_a_byte_order_mark_says_more_than_the_label(mark, label):
    assert decode(SWEDISH.encode(mark), label)[0] == SWEDISH


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("label", ["", "utf-8", "utf-16", "iso-8859-1"])
def test_utf_16_without_a_mark_is_told_by_its_zeros(codec, label):
    assert decode(SWEDISH.encode(codec), label)[0] == SWEDISH


@pytest.mark.parametrize("label", ["utf-16", "utf-16le", "UTF-16BE"])
def test_text_without_a_zero_is_no_utf_16_whatever_its_label(label):
    assert decode(SWEDISH.encode(), label) == (SWEDISH, False)


def test_a_few_zeros_are_no_utf_16():
    assert decode(b"a\0b hej hej hej", "")[0] == "a\0b hej hej hej"


def test_windows_letters_within_utf_8_are_read():
    assert decode("Räksmörgås åt alla på ön: ".encode() + "över".encode("cp1252"), "utf-8") == (
        "Räksmörgås åt alla på ön: över",
        False,
    )


def test_a_footer_in_utf_8_below_a_windows_mail_is_read():
    mail = "Åsa säger på ön: över åän\n".encode("cp1252") + "Sänt från Luleå".encode()
    assert decode(mail, "iso-8859-1") == ("Åsa säger på ön: över åän\nSänt från Luleå", False)


@pytest.mark.parametrize(
    ("html", "label"),
    [
        (b'<html><head><meta charset="iso-8859-1">', "iso-8859-1"),
        (b"<META http-equiv=Content-Type content='text/html; charset=windows-1252'>", "windows-1252"),
        (b'<meta charset="utf-16">', "utf-8"),
        (b"<p>charset=utf-8</p>", ""),
        (b" " * 5000 + b'<meta charset="utf-8">', ""),
    ],
)
def test_a_document_names_its_own_character_set(html, label):
    assert declared_in(html) == label


def test_what_nobody_sees_is_dropped_and_what_turns_letters_is_shown():
    assert clean("re\u200bm\u00adiss \u202egpj\u202c \u2066x\u2069 👨\u200d👩") == "remiss [U+202E]gpj x 👨\u200d👩"
