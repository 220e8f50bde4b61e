"""Encoded words are read as their senders meant them, and never become structure."""

from __future__ import annotations

import pytest
from mailmaking import encoded_word

from mailintake.parse.encoded_words import decode


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("encoding", ["q", "b"])
def test_a_word_is_decoded(charset, encoding):
    assert decode(encoded_word("Räksmörgås", charset, encoding)) == "Räksmörgås"


def test_the_space_between_two_words_is_dropped_and_other_space_kept():
    assert decode("Re: =?utf-8?q?H=C3=A5?= \r\n =?utf-8?q?ll?= bar") == "Re: Håll bar"


def test_a_letter_that_is_split_over_two_words_is_joined():
    assert decode("=?utf-8?q?f=C3?= =?utf-8?q?=B6rslag?=") == "förslag"


def test_spaces_within_a_word_are_tolerated():
    assert decode("=?iso-8859-1?q?V=E5rt yttrande?=") == "Vårt yttrande"


def test_an_unknown_character_set_stays_readable():
    assert decode("=?x-okand?q?F=F6rslag?=") == "Förslag"


def test_base64_without_padding_is_read():
    assert decode("=?utf-8?b?SGVq?= =?utf-8?b?aGVqIQ?=") == "Hejhej!"


def test_what_looks_like_a_word_and_is_none_is_kept():
    assert decode("=?utf-8?x?abc?= och =?utf-8?q?abc") == "=?utf-8?x?abc?= och =?utf-8?q?abc"


def test_no_line_end_comes_out_of_a_word():
    assert decode("A =?utf-8?q?=0D=0ABcc:_x=40y.example?=") == "A  Bcc: x@y.example"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?q?Vad_tycker_ni??=", "Vad tycker ni?"),
        ("=?utf-8?q?Vad?_=C3=85sa?=", "Vad? Åsa"),
        ("=?utf-8?q?a=?= b", "a b"),
        ("=?utf-8?q?abc och =?utf-8?q?d=C3=A5?=", "=?utf-8?q?abc och då"),
        ("Re:=?utf-8?q?_f=C3=B6r?=", "Re: för"),
        ("=?iso-8859-1?q?f=C3=B6r?=", "för"),
        ("=?utf-8?q?f=C3=83=C2=B6r?=", "för"),
        ("=?utf-8?q?f=F6r?=", "för"),
        ("=?a\0b?q?f=F6r?=", "för"),
        ("=?utf-7?q?+AOU-?=", "+AOU-"),
    ],
)
def test_words_are_read_as_they_were_meant(value, text):
    assert decode(value) == text
