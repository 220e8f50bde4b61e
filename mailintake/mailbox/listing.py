"""What lies in a folder, asked so that it costs what is new and not what is there (RFC 9051, 6.4.4 and 6.4.5)."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mailintake.domain.listing import Listed
from mailintake.mailbox.connection import Session
from mailintake.mailbox.replies import Reply, checked_uid, read_internal_date
from mailintake.mailbox.selection import Selection
from mailintake.mailbox.window import cut_uids, search_ranges, sequence_set


def look_again(session: Session) -> bool:
    """Let the server tell what has come since the last look: it may not show it before (RFC 9051, 6.1.2).

    True if mail has come, told of now or in the midst of another command.
    """
    with session.command("looking for new mail"):
        session.wire.noop()
    has_come, session.wire.has_new_mail = session.wire.has_new_mail, False
    return has_come


def search_from(session: Session, first: int, selection: Selection) -> list[int]:
    """Return the UIDs from ``first`` on, ascending."""
    found: set[int] = set()
    for start, end in search_ranges(first, uidnext=selection.uidnext, exists=selection.exists):
        found.update(_search(session, f"{start}:{'*' if end is None else end}"))
    # "9:*" is "*:9" where the newest mail is older, so the newest always comes along (RFC 9051, 9: seq-range).
    return sorted(uid for uid in found if uid >= first)


def search_among(session: Session, uids: Collection[int]) -> list[int]:
    """Return which of some UIDs still lie in the folder, ascending."""
    found: set[int] = set()
    for window in cut_uids(sorted(uids)):
        found.update(_search(session, sequence_set(window)))
    return sorted(found.intersection(uids))


def list_mails(session: Session, uids: Sequence[int]) -> list[Listed]:
    """Return size and date of mails, in the order of ``uids``; one that has gone since is left out."""
    told: dict[int, Reply] = {}
    for window in cut_uids(uids):
        _, replies = fetch_replies(session, "listing new mail", window, "(UID RFC822.SIZE INTERNALDATE)")
        for uid, reply in replies:
            told[uid] = told[uid] | reply if uid in told else reply
    return [_listed(uid, told[uid]) for uid in uids if uid in told]


def fetch_replies(
    session: Session, doing: str, uids: Sequence[int], items: str, *, expected_bytes: int = 0
) -> tuple[bool, list[tuple[int, Reply]]]:
    """Send a UID FETCH; return whether the server says that it did all of it, and what it sent."""
    with session.command(doing, expected_bytes=expected_bytes):
        return session.wire.fetch_by_uid(sequence_set(uids), items)


def _listed(uid: int, reply: Reply) -> Listed:
    # A mail without a size is listed all the same: what is not listed is never read.
    size = reply.get(b"RFC822.SIZE")
    return Listed(
        uid=uid, size=size if isinstance(size, int) else 0, internal_date=read_internal_date(reply.get(b"INTERNALDATE"))
    )


def _search(session: Session, uids: str) -> list[int]:
    with session.command("listing new mail") as client:
        return [checked_uid(uid) for uid in client.search(["UID", uids])]
