"""The mail speaks of an earlier answer."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.supplement import read_change
from mailintake.domain.message import Message

NAME = "supplements"
DESCRIPTION = "It adds to an earlier answer, corrects, replaces or withdraws it, by its words; see supplement.py."
HIT = "Mejlet hänvisar till ett tidigare svar"
HIT_EN = "The mail refers to an earlier answer"
MISS = "Mejlet hänvisar inte till något tidigare svar"
MISS_EN = "The mail refers to no earlier answer"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of change."""
    change = read_change(context.letter)
    return Hit(words=change.words) if change else None
