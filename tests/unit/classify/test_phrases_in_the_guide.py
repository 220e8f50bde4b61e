"""What docs/settings.md says of phrases is what they do."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mailintake.classify.phrases import Phrases
from mailintake.classify.words import Words

GUIDE = (Path(__file__).parents[3] / "docs" / "settings.md").read_text(encoding="utf-8")
CHAPTER = GUIDE.partition("\n## Phrases\n")[2].partition("\n## ")[0]
ROWS = re.findall(r"^\| `(.+?)` \| (.+?) \| (.+?) \|$", CHAPTER, re.MULTILINE)
EXAMPLES = [
    (phrase.replace("\\|", "|"), text, is_found)
    for phrase, found, not_found in ROWS
    for told, is_found in ((found, True), (not_found, False))
    for text in re.findall("“(.+?)”", told)
]


def test_the_guide_has_examples_of_every_sign() -> None:
    assert {sign for sign in "*|…" if any(sign in phrase for phrase, _text, _found in EXAMPLES)} == set("*|…")


@pytest.mark.parametrize(("phrase", "text", "is_found"), EXAMPLES)
def test_a_phrase_finds_what_the_guide_says(phrase: str, text: str, is_found: bool) -> None:
    assert bool(Phrases(phrase).find(Words(text))) is is_found


@pytest.mark.parametrize("phrase", re.findall(r"such as `(.+?)` or `(.+?)`", CHAPTER)[0])
def test_a_phrase_that_the_guide_calls_wrong_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=re.escape(phrase)):
        Phrases(phrase)
