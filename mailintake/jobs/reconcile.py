"""Reconcile: compare the mailbox with the ledger, and have read again what nobody has seen."""

from __future__ import annotations

import logging
from datetime import datetime

from mailintake.domain.digest import Reconciliation
from mailintake.domain.ledger import Disposition
from mailintake.domain.message import MessageRef
from mailintake.jobs.ports.mailbox import OpenFolder
from mailintake.jobs.ports.register import Ledger, Reports
from mailintake.report.reconciliation import reconcile as compare

log = logging.getLogger(__name__)


def reconcile(
    folder: OpenFolder, ledger: Ledger, reports: Reports, now: datetime, *, is_rehearsal: bool = False
) -> Reconciliation | None:
    """Compare one folder with the ledger and store the result; None where the folder has never been read.

    A mail that nobody has seen is noted as unfinished, so that the next poll reads it. A kept mail is filed again,
    which changes nothing where it was filed. A rehearsal only looks.
    """
    cursor = ledger.cursor(folder.mailbox, folder.name)
    if cursor is None or cursor.uidvalidity != folder.uidvalidity:
        return None
    in_mailbox = {uid for uid in folder.uids() if uid <= cursor.last_uid}
    seen = reports.ledger_uids(folder.mailbox, folder.name, folder.uidvalidity)
    figures, unseen = compare(folder.name, in_mailbox=in_mailbox, ledger=seen, first_uid=cursor.first_uid, at=now)
    if is_rehearsal:
        return figures
    reports.record_reconciliation(folder.mailbox, figures)
    if unseen:
        log.error("%d mails in %s have no ledger row: they are read again", len(unseen), folder.name)
        refs = [
            MessageRef(mailbox=folder.mailbox, folder=folder.name, uidvalidity=folder.uidvalidity, uid=uid)
            for uid in unseen
        ]
        ledger.begin(refs, now)
        ledger.withdraw(refs)
    for uid in sorted(in_mailbox):
        if seen.get(uid) is Disposition.KEPT:
            folder.file(uid)
    return figures
