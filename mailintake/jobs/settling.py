"""What a received mail proves about a mail of ours: that it arrived, that it came back, or that nobody is there."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import replace

from mailintake.domain.history import History
from mailintake.domain.ledger import Settlement
from mailintake.domain.message import Automatic, Message
from mailintake.domain.thread import is_ours

# A report that something came back; a delay report proves nothing yet.
_RETURNED = frozenset({Automatic.BOUNCE})
_PROVES_NOTHING = frozenset({Automatic.DELAY})


def settlements_of(
    message: Message, history: History, *, secret: bytes, own_addresses: AbstractSet[str]
) -> tuple[Settlement, ...]:
    """Return what is proved; empty for nearly every mail."""
    if is_ours(secret, message.message_id) and message.from_address.lower() in own_addresses:
        return (Settlement(message_id=message.message_id, has_arrived=True, proof="a copy of it came"),)
    answered = history.replies_to
    if answered is None or message.automatic in _PROVES_NOTHING:
        return ()
    if message.automatic in _RETURNED:
        return (_returned(message, answered.message_id, answered.recipient),)
    arrived = Settlement(message_id=answered.message_id, has_arrived=True, proof="an answer to it came")
    return (_with_absence(arrived, message),)


def _with_absence(arrived: Settlement, message: Message) -> Settlement:
    """Return a settlement with what an automatic reply tells of how long its sender is away."""
    if message.automatic is not Automatic.AUTO_REPLY or not message.from_address:
        return arrived
    from mailintake.parse.absence_until import absence_until

    until = absence_until(f"{message.subject}\n{message.text}", message.received_at)
    return arrived if until is None else replace(arrived, away_address=message.from_address.lower(), away_until=until)


def _returned(message: Message, message_id: str, recipient: str) -> Settlement:
    """Return that a mail came back, and whether its address is dead for good."""
    ours = [failed for failed in message.recipients_failed if failed.address.lower() == recipient.lower()]
    failures = ours or list(message.recipients_failed)
    permanent = [failed for failed in failures if failed.is_permanent]
    told = next(iter(permanent or failures), None)
    proof = f"{told.status} {told.reason}".strip() if told else "a delivery report came"
    # Only our own recipient's address can be stopped by a report, whatever other addresses the report names.
    return Settlement(
        message_id=message_id, has_arrived=False, failed_address=recipient if permanent else "", proof=proof
    )
