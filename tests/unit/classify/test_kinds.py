"""What tells that a word names a kind of organisation."""

from __future__ import annotations

import pytest

from mailintake.classify.kinds import is_generic, is_kind


@pytest.mark.parametrize(
    "word",
    [
        "byaförening",
        "Hembygdsföreningen",
        "foreningen,",
        "IF",
        "IF:s",
        "klubbens",
        "gillet",
        "Suomi-seura",
        "AB",
        "Brf",
    ],
)
def test_a_word_for_an_organisation_is_told(word):
    assert is_kind(word)


@pytest.mark.parametrize(
    "word", ["förslaget", "föreningar", "is", "if", "ab", "Oskar", "regering", "området", "underlag", "", "...", "kör"]
)
def test_another_word_is_none(word):
    assert not is_kind(word)


@pytest.mark.parametrize(("word", "expected"), [("föreningen", True), ("IF", True), ("Hembygdsföreningen", False)])
def test_a_kind_alone_is_no_name(word, expected):
    assert expected == is_generic(word)
