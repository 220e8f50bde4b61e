"""The mail is about another matter that looks alike."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit, hit_by
from mailintake.classify.letter import Part
from mailintake.domain.message import Message

NAME = "near_miss"
DESCRIPTION = (
    "Near misses of the consultation's file stand in the subject or the new text: detaljplan, snöröjning, skolmat. One "
    "in a text that names the consultation too may be an example, and weighs less."
)
HIT = "Mejlet nämner ett annat ärende som är lätt att förväxla med remissen"
HIT_EN = "The mail names another matter that is easily mistaken for the consultation"
MISS = "Mejlet nämner inget ärende som är lätt att förväxla med remissen"
MISS_EN = "The mail names no matter that is easily mistaken for the consultation"


def check(_message: Message, context: Context) -> Hit | None:
    """Look for the words of other matters; in the attachments too, where the letter only covers them."""
    letter = context.letter
    part = Part.WHOLE if letter.is_cover else Part.LETTER
    finds = letter.find(context.profile.near_misses, part)
    is_by_the_way = letter.find(context.profile.terms, Part.LETTER) and not letter.find(
        context.profile.near_misses, Part.SUBJECT
    )
    return hit_by(finds, 0.3, 0.75) if is_by_the_way else hit_by(finds, 0.75, 1.0)
