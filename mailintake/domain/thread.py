"""The Message-ID of our own mail: derived from its outbox row by a keyed hash, so that only we can have made it.

A copy of a mail is byte-identical however often it is made, and a reply to a Message-ID that somebody else invented is
told from a reply to ours without looking anything up (RFC 5322, 3.6.4).
"""

from __future__ import annotations

import hashlib
import hmac
import re

_TAG = "mailintake"
_PATTERN = re.compile(rf"<{_TAG}\.([0-9a-f]{{24}})\.([0-9a-f]{{24}})@[^<>@\s]+>")


def mint_message_id(secret: bytes, *, kind: str, subject_key: str, recipient: str, domain: str) -> str:
    """Return the one Message-ID of a mail of this kind about this subject to this recipient."""
    row = hashlib.sha256(f"{kind}\n{subject_key}\n{recipient}".encode()).hexdigest()[:24]
    return f"<{_TAG}.{row}.{_seal(secret, row)}@{domain}>"


def is_ours(secret: bytes, message_id: str) -> bool:
    """Whether a Message-ID carries our seal."""
    match = _PATTERN.fullmatch(message_id)
    return match is not None and hmac.compare_digest(match[2], _seal(secret, match[1]))


def _seal(secret: bytes, row: str) -> str:
    return hmac.digest(secret, row.encode(), hashlib.sha256).hex()[:24]
