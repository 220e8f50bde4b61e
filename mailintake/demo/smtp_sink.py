"""An outgoing mail server inside this process: it takes every mail, keeps it, and sends nothing on (RFC 5321)."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiosmtpd.smtp import SMTP

HOST = "127.0.0.1"
_LARGEST_MAIL = 50 * 1024 * 1024
_SECONDS_TO_START = 10.0

# A reply that is none: the connection is cut.
CUT = "cut"

# Asked at MAIL, RCPT and DATA with the step and its address (at DATA the recipient); a text is the server's reply.
Fault = Callable[[str, str], str | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class SunkMail:
    """One mail that was taken."""

    sender: str  # of the envelope; "" is the null sender
    recipients: tuple[str, ...]
    content: bytes


class EmbeddedSmtp:
    """A server on a free port of the loopback interface, running in a thread while the context is open.

    With a ``folder``, each mail is written there as ``0001.eml`` and so on before it is answered for.
    """

    def __init__(self, *, folder: Path | None = None, fault: Fault | None = None, has_smtputf8: bool = True) -> None:
        self.port = 0
        self.fault = fault
        self._folder = folder
        self._has_smtputf8 = has_smtputf8
        self._mails: list[SunkMail] = []
        self._arrival = threading.Condition()
        self._is_up = threading.Event()
        self._error: BaseException | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping: asyncio.Event | None = None
        self._thread = threading.Thread(target=self._run, name="smtp-sink", daemon=True)

    def __enter__(self) -> Self:
        if self._folder is not None:
            self._folder.mkdir(parents=True, exist_ok=True)
        self._thread.start()
        if not self._is_up.wait(_SECONDS_TO_START) or self._error is not None:
            raise RuntimeError("The mail server of the demo did not start.") from self._error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    @property
    def mails(self) -> tuple[SunkMail, ...]:
        """What has been taken so far, in order."""
        with self._arrival:
            return tuple(self._mails)

    def wait_for(self, count: int, seconds: float) -> tuple[SunkMail, ...]:
        """Wait until so many mails have been taken, at most so long; return what there is then."""
        with self._arrival:
            self._arrival.wait_for(lambda: len(self._mails) >= count, seconds)
            return tuple(self._mails)

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        except BaseException as error:  # noqa: BLE001 - it is raised again by who waits for the server
            self._error = error
        finally:
            self._is_up.set()

    async def _serve(self) -> None:
        self._loop, self._stopping = asyncio.get_running_loop(), asyncio.Event()
        server = await self._loop.create_server(self._protocol, HOST, 0)
        self.port = server.sockets[0].getsockname()[1]
        self._is_up.set()
        await self._stopping.wait()
        server.close()

    def _protocol(self) -> Any:
        return SMTP(
            self,
            hostname="sink.example",
            ident="mailintake demo",
            data_size_limit=_LARGEST_MAIL,
            enable_SMTPUTF8=self._has_smtputf8,
            loop=self._loop,
        )

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: Any, envelope: Any, address: str | None, options: list[str]
    ) -> str:
        """Take a sender (aiosmtpd's hook)."""
        # aiosmtpd knows the null sender by its angle brackets only.
        envelope.mail_from = address or "<>"
        envelope.mail_options.extend(options)
        reply = self._fault("MAIL", _plain(envelope.mail_from), server)
        if reply is not None:
            envelope.mail_from = None
        return reply or "250 OK"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: Any, _session: Any, envelope: Any, address: str, options: list[str]
    ) -> str:
        """Take a recipient (aiosmtpd's hook)."""
        reply = self._fault("RCPT", address, server)
        if reply is None:
            envelope.rcpt_tos.append(address)
            envelope.rcpt_options.extend(options)
        return reply or "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        """Take a mail (aiosmtpd's hook)."""
        mail = SunkMail(
            sender=_plain(envelope.mail_from),
            recipients=tuple(envelope.rcpt_tos),
            content=bytes(envelope.original_content),
        )
        reply = self._fault("DATA", mail.recipients[0], server)
        if reply is not None:
            return reply
        with self._arrival:
            if self._folder is not None:
                (self._folder / f"{len(self._mails) + 1:04}.eml").write_bytes(mail.content)
            self._mails.append(mail)
            self._arrival.notify_all()
        return "250 OK"

    def _fault(self, step: str, address: str, server: Any) -> str | None:
        reply = self.fault(step, address) if self.fault is not None else None
        if reply == CUT:
            server.transport.abort()
        return reply


def _plain(sender: str) -> str:
    return "" if sender == "<>" else sender
