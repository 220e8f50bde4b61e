"""Which mails are asked for in one command: windows bounded by bytes and by number, and UIDs in ranges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from mailintake.domain.listing import Listed

# A window is held in memory twice: while it is used, the next one is fetched.
WINDOW_BYTES = 8_000_000
WINDOW_MAILS = 500

# Sizes and dates are asked for in larger windows: the server goes on while we read what it has said. A range takes at
# most 22 characters, and servers take lines of 8,000 (RFC 2683, 3.2.1.5).
LISTED_MAILS = 5_000
SET_RANGES = 300

# A SEARCH reply of so many UIDs (at most ten digits and a space each) stays below half of the longest line.
SEARCH_MAILS = 40_000
SEARCH_UIDS = 20_000


def cut_windows(listed: Sequence[Listed], *, alone_over: int = WINDOW_BYTES) -> Iterator[Sequence[Listed]]:
    """Cut mails, in order, into windows; a mail of more than ``alone_over`` bytes makes a window of its own."""
    start, total = 0, 0
    for index, mail in enumerate(listed):
        is_alone = mail.size > alone_over
        is_full = index - start >= WINDOW_MAILS or total + mail.size > WINDOW_BYTES
        if index > start and (is_full or is_alone):
            yield listed[start:index]
            start, total = index, 0
        total += mail.size
        if is_alone:
            yield listed[start : index + 1]
            start, total = index + 1, 0
    if start < len(listed):
        yield listed[start:]


def cut_uids(uids: Sequence[int], *, most: int = LISTED_MAILS) -> Iterator[Sequence[int]]:
    """Cut ascending UIDs into windows of at most so many, whose sequence set fits a command line."""
    start, ranges = 0, 0
    for index, uid in enumerate(uids):
        is_neighbour = index > start and uid == uids[index - 1] + 1
        if index > start and (index - start >= most or (not is_neighbour and ranges >= SET_RANGES)):
            yield uids[start:index]
            start, ranges, is_neighbour = index, 0, False
        ranges += not is_neighbour
    if start < len(uids):
        yield uids[start:]


def search_ranges(first: int, *, uidnext: int, exists: int) -> list[tuple[int, int | None]]:
    """Return the UID ranges to search, each with a reply of bounded length; None: to the end.

    The last range is open, for mail may have come since ``uidnext`` was told.
    """
    if exists <= SEARCH_MAILS:
        return [(first, None)]
    starts = range(first, max(uidnext, first + 1), SEARCH_UIDS)
    closed: list[tuple[int, int | None]] = [(start, start + SEARCH_UIDS - 1) for start in starts[:-1]]
    return [*closed, (starts[-1], None)]


def sequence_set(uids: Iterable[int]) -> str:
    """Return UIDs as an IMAP sequence set (RFC 9051, 9: sequence-set); neighbours become a range, nothing is added."""
    parts: list[str] = []
    run: range | None = None
    for uid in sorted(set(uids)):
        if run is not None and uid == run.stop:
            run = range(run.start, uid + 1)
            continue
        if run is not None:
            parts.append(_as_text(run))
        run = range(uid, uid + 1)
    if run is not None:
        parts.append(_as_text(run))
    return ",".join(parts)


def _as_text(run: range) -> str:
    return f"{run.start}:{run.stop - 1}" if len(run) > 1 else str(run.start)
