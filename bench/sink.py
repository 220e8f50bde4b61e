"""An outgoing mail server that takes everything and counts: where every pipeline sends its answers."""

from __future__ import annotations

import asyncio
import threading
from contextlib import AbstractContextManager
from typing import Any, Self

from aiosmtpd.smtp import SMTP


class Sink(AbstractContextManager["Sink"]):
    """Listens on a free port of the loopback address while it is entered."""

    def __init__(self) -> None:
        self.port = 0
        self._recipients: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="sink", daemon=True)

    def taken(self) -> list[str]:
        """Return the recipients of the mails that came since the last call."""
        recipients, self._recipients = self._recipients, []
        return recipients

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail (aiosmtpd's hook)."""
        self._recipients.extend(envelope.rcpt_tos)
        return "250 taken"

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_exception: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _listen(self) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: SMTP(self, hostname="sink.example", loop=loop), "127.0.0.1", 0)

    async def _close(self) -> None:
        self._server.close()
        await self._server.wait_closed()
