"""The subject speaks of the consultation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.domain.message import Message

NAME = "terms_in_subject"
DESCRIPTION = "A term of the consultation's file stands in the subject: what the sender says the mail is about."
HIT = "Ämnesraden använder remissens egna ord"
HIT_EN = "The subject line uses the consultation's own terms"
MISS = "Ämnesraden använder inget av remissens egna ord"
MISS_EN = "The subject line uses none of the consultation's own terms"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the terms in the subject."""
    return hit_by(context.letter.find(context.profile.terms, Part.SUBJECT))
