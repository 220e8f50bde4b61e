"""Text as both databases take it, and keys that fit into an index.

PostgreSQL refuses NUL in text, both databases refuse lone surrogates, and an index entry of PostgreSQL holds at most
2,704 bytes: what a stranger's mail says must never stop the transaction that stores it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from enum import Enum
from typing import Any, TypeVar

# Longer than any address or name that is meant (RFC 5321, 4.5.3.1: a path has 256 octets at most).
KEY_LENGTH = 320

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Not after a backslash that is itself escaped.
_ESCAPED_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_REPLACEMENT = "\ufffd"
_HASH_LENGTH = 64

T = TypeVar("T")


def clean(text: str) -> str:
    """Return the text with every NUL and lone surrogate replaced by U+FFFD."""
    if text.isascii() and "\x00" not in text:
        return text
    return _UNSTORABLE.sub(_REPLACEMENT, text)


def cleaned(value: T) -> T:
    """Return a value as a database gives it back, through dataclasses and containers: text clean, moments in UTC."""
    return _cleaned(value)  # type: ignore[no-any-return]


def key_of(text: str) -> str:
    """Return the text as a key to look up by: clean, in lower case, and short; different texts give different keys."""
    key = clean(text).lower()
    if len(key) <= KEY_LENGTH:
        return key
    return f"{key[: KEY_LENGTH - _HASH_LENGTH - 1]}#{hashlib.sha256(key.encode()).hexdigest()}"


def domain_of(address: str) -> str:
    """Return the key of an address's domain; "" where it has none."""
    return key_of(address.rpartition("@")[2]) if "@" in address else ""


def canonical(data: Any) -> str:
    """Return data as JSON in the one form that is hashed: keys sorted, no white space, text clean."""
    written = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return clean(_ESCAPED_NUL.sub(rf"\1{_REPLACEMENT}", written) if "\\u0000" in written else written)


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        # An enum's value is our own word.
        return value if isinstance(value, Enum) else clean(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, tuple | list | frozenset):
        return type(value)(_cleaned(each) for each in value)
    if isinstance(value, dict):
        return {_cleaned(name): _cleaned(each) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        old = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        return replace(value, **{name: _cleaned(each) for name, each in old.items()})
    return value
