"""The mail is like the proposal."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "proposal_likeness"
DESCRIPTION = "The new text shares rare words with the proposal (tf-idf over words without endings, and pairs of them)."
HIT = "Texten och förslaget har ovanliga ord gemensamt"
HIT_EN = "The text and the proposal have unusual words in common"
MISS = "Texten och förslaget har få ovanliga ord gemensamt"
MISS_EN = "The text and the proposal have few unusual words in common"

# Everyday mail to a municipality stays under the first; a comment of some length reaches the second.
LEAST = 0.05
FULL = 0.16


def check(_message: Message, context: Context) -> Hit | None:
    """Measure the likeness of subject, new text and attachments."""
    words, index = context.letter.words, context.profile.likeness
    likeness = index.measure(words)
    if likeness.degree < LEAST:
        return None
    strength = min(1.0, (likeness.degree - LEAST) / (FULL - LEAST))
    return Hit(words=index.strongest(likeness, words), strength=max(0.05, strength))
