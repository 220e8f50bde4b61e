"""The language of a text is told from its first words."""

from __future__ import annotations

from collections import Counter

import pytest
from unit.parse.language_texts import NEIGHBOURS, TEXTS

from mailintake.parse.language import UNKNOWN, tell_language

# Danish that could be Norwegian to the letter is taken for the neighbour's across the border.
NOT_TOLD = {
    "da": [
        "Kan vi få udsat fristen til den ottende oktober?",
        "Kan I sende dokumentet en gang til? Jeg kan ikke finde det på hjemmesiden.",
    ]
}

TOO_LITTLE = ["", "ok", "12345", "Anna", "Hej", "https://luleaskidor.example/och/att/som anna@och.example"]


def as_table(told):
    """How often each language was told for each: a row a language."""
    codes = [*TEXTS, UNKNOWN]
    rows = [[language, *(str(told[language][code]) for code in codes)] for language in TEXTS]
    return "\n".join(" ".join(cell.rjust(4) for cell in row) for row in [["", *codes], *rows])


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_twenty_texts_is_told(language):
    assert len(TEXTS[language]) == 20
    assert [text for text in TEXTS[language] if tell_language(text) != language] == NOT_TOLD.get(language, [])


def test_no_text_is_taken_for_a_language_that_is_not_a_neighbours(tell_figure):
    told = {language: Counter(map(tell_language, texts)) for language, texts in TEXTS.items()}
    tell_figure("\n" + as_table(told))
    assert {language: set(counts) - {language} for language, counts in told.items() if set(counts) - {language}} == {
        "da": {"no"}
    }


@pytest.mark.parametrize(("text", "languages"), NEIGHBOURS)
def test_what_is_none_of_them_is_taken_for_the_nearest_or_for_none(text, languages):
    assert tell_language(text) in languages


@pytest.mark.parametrize("text", TOO_LITTLE)
def test_too_little_tells_no_language(text):
    assert tell_language(text) == UNKNOWN


def test_only_the_beginning_counts():
    assert tell_language(TEXTS["sv"][9] * 4 + TEXTS["en"][9] * 40) == "sv"


def test_what_a_sender_cites_does_not_count():
    assert tell_language('Vi citerar: "we strongly believe in the rights of all associations". Det gäller här.') == "sv"
