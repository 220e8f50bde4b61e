"""What is asked of the register about a mail before it is judged, and what it knows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mailintake.domain.history import History


@dataclass(frozen=True, kw_only=True, slots=True)
class Inquiry:
    """What is asked of the register about one mail before it is judged."""

    content_hash: str
    answers_to: tuple[str, ...]  # Message-IDs that carry our seal
    references: tuple[str, ...]  # our references named in its subject and text
    sender: str  # normalised address, lower case; "" where there is none
    recipient: str = ""  # where an answer would go, lower case, if that is not the sender: the caps count both


@dataclass(frozen=True, kw_only=True, slots=True)
class Knowledge:
    """What the register knows that bears on one mail."""

    history: History
    is_duplicate: bool  # its content hash was seen before


@dataclass(frozen=True, kw_only=True, slots=True)
class Installation:
    """What is made once, when the database is made."""

    secret: bytes  # 32 random bytes: seals Message-IDs and references
    created_at: datetime
