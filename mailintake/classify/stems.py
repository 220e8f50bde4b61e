"""A word without its Swedish endings, so that “överenskommelserna” and “överenskommelse” count as one.

Rough on purpose: likeness and names need words that meet, not words that are right. Words are given folded (see words).
"""

from __future__ import annotations

from functools import lru_cache

# Longest first. What is left must be long enough to tell words apart.
_ENDINGS = (
    "heternas", "heterna", "hetens", "arnas", "ernas", "ornas", "andet", "andes", "heten", "heter", "arna", "erna",
    "orna", "ande", "ende", "aste", "ades", "aren", "ets", "ens", "ade", "are", "ast", "nas", "ad",
    "en", "ar", "er", "or", "as", "es", "at", "et", "na", "a", "e", "n", "s", "t",
)  # fmt: skip
_SHORTEST_STEM = 4


@lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a folded word without its ending; short words stay as they are."""
    for ending in _ENDINGS:
        if len(word) - len(ending) >= _SHORTEST_STEM and word.endswith(ending):
            return word[: -len(ending)]
    return word
