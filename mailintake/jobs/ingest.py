"""Ingest: take in mail that lies in files as if it had come by the mailbox; answered only where that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from mailintake.domain.listing import Fetched
from mailintake.domain.message import Arrival
from mailintake.jobs.intake import BATCH_MAILS
from mailintake.jobs.judging import Bench, one_by_one, open_mail
from mailintake.jobs.place import Place
from mailintake.jobs.reports import IntakeCounts
from mailintake.jobs.storing import store

PLACE = Place(mailbox="file", folder="")
# Every mail is older than a first run that never comes, and nothing older is answered.
_NEVER = datetime.max.replace(tzinfo=UTC)


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
    place = PLACE if may_answer else replace(PLACE, files_since=_NEVER)
    counts, done, rest = IntakeCounts(), 0, iter(originals)
    while batch := list(_fetched(islice(rest, BATCH_MAILS))):
        # The place of a file is its hash: the same mail in two files is one mail.
        opened = {
            mail.sha256: mail
            for mail in open_mail(batch, bench, one_by_one(bench.read), now)
            if mail.reading is not None
        }
        counts += store(tuple(opened.values()), bench, place, now=now)
        done += len(batch)
        progress(done)
    return counts


def _fetched(originals: Iterable[bytes]) -> Iterator[Fetched]:
    for original in originals:
        yield Fetched(arrival=Arrival(ref=None, internal_date=None, size=len(original)), original=original)
