"""What is wrong with a mail has a stable code, and words in Swedish and in English."""

from __future__ import annotations

import re

import pytest
from mailmaking import plain
from mailmaking.reader import read_any, read_message

from mailintake.domain.message import Unreadable
from mailintake.parse.defects import Defect, Held, in_words
from mailintake.parse.headers import MAX_FIELD_BYTES, MAX_FIELDS, MAX_HEADER_BYTES
from mailintake.parse.structure import MAX_DECODED, MAX_PARTS


@pytest.mark.parametrize("defect", Defect)
def test_each_has_a_code_and_a_sentence_in_both_languages(defect):
    assert re.fullmatch(r"[a-z]+(?:_[a-z]+)*", defect.value)
    for sentence in (defect.swedish, defect.english):
        assert re.fullmatch(r"[A-ZÅÄÖ].{10,120}\.", sentence)
    assert defect.swedish != defect.english


def test_codes_and_sentences_are_each_ones_own():
    for told in ("value", "swedish", "english"):
        assert len({getattr(defect, told) for defect in Defect}) == len(Defect)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("sv", "Mejlet anger ingen avsändare."),
        ("en", "The mail names no sender."),
        ("fi", "The mail names no sender."),
    ],
)
def test_words_are_the_services_languages_or_english(language, words):
    assert in_words("no_from", language) == words


def test_what_is_no_code_is_shown_as_it_is():
    assert in_words("The mail names no sender.", "sv") == "The mail names no sender."


def test_a_mail_carries_the_codes():
    assert read_message(plain("Hej", sender="")).defects == ("no_from",)


@pytest.mark.parametrize(
    ("defect", "limit", "unit"),
    [
        (Defect.HEADER_CUT, MAX_HEADER_BYTES // 1024, " kB"),
        (Defect.FIELD_CUT, MAX_FIELD_BYTES // 1024, " kB"),
        (Defect.TOO_MANY_FIELDS, MAX_FIELDS, ""),
        (Defect.TOO_MANY_PARTS, MAX_PARTS, ""),
        (Defect.TOO_LARGE, MAX_DECODED // 1024**2, " MB"),
    ],
)
def test_the_limit_that_is_told_is_the_limit(defect, limit, unit):
    assert f"{limit:,}{unit}" in defect.english
    assert f"{limit:,}{unit}".replace(",", " ") in defect.swedish


@pytest.mark.parametrize("held", Held)
def test_why_a_mail_is_held_is_told_in_both_languages(held):
    told = f"{held.value} (ValueError)."
    assert (in_words(told, "en"), in_words(told, "sv")) == (told, f"{held.swedish} (ValueError).")
    assert held.swedish != held.value


def test_a_mail_that_is_held_carries_the_sentence_in_english():
    reading = read_any(b"")
    assert isinstance(reading, Unreadable)
    assert (reading.reason, in_words(reading.reason, "sv")) == ("The mail is empty.", "Mejlet är tomt.")
