"""The sender has commented on this consultation before."""

from mailintake.classify.context import Context
from mailintake.classify.evidence.rule import Hit
from mailintake.domain.message import Message

NAME = "has_commented"
DESCRIPTION = "The sender's address has a standing comment on this consultation."
HIT = "Avsändaren har redan svarat på remissen"
HIT_EN = "The sender has already answered the consultation"
MISS = "Avsändaren har inte svarat på remissen förut"
MISS_EN = "The sender has not answered the consultation before"


def check(_message: Message, context: Context) -> Hit | None:
    """Look at the sender's earlier comments."""
    key = context.profile.consultation.key
    references = tuple(one.reference for one in context.history.comments_of_sender if one.consultation == key)
    return Hit(words=references[:3]) if references else None
