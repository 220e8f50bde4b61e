"""The mail uses the consultation's own terms."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.phrases import quotes
from mailintake.classify.stems import stem
from mailintake.domain.message import Message

NAME = "key_terms"
DESCRIPTION = (
    "Terms of the consultation's file stand in the subject, the new text or an attachment; more of them weigh more."
)
HIT = "Mejlet använder remissens egna ord"
HIT_EN = "The mail uses the consultation's own terms"
MISS = "Mejlet använder inget av remissens egna ord"
MISS_EN = "The mail uses none of the consultation's own terms"

_OF_ONE_WORD = 0.45
_OF_SEVERAL_WORDS = 0.65
# A letter that speaks of something else, over a report in which the term happens to stand.
_ONLY_ATTACHED = 0.4


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the terms; each counts once, however often it stands there."""
    letter = context.letter
    finds = letter.find(context.profile.terms, Part.WHOLE)
    if not finds:
        return None
    # A term counts once, in whatever form it stands.
    different = {
        tuple(map(stem, letter.words.tokens[find.start : find.end])): _OF_SEVERAL_WORDS
        if find.length > 1
        else _OF_ONE_WORD
        for find in finds
    }
    strength = min(1.0, sum(different.values()))
    is_only_attached = not letter.is_cover and not letter.find(context.profile.terms, Part.LETTER)
    return Hit(words=quotes(finds), strength=strength * (_ONLY_ATTACHED if is_only_attached else 1.0))
