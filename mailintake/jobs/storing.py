"""Store judged mail with all that follows from it, a batch a transaction, and move the cursor of its folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.decision import Outcome
from mailintake.domain.ledger import Batch, Disposition
from mailintake.errors import StoreConflictError
from mailintake.jobs.judging import Bench, Judged, Opened, judge_mail
from mailintake.jobs.place import Place
from mailintake.jobs.reports import IntakeCounts

# Two processes that stored the same thing at once agree after one more look; more would be a fault.
_MAX_CONFLICTS = 5


def store(
    opened: Sequence[Opened],
    bench: Bench,
    place: Place,
    *,
    moved_to: int | None = None,
    now: datetime,
) -> IntakeCounts:
    """Judge opened mails and store them; in several transactions where one mail depends on another.

    The cursor moves to ``moved_to`` with the last of them. Raises LeaseLostError where another process has taken over
    the mailbox.
    """
    counts, conflicts, is_moved = IntakeCounts(), 0, False
    while opened:
        judged = judge_mail(opened, bench, first_run_at=place.first_run_at, now=now, attempt=conflicts)
        try:
            record(judged, bench, place, moved_to=None if judged.rest else moved_to, now=now)
        except StoreConflictError:
            conflicts += 1
            if conflicts > _MAX_CONFLICTS:
                raise
            # What was stored before the cursor could follow is listed again, and stands already.
            stored = bench.ledger.end_recorded([each.ref for each in opened])
            opened = [each for each in opened if each.ref not in stored]
            continue
        counts += counts_of(judged)
        opened, is_moved = judged.rest, not judged.rest
    if conflicts and not is_moved and moved_to is not None:
        record(Judged(entries=(), kept=()), bench, place, moved_to=moved_to, now=now)
    return counts


def record(judged: Judged, bench: Bench, place: Place, *, moved_to: int | None, now: datetime) -> None:
    """Store what was judged, move the cursor where ``moved_to`` says so, and tell the observers."""
    cursor = place.cursor
    if cursor is not None and moved_to is not None:
        cursor = replace(cursor, last_uid=moved_to)
    bench.ledger.record(
        Batch(
            entries=judged.entries, kept=judged.kept, cursor=cursor, mailbox=place.mailbox, folder=place.folder, now=now
        )
    )
    bench.observe(judged)


def counts_of(judged: Judged) -> IntakeCounts:
    """Return what came in, as counts."""
    dispositions = [entry.disposition for entry in judged.entries]
    held = dispositions.count(Disposition.HELD)
    kept = dispositions.count(Disposition.KEPT)
    return IntakeCounts(
        new=len(dispositions),
        kept=kept,
        left=len(dispositions) - kept - held,
        review=sum(mail.decision.outcome is Outcome.REVIEW for mail in judged.kept) - held,
        held=held,
        queued=sum(len(mail.answers) for mail in judged.kept),
    )
