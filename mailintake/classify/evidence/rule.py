"""What a rule is: a module with a name, a description, what staff read of a hit and of a miss, and a pure check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from mailintake.classify.context import Context
from mailintake.classify.phrases import Found, quotes
from mailintake.domain.message import Message


@dataclass(frozen=True, kw_only=True, slots=True)
class Hit:
    """A rule's hit."""

    words: tuple[str, ...] = ()  # that counted, as the sender wrote them
    strength: float = 1.0  # the share of the rule's weight that it is worth, above 0 up to 1


class Rule(Protocol):
    """One rule; every module in this package but this one is one."""

    NAME: str  # as in weights.toml and in the log
    DESCRIPTION: str  # what it looks at and why, for whoever tends the rules
    # What a registrar reads of a hit and of a miss, in Swedish, which is stored, and in English: a sentence without its
    # full stop and without a colon, for the words that counted may follow.
    HIT: str
    HIT_EN: str
    MISS: str
    MISS_EN: str

    def check(self, message: Message, context: Context, /) -> Hit | None:
        """Return a hit with the words that counted, or none."""


def hit_by(finds: Sequence[Found], *strengths: float) -> Hit | None:
    """Return a hit whose strength depends on how many different phrases were found; none where none was.

    The first strength is for one, the second for two and so on; the last one repeats. Without any, it is 1.
    """
    if not finds:
        return None
    words = quotes(finds)
    steps = strengths or (1.0,)
    return Hit(words=words, strength=steps[min(len(words), len(steps)) - 1])
