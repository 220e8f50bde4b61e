"""What names a mail of ours and can only have been made by us: its Message-ID, and the address it comes back to.

Both are derived from the mail's outbox row by a keyed hash. A copy of a mail is byte-identical however often it is
made, and what points to a mail that somebody else invented is told from what points to ours without looking anything
up (RFC 5322, 3.6.4). The address that a mail comes back to may hold a token of its own, so that a report of its
failure finds it even where nothing of the mail is left in the report.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from collections.abc import Collection, Iterable

# What stands for the token in the address that mail comes back to.
TOKEN_FIELD = "{token}"  # noqa: S105 - a word of the settings, not a password
TOKEN_LENGTH = 32

_TAG = "mailintake"
_PATTERN = re.compile(rf"<{_TAG}\.([0-9a-f]{{24}})\.([0-9a-f]{{24}})@[^<>@\s]+>")
_ROW_BYTES = 12
_TOKEN_SEAL_BYTES = 8
# In base 32: some servers write addresses in lower case.
_TOKEN = re.compile(rf"(?<![a-z0-9])[a-z2-7]{{{TOKEN_LENGTH}}}(?![a-z0-9])", re.IGNORECASE | re.ASCII)


def mint_message_id(secret: bytes, *, kind: str, subject_key: str, recipient: str, domain: str) -> str:
    """Return the one Message-ID of a mail of this kind about this subject to this recipient."""
    row = hashlib.sha256(f"{kind}\n{subject_key}\n{recipient}".encode()).hexdigest()[:24]
    return _message_id(secret, row, domain)


def is_ours(secret: bytes, message_id: str) -> bool:
    """Whether a Message-ID carries our seal."""
    match = _PATTERN.fullmatch(message_id)
    return match is not None and hmac.compare_digest(match[2], _seal(secret, match[1]))


def mint_return_token(secret: bytes, message_id: str) -> str:
    """Return the token of the mail of ours that has this Message-ID.

    Its seal is another than the Message-ID's, which everybody knows who has had the mail. Raises ValueError where the
    Message-ID is none of ours.
    """
    match = _PATTERN.fullmatch(message_id)
    if match is None:
        raise ValueError("a mail of ours has a Message-ID of ours")
    row = bytes.fromhex(match[1])
    return base64.b32encode(row + _token_seal(secret, row)).decode("ascii").lower()


def returned_to(secret: bytes, addresses: Iterable[str], domains: Collection[str]) -> tuple[str, ...]:
    """Return the Message-IDs, one in each of our domains, of the mails whose token stands in one of the addresses.

    A token that does not carry our seal names nothing.
    """
    rows = (row for address in addresses for row in _rows_named(secret, address.rpartition("@")[0]))
    found = (_message_id(secret, row, domain) for row in rows for domain in sorted(domains))
    return tuple(dict.fromkeys(found))


def _rows_named(secret: bytes, local_part: str) -> Iterable[str]:
    for match in _TOKEN.finditer(local_part):
        token = base64.b32decode(match[0].upper())
        row, seal = token[:_ROW_BYTES], token[_ROW_BYTES:]
        if hmac.compare_digest(seal, _token_seal(secret, row)):
            yield row.hex()


def _message_id(secret: bytes, row: str, domain: str) -> str:
    return f"<{_TAG}.{row}.{_seal(secret, row)}@{domain}>"


def _seal(secret: bytes, row: str) -> str:
    return hmac.digest(secret, row.encode(), hashlib.sha256).hex()[:24]


def _token_seal(secret: bytes, row: bytes) -> bytes:
    return hmac.digest(secret, b"returned to\n" + row, hashlib.sha256)[:_TOKEN_SEAL_BYTES]
