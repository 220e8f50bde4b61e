"""Phrases that are looked for in a text.

A phrase is words with spaces between. ``|`` stands between words that may take each other's place, ``*`` at the end of
a word stands for any ending, and ``…`` for up to three words in between. A phrase never reaches past a sentence's end.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mailintake.classify.words import LONGEST_BEGINNING, SHORTEST_BEGINNING, Words, fold

LONGEST_GAP = 3
# Folding takes an ellipsis for three full stops.
_GAP = "<>"


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """Where a phrase was found, and its words as the sender wrote them."""

    start: int
    end: int
    text: str
    length: int  # words in the phrase, without what stands in its gaps


@dataclass(frozen=True, kw_only=True, slots=True, eq=False)
class _Step:
    """One place in a phrase: the words that may stand there. Told apart by identity, which costs nothing."""

    words: frozenset[str]
    beginnings: tuple[str, ...]
    heads: frozenset[str]  # of the beginnings, as long as they are looked up by
    is_after_gap: bool

    @property
    def shortest(self) -> int:
        """How long the shortest of its words is."""
        return min(map(len, (*self.words, *self.beginnings)))

    def fits(self, word: str) -> bool:
        """Whether a word may stand here."""
        return word in self.words or word.startswith(self.beginnings)

    def is_missing(self, words: Words) -> bool:
        """Whether a text has none of its words."""
        return self.words.isdisjoint(words.vocabulary) and (not self.heads or self.heads.isdisjoint(words.beginnings))

    def places(self, words: Words) -> list[int]:
        """Return where in a text its words stand."""
        found = [place for word in self.words & words.vocabulary for place in words.places[word]]
        if self.heads and not self.heads.isdisjoint(words.beginnings):
            for beginning in self.beginnings:
                for word in words.beginning_with(beginning):
                    found += words.places[word]
        return found


Phrase = tuple[_Step, ...]


class Phrases:
    """A set of phrases to look for; made once, used for every mail.

    Raises ValueError for one that cannot be looked for.
    """

    def __init__(self, *phrases: str) -> None:
        self._by_word: dict[str, dict[Phrase, None]] = {}
        self._by_head: dict[str, dict[Phrase, None]] = {}
        for phrase in dict.fromkeys(phrases):
            steps = _compile(phrase)
            # Long words are rare: a text that has none of the longest need not be searched.
            anchor = max(steps, key=lambda step: step.shortest)
            for word in anchor.words:
                self._by_word.setdefault(word, {})[steps] = None
            for head in anchor.heads:
                self._by_head.setdefault(head, {})[steps] = None

    def anchors(self) -> Iterator[tuple[str, Phrase]]:
        """Yield each phrase with each word, or beginning of a word, without one of which no text holds it."""
        for by_anchor in (self._by_word, self._by_head):
            for anchor, phrases in by_anchor.items():
                for phrase in phrases:
                    yield anchor, phrase

    def find(self, words: Words) -> tuple[Found, ...]:
        """Return what is found, in the order of the text; where finds overlap, the longer one."""
        found = words.finds.get(self)
        if found is None:
            found = words.finds[self] = self._find(words)
        return found

    def _find(self, words: Words) -> tuple[Found, ...]:
        finds: list[Found] = []
        for phrase in words.may_hold.get(self) or self._candidates(words):
            finds += _occurrences(phrase, words)
        if len(finds) > 1:
            finds.sort(key=lambda find: (find.start, -find.end, -find.length))
            finds = _without_overlaps(finds)
        return tuple(finds)

    def _candidates(self, words: Words) -> Collection[Phrase]:
        found: dict[Phrase, None] = {}
        for word in self._by_word.keys() & words.vocabulary:
            found.update(self._by_word[word])
        for head in self._by_head.keys() & words.beginnings:
            found.update(self._by_head[head])
        return found


def quotes(finds: Iterable[Found], limit: int = 6) -> tuple[str, ...]:
    """Return what was found as the sender wrote it, each once, at most ``limit`` of them."""
    by_fold = {find.text.lower(): find.text for find in finds}
    return tuple(itertools.islice(by_fold.values(), limit))


def _compile(phrase: str) -> Phrase:
    steps: list[_Step] = []
    is_after_gap = False
    for choice in fold(phrase.replace("…", _GAP)).split():
        if choice == _GAP:
            is_after_gap = bool(steps)
            continue
        words = choice.split("|")
        beginnings = tuple(word[:-1] for word in words if word.endswith("*"))
        whole = frozenset(word for word in words if not word.endswith("*"))
        if not all(word.isalnum() for word in (*whole, *beginnings)):
            raise ValueError(f"“{phrase}” has something in it that is not a word")
        if any(len(beginning) < SHORTEST_BEGINNING for beginning in beginnings):
            raise ValueError(f"“{phrase}” needs at least {SHORTEST_BEGINNING} letters before an asterisk")
        heads = frozenset(beginning[:LONGEST_BEGINNING] for beginning in beginnings)
        steps.append(_Step(words=whole, beginnings=beginnings, heads=heads, is_after_gap=is_after_gap))
        is_after_gap = False
    if not steps:
        raise ValueError(f"“{phrase}” has no words")
    return tuple(steps)


def _occurrences(phrase: Phrase, words: Words) -> list[Found]:
    first, *rest = phrase
    for step in rest:
        if step.is_missing(words):
            return []
    found = []
    for start in first.places(words):
        end = _end(words.tokens, start + 1, rest)
        if end:
            found.append(Found(start=start, end=end, text=words.quote(start, end), length=len(phrase)))
    return found


def _end(tokens: list[str], position: int, steps: list[_Step]) -> int:
    """Return where a phrase ends whose first word was found, or 0.

    No step fits the end of a sentence, and the last element always is one, so the search never leaves the tokens.
    """
    for step in steps:
        if not step.fits(tokens[position]):
            if not step.is_after_gap:
                return 0
            last = position + LONGEST_GAP
            while not step.fits(tokens[position]):
                if position == last or not tokens[position][0].isalnum():
                    return 0
                position += 1
        position += 1
    return position


def _without_overlaps(finds: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for find in finds:
        if kept and find.start < kept[-1].end:
            if find.end - find.start > kept[-1].end - kept[-1].start:
                kept[-1] = find
            continue
        kept.append(find)
    return kept
