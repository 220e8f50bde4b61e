"""Bytes become the letters that the sender meant, whatever the label says."""

from __future__ import annotations

import pytest

from mailintake.parse.charset import clean, decode

SWEDISH = "Räksmörgås åt Luleå"


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-15", "mac-roman", "utf-16"])
def test_a_known_character_set_is_taken_at_its_word(charset):
    assert decode(SWEDISH.encode(charset), charset) == (SWEDISH, True)


@pytest.mark.parametrize("label", ["UTF8", "Latin1", "cp1252", "ISO_8859-1", ' "utf-8" '.strip(' "'), "US-ASCII"])
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
