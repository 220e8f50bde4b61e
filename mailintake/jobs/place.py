"""Where mail comes from: how far a folder has been read, and where its first run begins."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from mailintake.domain.ledger import Cursor
from mailintake.domain.message import MessageRef
from mailintake.jobs.ports.mailbox import OpenFolder
from mailintake.jobs.ports.register import Ledger

log = logging.getLogger(__name__)


class StartKind(StrEnum):
    """Where the first run on a folder begins."""

    NOW = "now"
    ALL = "all"
    DATE = "date"


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    """Where the first run on a folder begins; nothing older than the first run is ever answered."""

    kind: StartKind = StartKind.NOW
    day: date | None = None  # with DATE: the first day that is read
    zone: ZoneInfo

    def earliest(self, started_at: datetime) -> datetime | None:
        """Return the moment before which mail is none of ours, by its INTERNALDATE; None: all mail is."""
        if self.kind is StartKind.ALL:
            return None
        if self.kind is StartKind.DATE and self.day is not None:
            return datetime.combine(self.day, time.min, self.zone)
        return started_at


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """Where mail comes from and how far it has been read."""

    mailbox: str
    folder: str
    cursor: Cursor | None = None  # None: files
    files_since: datetime | None = None  # of files: nothing received before this is answered

    @property
    def last_uid(self) -> int:
        """The last UID that has been read."""
        return self.cursor.last_uid if self.cursor else 0

    @property
    def first_run_at(self) -> datetime | None:
        """When the folder was first read: nothing older is answered."""
        return self.cursor.started_at if self.cursor else self.files_since

    def ref(self, uid: int) -> MessageRef:
        """Return the place of one mail in it."""
        uidvalidity = self.cursor.uidvalidity if self.cursor else 0
        return MessageRef(mailbox=self.mailbox, folder=self.folder, uidvalidity=uidvalidity, uid=uid)


def find_place(folder: OpenFolder, ledger: Ledger, start: Start, now: datetime) -> tuple[Place, bool]:
    """Return how far the folder has been read, and whether this is the first look at these UIDs."""
    cursor = ledger.cursor(folder.mailbox, folder.name)
    if cursor is not None and cursor.uidvalidity == folder.uidvalidity:
        return Place(mailbox=folder.mailbox, folder=folder.name, cursor=cursor), False
    if cursor is None:
        last_uid = folder.uidnext - 1 if start.kind is StartKind.NOW else 0
        # Mail is dated in whole seconds: what comes in the second of the first run is not older than it.
        started_at = now.replace(microsecond=0)
        fresh = Cursor(uidvalidity=folder.uidvalidity, last_uid=last_uid, started_at=started_at, first_uid=last_uid + 1)
    else:
        # RFC 9051, 2.3.1.1: another UIDVALIDITY makes every UID new; what was read is known by its content.
        log.warning("folder %s has a new UIDVALIDITY: it is read anew", folder.name)
        fresh = replace(cursor, uidvalidity=folder.uidvalidity, last_uid=0, first_uid=1)
    ledger.start(folder.mailbox, folder.name, fresh)
    return Place(mailbox=folder.mailbox, folder=folder.name, cursor=fresh), True
