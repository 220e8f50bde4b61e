"""Sending what is due, and laying copies of what was sent where registrars look for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mailintake.bootstrap.correspondence import objection_to
from mailintake.bootstrap.parts import Parts
from mailintake.bootstrap.watch import Watch
from mailintake.domain.outbox import MailKind, OutboxMail, SendResult
from mailintake.jobs.deliver import Delivery, deliver
from mailintake.jobs.reports import CopyCounts, DeliveryCounts
from mailintake.jobs.sent_copies import copy_sent


def send_due(
    parts: Parts, watch: Watch, *, observe: Callable[[OutboxMail, SendResult], None], is_stopping: Callable[[], bool]
) -> DeliveryCounts:
    """Send what is due, and have staff told where mails will not go."""
    is_breaker_open = parts.register.is_open()
    with watch.of_sending() as note_failure:
        delivery = Delivery(
            outbox=parts.register,
            transport=parts.transport,
            objection=partial(objection_to, parts),
            is_held_back=lambda mail: is_breaker_open and mail.mail.kind is MailKind.ACKNOWLEDGEMENT,
            clock=parts.clock,
            claim_for=parts.claim_for,
            give_up_after=parts.give_up_after,
            observe=observe,
            note_failure=note_failure,
            per_minute=parts.per_minute,
        )
        return deliver(delivery, is_alone=parts.register.is_alone, is_stopping=is_stopping)


def copy_what_was_sent(parts: Parts, *, is_stopping: Callable[[], bool]) -> CopyCounts:
    """Lay copies of what was sent into the folder that the settings name, if they do."""
    if parts.sent_box is None:
        return CopyCounts()
    return copy_sent(parts.register, parts.sent_box, parts.clock, is_stopping=is_stopping)
