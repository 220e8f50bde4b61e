"""The random-looking parts of a mail, the same each time for the same seed."""

from __future__ import annotations

import hashlib
import string
import uuid
from collections.abc import Mapping

_LETTERS = string.ascii_letters + string.digits


def tokens(seed: str) -> Mapping[str, str]:
    """Return what the templates of Message-IDs and boundaries are filled with."""
    octets = hashlib.shake_256(seed.encode()).digest(64)
    number = int.from_bytes(octets, "big")
    hexadecimal = octets.hex()
    digits = str(number)
    return {
        "hex8": hexadecimal[:8],
        "hex12": hexadecimal[8:20],
        "hex32": hexadecimal[20:52],
        "upper8": hexadecimal[52:60].upper(),
        "upper22": hexadecimal[60:82].upper(),
        "digits4": digits[:4],
        "digits10": digits[4:14],
        "letters22": "".join(_LETTERS[octet % len(_LETTERS)] for octet in octets[:22]),
        "uuid": str(uuid.UUID(bytes=octets[:16], version=4)).upper(),
    }


def number(seed: str, limit: int) -> int:
    """Return a number from 0 up to but not including ``limit``."""
    return int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big") % limit
