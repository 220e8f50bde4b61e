"""Lay a copy of each mail that went out to people into the folder of sent mail, so that registrars find it there.

Never two copies: a copy is marked as made when it lies there. Where an attempt ended before that, the folder is asked
for the Message-ID first. What staff are sent is not copied, nor what nobody knows to have gone.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from mailintake.jobs.ports.mailbox import SentBox, SentFolder
from mailintake.jobs.ports.register import Outbox
from mailintake.jobs.reports import CopyCounts

log = logging.getLogger(__name__)

# As old may a mail be that is still copied: a folder that is named late is not filled with all that was ever sent.
COPIED_FOR = timedelta(days=30)
# Longer than so many copies may take: nobody else makes them meanwhile.
CLAIM_FOR = timedelta(minutes=30)
CLAIM_MAILS = 10


def copy_sent(
    outbox: Outbox,
    box: SentBox,
    clock: Callable[[], datetime],
    *,
    is_stopping: Callable[[], bool] = lambda: False,
) -> CopyCounts:
    """Copy all that was sent and has no copy yet, over one connection, which is made only where there is any.

    Raises what ``SentBox`` does; what was not copied then is copied by a later run.
    """
    counts = CopyCounts()
    if not outbox.has_uncopied(clock() - COPIED_FOR, clock()):
        return counts
    # Before anything is claimed, for most that can go wrong does so here.
    with box.open() as folder:
        while not is_stopping():
            made = _copy_some(outbox, folder, clock)
            if made is None:
                break
            counts += made
    log.info("copies of sent mail: %d made, %d found", counts.copied, counts.found)
    return counts


def _copy_some(outbox: Outbox, folder: SentFolder, clock: Callable[[], datetime]) -> CopyCounts | None:
    """Copy a few mails; None where none was left."""
    now = clock()
    claimed = outbox.claim_uncopied(now - COPIED_FOR, now, now + CLAIM_FOR, CLAIM_MAILS)
    untried = [each.mail.id for each in claimed if not each.was_tried]
    counts = CopyCounts()
    try:
        for each in claimed:
            if each.was_tried and folder.holds(each.mail.mail.message_id):
                counts += CopyCounts(found=1)
            else:
                untried = [id_ for id_ in untried if id_ != each.mail.id]
                folder.add(each.mail.mail.content, each.mail.sent_at or now)
                counts += CopyCounts(copied=1)
            outbox.mark_copied(each.mail.id, clock())
    finally:
        if untried:
            outbox.unclaim_uncopied(untried)
    return counts if claimed else None
