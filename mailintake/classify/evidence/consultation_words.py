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
HIT = "Mejlet använder ord som hör till remisser och synpunkter"
HIT_EN = "The mail uses words that belong to consultations and comments"
MISS = "Mejlet använder inga ord som hör till remisser och synpunkter"
MISS_EN = "The mail uses no words that belong to consultations and comments"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words."""
    return hit_by(context.letter.find(CONSULTATION_WORDS, Part.WHOLE), 0.6, 1.0)
