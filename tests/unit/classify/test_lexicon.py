"""The lists of classes: each word stands in one class, and is found whole or by its beginning."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import mailintake.classify
from mailintake.classify.lexicon import Lexicon, class_of

FOLDER = Path(mailintake.classify.__file__).parent / "lexicon"
TABLES = [table for file in sorted(FOLDER.glob("*.toml")) for table in tomllib.loads(file.read_text()).values()]


def test_every_class_says_what_it_holds():
    assert all(table["about"] and table["words"].split() for table in TABLES)


def test_no_word_stands_in_two_classes():
    words = Counter(word for table in TABLES for word in set(table["words"].split()))
    assert [word for word, times in words.items() if times > 1] == []


def test_words_are_found_whole_by_beginning_and_with_marks_left_out():
    assert class_of("utmarkta") == class_of("utmarkt") == "praise"
    assert class_of("detaljplanen") == "land_plan"
    assert class_of("xyzzy") == ""


def test_the_longest_beginning_tells():
    lexicon = Lexicon(words={}, beginnings={"skol": "school", "skolmat": "school_meal"}, longest=7)
    assert lexicon.class_of("skolmaten") == "school_meal"
    assert lexicon.class_of("skolan") == "school"
