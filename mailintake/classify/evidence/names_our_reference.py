"""The mail names the reference of a comment on this consultation."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "names_our_reference"
DESCRIPTION = "The subject or the text names a reference that we have given to a comment on this consultation."
HIT = "Mejlet anger en av våra referenser i den här remissen"
HIT_EN = "The mail gives one of our references in this consultation"
MISS = "Mejlet anger ingen av våra referenser i den här remissen"
MISS_EN = "The mail gives none of our references in this consultation"


def check(_message: Message, context: Context) -> Hit | None:
    """Look at the reference that was found in the register."""
    comment = context.history.referenced
    if comment is None or comment.consultation != context.profile.consultation.key:
        return None
    return Hit(words=(comment.reference,))
