"""The folder of sent mail on the IMAP server: what was sent is laid there by APPEND (RFC 9051, 6.3.12)."""

from __future__ import annotations

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from mailintake.errors import PermanentError
from mailintake.mailbox.connection import Session
from mailintake.mailbox.failures import withhold_words
from mailintake.mailbox.imap import ImapMailbox
from mailintake.mailbox.selection import select

SETTING = "sent_folder"  # under [mailbox]

_DOING = "copying sent mail"
_REFUSED_REMEDY = (
    f"Give the account the right to lay mail into that folder, make room in the mailbox, or leave {SETTING} under "
    "[mailbox] empty."
)


class ImapSentBox:
    """A folder of the account that is read, on connections of its own."""

    def __init__(self, mailbox: ImapMailbox, folder: str) -> None:
        self.folder = folder
        self._mailbox = mailbox

    @contextmanager
    def open(self) -> Iterator[ImapSentFolder]:
        """Connect, sign in and look whether the folder is there.

        Raises MailboxUnavailableError, SignInError, InsecureConnectionError or FolderMissingError.
        """
        session = self._mailbox.signed_in()
        try:
            # Read-only: an APPEND needs no folder to be open, and a SEARCH changes nothing.
            select(session, self.folder, setting=SETTING)
            yield ImapSentFolder(session, self.folder)
        finally:
            session.close()


class ImapSentFolder:
    """The folder, open on one connection. Any failure of it raises MailboxUnavailableError."""

    def __init__(self, session: Session, folder: str) -> None:
        self._session = session
        self._folder = folder

    def holds(self, message_id: str) -> bool:
        """Whether a mail with this Message-ID lies in the folder."""
        with self._session.command(_DOING) as client:
            return bool(client.search(["HEADER", "Message-ID", message_id]))

    def add(self, content: bytes, sent_at: datetime) -> None:
        """Lay a mail into the folder, as it is and marked as read. Raises PermanentError where it is refused."""
        with self._session.command(_DOING, expected_bytes=len(content)) as client:
            refusal = None
            try:
                client.append(self._folder, content, flags=(b"\\Seen",), msg_time=sent_at)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                withhold_words(error)
                if self._session.is_passing_refusal():
                    raise
                refusal = error
        # Raised after the command, for the connection is as good as before.
        if refusal is not None:
            raise PermanentError(
                f'The mail server takes no copy of sent mail into "{self._folder}".', remedy=_REFUSED_REMEDY
            ) from refusal
