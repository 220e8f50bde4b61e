"""Classes of words: what a model learnt of one word of praise holds for the others, also for those it never met.

The lists lie in the folder ``lexicon``, one file a field and one table a class; an asterisk stands for any ending. A
word stands in one class only.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from mailintake.classify.words import SHORTEST_BEGINNING, fold


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """The classes, ready to be looked up."""

    words: Mapping[str, str]  # a folded word -> its class
    beginnings: Mapping[str, str]  # a folded beginning -> its class
    longest: int  # letters of the longest beginning

    def class_of(self, word: str) -> str:
        """Return the class of a folded word; "" where it has none. Of several beginnings, the longest tells."""
        found = self.words.get(word)
        if found is not None:
            return found
        for length in range(min(len(word), self.longest), SHORTEST_BEGINNING - 1, -1):
            found = self.beginnings.get(word[:length])
            if found is not None:
                return found
        return ""


@cache
def shipped_lexicon() -> Lexicon:
    """Read the lists that come with the package."""
    words: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for name, table in _tables():
        for word in fold(table["words"]).split():
            if word.endswith("*"):
                beginnings[word[:-1]] = name
            else:
                words[word] = name
    return Lexicon(words=words, beginnings=beginnings, longest=max(map(len, beginnings)))


def _tables() -> Iterator[tuple[str, Mapping[str, str]]]:
    for file in sorted(resources.files("mailintake.classify").joinpath("lexicon").iterdir(), key=lambda one: one.name):
        if file.name.endswith(".toml"):
            yield from tomllib.loads(file.read_text(encoding="utf-8")).items()


# Most words of most mails are the same few thousand.
@lru_cache(maxsize=16_384)
def class_of(word: str) -> str:
    """Return the class that a folded word has in the shipped lists; "" where it has none."""
    return shipped_lexicon().class_of(word)
