"""One connection to the mail server: verified TLS before any password, bounded commands, gone at any fault."""

from __future__ import annotations

import imaplib
import ipaddress
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from imapclient import IMAPClient

from mailintake.errors import (
    InsecureConnectionError,
    MailboxUnavailableError,
    MailintakeError,
    PermanentError,
    SignInError,
)
from mailintake.mailbox.auth import SignIn
from mailintake.mailbox.failures import translate, withhold_words
from mailintake.mailbox.wire import Wire

# A transfer slower than this (half a megabit a second) is taken for a stall.
SLOWEST_BYTES_PER_SECOND = 64 * 1024

_LOGOUT_SECONDS = 2.0
# Response codes by which a server says that it cannot now, not that it will not (RFC 5530).
_PASSING_CODES = frozenset({"UNAVAILABLE", "SERVERBUG", "INUSE", "LIMIT"})
_TLS_REMEDY = 'Use tls = "tls" under [mailbox], with the port for it, usually 993.'
_SIGN_IN_REMEDY = "Check user and password under [mailbox], and that the account may use IMAP."


class Tls(StrEnum):
    """How the connection is made safe."""

    TLS = "tls"  # from the first byte
    STARTTLS = "starttls"  # begun in plain text, and nothing is said before it is safe
    NONE = "none"  # only on this machine, or where it is allowed expressly


@dataclass(frozen=True, kw_only=True, slots=True)
class Server:
    """Where the mail server is and how it is spoken to."""

    host: str
    port: int
    tls: Tls
    ca_file: str = ""  # PEM file of the authorities to trust instead of the system's
    allow_plaintext: bool = False
    command_seconds: float = 60.0  # the whole time a command may take, from its first byte to its last


class Session:
    """A connection in use. Any exception in a command ends it; a command after that raises MailboxUnavailableError."""

    def __init__(self, client: IMAPClient, wire: Wire, server: Server) -> None:
        self.wire = wire  # the connection beneath the client
        self._client = client
        self._server = server
        self._lock = threading.Lock()
        self._is_lost = False

    @property
    def is_lost(self) -> bool:
        """Whether the connection has ended."""
        return self._is_lost

    @contextmanager
    def command(self, doing: str, *, expected_bytes: int = 0, is_patient: bool = True) -> Iterator[IMAPClient]:
        """Hold the connection for one command; ``doing`` names it in an error, such as "listing new mail".

        Raises MailboxUnavailableError for whatever goes wrong in it. ``is_patient`` False: wait for it only briefly.
        """
        with self._lock:
            if self._is_lost:
                raise MailboxUnavailableError("The connection to the mail server was lost.")
            seconds = self._server.command_seconds if is_patient else _LOGOUT_SECONDS
            seconds += expected_bytes / SLOWEST_BYTES_PER_SECOND
            self.wire.allowance.renew(seconds=seconds, expected_bytes=expected_bytes)
            # imaplib keeps what nobody asked for; a long connection would gather it for ever.
            self.wire.untagged_responses.clear()
            try:
                yield self._client
            except BaseException as error:
                self.drop()
                if isinstance(error, Exception) and not isinstance(error, MailintakeError):
                    raise translate(error, doing) from error
                raise

    def sign_in(self, sign_in: SignIn, user: str) -> None:
        """Sign in. Raises SignInError where the server refuses, MailboxUnavailableError where it cannot now."""
        with self.command("signing in") as client:
            try:
                sign_in.sign_in(self.wire, user)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                withhold_words(error)
                if self.is_passing_refusal():
                    raise MailboxUnavailableError("The mail server cannot take sign-ins now.") from error
                raise SignInError(remedy=_SIGN_IN_REMEDY) from error
            # Asked for now and kept: other commands consult it in their midst.
            client.capabilities()

    def has_capability(self, name: str) -> bool:
        """Whether the server has an extension, such as "IDLE"."""
        with self.command("asking what the server can do") as client:
            return bool(client.has_capability(name))

    def is_passing_refusal(self) -> bool:
        """Whether the last refusal was one that may pass by itself (RFC 5530)."""
        return not _PASSING_CODES.isdisjoint(self.wire.untagged_responses)

    def drop(self) -> None:
        """Hang up without a word; nothing is ever sent or read again."""
        self._is_lost = True
        self.wire.shutdown()

    def close(self) -> None:
        """Take leave, and hang up."""
        # Where another thread still reads there is nothing to say, and no command waits for the answer to it.
        if not self._is_lost and not self._lock.locked():
            with suppress(MailboxUnavailableError), self.command("taking leave", is_patient=False) as client:
                client.logout()
        self.drop()


class _Client(IMAPClient):  # type: ignore[misc]
    # imapclient on a wire of ours. It logs at imaplib's level 5, which renders every body twice, unless told otherwise.

    def __init__(self, wire: Wire, host: str, port: int, *, is_tls: bool, seconds: float) -> None:
        self._wire = wire
        super().__init__(host, port, ssl=is_tls, timeout=seconds)
        self._imap.debug = 0
        self.normalise_times = False

    def _create_IMAP4(self) -> Wire:  # noqa: N802
        return self._wire


def connect(server: Server) -> Session:
    """Connect and make the connection safe; nothing secret has been sent yet.

    Raises MailboxUnavailableError, or InsecureConnectionError where TLS cannot be verified or had.
    """
    if server.tls is Tls.NONE and not server.allow_plaintext and not is_loopback(server.host):
        raise InsecureConnectionError(
            'tls = "none" would send the password in plain text over the network, so nothing was sent.',
            remedy=_TLS_REMEDY,
        )
    context = None if server.tls is Tls.NONE else _verifying_context(server.ca_file)
    at_once = context if server.tls is Tls.TLS else None
    try:
        wire = Wire(server.host, server.port, context=at_once, seconds=server.command_seconds)
        client = _Client(wire, server.host, server.port, is_tls=at_once is not None, seconds=server.command_seconds)
    except Exception as error:
        raise translate(error, "connecting") from error
    session = Session(client, wire, server)
    if server.tls is Tls.STARTTLS:
        _start_tls(session, context)
    return session


def is_loopback(host: str) -> bool:
    """Whether a host is this machine, so that what is sent to it stays here."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def tls_version(session: Session) -> str:
    """Return the version of TLS in use, such as "TLSv1.3"; "" in plain text."""
    connection: Any = session.wire.sock
    return (connection.version() or "") if isinstance(connection, ssl.SSLSocket) else ""


def _start_tls(session: Session, context: ssl.SSLContext | None) -> None:
    with session.command("starting TLS") as client:
        # A greeting that says we are signed in already would keep STARTTLS from being asked for (RFC 9051, 11.3).
        if session.wire.state != "NONAUTH" or not client.has_capability("STARTTLS"):
            raise InsecureConnectionError(
                "The mail server does not offer STARTTLS, so no password was sent.", remedy=_TLS_REMEDY
            )
        try:
            session.wire.starttls(context)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            withhold_words(error)
            raise InsecureConnectionError(
                "The mail server refused STARTTLS, so no password was sent.", remedy=_TLS_REMEDY
            ) from error


def _verifying_context(ca_file: str) -> ssl.SSLContext:
    try:
        return ssl.create_default_context(cafile=ca_file or None)
    except (OSError, ssl.SSLError) as error:
        raise PermanentError(
            f"The authorities in {ca_file} cannot be read.", remedy="Name a PEM file in ca_file under [mailbox]."
        ) from error
