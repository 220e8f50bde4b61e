"""The mail names the consultation by its abbreviation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import Part
from mailintake.classify.words import fold
from mailintake.domain.message import Message

NAME = "reference_prefix"
DESCRIPTION = "What our references begin with stands there in capitals: “LÖK” is the matter, “lök” is an onion."
HIT = "Mejlet nämner remissens förkortning"
HIT_EN = "The mail names the consultation by its abbreviation"
MISS = "Mejlet nämner inte remissens förkortning"
MISS_EN = "The mail does not name the consultation by its abbreviation"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the prefix of our references as a word of its own, written as we write it."""
    prefix = context.profile.consultation.reference_prefix
    words, folded = context.letter.words, fold(prefix)
    if folded not in words.vocabulary:
        return None
    start, end = context.letter.bounds[Part.LETTER]
    for place in words.places[folded]:
        if start <= place < end and words.quote(place, place + 1) == prefix:
            return Hit(words=(prefix,))
    return None
