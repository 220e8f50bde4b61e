"""The bytes of mails, with no trust in what the server says of them: PEEK only, so no flag is touched."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from mailintake.domain.listing import Fetched, Listed
from mailintake.domain.message import Arrival, MessageRef
from mailintake.mailbox.connection import Session
from mailintake.mailbox.listing import fetch_replies
from mailintake.mailbox.pieces import join_pieces
from mailintake.mailbox.window import WINDOW_BYTES, cut_windows

# Of a mail that is too large only so much is read: the longest header that is looked into.
HEADER_BYTES = 256 * 1024

_DOING = "fetching mail"
_BODY = b"BODY[]"
_log = logging.getLogger(__name__)


class Fetcher:
    """Fetches from one open folder, in windows; ``max_bytes`` is the size above which only the header is read."""

    def __init__(self, session: Session, *, mailbox: str, folder: str, uidvalidity: int, max_bytes: int) -> None:
        self._session = session
        self._mailbox = mailbox
        self._folder = folder
        self._uidvalidity = uidvalidity
        self._max_bytes = max_bytes

    def fetch(self, listed: Sequence[Listed]) -> Iterator[Fetched]:
        """Yield the mails in order; the next window is fetched in a thread while the present one is used."""
        windows = list(cut_windows(listed, alone_over=min(self._max_bytes, WINDOW_BYTES)))
        if len(windows) < 2:
            for window in windows:
                yield from self._fetch_window(window)
            return
        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="mailbox-fetch") as pool:
            ahead: Future[list[Fetched]] | None = None
            for index, window in enumerate(windows):
                present = self._fetch_window(window) if ahead is None else ahead.result()
                # A big mail is not fetched ahead: two of them at once would not fit the memory.
                following = windows[index + 1] if index + 1 < len(windows) else ()
                is_small = sum(mail.size for mail in following) <= WINDOW_BYTES
                ahead = pool.submit(self._fetch_window, following) if following and is_small else None
                # Each mail is let go as soon as it is used.
                present.reverse()
                while present:
                    yield present.pop()

    def _fetch_window(self, window: Sequence[Listed]) -> list[Fetched]:
        first = window[0]
        if first.size > self._max_bytes:
            found: Mapping[int, bytes | None] = {first.uid: self._header(first)}
        elif first.size > WINDOW_BYTES:
            found = {first.uid: self._big(first)}
        else:
            found = self._bodies(window)
        fetched = []
        for mail in window:
            original = found.get(mail.uid)
            if original is None:
                _log.warning("not fetched: UID %d of UIDVALIDITY %d", mail.uid, self._uidvalidity)
            else:
                fetched.append(self._fetched(mail, original))
        return fetched

    def _bodies(self, window: Sequence[Listed]) -> dict[int, bytes]:
        is_done, copies = self._ask_bodies(window)
        accepted: dict[int, bytes] = {}
        doubtful: dict[Listed, bytes | None] = {}
        for mail in window:
            original = _only(copies.get(mail.uid))
            if original is not None and len(original) == mail.size:
                accepted[mail.uid] = original
            elif mail.uid in copies or not is_done:
                doubtful[mail] = original
            # Else the server says in plain words that it is gone.
        for mail, before in doubtful.items():
            # Once more, by itself.
            original = _only(self._ask_bodies([mail])[1].get(mail.uid))
            if original is not None and self._is_believed(mail, original, is_same=original == before):
                accepted[mail.uid] = original
        return accepted

    def _ask_bodies(self, window: Sequence[Listed]) -> tuple[bool, dict[int, list[bytes | None]]]:
        expected = sum(mail.size for mail in window)
        uids = [mail.uid for mail in window]
        is_done, replies = fetch_replies(self._session, _DOING, uids, "(UID BODY.PEEK[])", expected_bytes=expected)
        copies: dict[int, list[bytes | None]] = {}
        for uid, reply in replies:
            if _BODY in reply:
                copies.setdefault(uid, []).append(_as_bytes(reply[_BODY]))
        return is_done, copies

    def _big(self, mail: Listed) -> bytes | None:
        original = self._joined(mail)
        if original is None or len(original) == mail.size:
            return original
        before = hashlib.sha256(original).digest()
        del original
        again = self._joined(mail)
        if again is None:
            return None
        return again if self._is_believed(mail, again, is_same=hashlib.sha256(again).digest() == before) else None

    def _is_believed(self, mail: Listed, original: bytes, *, is_same: bool) -> bool:
        # Some servers count the size with other line ends than they send. What comes the same twice is what there is,
        # and is taken, for a mail that is never taken is lost.
        if len(original) == mail.size:
            return True
        if is_same and original:
            _log.info("taken with another size than listed: UID %d of UIDVALIDITY %d", mail.uid, self._uidvalidity)
        return is_same and bool(original)

    def _joined(self, mail: Listed) -> bytes | None:
        def ask(offset: int, length: int) -> bytes | None:
            return self._part(mail, "BODY.PEEK[]", b"BODY[]<%d>" % offset, offset, length)

        # The size of a mail just below the limit may be told too small.
        return join_pieces(ask, size=mail.size, limit=2 * self._max_bytes)

    def _header(self, mail: Listed) -> bytes | None:
        return self._part(mail, "BODY.PEEK[HEADER]", b"BODY[HEADER]<0>", 0, HEADER_BYTES) or None

    def _part(self, mail: Listed, asked: str, answered: bytes, offset: int, length: int) -> bytes | None:
        items = f"(UID {asked}<{offset}.{length}>)"
        _, replies = fetch_replies(self._session, _DOING, [mail.uid], items, expected_bytes=length)
        parts = [_as_bytes(reply[answered]) for uid, reply in replies if uid == mail.uid and answered in reply]
        return parts[0] if len(parts) == 1 and len(parts[0] or b"") <= length else None

    def _fetched(self, mail: Listed, original: bytes) -> Fetched:
        ref = MessageRef(mailbox=self._mailbox, folder=self._folder, uidvalidity=self._uidvalidity, uid=mail.uid)
        arrival = Arrival(
            ref=ref, internal_date=mail.internal_date, size=mail.size, is_whole=mail.size <= self._max_bytes
        )
        return Fetched(arrival=arrival, original=original)


def _only(copies: list[bytes | None] | None) -> bytes | None:
    return copies[0] if copies is not None and len(copies) == 1 else None


def _as_bytes(value: int | bytes | None) -> bytes | None:
    return value if isinstance(value, bytes) else None
