"""What was known of a mail before a person decided about it, as far as it is still told: the same for every store."""

from __future__ import annotations

from mailintake.domain.history import History
from mailintake.domain.inquiry import Inquiry
from mailintake.domain.message import Message
from mailintake.register.threads import pointers_of


def inquiry_about(message: Message) -> Inquiry:
    """Return what is asked about a mail that was decided long ago; whether its content was seen is not."""
    return Inquiry(content_hash="", answers_to=pointers_of(message), references=(), sender=message.from_address.lower())


def history_before(message: Message, history: History) -> History:
    """Return what is known now without what came of the mail itself and after it."""
    earlier = tuple(each for each in history.comments_of_sender if each.received_at < message.received_at)
    return History(replies_to=history.replies_to, comments_of_sender=earlier)
