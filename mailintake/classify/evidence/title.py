"""The mail names the consultation: its title in the subject, or its diary number anywhere."""

import re

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.classify.letter import LONGEST_SUBJECT, Part
from mailintake.classify.phrases import quotes
from mailintake.classify.stems import stem
from mailintake.domain.message import Message

NAME = "title"
DESCRIPTION = (
    "Most of the words of the title, in one of its languages, stand in the subject; or the diary number is named."
)
HIT = "Mejlet anger remissens namn eller diarienummer"
HIT_EN = "The mail gives the consultation's name or its diary number"
MISS = "Mejlet anger varken remissens namn eller diarienummer"
MISS_EN = "The mail gives neither the consultation's name nor its diary number"

_WORD = re.compile(r"\w+")
_FEWEST_SHARED = 2
_SHARE = 0.5


def check(message: Message, context: Context) -> Hit | None:
    """Compare the subject with the titles, and look for the diary number."""
    numbers = context.letter.find(context.profile.diary_number, Part.WHOLE)
    if numbers:
        return Hit(words=quotes(numbers))
    # The prefix of our references is what people call the consultation; as it is written, for “lök” is an onion.
    prefix = context.profile.consultation.reference_prefix
    if prefix.isupper() and prefix in _WORD.findall(message.subject[:LONGEST_SUBJECT]):
        return Hit(words=(prefix,))
    subject = frozenset(map(stem, context.letter.tokens(Part.SUBJECT)))
    for title in context.profile.titles:
        shared = subject & title
        if len(shared) >= _FEWEST_SHARED and len(shared) >= _SHARE * len(title):
            return Hit(words=(message.subject.strip()[:100],))
    return None
