"""What is done to a mail in the mailbox after its intake: nothing by default, and everything safe to do again."""

from __future__ import annotations

import hashlib
import imaplib
import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from imapclient import IMAPClient

from mailintake.errors import FolderMissingError, MailboxUnavailableError, PermanentError
from mailintake.mailbox.connection import Session
from mailintake.mailbox.failures import withhold_words
from mailintake.mailbox.listing import fetch_replies
from mailintake.mailbox.selection import Selection, select
from mailintake.mailbox.window import cut_uids

_KEYWORD = re.compile(r"[A-Za-z0-9$_.-]{1,64}")
# Two mails are one and the same where their sizes are, and their header and text so far.
_BEGINNING = b"BODY[]<0>"
_BEGINNING_BYTES = 64 * 1024
_COMPARED_AT_ONCE = 50
_DOING = "filing a mail"
_TARGET_REMEDY = "Make that folder in the mailbox, or name another as the filing target under [mailbox]."


class Filing(StrEnum):
    """What is done to a mail that was taken in."""

    NONE = "none"
    KEYWORD = "keyword"  # it is marked
    COPY = "copy"  # a copy of it is laid in another folder
    MOVE = "move"  # it is moved to another folder


class Filer:
    """Files the mails of one folder over a connection of its own, for the one that reads is read-only."""

    def __init__(
        self, connect: Callable[[], Session], *, folder: str, uidvalidity: int, filing: Filing, target: str
    ) -> None:
        self._connect = connect
        self._folder = folder
        self._uidvalidity = uidvalidity
        self._filing = filing
        self._target = target
        self._session: Session | None = None
        self._selection: Selection | None = None  # None: the folder is not the open one

    def file(self, uid: int) -> None:
        """File a mail; one that is gone is left alone.

        Raises PermanentError where the server cannot do what the settings ask for.
        """
        if self._filing is Filing.NONE:
            return
        if self._session is None or self._session.is_lost:
            self._session, self._selection = self._connect(), None
        if self._filing is Filing.KEYWORD:
            self._mark(self._session, uid)
        elif self._filing is Filing.COPY:
            self._copy(self._session, uid)
        else:
            self._move(self._session, uid)

    def close(self) -> None:
        """Give up the connection."""
        if self._session is not None:
            self._session.close()

    def _mark(self, session: Session, uid: int) -> None:
        check_keyword(self._target, self._open(session))
        with session.command(_DOING) as client:
            client.add_flags([uid], [self._target], silent=True)

    def _copy(self, session: Session, uid: int) -> bool:
        # Returns whether the mail lies in the other folder now.
        self._open(session)
        likeness = _likenesses(session, [uid]).get(uid)
        if likeness is None:
            return False
        # An earlier attempt may have copied it, and ended before that was recorded.
        self._selection = None
        select(session, self._target)
        is_there = _holds(session, likeness)
        self._open(session)
        if not is_there:
            self._transfer(session, lambda client: client.copy([uid], self._target))
        return True

    def _move(self, session: Session, uid: int) -> None:
        check_move(session)
        if session.has_capability("MOVE"):
            self._open(session)
            self._transfer(session, lambda client: client.move([uid], self._target))
        elif self._copy(session, uid):
            with session.command(_DOING) as client:
                client.delete_messages([uid], silent=True)
                client.uid_expunge([uid])

    def _open(self, session: Session) -> Selection:
        if self._selection is None:
            self._selection = select(session, self._folder, is_read_only=False)
        if self._selection.uidvalidity != self._uidvalidity:
            raise MailboxUnavailableError("The folder's numbers changed while it was read.")
        return self._selection

    def _transfer(self, session: Session, transfer: Callable[[IMAPClient], object]) -> None:
        with session.command(_DOING) as client:
            try:
                transfer(client)
            except imaplib.IMAP4.abort:
                raise
            except imaplib.IMAP4.error as error:
                withhold_words(error)
                if session.is_passing_refusal():
                    raise
                raise FolderMissingError(
                    f'The mail server does not file into "{self._target}".', remedy=_TARGET_REMEDY
                ) from error


def check_keyword(keyword: str, selection: Selection) -> None:
    """Raise PermanentError where a folder, opened to write, does not keep the keyword."""
    if not _KEYWORD.fullmatch(keyword):
        raise PermanentError(
            f'"{keyword}" is no IMAP keyword.', remedy="Use letters, digits and - _ . $ for the filing target."
        )
    if selection.permanent_flags.isdisjoint({"\\*", keyword.lower()}):
        raise PermanentError(
            "The mail server keeps no keywords in this folder.", remedy='Use filing = "none", "copy" or "move".'
        )


def check_move(session: Session) -> None:
    """Raise PermanentError where the server cannot move one mail without touching others (RFC 6851, RFC 4315)."""
    if not (session.has_capability("MOVE") or session.has_capability("UIDPLUS")):
        raise PermanentError(
            "The mail server has neither MOVE nor UIDPLUS, so one mail cannot be moved without touching others.",
            remedy='Use filing = "none", "keyword" or "copy" under [mailbox].',
        )


def _holds(session: Session, likeness: tuple[int, bytes]) -> bool:
    # The size is what servers find fast.
    size, _ = likeness
    with session.command(_DOING) as client:
        found = client.search(["LARGER", max(size - 1, 0), "SMALLER", size + 1])
    return likeness in _likenesses(session, found).values()


def _likenesses(session: Session, uids: Sequence[int]) -> dict[int, tuple[int, bytes]]:
    likenesses: dict[int, tuple[int, bytes]] = {}
    items = f"(UID RFC822.SIZE BODY.PEEK[]<0.{_BEGINNING_BYTES}>)"
    for window in cut_uids(uids, most=_COMPARED_AT_ONCE):
        expected = len(window) * _BEGINNING_BYTES
        for uid, reply in fetch_replies(session, _DOING, window, items, expected_bytes=expected)[1]:
            size, beginning = reply.get(b"RFC822.SIZE"), reply.get(_BEGINNING)
            if isinstance(size, int) and isinstance(beginning, bytes):
                likenesses[uid] = size, hashlib.sha256(beginning).digest()
    return likenesses
