"""A registered comment (synpunkt, yttrande): its reference, its stance and the messages it is made of."""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache

# No vowels and nothing that is mistaken on the phone or on paper (0/O, 1/I/L, 5/S, 8/B, U/V).
REFERENCE_ALPHABET = "234679CDFGHJKMNPQRTWXYZ"
_PART_LENGTH = 3
_PARTS = 2


class Stance(StrEnum):
    """What the sender thinks of the proposal (ställningstagande): always a suggestion until staff set it."""

    SUPPORTS = "supports"
    SUPPORTS_WITH_CHANGES = "supports_with_changes"
    OPPOSES = "opposes"
    NO_OBJECTION = "no_objection"
    ABSTAINS = "abstains"
    UNCLEAR = "unclear"


class Role(StrEnum):
    """What a message is in a comment."""

    ORIGINAL = "original"
    ADDITION = "addition"
    CORRECTION = "correction"
    REPLACEMENT = "replacement"
    WITHDRAWAL = "withdrawal"


class CommentStatus(StrEnum):
    """Whether a comment stands."""

    STANDING = "standing"
    WITHDRAWN = "withdrawn"  # by its sender
    UNDONE = "undone"  # a person's decision has left no mail in it


@dataclass(frozen=True, kw_only=True, slots=True)
class Comment:
    """A comment as the register holds it; its messages are looked up by its id."""

    id: int
    consultation: str
    reference: str
    kind: str  # comment or decline: the label it was registered under
    sender: str
    organisation_id: int | None
    organisation_name: str
    received_at: datetime
    is_late: bool
    stance: Stance
    status: CommentStatus = CommentStatus.STANDING
    diary_number: str = ""


def mint_reference(prefix: str, *, secret: bytes, consultation: str, content_hash: str, attempt: int = 0) -> str:
    """Return the reference of a comment, such as ``LÖK-7F3-KQ2``.

    It is derived, not counted, so that no two processes wait for each other, a replay gives the same one, and nobody
    can guess a stranger's. ``attempt`` gives another one when the first is taken.
    """
    seed = f"{consultation}\n{content_hash}\n{attempt}".encode()
    number = int.from_bytes(hmac.digest(secret, seed, hashlib.sha256), "big")
    letters = []
    for _ in range(_PART_LENGTH * _PARTS):
        number, index = divmod(number, len(REFERENCE_ALPHABET))
        letters.append(REFERENCE_ALPHABET[index])
    code = "".join(letters)
    return "-".join((prefix, code[:_PART_LENGTH], code[_PART_LENGTH:]))


def find_references(text: str, prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the references that a text names, in canonical form, each once, in order."""
    canonical = {prefix.casefold(): prefix for prefix in prefixes}
    # Few mails name any: to look for the prefix is sooner done than to look for the pattern.
    folded = text.casefold()
    if not any(prefix in folded for prefix in canonical):
        return ()
    hits = _reference(prefixes).finditer(text)
    found = (f"{canonical[hit[1].casefold()]}-{hit[2].upper()}-{hit[3].upper()}" for hit in hits)
    return tuple(dict.fromkeys(found))


@cache
def _reference(prefixes: tuple[str, ...]) -> re.Pattern[str]:
    names = "|".join(re.escape(prefix) for prefix in prefixes)
    part = f"([{REFERENCE_ALPHABET}]{{{_PART_LENGTH}}})"
    return re.compile(rf"(?<!\w)({names})[-– ]?{part}[-– ]?{part}(?!\w)", re.IGNORECASE)
