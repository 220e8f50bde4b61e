"""What a library's exception means to us: one place that turns any of them into an error of our own.

imapclient and imaplib raise ValueError, TypeError, RecursionError and more on odd replies, and quote the reply, which
may be a mail's text: the words are taken out of the exception before anybody can log it.
"""

from __future__ import annotations

import imaplib
import socket
import ssl
from collections.abc import Iterator

from mailintake.errors import InsecureConnectionError, MailboxUnavailableError, MailintakeError
from mailintake.mailbox.bounds import TooMuchError

REACH_REMEDY = "Check host, port and tls under [mailbox], and that the network lets the connection through."
TRUST_REMEDY = (
    "Use the name that stands in the certificate as host under [mailbox]; "
    "name the authority in ca_file if it is your own."
)
_WITHHELD = "(the reply is withheld: it may quote mail)"


def translate(error: Exception, doing: str) -> MailintakeError:
    """Return our error for any exception of a session; ``doing`` tells what was tried, such as "listing new mail"."""
    if isinstance(error, MailintakeError):
        return error
    if isinstance(error, ssl.SSLCertVerificationError):
        reason = str(error.verify_message).rstrip(".")
        return InsecureConnectionError(
            f"The mail server's certificate was not accepted: {reason}. No password was sent.", remedy=TRUST_REMEDY
        )
    withhold_words(error)
    return MailboxUnavailableError(f"{_in_words(error)} while {doing}.", remedy=REACH_REMEDY)


def withhold_words(error: BaseException) -> None:
    """Take the words out of an exception and of those it came from."""
    for each in _chain(error):
        if not isinstance(each, MailintakeError | OSError):
            each.args = (_WITHHELD,)


def _in_words(error: Exception) -> str:
    if isinstance(error, socket.gaierror):
        return "The mail server's name was not found"
    if isinstance(error, TimeoutError):
        return "The mail server did not answer in time"
    if isinstance(error, OSError):
        return f"The connection failed ({error.strerror or type(error).__name__})"
    if isinstance(error, imaplib.IMAP4.abort):
        return "The mail server broke off"
    if isinstance(error, TooMuchError):
        return "The mail server sent more than was asked for"
    return f"The mail server gave no proper answer ({type(error).__name__})"


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += [each.__cause__, each.__context__]
