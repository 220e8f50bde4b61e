"""The tables of the register; the migrations make them, and a test holds the two to each other.

Every look-up of the intake and of the delivery has its index, so that it costs the same at a million mails. Figures for
all time stand in ``counter``, kept up in the transaction that changes them.
"""

from __future__ import annotations

from mailintake.register.tables.mail import attachment, decision, message
from mailintake.register.tables.metadata import metadata
from mailintake.register.tables.outbox import outbox
from mailintake.register.tables.register import (
    comment,
    comment_message,
    organisation,
    organisation_address,
    organisation_domain,
)
from mailintake.register.tables.seen import attempt, folder, ledger, original
from mailintake.register.tables.state import (
    approval,
    breaker,
    consultation_state,
    counter,
    due_run,
    event,
    event_head,
    installation,
    lease,
    poll,
    reconciliation,
)

__all__ = [
    "approval",
    "attachment",
    "attempt",
    "breaker",
    "comment",
    "comment_message",
    "consultation_state",
    "counter",
    "decision",
    "due_run",
    "event",
    "event_head",
    "folder",
    "installation",
    "lease",
    "ledger",
    "message",
    "metadata",
    "organisation",
    "organisation_address",
    "organisation_domain",
    "original",
    "outbox",
    "poll",
    "reconciliation",
]
