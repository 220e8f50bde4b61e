"""What a person at the command line or the staff pages asks for by name or number, and decides."""

from __future__ import annotations

from datetime import date

from mailintake.bootstrap.service import Service
from mailintake.domain.consultation import Consultation
from mailintake.domain.outbox import NewMail, OutboxMail, OutboxState
from mailintake.domain.reminder import ReminderRound, coming_round
from mailintake.domain.tray import TrayItem
from mailintake.errors import NotFoundError, StoreConflictError, UsageError
from mailintake.jobs.decide import Undone, Verdict, decide, undo

# How many mails a look at the outbox takes at the most.
_LOOK_AT_MOST = 10_000


def consultation(service: Service, key: str) -> Consultation:
    """Return a consultation by its key. Raises NotFoundError."""
    try:
        return service.consultations()[key]
    except KeyError:
        known = ", ".join(service.parts.consultations) or "none"
        raise NotFoundError(f"There is no consultation {key!r}.", remedy=f"The settings have: {known}.") from None


def decide_item(service: Service, item_id: int, verdict: Verdict) -> tuple[TrayItem, str]:
    """Set a person's decision about a kept mail; return it as it stands, and why it is or is not answered.

    Raises NotFoundError, and UsageError where the mail cannot be what it is said to be or a person has decided already.
    """
    try:
        return decide(service.register, service.bench(), item_id, verdict, service.now())
    except StoreConflictError as error:
        # To try again would change nothing.
        raise UsageError(
            f"A person has decided about item {item_id} already.",
            remedy=f"See it: mailintake review show {item_id}. Take it back: mailintake review undo {item_id}",
        ) from error


def undo_item(service: Service, item_id: int, *, by: str) -> Undone:
    """Take back a person's decision about a kept mail. Raises NotFoundError, and UsageError where there is none."""
    try:
        return undo(service.register, item_id, by=by, now=service.now())
    except StoreConflictError as error:
        raise UsageError(
            f"No person has decided about item {item_id}, so there is nothing to undo.",
            remedy=f"See how it stands: mailintake review show {item_id}",
        ) from error


def mails_due(service: Service) -> list[OutboxMail]:
    """Return our mails that a delivery run would try now, oldest first."""
    now = service.now()
    waiting = service.register.outbox(["waiting"], _LOOK_AT_MOST)
    return sorted((mail for mail in waiting if mail.next_attempt_at <= now), key=lambda mail: mail.id)


def folders_never_read(service: Service) -> list[str]:
    """Return the folders of the mailbox that no poll has read yet."""
    mailbox = service.parts.mailbox
    return [folder for folder in mailbox.folders if service.register.cursor(mailbox.name, folder) is None]


def next_round(service: Service) -> ReminderRound | None:
    """Return the next round of reminders of any consultation; None where none is to come."""
    now = service.now()
    coming = [coming_round(one, now, service.parts.holidays) for one in service.consultations().values()]
    return min((round_ for round_ in coming if round_ is not None), key=lambda round_: round_.due_at, default=None)


def retry_mail(service: Service, outbox_id: int, *, by: str) -> OutboxMail:
    """Let a mail of ours that did not go wait to be sent again; one whose fate is unknown asks for more care.

    Raises NotFoundError, and UsageError where it is in a state in which that cannot be done.
    """
    if service.register.mail(outbox_id).state is OutboxState.UNKNOWN:
        raise UsageError(
            f"Mail {outbox_id} is unknown: the server may have it.",
            remedy=f"When you are sure that it did not arrive: mailintake outbox send-unknown {outbox_id}",
        )
    service.register.resend(outbox_id, by, service.now())
    return service.register.mail(outbox_id)


def send_unknown(service: Service, outbox_id: int, *, by: str) -> OutboxMail:
    """Let a mail of ours whose fate is unknown wait to be sent again. Raises NotFoundError or UsageError."""
    state = service.register.mail(outbox_id).state
    if state is not OutboxState.UNKNOWN:
        raise UsageError(
            f"Mail {outbox_id} is {state}, not unknown.",
            remedy="mailintake outbox list --state unknown shows those that are.",
        )
    service.register.resend(outbox_id, by, service.now())
    return service.register.mail(outbox_id)


def drop_mail(service: Service, outbox_id: int, *, by: str) -> OutboxMail:
    """Never send a mail of ours. Raises NotFoundError, and UsageError where it was sent."""
    service.register.drop(outbox_id, by, service.now())
    return service.register.mail(outbox_id)


def close_breaker(service: Service, *, by: str) -> bool:
    """Let automatic answers go again; return whether they had been stopped."""
    was_open = service.register.is_open()
    service.register.close(by, service.now())
    return was_open


def preview_digest(service: Service, day: date) -> NewMail:
    """Return the digest of a day as it would be sent now."""
    recipient = next(iter(service.parts.digest_to), "staff@mailintake.test")
    return service.parts.composer.digest(service.look_at_digest(day), recipient, service.now())
