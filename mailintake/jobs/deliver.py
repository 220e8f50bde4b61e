"""Deliver: send what waits in the outbox, so that nothing is lost and nothing is said twice.

The state ``final`` is committed just before the dot that ends DATA. An attempt that broke before it is tried again; one
that broke after it is ``unknown``: shown to staff, never sent again by machine, unless it is for staff.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailintake.domain.outbox import OutboxMail, SendResult, next_attempt
from mailintake.errors import TransportUnavailableError
from mailintake.jobs.ports.notify import Transport, TransportSession
from mailintake.jobs.ports.register import Outbox
from mailintake.jobs.reports import DeliveryCounts

log = logging.getLogger(__name__)

CLAIM_MAILS = 20
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class Delivery:
    """The tools and limits of a delivery run."""

    outbox: Outbox
    transport: Transport
    objection: Callable[[OutboxMail, datetime], str]  # why it is no longer due; "" where it still is
    is_held_back: Callable[[OutboxMail], bool]  # True: wait, for the breaker is open
    clock: Callable[[], datetime]
    claim_for: timedelta  # twice as long as one mail may take at the worst
    give_up_after: timedelta
    observe: Callable[[OutboxMail, SendResult], None]
    note_failure: Callable[[OutboxMail], None] = lambda _mail: None  # it will not go, ever
    per_minute: int = 0  # mails that may go out in a minute, whoever sends them; 0: as many as there are
    jitter: Callable[[], float] = random.random


def deliver(
    delivery: Delivery, *, is_alone: bool = False, is_stopping: Callable[[], bool] = lambda: False
) -> DeliveryCounts:
    """Send all that is due, over one connection; return what went out and what still waits.

    ``is_alone`` says that no other process can hold a claim, so that claims of a dead one are taken back at once.
    """
    outbox = delivery.outbox
    outbox.release(delivery.clock(), is_alone=is_alone)
    counts = DeliveryCounts()
    with delivery.transport.session() as session:
        while not is_stopping():
            now = delivery.clock()
            # No more is claimed than may go now, so that nothing is held back from another process.
            allowance = _allowance(delivery, now)
            claimed = outbox.claim(now, now + delivery.claim_for, allowance) if allowance else []
            if not claimed:
                break
            for position, mail in enumerate(claimed):
                if is_stopping():
                    _give_back(delivery, claimed[position:], "the service was stopped")
                    break
                if delivery.clock() - now > delivery.claim_for / 2:
                    # What is left of the claim might not last for another mail: the rest is claimed anew.
                    _give_back(delivery, claimed[position:], "the mails before it took too long")
                    break
                try:
                    counts += _deliver_one(delivery, session, mail)
                except TransportUnavailableError as error:
                    # The server is away: what is claimed goes back, and the next run tries again.
                    for waiting in claimed[position:]:
                        counts += _put_off(delivery, waiting, str(error))
                    return counts + _waiting(outbox)
    return counts + _waiting(outbox)


def _deliver_one(delivery: Delivery, session: TransportSession, mail: OutboxMail) -> DeliveryCounts:
    now = delivery.clock()
    objection = delivery.objection(mail, now)
    if objection:
        delivery.outbox.suppress(mail.id, objection, now)
        log.info("outbox %d suppressed: %s", mail.id, objection)
        return DeliveryCounts(suppressed=1)
    if delivery.is_held_back(mail):
        delivery.outbox.put_off(mail.id, now + timedelta(minutes=5), "the circuit breaker is open", now)
        return DeliveryCounts()
    result = session.send(mail.mail, lambda: delivery.outbox.mark_final(mail.id, delivery.clock()))
    delivery.observe(mail, result)
    return _settle(delivery, mail, result)


def _settle(delivery: Delivery, mail: OutboxMail, result: SendResult) -> DeliveryCounts:
    now = delivery.clock()
    if result.is_sent:
        delivery.outbox.mark_sent(mail.id, now)
        log.info("outbox %d sent", mail.id)
        return DeliveryCounts(sent=1)
    if result.is_unknown and not mail.mail.is_for_staff:
        delivery.outbox.mark_unknown(mail.id, result.error, now)
        log.warning("outbox %d unknown: the server may have it", mail.id)
        return DeliveryCounts(unknown=1)
    if result.is_permanent:
        log.warning("outbox %d failed for good", mail.id)
        return _fail(delivery, mail, result.error, now)
    return _put_off(delivery, mail, result.error)


def _put_off(delivery: Delivery, mail: OutboxMail, error: str) -> DeliveryCounts:
    now = delivery.clock()
    if now - mail.mail.not_before >= delivery.give_up_after:
        log.warning("outbox %d given up after %d attempts", mail.id, mail.attempts)
        return _fail(delivery, mail, f"given up: {error}", now)
    delivery.outbox.put_off(mail.id, next_attempt(mail.attempts, now, jitter=delivery.jitter()), error, now)
    log.info("outbox %d put off after %d attempts", mail.id, mail.attempts)
    return DeliveryCounts()


def _fail(delivery: Delivery, mail: OutboxMail, error: str, now: datetime) -> DeliveryCounts:
    delivery.outbox.fail(mail.id, error, now)
    delivery.note_failure(mail)
    return DeliveryCounts(failed=1)


def _allowance(delivery: Delivery, now: datetime) -> int:
    """Return how many mails may be claimed now."""
    if not delivery.per_minute:
        return CLAIM_MAILS
    left = delivery.per_minute - delivery.outbox.sent_since(now - _MINUTE, now)
    return max(0, min(CLAIM_MAILS, left))


def _give_back(delivery: Delivery, mails: list[OutboxMail], why: str) -> None:
    now = delivery.clock()
    for mail in mails:
        delivery.outbox.put_off(mail.id, now, why, now)


def _waiting(outbox: Outbox) -> DeliveryCounts:
    return DeliveryCounts(waiting=outbox.counts().get("waiting", 0))
