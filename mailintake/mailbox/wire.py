"""imaplib's connection within bounds (RFC 9051), and the few commands that imapclient sends or reads amiss.

imaplib names open, read, readline, send and shutdown as the methods to override; imapclient does the rest of the
talking over what is made here.
"""

from __future__ import annotations

import imaplib
import io
import select
import socket
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from mailintake.errors import InsecureConnectionError
from mailintake.mailbox.bounds import Allowance, BoundedSource, TooMuchError
from mailintake.mailbox.replies import Reply, is_fetch, literal_size, read_reply

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

# A reply line, without the literals in it. UIDs are asked for in ranges that stay well below it.
LINE_BYTES = 1_000_000

_CONNECT_SECONDS = 20.0
_BUFFER_BYTES = 128 * 1024


class Wire(imaplib.IMAP4):
    """A connection to an IMAP server; ``allowance`` is renewed by the caller before each command.

    ``context`` is the TLS to begin with; None: plain text, until ``starttls``. After any exception the state of the
    conversation is unknown: shut the connection down and never use it again.
    """

    def __init__(self, host: str, port: int, *, context: ssl.SSLContext | None, seconds: float) -> None:
        self.allowance = Allowance(seconds)
        self._context = context
        # The server told of more mail than before, in the answer to whatever command.
        self.has_new_mail = False
        self._exists = 0
        self._idle_tag = b""
        self._unread = b""
        super().__init__(host, port)

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, and speak TLS from the start where a context was given; imaplib calls it."""
        self.host, self.port = host, port
        limit = min(_CONNECT_SECONDS, self.allowance.seconds_left() if timeout is None else timeout)
        connection = socket.create_connection((host, port), timeout=limit)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        # A command may go out in several writes; without this each but the first waits for the other side, 40 ms long.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._context is not None:
            connection = self._context.wrap_socket(connection, server_hostname=host)
        self._listen_to(connection)

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> Any:
        """Go over to TLS; the context is needed, for without one the certificate would not be verified."""
        if ssl_context is None:
            raise TypeError("STARTTLS needs a context that verifies the certificate")
        status, data = self._simple_command("STARTTLS")
        if status != "OK":
            raise self.error("STARTTLS was refused")
        # Words that came in plain text must not count as said under TLS.
        if self._has_buffered():
            raise InsecureConnectionError(
                "The mail server said more than its answer to STARTTLS, so somebody may be tampering with the line.",
                remedy='Use tls = "tls" under [mailbox], with the port for it, usually 993.',
            )
        self.sock.settimeout(self.allowance.seconds_left())
        self._listen_to(ssl_context.wrap_socket(self.sock, server_hostname=self.host))
        self._tls_established = True
        self._get_capabilities()
        return status, data

    def log_in(self, user: str, password: bytes) -> None:
        """Send LOGIN (RFC 9051, 6.2.3), the password as a literal, which may hold any byte but NUL; ``user`` is ASCII.

        imaplib's own takes passwords in ASCII only and does not quote the user.
        """
        quoted = user.replace("\\", "\\\\").replace('"', '\\"')
        self.literal: Any = password
        status, _ = self._simple_command("LOGIN", f'"{quoted}"')
        if status != "OK":
            raise self.error("LOGIN was refused")
        self.state = "AUTH"

    def fetch_by_uid(self, uids: str, items: str) -> tuple[bool, list[tuple[int, Reply]]]:
        """Send UID FETCH; return whether the server says that it did all of it, and the replies with their UIDs.

        What came before a NO counts: other mails than the one that the server stumbled over. Raises ValueError where
        a reply is odd.
        """
        tag = self._command("UID", "FETCH", uids, items)
        replies: list[tuple[int, Reply]] = []
        answers: dict[bytes, Any] = self.tagged_commands
        while answers[tag] is None:
            line = self.readline()
            if is_fetch(line):
                uid, reply = read_reply(self._parts(line))
                if uid:
                    replies.append((uid, reply))
            else:
                # All that is not asked for is imaplib's to read.
                self._unread = line
                self.hear()
        status, _ = answers.pop(tag)
        if status == "BAD":
            raise self.error("FETCH was not understood")
        return status == "OK", replies

    def begin_idle(self) -> bool:
        """Send IDLE (RFC 2177); False where the server refuses it.

        imapclient's own takes it for a fault when new mail is told of before the server says that it is listening.
        """
        self._idle_tag = self._command("IDLE")
        while self._get_response() is not None:
            self._check_bye()
            if self.tagged_commands[self._idle_tag] is not None:
                del self.tagged_commands[self._idle_tag]
                return False
        return True

    def end_idle(self, seconds: float) -> None:
        """Send DONE and wait so long for the answer; where it comes later, the next command reads it."""
        self.send(b"DONE\r\n")
        while self.tagged_commands[self._idle_tag] is None and self.has_input(seconds):
            self.hear()

    def hear(self) -> None:
        """Read one reply into ``untagged_responses``."""
        self._get_response()
        self._check_bye()

    def has_input(self, seconds: float) -> bool:
        """Wait so long for the server to say something; True as soon as it has, or has hung up."""
        if self._has_buffered():
            return True
        poller = select.poll()
        poller.register(self.sock, select.POLLIN)
        # What comes may be a TLS record without a word in it, so look again.
        return bool(poller.poll(seconds * 1000)) and self._has_buffered()

    def read(self, size: int) -> bytes:
        """Read a literal; imaplib calls it."""
        self.allowance.require(size)
        return self._reader.read(size)

    def readline(self) -> bytes:
        """Read a line; imaplib calls it."""
        if self._unread:
            line, self._unread = self._unread, b""
            return line
        line = self._reader.readline(LINE_BYTES + 1)
        if len(line) > LINE_BYTES:
            raise TooMuchError
        return line

    def send(self, data: ReadableBuffer) -> None:
        """Send a command or a part of one; imaplib calls it."""
        self.sock.settimeout(self.allowance.seconds_left())
        self.sock.sendall(data)

    def shutdown(self) -> None:
        """Hang up, also while another thread reads."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def _append_untagged(self, typ: str, dat: bytes | tuple[bytes, bytes] | None) -> None:
        # Compared with the number before: some servers repeat themselves.
        if typ == "EXISTS" and isinstance(dat, bytes):
            exists = int(dat)
            self.has_new_mail = self.has_new_mail or exists > self._exists
            self._exists = exists
        elif typ == "EXPUNGE":
            self._exists -= 1
        super()._append_untagged(typ, dat)  # type: ignore[misc]

    def _listen_to(self, connection: socket.socket) -> None:
        self.sock = connection
        self._source = BoundedSource(connection, self.allowance)
        self._reader = io.BufferedReader(self._source, _BUFFER_BYTES)

    def _parts(self, line: bytes) -> list[bytes]:
        # A reply with its literals; a line that was broken off is no end of one.
        parts: list[bytes] = []
        while True:
            parts.append(line)
            size = literal_size(line)
            if size is None:
                return parts
            literal = self.read(size)
            if len(literal) < size:
                raise self.abort("a literal that was broken off")
            parts.append(literal)
            line = self.readline()

    def _has_buffered(self) -> bool:
        # Whether a read would return at once; what lies in the buffers of TLS counts too, which poll() does not see.
        self._source.is_patient = False
        try:
            return bool(self._reader.peek(1)) or self._source.is_ended
        finally:
            self._source.is_patient = True
