"""One connection to the outgoing mail server (RFC 5321): verified TLS, sign-in, and a deadline on all of it.

Built on ``smtplib.SMTP`` for its commands. What that leaves open is closed here: a time-out for each read lets a slow
server hold a sender for ever, ``starttls()`` without a context verifies nothing, and the name it greets with comes from
the network.
"""

from __future__ import annotations

import base64
import io
import ipaddress
import re
import selectors
import smtplib
import socket
import ssl
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mailintake.errors import (
    InsecureConnectionError,
    MailintakeError,
    SettingsError,
    SignInError,
    TransportUnavailableError,
)

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

# What a server may say in one reply; the rest is not read.
_MOST_REPLY_BYTES = 64 * 1024
_LONGEST_REASON = 300
_PIECE_BYTES = 16 * 1024
_HOST_NAME = re.compile(r"[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Endpoint:
    """Where and how to connect."""

    host: str
    port: int
    tls: str  # "tls", "starttls" or "none"
    user: str  # "": no sign-in
    password: str = field(repr=False)
    timeout_seconds: float  # the longest wait for the server's next word
    ca_file: str = ""  # certificates to trust instead of the system's
    allow_plaintext: bool = False

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this machine."""
        if self.host.lower() == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False


class Connection(smtplib.SMTP):
    """A greeted and, where asked for, signed-in connection. Made by ``connect``."""

    def __init__(self, timeout_seconds: float) -> None:
        super().__init__(local_hostname="localhost")
        self._seconds_a_word = timeout_seconds
        self._ends_at = 0.0
        self._reply_bytes = 0
        self._reader: _TimedReader | None = None

    def allow(self, seconds: float) -> None:
        """Give what follows this many seconds in all."""
        self._ends_at = time.monotonic() + seconds

    def seconds_left(self) -> float:
        """Return how long the next wait may be. Raises TimeoutError where there is no time left."""
        left = min(self._seconds_a_word, self._ends_at - time.monotonic())
        if left <= 0:
            raise TimeoutError("it took too long")
        return left

    def has_word(self) -> bool:
        """Whether the server has said something that was not read yet, or has hung up."""
        if self.sock is None:
            return True
        if self.file is not None and self._reader is not None and self._reader.holds_more(self.file):
            return True
        if isinstance(self.sock, ssl.SSLSocket) and self.sock.pending():
            return True
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            return bool(selector.select(timeout=0))

    def send(self, s: ReadableBuffer | str) -> None:
        """Send a command or a piece of content before the time is out."""
        if self.sock is not None:
            try:
                self.sock.settimeout(self.seconds_left())
            except TimeoutError as error:
                self.close()
                raise smtplib.SMTPServerDisconnected(str(error)) from error
        super().send(s)

    def send_content(self, content: bytes) -> None:
        """Send the content of a mail, in pieces: over TLS a time-out counts for each piece anew."""
        for start in range(0, len(content), _PIECE_BYTES):
            self.send(content[start : start + _PIECE_BYTES])

    def getreply(self) -> tuple[int, bytes]:
        """Read one reply before the time is out."""
        if self.file is None and self.sock is not None:
            self._reader = _TimedReader(self, self.sock)
            self.file = io.BufferedReader(self._reader)
        self._reply_bytes = 0
        return super().getreply()

    def count_reply(self, size: int) -> None:
        """Count what a reply has cost. Raises OSError where a server does not stop talking."""
        self._reply_bytes += size
        if self._reply_bytes > _MOST_REPLY_BYTES:
            raise OSError("the server's reply has no end")

    def renew(self, sock: socket.socket) -> None:
        """Go on over another socket; what the server said before, in clear, is forgotten (RFC 3207, 4.2)."""
        self.sock, self.file = sock, None
        self.helo_resp = self.ehlo_resp = None


class _TimedReader(io.RawIOBase):
    """What a connection reads from: each read waits only as long as there is time left."""

    def __init__(self, connection: Connection, sock: socket.socket) -> None:
        super().__init__()
        self._connection, self._sock = connection, sock
        self._is_resting = False

    def holds_more(self, file: io.BufferedReader) -> bool:
        """Whether ``file``, which reads from here, holds something that was read and not used."""
        self._is_resting = True
        try:
            return bool(file.peek(1))
        finally:
            self._is_resting = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        if self._is_resting:
            return None
        self._sock.settimeout(self._connection.seconds_left())
        size = self._sock.recv_into(buffer)
        self._connection.count_reply(size)
        return size


def connect(endpoint: Endpoint, seconds: float) -> Connection:
    """Connect, make the connection safe, greet and sign in, in at most ``seconds``.

    Raises TransportUnavailableError, InsecureConnectionError, SignInError or SettingsError.
    """
    if endpoint.tls == "none" and not (endpoint.is_loopback or endpoint.allow_plaintext):
        raise InsecureConnectionError(
            f"Mail would go to {endpoint.host} in clear.", remedy='Set [smtp] tls to "starttls" or "tls".'
        )
    context = _context(endpoint) if endpoint.tls != "none" else None
    connection = Connection(endpoint.timeout_seconds)
    connection.allow(seconds)
    try:
        _open(connection, endpoint, context)
        if endpoint.user:
            _sign_in(connection, endpoint.user, endpoint.password)
    except MailintakeError:
        connection.close()
        raise
    except ssl.SSLError as error:
        connection.close()
        raise _tls_fault(endpoint, error) from error
    except (OSError, UnicodeError, smtplib.SMTPException) as error:
        connection.close()
        raise TransportUnavailableError(
            f"{endpoint.host}:{endpoint.port} does not answer as it should: {reason_of(error)}"
        ) from error
    return connection


def reason_of(error: Exception) -> str:
    """Return what a library's error says, as one bounded line."""
    if isinstance(error, smtplib.SMTPResponseException):
        return reply_text(error.smtp_code, error.smtp_error)
    return " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__


def reply_text(code: int, text: bytes | str) -> str:
    """Return a server's reply as one bounded line that can be shown."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    line = "".join(character if character.isprintable() else " " for character in shown)
    return f"{code} {' '.join(line.split())}"[:_LONGEST_REASON]


def _open(connection: Connection, endpoint: Endpoint, context: ssl.SSLContext | None) -> None:
    sock = socket.create_connection((endpoint.host, endpoint.port), connection.seconds_left())
    # The dot goes out by itself: without this it would wait until the content's arrival is acknowledged (40 ms).
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.renew(sock)
    connection.local_hostname = _own_name(sock)
    if context is not None and endpoint.tls == "tls":
        _wrap(connection, context, endpoint.host)
    code, text = connection.getreply()
    if code != 220:
        raise smtplib.SMTPConnectError(code, text)
    connection.ehlo_or_helo_if_needed()
    if context is not None and endpoint.tls == "starttls":
        code, text = connection.docmd("STARTTLS") if connection.has_extn("starttls") else (502, b"not offered")
        if code != 220:
            raise InsecureConnectionError(
                f"{endpoint.host} does not start TLS: {reply_text(code, text)}.",
                remedy='Set [smtp] tls to "tls" and the port to 465, or ask who runs the server.',
            )
        _wrap(connection, context, endpoint.host)
        connection.ehlo_or_helo_if_needed()


def _wrap(connection: Connection, context: ssl.SSLContext, host: str) -> None:
    if connection.sock is None:
        raise smtplib.SMTPServerDisconnected("the connection is gone")
    connection.sock.settimeout(connection.seconds_left())
    connection.renew(context.wrap_socket(connection.sock, server_hostname=host))


def _sign_in(connection: Connection, user: str, password: str) -> None:
    # In UTF-8 (RFC 4616), which smtplib's own login cannot: a Swedish password may have an å in it.
    methods = connection.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" in methods:
        code, text = connection.docmd("AUTH", "PLAIN " + _base64(f"\0{user}\0{password}"))
    elif "LOGIN" in methods:
        code, text = connection.docmd("AUTH", "LOGIN")
        for answer in (user, password):
            if code == 334:
                code, text = connection.docmd(_base64(answer))
    else:
        raise SignInError(
            "The outgoing mail server offers no sign-in with a password here.",
            remedy="Leave [smtp] user empty if it asks for none.",
        )
    if code == 235:
        return
    if 500 <= code < 600:
        raise SignInError(
            f"The outgoing mail server refused the sign-in: {reply_text(code, text)}.",
            remedy="Check [smtp] user and its password.",
        )
    raise smtplib.SMTPAuthenticationError(code, text)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode("ascii")


def _own_name(sock: socket.socket) -> str:
    # A full name of this machine, else its address as a literal (RFC 5321, 4.1.4); no name server is asked.
    name = socket.gethostname()
    if _HOST_NAME.fullmatch(name):
        return name
    address = str(sock.getsockname()[0]).partition("%")[0]
    return f"[IPv6:{address}]" if ":" in address else f"[{address}]"


def _context(endpoint: Endpoint) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=endpoint.ca_file or None)
    except OSError as error:
        raise SettingsError(
            f"The certificates in {endpoint.ca_file} cannot be read: {reason_of(error)}.",
            remedy="Set [smtp] ca_file to a file of certificates in PEM form.",
        ) from error


def _tls_fault(endpoint: Endpoint, error: ssl.SSLError) -> MailintakeError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return InsecureConnectionError(
            f"The certificate of {endpoint.host} is not to be trusted: {error.verify_message}.",
            remedy="Correct [smtp] host, or set [smtp] ca_file to the certificate of who signed it.",
        )
    return TransportUnavailableError(f"{endpoint.host}:{endpoint.port} could not start TLS: {reason_of(error)}")
