"""The mailbox on an IMAP server (RFC 9051 and RFC 3501): the adapter of the mailbox port."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from mailintake.mailbox.auth import SignIn
from mailintake.mailbox.connection import Server, Session, Tls, connect
from mailintake.mailbox.fetch import Fetcher
from mailintake.mailbox.filing import Filer, Filing
from mailintake.mailbox.folder import ImapFolder
from mailintake.mailbox.selection import select

DEFAULT_KEYWORD = "Mailintake"


class ImapMailbox:
    """An account on an IMAP server.

    ``max_bytes``: of a larger mail only the header is fetched. ``filing_target``: the keyword to set, or the folder to
    copy or move to. ``command_seconds``: the whole time one command may take. ``ca_file``: the authorities to trust
    instead of the system's. ``allow_plaintext``: let ``Tls.NONE`` go to another machine than this one.
    """

    def __init__(
        self,
        *,
        name: str,
        host: str,
        port: int,
        tls: Tls,
        user: str,
        sign_in: SignIn,
        folders: Sequence[str] = ("INBOX",),
        max_bytes: int = 52_428_800,
        idle: bool = True,
        filing: Filing = Filing.NONE,
        filing_target: str = DEFAULT_KEYWORD,
        command_seconds: float = 60.0,
        ca_file: str = "",
        allow_plaintext: bool = False,
    ) -> None:
        self.name = name
        self.folders = tuple(folders)
        self.idle = idle
        self.filing = filing
        self.filing_target = filing_target
        self.server = Server(
            host=host,
            port=port,
            tls=tls,
            ca_file=ca_file,
            allow_plaintext=allow_plaintext,
            command_seconds=command_seconds,
        )
        self._user = user
        self._sign_in = sign_in
        self._max_bytes = max_bytes

    @contextmanager
    def open(self, folder: str) -> Iterator[ImapFolder]:
        """Connect, sign in and EXAMINE a folder.

        Raises MailboxUnavailableError, SignInError, InsecureConnectionError or FolderMissingError.
        """
        session = self.signed_in()
        try:
            selection = select(session, folder)
            filer = Filer(
                self.signed_in,
                folder=folder,
                uidvalidity=selection.uidvalidity,
                filing=self.filing,
                target=self.filing_target,
            )
            fetcher = Fetcher(
                session,
                mailbox=self.name,
                folder=folder,
                uidvalidity=selection.uidvalidity,
                max_bytes=self._max_bytes,
            )
            try:
                yield ImapFolder(
                    session,
                    selection,
                    mailbox=self.name,
                    name=folder,
                    fetcher=fetcher,
                    filer=filer,
                    may_idle=self.idle,
                )
            finally:
                filer.close()
        finally:
            session.close()

    def signed_in(self) -> Session:
        """Connect and sign in; the caller closes the session."""
        session = connect(self.server)
        try:
            self.sign_in(session)
        except BaseException:
            session.drop()
            raise
        return session

    def sign_in(self, session: Session) -> None:
        """Sign in on a connection. Raises SignInError or MailboxUnavailableError."""
        session.sign_in(self._sign_in, self._user)
