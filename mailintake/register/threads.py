"""In which thread a mail lies, by the mail of ours that it points back to: pure rules, the same for every store.

A thread begins with an acknowledgement of ours and goes on through every answer to it. A mail that points at a reminder
begins a thread of its own, for the acknowledgement it gets is the first.
"""

from __future__ import annotations

from mailintake.domain.message import Message, Reading
from mailintake.domain.outbox import MailKind

# Pointers of one mail that are looked up, nearest first, and references of ours in it: people write fewer, and no mail
# can make a query longer than a database takes.
MAX_POINTERS = 50
MAX_REFERENCES = 20


def pointers_of(reading: Reading) -> tuple[str, ...]:
    """Return the Message-IDs that a mail points back to, nearest first."""
    return reading.answers_to[:MAX_POINTERS] if isinstance(reading, Message) else ()


def root_of_thread(kind: MailKind, message_id: str, thread_root: str | None) -> str | None:
    """Return the Message-ID of the acknowledgement that began the thread of a mail of ours; None: it lies in none."""
    if kind is not MailKind.ACKNOWLEDGEMENT:
        return None
    return thread_root or message_id
