"""Which language a text is written in: sv, en, fi, no, da, de or se, told from its first 300 characters."""

from __future__ import annotations

import re
from collections import Counter

from mailintake.parse.language_words import LANGUAGES, LETTERS, USED_IN

UNKNOWN = "und"
_SAMPLE = 300
_LEAST_SCORE = 1.2
_LEAST_LEAD = 1.08
_FIRST_WORDS = 18
_CLEAR_SCORE = 3.0
_CLEAR_LEAD = 2.0
# The languages of each set of bits, and what a word of theirs weighs: the more, the fewer share it.
_SHARED: dict[int | None, tuple[tuple[str, ...], float]] = {None: ((), 0.0)}
for _bits in set(USED_IN.values()):
    _sharing = tuple(language for bit, language in enumerate(LANGUAGES) if _bits >> bit & 1)
    _SHARED[_bits] = (_sharing, len(_sharing) ** -1.5)

_WORD = re.compile(r"[a-zß-öø-ž]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LONG_VOWEL = re.compile(r"aa|ee|ii|oo|uu|yy|ää|öö")


def tell_language(text: str) -> str:
    """Return the code of the language, "und" where the text tells too little."""
    sample = text[: _SAMPLE * 2]
    if "@" in sample or "/" in sample:
        sample = " ".join(word for word in sample.split() if "@" not in word and "/" not in word)
    sample = sample[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    scores: dict[str, float] = {}
    _weigh_words(words[:_FIRST_WORDS], scores)
    ranked = sorted(scores.values())
    # Most texts say it in their first line.
    if len(ranked) > 1 and ranked[-1] > _CLEAR_SCORE and ranked[-1] > ranked[-2] * _CLEAR_LEAD:
        return _winner(scores)
    _weigh_words(words[_FIRST_WORDS:], scores)
    if not sample.isascii():
        _weigh_letters(sample, scores)
    # Finnish writes long vowels as two and has few small words.
    doubled = len(_LONG_VOWEL.findall(sample))
    if doubled * 3 > len(words):
        scores["fi"] = scores.get("fi", 0.0) + doubled * 0.45
    return _winner(scores)


def _weigh_words(words: list[str], scores: dict[str, float]) -> None:
    # Many words are used in the same languages, so those are counted first.
    for bits, count in Counter(map(USED_IN.get, words)).items():
        languages, weight = _SHARED[bits]
        for language in languages:
            scores[language] = scores.get(language, 0.0) + count * weight


def _weigh_letters(sample: str, scores: dict[str, float]) -> None:
    letters = "".join(_BEYOND_ASCII.findall(sample))
    for group, languages, weight in LETTERS:
        count = min(sum(map(letters.count, group)), 5)
        for language in languages if count else ():
            scores[language] = scores.get(language, 0.0) + count * weight


def _winner(scores: dict[str, float]) -> str:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _LEAST_SCORE:
        return UNKNOWN
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * _LEAST_LEAD:
        return UNKNOWN
    return ranked[0][0]
