"""Which sets of phrases a text can hold at all: one look at its words for all sets at once.

Some seventy sets are looked for in every mail, and most mails hold few of them. The index learns a set when a text has
been searched for it, so that a rule keeps its phrases to itself and nobody has to list them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from mailintake.classify.phrases import Found, Phrases
from mailintake.classify.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """The sets that are known, and what each needs to stand in a text."""

    by_word: Mapping[str, tuple[Phrases, ...]]
    by_head: Mapping[str, tuple[Phrases, ...]]
    nothing: Mapping[Phrases, tuple[Found, ...]]  # for each of them, that it was not found


class PhraseIndex:
    """What the sets of phrases begin to be looked for by; made once, asked for every mail."""

    def __init__(self) -> None:
        # Replaced as a whole when something was learnt, never changed: another thread may be reading it.
        self._known = _Known(by_word={}, by_head={}, nothing={})

    def prepare(self, words: Words) -> None:
        """Note for a text which of the known sets it cannot hold."""
        known = self._known
        finds = dict(known.nothing)
        for anchors, index in ((words.vocabulary, known.by_word), (words.beginnings, known.by_head)):
            for anchor in anchors & index.keys():
                for phrases in index[anchor]:
                    finds.pop(phrases, None)
        words.finds = finds

    def learn(self, words: Words) -> None:
        """Get to know the sets that a text has been searched for."""
        known = self._known
        new = words.finds.keys() - known.nothing.keys()
        if new:
            self._known = _Known(
                by_word=_with(known.by_word, {phrases: phrases.words for phrases in new}),
                by_head=_with(known.by_head, {phrases: phrases.heads for phrases in new}),
                nothing={**known.nothing, **dict.fromkeys(new, ())},
            )


def _with(
    index: Mapping[str, tuple[Phrases, ...]], anchors_of: Mapping[Phrases, Collection[str]]
) -> dict[str, tuple[Phrases, ...]]:
    """Return an index with more sets of phrases in it."""
    more = dict(index)
    for phrases, anchors in anchors_of.items():
        for anchor in anchors:
            more[anchor] = (*more.get(anchor, ()), phrases)
    return more
