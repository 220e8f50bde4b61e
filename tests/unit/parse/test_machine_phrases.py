"""A text without a hallmark is not looked into, so that every phrase that tells a machine must hold one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from re import _constants as sre  # the only way to see what a pattern is made of
from re import _parser

import pytest

from mailintake.parse import machine_words
from mailintake.parse.machine_phrases import LANGUAGES, Phrases, da, de, en, fi, no, sv
from mailintake.parse.machine_words import NO_WORDS

NAMES = {"da": da, "de": de, "en": en, "fi": fi, "no": no, "sv": sv}
PHRASES = [pytest.param(module.PHRASES, id=name) for name, module in NAMES.items()]
# Stands for a letter that the pattern leaves open.
ANY = "\0"


def ways(pattern):
    """Yield every text that a pattern matches: what may be repeated as seldom as it may be, and once more."""
    yield from map("".join, itertools.product(*(list(pieces(*item)) for item in pattern)))


def pieces(code, value) -> Iterator[str]:
    if code is sre.LITERAL:
        yield chr(value)
    elif code is sre.IN:
        letters = [chr(letter) for kind, letter in value if kind is sre.LITERAL]
        yield from letters if len(letters) == len(value) else [*letters, ANY]
    elif code is sre.ANY:
        yield ANY
    elif code is sre.BRANCH:
        for branch in value[1]:
            yield from ways(branch)
    elif code is sre.SUBPATTERN:
        yield from ways(value[-1])
    elif code in (sre.MAX_REPEAT, sre.MIN_REPEAT):
        least, most, repeated = value
        for count in {least, min(least + 1, most)}:
            yield from map("".join, itertools.product(list(ways(repeated)), repeat=count))
    elif code is sre.AT:
        yield ""
    else:
        raise NotImplementedError(code)


def telling(language: Phrases) -> Iterator[str]:
    for phrase in (*language.automatic, *language.absence, *language.received):
        yield from ways(_parser.parse(phrase))


def test_every_language_is_looked_at():
    assert set(LANGUAGES) == {module.PHRASES for module in NAMES.values()}


@pytest.mark.parametrize("language", PHRASES)
def test_every_way_of_telling_holds_a_hallmark(language):
    hallmarks = language.hallmarks.split("|")
    assert list(filter(lambda way: not any(map(way.__contains__, hallmarks)), telling(language))) == []


@pytest.mark.parametrize("language", PHRASES)
def test_no_hallmark_is_there_for_nothing(language):
    hallmarks = set(language.hallmarks.split("|"))
    held = [{hallmark for hallmark in hallmarks if hallmark in way} for way in telling(language)]
    assert hallmarks == set().union(*(found for found in held if len(found) == 1))


def test_the_ways_of_a_pattern_are_all_that_it_matches():
    pattern = r"\b(?:är|har) (?:\w ){0,3}semester"
    found = set(ways(_parser.parse(pattern)))
    assert found == {"är semester", "har semester", f"är {ANY} semester", f"har {ANY} semester"}
    assert all(re.search(pattern, way.replace(ANY, "x")) for way in found)


def test_a_text_without_a_hallmark_says_nothing():
    assert machine_words.weigh("Hej! Tack för ert förslag om plats för ungdomar.") is NO_WORDS


def test_a_machine_that_is_certain_is_listened_to_without_a_hallmark():
    words = machine_words.weigh("Hej! Tack för att du hör av dig om plats.", is_certain=True)
    assert (words.talk, words.automatic, words.absence, words.received) == (1, 0, 0, 0)
