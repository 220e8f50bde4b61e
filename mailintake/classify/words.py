"""A text as the rules see it: its words in lower case, without marks over letters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from mailintake.classify.stems import stem

if TYPE_CHECKING:
    from mailintake.classify.phrases import Found, Phrase, Phrases

# A word's beginning is looked up by its first letters: by no fewer and no more than these.
SHORTEST_BEGINNING = 4
LONGEST_BEGINNING = 16

_TOKEN = re.compile(r"[^\W_]+|[.!?;:]|\n[^\S\n]*\n")
_END = "\n\n"
_SEPARATOR = "\x1f"
# What old typesetting and hostile senders leave inside words.
_INVISIBLE = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u200e", "\u200f", "\u2060", "\ufeff")
_WITHOUT_MARKS = (
    ("å", "a"), ("ä", "a"), ("ö", "o"), ("é", "e"), ("ø", "o"), ("æ", "a"), ("á", "a"), ("à", "a"), ("è", "e"),
    ("ü", "u"), ("č", "c"), ("đ", "d"), ("ŋ", "n"), ("š", "s"), ("ŧ", "t"), ("ž", "z"),
)  # fmt: skip


def fold(text: str) -> str:
    """Return a text in lower case and without marks, as people write who have no å, ä and ö at hand."""
    text = text.lower()
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    for letter, plain in _WITHOUT_MARKS:
        if letter in text:
            text = text.replace(letter, plain)
    return text


def folded_set(text: str) -> frozenset[str]:
    """Return the words of a text, folded: for the lists of single words that rules are made of."""
    return frozenset(fold(text).split())


def tokens_of(text: str) -> list[str]:
    """Return the words of a text, folded, with the ends of sentences between: for a text that is read once only."""
    return _TOKEN.findall(fold(_cleaned(text)))


class Words:
    """The words of one or more texts in order; an element that is not a word ends a sentence."""

    def __init__(self, *texts: str) -> None:
        as_written: list[str] = []
        ends: list[int] = []
        for text in texts:
            as_written += _TOKEN.findall(_cleaned(text))
            # No phrase reaches from one text into the next.
            as_written.append(_END)
            ends.append(len(as_written))
        self._as_written = as_written
        self.tokens: list[str] = fold(_SEPARATOR.join(as_written)).split(_SEPARATOR)
        self.ends = tuple(ends)  # where each text ends
        self.vocabulary: frozenset[str] = frozenset(self.tokens)
        # What was looked for before: several rules ask for the same phrases.
        self.finds: dict[Phrases, tuple[Found, ...]] = {}
        # Which phrases of a set it may hold, where that has been looked up.
        self.may_hold: dict[Phrases, dict[Phrase, None]] = {}

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """Every beginning of every word that is long enough to have one."""
        return frozenset().union(*map(beginnings_of, self.vocabulary))

    @cached_property
    def stemmed(self) -> list[str]:
        """The words in order, without their endings."""
        return list(map(stem, self.tokens))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The different words without their endings."""
        return frozenset(self.stemmed)

    @cached_property
    def places(self) -> dict[str, list[int]]:
        """Where each word stands."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, word in enumerate(self.tokens):
            places[word].append(place)
        return places

    @cached_property
    def _ends_of_sentences(self) -> list[int]:
        return sorted(place for word in self.vocabulary if not word[0].isalnum() for place in self.places[word])

    def sentence_around(self, place: int, first: int = 0) -> tuple[int, int]:
        """Return where the sentence of a word begins, ``first`` at the earliest, and where its end stands."""
        ends = self._ends_of_sentences
        index = bisect_left(ends, place)
        begin = ends[index - 1] + 1 if index else 0
        return max(begin, first), ends[index]

    @cached_property
    def _in_order(self) -> list[str]:
        return sorted(self.vocabulary)

    def beginning_with(self, beginning: str) -> Iterator[str]:
        """Yield the different words that begin so."""
        for index in range(bisect_left(self._in_order, beginning), len(self._in_order)):
            if not self._in_order[index].startswith(beginning):
                return
            yield self._in_order[index]

    def quote(self, start: int, end: int) -> str:
        """Return the words from ``start`` up to ``end`` as the sender wrote them."""
        return " ".join(self._as_written[start:end])

    def __len__(self) -> int:
        """Return the number of elements."""
        return len(self.tokens)


def _cleaned(text: str) -> str:
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    for mark in _INVISIBLE:
        if mark in text:
            text = text.replace(mark, "")
    return text


# Most words of most mails are the same few thousand.
@lru_cache(maxsize=8192)
def beginnings_of(word: str) -> tuple[str, ...]:
    """Return the beginnings that a word is looked up by."""
    return tuple(word[:length] for length in range(SHORTEST_BEGINNING, min(len(word), LONGEST_BEGINNING) + 1))
