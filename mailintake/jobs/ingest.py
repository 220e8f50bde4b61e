"""Ingest: take in mail that lies in files as if it had come by the mailbox; answered only where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

from mailintake.domain.listing import Fetched
from mailintake.domain.message import Arrival
from mailintake.jobs.intake import BATCH_MAILS, store
from mailintake.jobs.judging import Bench, open_mail
from mailintake.jobs.place import Place
from mailintake.jobs.reports import IntakeCounts

PLACE = Place(mailbox="file", folder="")


def ingest(
    originals: Iterable[bytes],
    bench: Bench,
    *,
    may_answer: bool = False,
    now: datetime,
    progress: Callable[[int], None] = lambda _done: None,
) -> IntakeCounts:
    """Read, judge and store mails given as their bytes; return what came in.

    A mail that has been seen before, here or in the mailbox, is not stored again. Files may be years old, so that
    nothing is answered unless ``may_answer``. ``progress`` is told how many are done.
    """
    # To the rule that nothing older than the first run is answered, the first run is now, or has always been.
    place = replace(PLACE, files_since=None if may_answer else now)
    counts, done, rest = IntakeCounts(), 0, iter(originals)
    while batch := list(_fetched(islice(rest, BATCH_MAILS))):
        opened = [mail for mail in open_mail(batch, bench, now) if mail.reading is not None]
        counts += store(opened, bench, place, now=now)
        done += len(batch)
        progress(done)
    return counts


def _fetched(originals: Iterable[bytes]) -> Iterator[Fetched]:
    for original in originals:
        yield Fetched(arrival=Arrival(ref=None, internal_date=None, size=len(original)), original=original)
