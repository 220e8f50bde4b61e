"""Intake: read what is new in a folder, judge it, and store it with the answers it is due, a batch a transaction.

The order of commits is DESIGN's crash table: an attempt is counted before a mail is touched, and everything that
follows from it is stored at once. A mail whose attempt never ended is read alone in a child that can be killed; after
the third attempt it is held with its bytes. Mail that is left alone is never stored with its content.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import replace
from datetime import datetime

from mailintake.domain.ledger import Disposition, LedgerEntry
from mailintake.domain.listing import Fetched, Listed
from mailintake.domain.message import MessageRef
from mailintake.jobs.ahead import prepare_ahead
from mailintake.jobs.judging import Bench, Judged, Opened, ReadMany, hold, one_by_one, open_mail
from mailintake.jobs.place import Place, Start, find_place
from mailintake.jobs.ports.mailbox import OpenFolder
from mailintake.jobs.ports.register import Ledger
from mailintake.jobs.reports import IntakeCounts
from mailintake.jobs.storing import counts_of, record, store
from mailintake.parse.defects import Held

log = logging.getLogger(__name__)

# As few as this come one by one, so that each answer goes out at once; more are a backlog and go in batches.
LIVE_MAILS = 10
BATCH_MAILS = 100
BATCH_BYTES = 8_000_000
# As many as this are read by a crew on several cores.
CREW_MAILS = 300
# So many that killed attempts have left behind, and a process that reads them all is sooner done than one for each.
SUSPECTS_FOR_A_CREW = 3
MAX_ATTEMPTS = 3

UNREADABLE_AFTER_ATTEMPTS = Held.ATTEMPTS_SPENT.value


class Progress:
    """What a poll has begun and not yet stored, and what is to be filed when it is done."""

    def __init__(self, ledger: Ledger, place: Place, now: datetime) -> None:
        self._ledger = ledger
        self._place = place
        self._now = now
        self._begun: dict[MessageRef, None] = {}
        self.registered: list[int] = []

    def begin(self, listed: Sequence[Listed]) -> None:
        """Count an attempt for each mail before it is touched."""
        refs = [self._place.ref(mail.uid) for mail in listed]
        self._ledger.begin(refs, self._now)
        self._begun.update(dict.fromkeys(refs))

    def note(self, judged: Judged) -> None:
        """Remember what has been stored."""
        for entry in judged.entries:
            self._begun.pop(entry.ref, None)
        self.registered.extend(mail.entry.ref.uid for mail in judged.kept if mail.registration is not None)

    def withdraw_rest(self) -> None:
        """Take back the attempts that ended without a result and without harm to the process."""
        if self._begun:
            self._ledger.withdraw(list(self._begun))


def poll(
    folder: OpenFolder,
    bench: Bench,
    *,
    start: Start,
    now: datetime,
    progress: Callable[[int, int], None] = lambda _done, _total: None,
    is_stopping: Callable[[], bool] = lambda: False,
) -> IntakeCounts:
    """Read what is new in one folder to its end; return what came in.

    ``progress`` is told how many of how many mails are done. When ``is_stopping`` answers True the poll ends after the
    batch at hand; what is left is read next time.
    """
    place, is_first_look = find_place(folder, bench.ledger, start, now)
    unfinished = bench.ledger.unfinished(folder.mailbox, folder.name, folder.uidvalidity)
    listed = folder.new_since(place.last_uid, unfinished)
    newest_uid = max((mail.uid for mail in listed), default=0)
    _settle_gone(bench, place, sorted(set(unfinished) - {mail.uid for mail in listed}), now)
    if is_first_look:
        listed = _pass_over_older(bench, place, listed, start=start, now=now)
    under_way = Progress(bench.ledger, place, now)
    bench = replace(bench, observe=_both(bench.observe, under_way.note))
    fresh = [mail for mail in listed if not unfinished.get(mail.uid)]
    suspects = [mail for mail in listed if unfinished.get(mail.uid)]
    counts, done = IntakeCounts(), 0
    try:
        with readers_for(bench, len(fresh)) as read_many:
            ahead_of_us = prepare_ahead(
                _batches(fresh),
                lambda batch: list(folder.fetch(batch)),
                lambda fetched: open_mail(fetched, bench, read_many, now),
                before=under_way.begin,
            )
            with closing(ahead_of_us) as ahead:
                for batch, opened in ahead:
                    done += len(batch)
                    # All that is listed beside these has a row, or an attempt that has not ended.
                    last_uid = newest_uid if done == len(fresh) else batch[-1].uid
                    counts += _take_in(opened, bench, place, last_uid=last_uid, now=now)
                    progress(done, len(listed))
                    if is_stopping():
                        return counts
        with _lone_readers_for(bench, len(suspects)) as read_many:
            for mail in suspects:
                under_way.begin([mail])
                fetched = list(folder.fetch([mail]))
                attempts = unfinished[mail.uid]
                counts += _take_in_alone(fetched, bench, place, read_many, uid=mail.uid, attempts=attempts, now=now)
                done += 1
                progress(done, len(listed))
                if is_stopping():
                    return counts
    finally:
        under_way.withdraw_rest()
    for uid in under_way.registered:
        folder.file(uid)
    return counts


@contextmanager
def readers_for(bench: Bench, number: int) -> Iterator[ReadMany]:
    """Hand out what reads so many mails: a crew where there are enough to make up for its start."""
    if number < CREW_MAILS:
        yield one_by_one(bench.read)
        return
    with bench.crew() as read_many:
        # Among so many some will be answered, and the readers are not ready yet.
        bench.make_composer()
        yield read_many


def _lone_readers_for(bench: Bench, number: int) -> AbstractContextManager[ReadMany]:
    """Return what reads so many mails one at a time, out of harm's way."""
    return bench.lone_crew() if number >= SUSPECTS_FOR_A_CREW else nullcontext(one_by_one(bench.read_alone))


def _take_in(opened: Sequence[Opened], bench: Bench, place: Place, *, last_uid: int, now: datetime) -> IntakeCounts:
    if not opened:
        # None of it could be fetched: the attempts stand, so that it is tried again, and the folder is read on.
        record(Judged(entries=(), kept=()), bench, place, moved_to=last_uid, now=now)
    return store(opened, bench, place, moved_to=last_uid, now=now)


def _take_in_alone(
    fetched: Sequence[Fetched],
    bench: Bench,
    place: Place,
    read_many: ReadMany,
    *,
    uid: int,
    attempts: int,
    now: datetime,
) -> IntakeCounts:
    """Take in a mail whose earlier attempt never ended, so that it can do no more harm.

    The cursor moves to it, for it may be the newest there is: what lies before it has been read or is unfinished.
    """
    if attempts < MAX_ATTEMPTS:
        return store(open_mail(fetched, bench, read_many, now), bench, place, moved_to=uid, now=now)
    counts = IntakeCounts()
    for mail in fetched:
        log.warning("held %s: %d attempts at reading it never ended", mail.arrival.ref, attempts)
        judged = hold(mail, UNREADABLE_AFTER_ATTEMPTS, now)
        record(judged, bench, place, moved_to=uid, now=now)
        counts += counts_of(judged)
    return counts


def _pass_over_older(
    bench: Bench, place: Place, listed: Sequence[Listed], *, start: Start, now: datetime
) -> list[Listed]:
    """Leave a row for each mail that is older than the start, and return the others."""
    earliest = start.earliest(place.first_run_at or now)
    if earliest is None:
        return list(listed)
    older = [mail for mail in listed if mail.internal_date is not None and mail.internal_date < earliest]
    passed = {mail.uid for mail in older}
    rest = [mail for mail in listed if mail.uid not in passed]
    for part in _slices(older, BATCH_MAILS * 10):
        entries = tuple(_unfetched(place, mail, Disposition.BEFORE_START, now) for mail in part)
        # The cursor moves as long as nothing that is to be read lies before it: no later poll may list them again.
        last_uid = part[-1].uid
        moved_to = last_uid if not rest or last_uid < rest[0].uid else None
        record(Judged(entries=entries, kept=()), bench, place, moved_to=moved_to, now=now)
    return rest


def _settle_gone(bench: Bench, place: Place, gone: Sequence[int], now: datetime) -> None:
    """End the attempts at mails that people have taken away meanwhile."""
    listed = [Listed(uid=uid, size=0, internal_date=None) for uid in gone]
    for part in _slices(listed, BATCH_MAILS * 10):
        entries = tuple(_unfetched(place, mail, Disposition.GONE, now) for mail in part)
        record(Judged(entries=entries, kept=()), bench, place, moved_to=None, now=now)


def _unfetched(place: Place, mail: Listed, disposition: Disposition, now: datetime) -> LedgerEntry:
    return LedgerEntry(
        ref=place.ref(mail.uid),
        disposition=disposition,
        size=mail.size,
        internal_date=mail.internal_date,
        seen_at=now,
        reason=disposition.value,
    )


def _both(first: Callable[[Judged], None], second: Callable[[Judged], None]) -> Callable[[Judged], None]:
    def observe(judged: Judged) -> None:
        first(judged)
        second(judged)

    return observe


def _batches(listed: Sequence[Listed]) -> list[list[Listed]]:
    """Cut a list into batches: one by one when live, by number and bytes when it is a backlog."""
    if len(listed) <= LIVE_MAILS:
        return [[mail] for mail in listed]
    batches: list[list[Listed]] = [[]]
    size = 0
    for mail in listed:
        if batches[-1] and (len(batches[-1]) == BATCH_MAILS or size + mail.size > BATCH_BYTES):
            batches.append([])
            size = 0
        batches[-1].append(mail)
        size += mail.size
    return batches


def _slices(listed: Sequence[Listed], length: int) -> Iterator[Sequence[Listed]]:
    for first in range(0, len(listed), length):
        yield listed[first : first + length]
