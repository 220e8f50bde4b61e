"""Letters that were taken for others on their way are put right, where that is certain."""

from __future__ import annotations

import pytest

from mailintake.parse.charset import decode
from mailintake.parse.mojibake import repair

SWEDISH = "Åsa säger: föreningen är här – ”ja”, Ängel Öst & é"


@pytest.mark.parametrize("taken_for", ["cp1252", "latin-1"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_utf_8_that_was_taken_for_a_western_set_is_put_right(taken_for, times):
    broken = "åäöÅÄÖ é ü" if taken_for == "cp1252" else SWEDISH
    whole = broken
    for _ in range(times):
        broken = broken.encode().decode(taken_for, "replace")
    assert repair(broken if "\ufffd" not in broken else whole) == whole


@pytest.mark.parametrize("letter", "åäöÅÄÖ")
def test_each_swedish_letter_is_put_right(letter):
    broken = letter.encode().decode("cp1252", "ignore") if letter != "Å" else "Ã\u2026"
    assert repair(f"Det {broken}r bra") == f"Det {letter}r bra"


def test_it_is_put_right_whatever_set_the_mail_names():
    assert decode("fÃ¶rening".encode(), "utf-8") == ("förening", True)


def test_a_quote_that_is_broken_is_put_right_beside_words_that_are_sound():
    text = "Vi är för.\n> Hej, fÃ¶reningen!\n> VÃ¤nligen, kommunen pÃ¥ torget"
    assert repair(text) == "Vi är för.\n> Hej, föreningen!\n> Vänligen, kommunen på torget"


@pytest.mark.parametrize(
    "text",
    [
        "Hemsidan visar fÃ¶rening i stället för förening.",
        "Det är fel.\nDet står fÃ¶rening.",
        "Âncora e Ãgua",
        "São Paulo",
        "Räksmörgås",
        "",
        "Ã",
    ],
)
def test_what_is_not_certain_is_left_as_it_is(text):
    assert repair(text) == text
