"""The mail says in so many words that it is about this consultation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.matter import introduced
from mailintake.domain.message import Message

NAME = "names_the_matter"
DESCRIPTION = "“Synpunkter på den lokala överenskommelsen”: a term of the consultation follows such words."
HIT = "Mejlet säger uttryckligen att det gäller remissen"
HIT_EN = "The mail says outright that it is about the consultation"
MISS = "Mejlet säger inte uttryckligen att det gäller remissen"
MISS_EN = "The mail does not say outright that it is about the consultation"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for a term right after each introduction."""
    letter = context.letter
    terms = letter.find(context.profile.terms, Part.WHOLE)
    if not terms:
        return None
    for introduction, end in introduced(letter, Part.WHOLE):
        for term in terms:
            if introduction.end <= term.start < end or introduction.start <= term.start < introduction.end:
                return Hit(words=(letter.words.quote(introduction.start, max(term.end, introduction.end)),))
    return None
