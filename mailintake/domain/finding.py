"""One line of ``mailintake check``: what was tried, how it went, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """How a check went."""

    OK = "ok"
    WARNING = "warning"  # works, but somebody should know
    FAULT = "fault"


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """The result of one check."""

    what: str  # the thing tried, such as "IMAP sign-in"
    status: Status
    text: str  # what was found, without secrets
    remedy: str = ""  # what to do, where something is to be done
