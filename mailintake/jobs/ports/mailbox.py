"""The mailbox as the jobs see it: folders that can be listed, fetched and waited at."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from mailintake.domain.listing import Fetched, Listed

__all__ = ["Fetched", "Listed", "Mailbox", "OpenFolder", "SentBox", "SentFolder"]


class OpenFolder(Protocol):
    """One folder of the mailbox, selected read-only on a connection of its own. Not thread-safe."""

    mailbox: str
    name: str
    uidvalidity: int
    uidnext: int

    def new_since(self, last_uid: int, pending: Collection[int] = ()) -> list[Listed]:
        """List mails with a UID above ``last_uid``, and those of ``pending`` that still exist, by UID."""

    def fetch(self, listed: Sequence[Listed]) -> Iterator[Fetched]:
        """Yield the mails in order, in windows cut by bytes, the next window fetched while this one is used.

        A mail that is gone, that comes back empty, or with another size than listed and not the same twice, is left
        out. A mail larger than the limit comes as its header only (``is_whole`` False).
        """

    def uids(self) -> frozenset[int]:
        """Return every UID that lies in the folder now (asked in ranges: a million is well)."""

    def wait(self, seconds: float, is_woken: Callable[[], bool]) -> bool:
        """Wait for a hint that there is new mail (IDLE where there is it); True if one came.

        Returns at the latest half a second after ``is_woken`` answers True.
        """

    def file(self, uid: int) -> None:
        """Mark, copy or move a mail as the settings say; nothing by default. Safe to do again."""


class Mailbox(Protocol):
    """The mail server's account that is read."""

    name: str
    folders: tuple[str, ...]

    def open(self, folder: str) -> AbstractContextManager[OpenFolder]:
        """Connect, sign in and EXAMINE a folder.

        Raises MailboxUnavailableError, SignInError, InsecureConnectionError or FolderMissingError.
        """


class SentFolder(Protocol):
    """The folder in which people look for what was sent. Not thread-safe."""

    def holds(self, message_id: str) -> bool:
        """Whether a mail with this Message-ID lies in it."""

    def add(self, content: bytes, sent_at: datetime) -> None:
        """Lay a mail into it, as it is and marked as read. Raises PermanentError where it is refused."""


class SentBox(Protocol):
    """Where copies of what was sent are laid."""

    def open(self) -> AbstractContextManager[SentFolder]:
        """Connect, sign in and look whether the folder is there.

        Raises MailboxUnavailableError, SignInError, InsecureConnectionError or FolderMissingError; whatever is done in
        the folder raises MailboxUnavailableError where the connection fails.
        """
