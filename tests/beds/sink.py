"""A mail server that outlives the service under test and notes who was sent what, and when."""

from __future__ import annotations

import time
from collections import Counter
from email import message_from_bytes
from types import TracebackType
from typing import Self

from mailintake.demo.smtp_sink import EmbeddedSmtp


class Sink:
    """Takes every mail; a context manager."""

    def __init__(self) -> None:
        # When the first mail to an address came, in monotonic seconds.
        self.came_at: dict[str, float] = {}
        self._server = EmbeddedSmtp(fault=self._note)

    def __enter__(self) -> Self:
        self._server.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.__exit__(kind, error, trace)

    @property
    def port(self) -> int:
        """The port it listens on."""
        return self._server.port

    def recipients(self) -> Counter[str]:
        """Return how many mails each address was sent."""
        return Counter(to for mail in self._server.mails for to in mail.recipients)

    def doubles(self) -> list[str]:
        """Return the Message-IDs that came more than once."""
        message_ids = Counter(str(message_from_bytes(mail.content)["Message-ID"]) for mail in self._server.mails)
        return [name for name, count in message_ids.items() if count > 1]

    def _note(self, step: str, address: str) -> None:
        if step == "DATA":
            self.came_at.setdefault(address, time.monotonic())
