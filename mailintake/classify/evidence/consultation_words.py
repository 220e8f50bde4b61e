"""The mail speaks of a consultation, a comment or a proposal, whichever it may be."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.hint import CONSULTATION_WORDS
from mailintake.classify.letter import Part
from mailintake.domain.message import Message

NAME = "consultation_words"
DESCRIPTION = (
    "Words that every consultation shares, such as remiss, synpunkt, yttrande: a mail answers, not what it answers."
)
HIT = "Mejlet använder ord om remisser och synpunkter"
MISS = "Mejlet använder inga ord om remisser och synpunkter"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words."""
    return hit_by(context.letter.find(CONSULTATION_WORDS, Part.WHOLE), 0.6, 1.0)
