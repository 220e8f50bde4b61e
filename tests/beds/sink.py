"""An SMTP server that outlives the service under test and notes who was sent what, and when."""

from __future__ import annotations

import threading
import time
from collections import Counter
from dataclasses import dataclass
from email import message_from_bytes, policy
from typing import Any, Self

from aiosmtpd.controller import Controller


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """One mail that the server said 250 to."""

    at: float  # monotonic seconds
    recipient: str
    message_id: str
    content: bytes

    @property
    def subject(self) -> str:
        """Its subject."""
        return str(message_from_bytes(self.content, policy=policy.default)["Subject"])


class Sink:
    """Takes every mail; a context manager."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self._lock = threading.Lock()

    def __enter__(self) -> Self:
        self._controller = Controller(self, hostname="127.0.0.1", port=0)
        self._controller.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._controller.stop()

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self._controller.server.sockets[0].getsockname()[1])

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        content = bytes(envelope.content)
        message_id = str(message_from_bytes(content)["Message-ID"])
        with self._lock:
            self.received.extend(
                Received(at=time.monotonic(), recipient=to, message_id=message_id, content=content)
                for to in envelope.rcpt_tos
            )
        return "250 OK"

    def recipients(self) -> Counter[str]:
        """Return how many mails each address was sent."""
        with self._lock:
            return Counter(mail.recipient for mail in self.received)

    def doubles(self) -> list[str]:
        """Return the Message-IDs that came more than once."""
        with self._lock:
            return [name for name, count in Counter(mail.message_id for mail in self.received).items() if count > 1]
