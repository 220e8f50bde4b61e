"""One folder of the mailbox, opened read-only: what is new in it, the mails, and waiting for more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from mailintake.domain.listing import Fetched, Listed
from mailintake.mailbox.connection import Session
from mailintake.mailbox.fetch import Fetcher
from mailintake.mailbox.filing import Filer
from mailintake.mailbox.idle import wait_idle, wait_quietly
from mailintake.mailbox.listing import list_mails, look_again, search_among, search_from
from mailintake.mailbox.selection import Selection


class ImapFolder:
    """An open folder. Every method raises MailboxUnavailableError when the connection fails, and ever after."""

    def __init__(
        self,
        session: Session,
        selection: Selection,
        *,
        mailbox: str,
        name: str,
        fetcher: Fetcher,
        filer: Filer,
        may_idle: bool,
    ) -> None:
        self.mailbox = mailbox
        self.name = name
        self.uidvalidity = selection.uidvalidity
        self.uidnext = selection.uidnext
        self._session = session
        self._selection = selection
        self._fetcher = fetcher
        self._filer = filer
        self._may_idle = may_idle

    def new_since(self, last_uid: int, pending: Collection[int] = ()) -> list[Listed]:
        """List mails with a UID above ``last_uid``, and those of ``pending`` that still exist, by UID."""
        look_again(self._session)
        found = set(search_from(self._session, last_uid + 1, self._selection))
        found.update(search_among(self._session, set(pending) - found))
        return list_mails(self._session, sorted(found))

    def fetch(self, listed: Sequence[Listed]) -> Iterator[Fetched]:
        """Yield the mails in order; what cannot be had in full and for certain is left out."""
        return self._fetcher.fetch(listed)

    def uids(self) -> frozenset[int]:
        """Return every UID that lies in the folder now."""
        look_again(self._session)
        return frozenset(search_from(self._session, 1, self._selection))

    def wait(self, seconds: float, is_woken: Callable[[], bool]) -> bool:
        """Wait for a hint that there is new mail; True if one came."""
        # Asked before waiting: some servers do not tell in IDLE of what came just before it began.
        if look_again(self._session):
            return True
        if self._may_idle and self._session.has_capability("IDLE"):
            has_heard = wait_idle(self._session, seconds, is_woken)
            if has_heard is not None:
                return has_heard
            self._may_idle = False
        wait_quietly(seconds, is_woken)
        return False

    def file(self, uid: int) -> None:
        """Mark, copy or move a mail as the settings say; nothing by default. Safe to do again."""
        self._filer.file(uid)
