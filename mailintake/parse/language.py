"""Which language a text is written in, told from its first 300 characters; the languages stand in ``languages``."""

from __future__ import annotations

import re

from mailintake.parse.languages import LANGUAGES

UNKNOWN = "und"
_SAMPLE = 300
_LEAST_SCORE = 1.0
_LEAST_LEAD = 1.06
_FIRST_WORDS = 18
_CLEAR_SCORE = 3.0
_CLEAR_LEAD = 2.0
_LETTER_LIMIT = 5  # letters of a kind that are counted
_ENDING_WEIGHT = 0.5
_LONG_VOWEL_WEIGHT = 0.4
# What may be either is the neighbour's across the border.
_TWINS = {frozenset({"no", "da"}): "no"}

_TOLD = tuple(language for language in LANGUAGES if language.code)
# The languages that use each word, as the sum of their bits (1 for the first language, 2 for the second, 4 …).
_USED_IN: dict[str, int] = {}
for _bit, _language in enumerate(_TOLD):
    for _word in set(_language.words.split()):
        _USED_IN[_word] = _USED_IN.get(_word, 0) | 1 << _bit
# The languages of each set of bits, and what a word of theirs weighs: the more, the fewer share it.
_SHARED: dict[int | None, tuple[tuple[str, ...], float]] = {None: ((), 0.0)}
for _bits in set(_USED_IN.values()):
    _sharing = tuple(language.code for bit, language in enumerate(_TOLD) if _bits >> bit & 1)
    _SHARED[_bits] = (_sharing, len(_sharing) ** -1.5)
_LETTERS = tuple((language.code, group, weight) for language in _TOLD for group, weight in language.letters.items())
_ENDINGS = tuple((language.code, re.compile(rf"\w{{3}}{language.endings}\b")) for language in _TOLD if language.endings)

_WORD = re.compile(r"[a-zß-öø-žǥǧǩǯŋ]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_LONG_VOWEL = re.compile(r"aa|ee|ii|uu|yy|ää|öö")
# What a sender cites may be in another language than the mail.
_CITED = re.compile(r"[\"“”„»«][^\"“”„»«\n]{8,300}[\"“”„»«]")


def tell_language(text: str) -> str:
    """Return the code of the language, "und" where the text tells too little."""
    sample = text[: _SAMPLE * 2]
    if "@" in sample or "/" in sample:
        sample = " ".join(word for word in sample.split() if "@" not in word and "/" not in word)
    sample = _without_citations(sample)[:_SAMPLE].lower()
    words = _WORD.findall(sample)
    scores: dict[str, float] = {}
    _weigh_words(words[:_FIRST_WORDS], scores)
    ranked = sorted(scores.values())
    # Most texts say it in their first line.
    if len(ranked) > 1 and ranked[-1] > _CLEAR_SCORE and ranked[-1] > ranked[-2] * _CLEAR_LEAD:
        return _winner(scores)
    _weigh_words(words[_FIRST_WORDS:], scores)
    _weigh_endings(sample, scores)
    if not sample.isascii():
        _weigh_letters(sample, scores)
    # Finnish writes long vowels as two and has few small words.
    doubled = len(_LONG_VOWEL.findall(sample))
    if doubled * 3 > len(words):
        scores["fi"] = scores.get("fi", 0.0) + doubled * _LONG_VOWEL_WEIGHT
    return _winner(scores)


def _without_citations(sample: str) -> str:
    if '"' not in sample and "”" not in sample and "“" not in sample and "»" not in sample:
        return sample
    own = _CITED.sub(" ", sample)
    return own if len(own.split()) > 3 else sample


def _weigh_words(words: list[str], scores: dict[str, float]) -> None:
    # Many words are used in the same languages, so those are counted first.
    counts: dict[int | None, int] = {}
    for bits in map(_USED_IN.get, words):
        counts[bits] = counts.get(bits, 0) + 1
    for bits, count in counts.items():
        languages, weight = _SHARED[bits]
        for language in languages:
            scores[language] = scores.get(language, 0.0) + count * weight


def _weigh_endings(sample: str, scores: dict[str, float]) -> None:
    for language, ending in _ENDINGS:
        count = len(ending.findall(sample))
        if count:
            scores[language] = scores.get(language, 0.0) + count * _ENDING_WEIGHT


def _weigh_letters(sample: str, scores: dict[str, float]) -> None:
    letters = "".join(_BEYOND_ASCII.findall(sample))
    for language, group, weight in _LETTERS:
        count = min(sum(map(letters.count, group)), _LETTER_LIMIT)
        if count:
            scores[language] = scores.get(language, 0.0) + count * weight


def _winner(scores: dict[str, float]) -> str:
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _LEAST_SCORE:
        return UNKNOWN
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * _LEAST_LEAD:
        pair = frozenset({ranked[0][0], ranked[1][0]})
        third = ranked[2][1] if len(ranked) > 2 else 0.0
        return _TWINS.get(pair, UNKNOWN) if ranked[1][1] > third * _LEAST_LEAD else UNKNOWN
    return ranked[0][0]
