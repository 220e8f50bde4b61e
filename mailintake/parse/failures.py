"""Whether a failed delivery says that the address itself is dead (RFC 3463), so that it must not be written to again.

A full mailbox, a refused text or a server that was down says nothing of the address: in doubt it is not called dead.
"""

from __future__ import annotations

import re

from mailintake.parse import failure_words

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.]\d|\d)")
_MAX_REASON = 2000
# A bad address (1.x), a mailbox that takes no mail (2.1), a domain without a server (4.4), and codes of Exchange.
_DEAD_STATUSES = frozenset(
    {
        *("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.6", "5.1.10", "5.1.351", "5.1.90"),
        *("5.2.1", "5.4.4", "5.4.310"),
    }
)
_ADDRESS_STATUS = re.compile(r"\b5\.1\.(?:[012346]|10)\b")


def most_telling_status(*texts: str) -> str:
    """Return the status code that says most: the first that is more than general (x.0.0); "" where there is none."""
    general = ""
    for text in texts:
        for match in STATUS.finditer(text[:_MAX_REASON]):
            if match[2] != "0":
                return match[0]
            general = general or match[0]
    return general


def is_permanent(status: str, reason: str) -> bool:
    """Whether a failure with this status and reason means that the address is dead."""
    reason = reason[:_MAX_REASON]
    if status.startswith("2.") or any(pattern.search(reason) for pattern in failure_words.ALIVE):
        return False
    # Some servers say "user unknown" (4.1.1) and give up in the end; other passing codes are what they say.
    if status.startswith("4.") and not status.startswith("4.1."):
        return False
    if failure_words.DEAD.search(reason):
        # A server that took the recipient and refused the text is a filter, whatever it calls itself, unless it is
        # exact about it.
        is_filter = failure_words.AFTER_DATA.search(reason) is not None
        return not is_filter or _ADDRESS_STATUS.search(f"{status} {reason}") is not None
    return status in _DEAD_STATUSES and not failure_words.OTHER.search(reason)
