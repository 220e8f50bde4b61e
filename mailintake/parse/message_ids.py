"""Message-IDs (RFC 5322, 3.6.4): taken only where they are well formed, so that no header can hide in one."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_POINTERS = 100
_MESSAGE_ID = re.compile(r"<[!-;=?A-~]{1,240}@[!-;=?A-~]{1,240}>")


def first(value: str) -> str:
    """Return the first well-formed Message-ID of a field, with its angle brackets; "" where there is none."""
    match = _MESSAGE_ID.search(value)
    return match[0] if match else ""


def every(values: Iterable[str]) -> tuple[str, ...]:
    """Return the well-formed Message-IDs of fields, each once, in order; the newest where there are too many."""
    found = (match[0] for value in values for match in _MESSAGE_ID.finditer(value))
    return tuple(dict.fromkeys(found))[-MAX_POINTERS:]
