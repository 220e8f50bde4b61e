"""A mailbox in memory that behaves as the real one does, and fails where it is told to."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

from mailintake.domain.listing import Fetched, Listed
from mailintake.domain.message import Arrival, MessageRef
from mailintake.errors import FolderMissingError, MailboxUnavailableError, MailintakeError

ARRIVED_AT = datetime(2018, 9, 20, 8, 0, tzinfo=UTC)


@dataclass(kw_only=True)
class _Stored:
    content: bytes
    internal_date: datetime


@dataclass(kw_only=True)
class _Folder:
    uidvalidity: int
    uidnext: int = 1
    mails: dict[int, _Stored] = field(default_factory=dict)


class FakeMailbox:
    """A mailbox whose folders are filled by ``append``; ``filed`` holds what was filed, as (folder, UID)."""

    def __init__(
        self, *, name: str = "mailbox", folders: Sequence[str] = ("INBOX",), max_bytes: int = 52_428_800
    ) -> None:
        self.name = name
        self.folders = tuple(folders)
        self.max_bytes = max_bytes
        self.filed: list[tuple[str, int]] = []
        self.times_opened = 0
        self._folders: dict[str, _Folder] = {}
        self._failures: list[MailintakeError] = []
        self._vanishing: set[tuple[str, int]] = set()
        for folder in self.folders:
            self.create(folder)

    def create(self, folder: str) -> None:
        """Make a folder."""
        self._folders[folder] = _Folder(uidvalidity=1_537_430_400 + len(self._folders))

    def append(self, folder: str, content: bytes, internal_date: datetime | None = None) -> int:
        """Put a mail into a folder and return its UID."""
        place = self._folders[folder]
        uid = place.uidnext
        place.mails[uid] = _Stored(content=content, internal_date=(internal_date or ARRIVED_AT).astimezone(UTC))
        place.uidnext += 1
        return uid

    def expunge(self, folder: str, uid: int) -> None:
        """Take a mail away for good."""
        del self._folders[folder].mails[uid]

    def renew(self, folder: str) -> None:
        """Give the folder another UIDVALIDITY; the same mails get UIDs from 1."""
        old = self._folders[folder]
        mails = dict(enumerate(old.mails.values(), start=1))
        self._folders[folder] = _Folder(uidvalidity=old.uidvalidity + 1000, uidnext=len(mails) + 1, mails=mails)

    def fail_next(self, error: MailintakeError | None = None) -> None:
        """Let the next call that asks the server something raise this; the connection is lost by it."""
        self._failures.append(error or MailboxUnavailableError("The mail server did not answer in time."))

    def vanish_during_fetch(self, folder: str, uid: int) -> None:
        """Let a mail be listed, and be gone when it is fetched."""
        self._vanishing.add((folder, uid))

    @contextmanager
    def open(self, folder: str) -> Iterator[FakeFolder]:
        """Open a folder."""
        self._fail_if_told()
        if folder not in self._folders:
            raise FolderMissingError(f'The folder "{folder}" is not in the mailbox.')
        self.times_opened += 1
        opened = FakeFolder(self, folder)
        try:
            yield opened
        finally:
            opened.is_lost = True

    def _fail_if_told(self) -> None:
        if self._failures:
            raise self._failures.pop(0)


class FakeFolder:
    """One open folder of the fake mailbox."""

    def __init__(self, owner: FakeMailbox, name: str) -> None:
        place = owner._folders[name]
        self.mailbox = owner.name
        self.name = name
        self.uidvalidity = place.uidvalidity
        self.uidnext = place.uidnext
        self.is_lost = False
        self._owner = owner
        self._place = place
        self._heard_of = place.uidnext

    def new_since(self, last_uid: int, pending: Collection[int] = ()) -> list[Listed]:
        """List mails above a UID, and those of ``pending`` that are there."""
        self._ask()
        self._heard_of = self._place.uidnext
        return [
            Listed(uid=uid, size=len(mail.content), internal_date=mail.internal_date.replace(microsecond=0))
            for uid, mail in sorted(self._place.mails.items())
            if uid > last_uid or uid in pending
        ]

    def fetch(self, listed: Sequence[Listed]) -> Iterator[Fetched]:
        """Yield the mails that are there."""
        for mail in listed:
            self._ask()
            if (self.name, mail.uid) in self._owner._vanishing:
                self._owner._vanishing.discard((self.name, mail.uid))
                self._place.mails.pop(mail.uid, None)
            stored = self._place.mails.get(mail.uid)
            if stored is not None:
                yield self._fetched(mail, stored.content)

    def uids(self) -> frozenset[int]:
        """Return every UID in the folder."""
        self._ask()
        return frozenset(self._place.mails)

    def wait(self, seconds: float, is_woken: Callable[[], bool]) -> bool:
        """Return at once: whether mail came since the last listing."""
        self._ask()
        has_heard = self._place.uidnext > self._heard_of and not is_woken()
        self._heard_of = self._place.uidnext
        return has_heard

    def file(self, uid: int) -> None:
        """Note the mail as filed, once."""
        self._ask()
        if (self.name, uid) not in self._owner.filed:
            self._owner.filed.append((self.name, uid))

    def _fetched(self, mail: Listed, content: bytes) -> Fetched:
        is_whole = mail.size <= self._owner.max_bytes
        if not is_whole:
            head, gap, _ = content.partition(b"\r\n\r\n")
            content = head + gap
        ref = MessageRef(mailbox=self.mailbox, folder=self.name, uidvalidity=self.uidvalidity, uid=mail.uid)
        arrival = Arrival(ref=ref, internal_date=mail.internal_date, size=mail.size, is_whole=is_whole)
        return Fetched(arrival=arrival, original=content)

    def _ask(self) -> None:
        if self.is_lost:
            raise MailboxUnavailableError("The connection to the mail server was lost.")
        try:
            self._owner._fail_if_told()
        except MailintakeError:
            self.is_lost = True
            raise
