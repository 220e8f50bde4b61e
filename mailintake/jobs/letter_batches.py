"""Queue letters a few at a time: each may hold a whole proposal, and one transaction for each would take long."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from mailintake.domain.outbox import NewMail
from mailintake.jobs.ports.register import Consultations

_MOST_MAILS = 100
_MOST_BYTES = 8_000_000


def queue_letters(mails: Iterable[NewMail], register: Consultations, *, by: str, now: datetime) -> int:
    """Queue letters that a person asks for as they are made; return how many were new.

    A run that is cut off has queued some of them; done again, it queues the rest.
    """
    queued, batch = 0, list[NewMail]()
    for mail in mails:
        batch.append(mail)
        if len(batch) == _MOST_MAILS or sum(len(each.content) for each in batch) >= _MOST_BYTES:
            queued += register.queue_letters(batch, by=by, now=now)
            batch = []
    return queued + register.queue_letters(batch, by=by, now=now) if batch else queued
