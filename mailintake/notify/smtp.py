"""Hand mails to the outgoing server (RFC 5321), and always know whether it may have taken one.

The content is sent without its last dot; then the caller commits that the end is near; then the dot is sent. What broke
before the dot was not taken. What broke after it is unknown. What the server answered is known.
"""

from __future__ import annotations

import contextlib
import re
import smtplib
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.parser import BytesHeaderParser
from email.utils import parseaddr

from mailintake.domain.outbox import MailKind, NewMail, SendResult
from mailintake.domain.thread import TOKEN_FIELD
from mailintake.errors import PermanentError, TransportUnavailableError, UnsafeHeaderError
from mailintake.notify.header_guard import safe_address
from mailintake.notify.smtp_connection import Connection, Endpoint, connect, reason_of, reply_text

NULL_SENDER = ""

# Times the longest wait: for a mail up to its dot; for a new connection and the mail up to its dot, if the old one died
# when all of that was spent; and for the last reply.
_WAITS_TO_THE_DOT = 2
_WAITS_OF_A_NEW_CONNECTION = 1
_WAITS_AFTER_THE_DOT = 2
_SECONDS_TO_LEAVE = 5.0
# The server asks for a sign-in (RFC 4954, 6): the settings are at fault, and not the mail.
_SIGN_IN_CODES = frozenset({530, 534, 535, 538})
# What a server refuses at MAIL for other reasons than the sender: the size, a parameter (RFC 1870, 6; RFC 5321, 4.2.2).
_NOT_OF_THE_SENDER = frozenset({552, 555})
_SERVICE_CLOSES = 421

_BARE_LINE_END = re.compile(rb"(?<!\r)\n|\r(?!\n)")
_LEADING_DOT = re.compile(rb"(?m)^\.")


class SmtpTransport:
    """The outgoing mail server.

    ``tls`` is ``tls``, ``starttls`` or ``none``; certificates are always verified, and nothing is sent in clear to
    another machine unless ``allow_plaintext``. ``envelope_sender`` is where reports of failed delivery go, and what
    ``make_token`` makes of a mail's Message-ID is filled in where it holds a ``{token}``. Where it is empty that is the
    null sender ``<>`` for automatic answers (RFC 3834, 3.3), and the sender's own address for the rest and where the
    server refuses the null one.
    """

    def __init__(
        self,
        *,
        host: str,
        port: int,
        tls: str,
        user: str,
        password: str,
        envelope_sender: str = "",
        make_token: Callable[[str], str] | None = None,
        timeout_seconds: float = 30,
        ca_file: str = "",
        allow_plaintext: bool = False,
    ) -> None:
        self.endpoint = Endpoint(
            host=host,
            port=port,
            tls=tls,
            user=user,
            password=password,
            timeout_seconds=timeout_seconds,
            ca_file=ca_file,
            allow_plaintext=allow_plaintext,
        )
        self.envelope_sender = envelope_sender
        self.make_token = make_token
        self.takes_null_sender = True  # until the server says otherwise

    @property
    def longest_seconds(self) -> float:
        """How long ``send`` may wait for the server at the worst: an old connection, a new one, and the last reply."""
        return self.endpoint.timeout_seconds * (_WAITS_TO_THE_DOT + _WAITS_OF_A_NEW_CONNECTION + _WAITS_AFTER_THE_DOT)

    def connect(self, seconds: float | None = None) -> Connection:
        """Return a new connection, ready for mail, made in at most ``seconds``.

        Raises TransportUnavailableError, InsecureConnectionError, SignInError or SettingsError.
        """
        longest = self.endpoint.timeout_seconds * _WAITS_TO_THE_DOT
        return connect(self.endpoint, longest if seconds is None else seconds)

    @contextmanager
    def session(self) -> Iterator[SmtpSession]:
        """Open a session; the connection is made at the first mail."""
        session = SmtpSession(self)
        try:
            yield session
        finally:
            session.leave()


class SmtpSession:
    """One reused connection; it is made anew once for a mail if it died since the last one. Not thread-safe."""

    def __init__(self, transport: SmtpTransport) -> None:
        self._transport = transport
        self._connection: Connection | None = None

    def send(self, mail: NewMail, before_dot: Callable[[], bool]) -> SendResult:
        """Send a mail to its one recipient; ``before_dot`` is called between the content and the dot that ends it.

        A False from it breaks off: the connection is closed, and the server has nothing. Raises
        TransportUnavailableError where no connection can be had; nothing is sent then.
        """
        try:
            content = _on_the_wire(mail)
            connection = self._offer(mail)
            return self._hand_over(connection, content, before_dot)
        except _RefusedError as refusal:
            self._recover()
            return refusal.result
        except UnsafeHeaderError as error:
            self._recover()
            return SendResult(is_sent=False, is_permanent=True, error=error.message)
        except UnicodeEncodeError:
            # Half a command may be on its way: nothing said after it would mean what it says.
            self._drop()
            return SendResult(is_sent=False, is_permanent=True, error="The address cannot be written in a command.")
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return SendResult(is_sent=False, error=f"The connection broke before the end: {reason_of(error)}")
        except BaseException:
            # The caller's own fault, such as a store that is away: without the dot the server has nothing.
            self._drop()
            raise

    def leave(self) -> None:
        """End the session politely, but without waiting for long."""
        if self._connection is not None:
            self._connection.allow(_SECONDS_TO_LEAVE)
            with contextlib.suppress(OSError, smtplib.SMTPException):
                self._connection.quit()
            self._drop()

    def _offer(self, mail: NewMail) -> Connection:
        """Get as far as the content: MAIL, RCPT, DATA. A connection that has died since the last mail is made anew."""
        patience = self._transport.endpoint.timeout_seconds
        ends_at = time.monotonic() + patience * _WAITS_TO_THE_DOT
        if self._connection is not None:
            self._connection.allow(patience * _WAITS_TO_THE_DOT)
            try:
                return self._envelope(self._connection, mail)
            except smtplib.SMTPServerDisconnected:
                self._drop()
        try:
            self._connection = self._transport.connect(
                max(patience * _WAITS_OF_A_NEW_CONNECTION, ends_at - time.monotonic())
            )
        except PermanentError as error:
            # The settings are at fault, not the mail: it waits until somebody has put them right.
            raise TransportUnavailableError(error.message, remedy=error.remedy) from error
        return self._envelope(self._connection, mail)

    def _envelope(self, connection: Connection, mail: NewMail) -> Connection:
        options = _options(connection, mail)
        connection.command_encoding = "ascii" if mail.recipient.isascii() else "utf-8"
        sender = self._sender_of(mail)
        try:
            _command(connection, "MAIL", f"FROM:<{sender}>{options}")
        except _RefusedError as refusal:
            if sender != NULL_SENDER or not refusal.result.is_permanent or refusal.code in _NOT_OF_THE_SENDER:
                raise
            connection.rset()
            _command(connection, "MAIL", f"FROM:<{_author(mail)}>{options}")
            # Remembered: the next answers need not ask again.
            self._transport.takes_null_sender = False
        _command(connection, "RCPT", f"TO:<{mail.recipient}>")
        _command(connection, "DATA", "", expected=354)
        return connection

    def _hand_over(self, connection: Connection, content: bytes, before_dot: Callable[[], bool]) -> SendResult:
        connection.send_content(content)
        _check_silence(connection)
        if not before_dot():
            self._drop()
            return SendResult(is_sent=False, error="Broken off before the end: it was no longer to be sent.")
        # Recording that may have taken a while: a server that hung up meanwhile has not got the dot.
        _check_silence(connection)
        connection.allow(self._transport.endpoint.timeout_seconds * _WAITS_AFTER_THE_DOT)
        try:
            connection.send(b".\r\n")
            code, text = connection.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            return SendResult(is_sent=False, is_unknown=True, error=f"No answer after the end: {reason_of(error)}")
        if not 200 <= code < 600 or 300 <= code < 400:
            self._drop()
            return SendResult(is_sent=False, is_unknown=True, error=f"No clear answer: {reply_text(code, text)}")
        if code >= 400:
            raise _RefusedError(code, text)
        return SendResult(is_sent=True)

    def _sender_of(self, mail: NewMail) -> str:
        sender = self._transport.envelope_sender
        if sender and self._transport.make_token is not None:
            return sender.replace(TOKEN_FIELD, self._transport.make_token(mail.message_id))
        if sender:
            return sender
        may_be_null = mail.kind is MailKind.ACKNOWLEDGEMENT and self._transport.takes_null_sender
        return NULL_SENDER if may_be_null else _author(mail)

    def _recover(self) -> None:
        """Make the connection ready for the next mail, or drop it."""
        if self._connection is not None:
            try:
                code, _text = self._connection.rset()
            except (OSError, smtplib.SMTPException):
                code = 0
            if code != 250:
                self._drop()

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


class _RefusedError(Exception):
    """The server answered, and its answer was no."""

    def __init__(self, code: int, text: bytes) -> None:
        self.code = code
        self.result = SendResult(is_sent=False, is_permanent=500 <= code < 600, error=reply_text(code, text))
        super().__init__(self.result.error)


def _command(connection: Connection, verb: str, argument: str, expected: int = 250) -> None:
    code, text = connection.docmd(verb, argument)
    if code == expected or (expected == 250 and code == 251):
        return
    if code == _SERVICE_CLOSES or not 400 <= code < 600:
        connection.close()
        raise smtplib.SMTPServerDisconnected(reply_text(code, text))
    if code in _SIGN_IN_CODES:
        raise TransportUnavailableError(
            f"The outgoing mail server asks for a sign-in: {reply_text(code, text)}",
            remedy="Set [smtp] user and its password.",
        )
    raise _RefusedError(code, text)


def _check_silence(connection: Connection) -> None:
    """See that the server has not broken in before the dot; what it says then is its answer to the mail."""
    if connection.has_word():
        code, text = connection.getreply()
        connection.close()
        if 400 <= code < 600:
            raise _RefusedError(code, text)
        raise smtplib.SMTPServerDisconnected(reply_text(code, text))


def _options(connection: Connection, mail: NewMail) -> str:
    """Return the parameters of MAIL (RFC 1870, 6152, 6531), or refuse what the server cannot take."""
    options = ""
    if connection.has_extn("size"):
        limit = connection.esmtp_features["size"].strip()
        if limit.isdecimal() and 0 < int(limit) < len(mail.content):
            raise _RefusedError(552, f"the server takes mails of at most {limit} bytes (SIZE)".encode())
        options += f" SIZE={len(mail.content)}"
    if not mail.content.isascii():
        if not connection.has_extn("8bitmime"):
            raise _RefusedError(554, b"the server does not take 8-bit mail (8BITMIME)")
        options += " BODY=8BITMIME"
    if not mail.recipient.isascii():
        if not connection.has_extn("smtputf8"):
            raise _RefusedError(553, b"the address is not ASCII, and the server does not take such (SMTPUTF8)")
        options += " SMTPUTF8"
    return options


def _on_the_wire(mail: NewMail) -> bytes:
    """Return the content with its dots doubled (RFC 5321, 4.5.2), after seeing that it is one mail to one address."""
    safe_address(mail.recipient)
    if _BARE_LINE_END.search(mail.content) or not mail.content.endswith(b"\r\n"):
        raise _RefusedError(554, b"the mail has line ends that are not CRLF")
    return _LEADING_DOT.sub(b"..", mail.content)


def _author(mail: NewMail) -> str:
    """Return the address in the mail's From: a report of failed delivery goes to the mailbox that we read."""
    fields = BytesHeaderParser().parsebytes(mail.content.partition(b"\r\n\r\n")[0])
    return safe_address(parseaddr(str(fields.get("From", "")))[1])
