"""Which phrases a text can hold at all: one look at its words for all sets of phrases at once.

Some seventy sets are looked for in every mail, and most mails hold few of them. The index learns a set when a text has
been searched for it, so that a rule keeps its phrases to itself and nobody has to list them; and what a word may begin
is found once, for most words of most mails are the same few thousand.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mailintake.classify.phrases import Found, Phrase, Phrases
from mailintake.classify.words import Words, beginnings_of

# Words whose phrases are remembered; of a rarer one they are found anew.
_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 40  # letters: what hostile senders make up shall not fill the memory

_Candidates = tuple[tuple[Phrases, Phrase], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """The sets that are known, and the words that each of their phrases needs."""

    by_anchor: Mapping[str, _Candidates]  # a word, or the beginning of one
    nothing: Mapping[Phrases, tuple[Found, ...]]  # for each set, that it was not found
    of_word: dict[str, _Candidates] = field(default_factory=dict)  # remembered

    def candidates(self, word: str) -> _Candidates:
        """Return the phrases that may stand where a word does."""
        found = self.of_word.get(word)
        if found is None:
            anchors = (word, *beginnings_of(word))
            found = tuple(dict.fromkeys(one for anchor in anchors for one in self.by_anchor.get(anchor, ())))
            if len(self.of_word) < _REMEMBERED and len(word) <= _LONGEST_REMEMBERED:
                self.of_word[word] = found
        return found


class PhraseIndex:
    """What phrases begin to be looked for by; made once, asked for every mail."""

    def __init__(self) -> None:
        # Replaced as a whole when something was learnt: another thread may be reading it.
        self._known = _Known(by_anchor={}, nothing={})

    def prepare(self, words: Words) -> None:
        """Note for a text which of the known phrases it may hold."""
        known = self._known
        finds = dict(known.nothing)
        may_hold: dict[Phrases, dict[Phrase, None]] = {}
        for candidates in map(known.candidates, words.vocabulary):
            for phrases, phrase in candidates:
                if phrases in may_hold:
                    may_hold[phrases][phrase] = None
                else:
                    may_hold[phrases] = {phrase: None}
                    del finds[phrases]
        words.finds = finds
        words.may_hold = may_hold

    def learn(self, words: Words) -> None:
        """Get to know the sets that a text has been searched for."""
        known = self._known
        new = words.finds.keys() - known.nothing.keys()
        if not new:
            return
        by_anchor = dict(known.by_anchor)
        for phrases in new:
            for anchor, phrase in phrases.anchors():
                by_anchor[anchor] = (*by_anchor.get(anchor, ()), (phrases, phrase))
        self._known = _Known(by_anchor=by_anchor, nothing={**known.nothing, **dict.fromkeys(new, ())})
