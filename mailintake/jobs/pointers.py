"""Which mails of ours a received one points to: by Message-ID, or by the address that it came back to.

Only what carries our seal counts, so that nobody joins a thread or reports a failure by a name that he made up.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from mailintake.domain.message import Automatic, Message
from mailintake.domain.thread import is_ours, returned_to


def pointers_to_ours(message: Message, *, secret: bytes, own_addresses: AbstractSet[str]) -> tuple[str, ...]:
    """Return the Message-IDs of ours that a mail points to, nearest first, each once."""
    named = tuple(pointer for pointer in message.answers_to if is_ours(secret, pointer))
    if message.automatic is Automatic.NONE:
        # No person's mail program answers to where a mail comes back to.
        return named
    domains = {address.rpartition("@")[2] for address in own_addresses}
    return tuple(dict.fromkeys((*returned_to(secret, message.sent_to, domains), *named)))
