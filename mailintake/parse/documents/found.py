"""What can come of reading a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

MAX_TEXT = 2_000_000  # characters
MAX_MAIL = 60 * 1024 * 1024  # bytes of what was opened as a mail


class Finding(Enum):
    """How reading ended; the value stands for it between processes."""

    TEXT = b"t"
    MAIL = b"m"  # it holds a mail, which is to be read as one
    PICTURES = b"p"  # it holds pictures and no words
    LOCKED = b"l"  # it opens with a pass word only
    DAMAGED = b"d"  # it is not what it seems, broken or unsafe
    STOPPED = b"s"  # it took too long or too much


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """What was found in a document."""

    finding: Finding
    text: str = ""
    mail: bytes = b""
    seconds: float = 0.0  # that it took, by the clock on the wall

    @classmethod
    def of(cls, text: str, *, has_pictures: bool = False) -> Found:
        """Return a document's text, not more of it than a mail may hold; pictures without words are told apart."""
        is_picture = has_pictures and not text.strip()
        return cls(finding=Finding.PICTURES if is_picture else Finding.TEXT, text=text[:MAX_TEXT])


class RefusedError(ValueError):
    """The document is not read, for it is unsafe."""


class LockedError(Exception):
    """The document opens with a pass word only."""
