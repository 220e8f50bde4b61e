"""An outgoing mail server that does wrong at the step it is told to, for the client to be tested against."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Mapping
from types import TracebackType
from typing import BinaryIO, Self

HOST = "127.0.0.1"

# What may stand in the place of a reply. After a 421 the connection is closed (RFC 5321, 3.8).
DROP = "drop"  # the connection is closed without a word
HANG = "hang"  # nothing is said, ever
TRICKLE = "trickle"  # the reply comes a byte at a time and never ends
TAKE_AND_DROP = "take and drop"  # at the dot: the mail is taken, and the connection closed without a word

# Steps: greeting, ehlo, starttls, auth, mail, rcpt, data, content (while it is read), dot, rset, quit.
_DEFAULTS = {
    "greeting": "220 faulty.example ESMTP",
    "starttls": "220 go on",
    "auth": "235 signed in",
    "mail": "250 sender ok",
    "rcpt": "250 recipient ok",
    "data": "354 go on",
    "dot": "250 taken",
    "rset": "250 reset",
    "quit": "221 bye",
}
_SECONDS_BETWEEN_BYTES = 0.05


class Slow(str):
    """A reply that comes a byte at a time, and does end."""

    __slots__ = ()


class FaultySmtp:
    """A server in a thread on a free port; ``replies`` says what is answered at which step.

    A list of replies is used up one at a time, its last one for ever after. ``commands`` holds what every connection
    has said, ``mails`` what was taken.
    """

    def __init__(
        self,
        replies: Mapping[str, str | list[str]] | None = None,
        *,
        extensions: tuple[str, ...] = ("8BITMIME", "SIZE 1000000", "SMTPUTF8"),
        context: ssl.SSLContext | None = None,
        is_tls_from_start: bool = False,
    ) -> None:
        self.commands: list[str] = []
        self.mails: list[bytes] = []
        self.connections = 0
        self.has_dropped = threading.Event()
        self._replies = {step: reply if isinstance(reply, list) else [reply] for step, reply in (replies or {}).items()}
        self._extensions = extensions
        self._context = context
        self._is_tls_from_start = is_tls_from_start
        self._stopping = threading.Event()
        self._listener = socket.create_server((HOST, 0))
        self.port = self._listener.getsockname()[1]
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopping.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(5)

    def close_connections(self) -> None:
        """Hang up on everyone, as a server does that has waited too long."""
        for connection in self._open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        with contextlib.ExitStack() as closing, contextlib.suppress(OSError, _DroppedError):
            closing.callback(self.has_dropped.set)
            closing.enter_context(connection)
            if self._is_tls_from_start:
                connection = self._in_tls(connection, closing)
            self._converse(connection, closing)

    def _in_tls(self, connection: socket.socket, closing: contextlib.ExitStack) -> socket.socket:
        assert self._context is not None
        safe = closing.enter_context(self._context.wrap_socket(connection, server_side=True))
        self._open.append(safe)
        return safe

    def _converse(self, connection: socket.socket, closing: contextlib.ExitStack) -> None:
        self._say(connection, "greeting")
        lines = closing.enter_context(connection.makefile("rb"))
        while line := lines.readline():
            command = line.decode("utf-8", "replace").rstrip("\r\n")
            self.commands.append(command)
            verb = command.partition(" ")[0].lower()
            if verb == "starttls" and (self._context is not None or "starttls" in self._replies):
                self._say(connection, "starttls")
                if self._context is not None:
                    connection = self._in_tls(connection, closing)
                    lines = closing.enter_context(connection.makefile("rb"))
            elif verb in {"ehlo", "helo"}:
                self._greet(connection, verb)
            elif verb == "data":
                if self._say(connection, "data").startswith("354"):
                    self._read_content(connection, lines)
            elif verb == "quit":
                self._say(connection, "quit")
                return
            elif verb in {"mail", "rcpt", "rset", "auth"}:
                if self._say(connection, verb).startswith("334"):
                    self._take_login(connection, lines)
            else:
                connection.sendall(b"500 what\r\n")

    def _take_login(self, connection: socket.socket, lines: BinaryIO) -> None:
        self.commands.append(lines.readline().decode("ascii").strip())
        connection.sendall(b"334 UGFzc3dvcmQ6\r\n")
        self.commands.append(lines.readline().decode("ascii").strip())
        connection.sendall(b"235 signed in\r\n")

    def _greet(self, connection: socket.socket, verb: str) -> None:
        if verb == "ehlo" and "ehlo" not in self._replies:
            lines = ["faulty.example", *self._extensions]
            reply = "".join(f"250{' ' if line is lines[-1] else '-'}{line}\r\n" for line in lines)
            connection.sendall(reply.encode("ascii"))
        else:
            self._say(connection, verb)

    def _read_content(self, connection: socket.socket, lines: BinaryIO) -> None:
        if "content" in self._replies:
            self._say(connection, "content")
        content = bytearray()
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise _DroppedError
            content += line[1:] if line.startswith(b"..") else line
        # Noted before it is told, so that whoever has heard of it finds it here.
        reply = self._next_reply("dot")
        if reply == TAKE_AND_DROP or reply.startswith("250"):
            self.mails.append(bytes(content))
        self._tell(connection, DROP if reply == TAKE_AND_DROP else reply)

    def _say(self, connection: socket.socket, step: str) -> str:
        reply = self._next_reply(step)
        self._tell(connection, reply)
        return reply

    def _next_reply(self, step: str) -> str:
        replies = self._replies.get(step, [_DEFAULTS.get(step, "250 ok")])
        return replies.pop(0) if len(replies) > 1 else replies[0]

    def _tell(self, connection: socket.socket, reply: str) -> None:
        if reply == DROP:
            raise _DroppedError
        if reply == HANG:
            self._stopping.wait()
            raise _DroppedError
        if reply == TRICKLE:
            while not self._stopping.wait(_SECONDS_BETWEEN_BYTES):
                connection.sendall(b"2")
            raise _DroppedError
        if isinstance(reply, Slow):
            for byte in f"{reply}\r\n".encode():
                connection.sendall(bytes((byte,)))
                self._stopping.wait(_SECONDS_BETWEEN_BYTES / 50)
        elif reply:
            connection.sendall(f"{reply}\r\n".encode())
        if reply.startswith("421"):
            raise _DroppedError


class _DroppedError(Exception):
    pass
