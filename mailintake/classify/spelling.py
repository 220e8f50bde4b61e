"""Words by their letters: a word that no mail had before is known by the pieces it shares with others.

Swedish puts words together and bends them at the end, and people misspell: “snöröjningsschemat” shares pieces with
“snöröjning”. A word's pieces weigh the same wherever it stands, so each word is added up once and remembered.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from functools import lru_cache

SHORTEST, LONGEST = 2, 5
_BEGIN, _END = "^", "$"
_LONGEST_WORD = 40
# A mail of few words is not told by them alone.
_DAMPING = 5
_REMEMBERED = 20_000


class Spelling:
    """The weights of pieces of words."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._of_word = lru_cache(maxsize=_REMEMBERED)(self._add_up)

    def log_odds(self, words: Collection[str]) -> float:
        """Return what different words add up to."""
        return math.fsum(map(self._of_word, words)) * share(len(words))

    def _add_up(self, word: str) -> float:
        return math.fsum([self.weights.get(piece, 0.0) for piece in pieces(word)])


def share(words: int) -> float:
    """Return what each word of a mail counts for, by how many different words it has."""
    return 1 / math.sqrt(words + _DAMPING)


def pieces(word: str) -> Collection[str]:
    """Return the different pieces of a word, with marks where it begins and ends.

    A class that stands for a word is one piece.
    """
    if word[0] == "<":
        return (word,)
    marked = f"{_BEGIN}{word[:_LONGEST_WORD]}{_END}"
    return {
        marked[start : start + length]
        for length in range(SHORTEST, LONGEST + 1)
        for start in range(len(marked) - length + 1)
    }
