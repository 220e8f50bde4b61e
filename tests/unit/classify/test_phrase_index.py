from __future__ import annotations

import pytest

from mailintake.classify.phrase_index import PhraseIndex
from mailintake.classify.phrases import Phrases
from mailintake.classify.words import Words

OPINION = Phrases("vi tycker|anser", "avstyrk*")
ERRAND = Phrases("faktura|fakturan", "hål i gatan")
SETS = (OPINION, ERRAND)
TEXTS = (
    "Vi anser att förslaget är bra.",
    "Fakturan kom i går och vi anser att den är fel.",
    "Föreningen avstyrker.",
    "Det är ett hål i gatan.",
    "Hej!",
    "",
)


def search(index: PhraseIndex, text: str) -> list[list[str]]:
    words = Words(text)
    index.prepare(words)
    found = [[find.text for find in phrases.find(words)] for phrases in SETS]
    index.learn(words)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_found_is_the_same_whatever_the_index_has_learnt(text):
    index = PhraseIndex()

    first = search(index, text)
    for other in TEXTS:
        search(index, other)

    assert first == search(index, text)
    assert first == [[find.text for find in phrases.find(Words(text))] for phrases in SETS]


def test_a_text_that_cannot_hold_a_known_set_is_not_searched_for_it():
    index = PhraseIndex()
    search(index, "Hej!")
    words = Words("Fakturan är betald.")

    index.prepare(words)

    assert words.finds == {OPINION: ()}


def test_a_word_that_is_too_long_to_be_one_is_not_remembered():
    index = PhraseIndex()
    search(index, "avstyrker " + "a" * 5000)

    search(index, "avstyrker " + "a" * 5000)

    assert set(index._known.of_word) == {"avstyrker", "\n\n"}
