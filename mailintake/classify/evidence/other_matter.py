"""The mail names what it comments on, and that is not this proposal."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.matter import other_matter
from mailintake.domain.message import Message

NAME = "other_matter"
DESCRIPTION = "“Yttrande över förslag till kulturplan”: none of the words that follow stands in the proposal."
HIT = "Mejlet säger att det gäller något annat"
HIT_EN = "The mail says that it is about something else"
MISS = "Mejlet säger inte att det gäller något annat"
MISS_EN = "The mail does not say that it is about something else"


def check(_message: Message, context: Context) -> Hit | None:
    """Look at the words after each introduction."""
    named = other_matter(context)
    return Hit(words=(named,)) if named else None
