"""What a person at the command line or the staff pages asks for by name or number, and decides."""

from __future__ import annotations

from datetime import date

from mailintake.bootstrap.service import Service
from mailintake.domain.consultation import Consultation
from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import NewMail, OutboxMail
from mailintake.domain.tray import TrayItem
from mailintake.errors import NotFoundError
from mailintake.jobs.decide import Verdict, decide

# How many mails a look at the outbox takes at the most.
_LOOK_AT_MOST = 10_000


def consultation(service: Service, key: str) -> Consultation:
    """Return a consultation by its key. Raises NotFoundError."""
    try:
        return service.parts.consultations[key]
    except KeyError:
        known = ", ".join(service.parts.consultations) or "none"
        raise NotFoundError(f"There is no consultation {key!r}.", remedy=f"The settings have: {known}.") from None


def organisation(service: Service, organisation_id: int) -> Organisation:
    """Return an organisation by its number, in whatever consultation. Raises NotFoundError."""
    for key in service.parts.consultations:
        for one in service.register.organisations(key):
            if one.id == organisation_id:
                return one
    raise NotFoundError(
        f"There is no organisation {organisation_id}.", remedy="mailintake organisation list KEY shows the numbers."
    )


def decide_item(service: Service, item_id: int, verdict: Verdict) -> tuple[TrayItem, str]:
    """Set a person's decision about a kept mail; return it as it stands, and why it is or is not answered."""
    return decide(service.register, service.bench(), item_id, verdict, service.now())


def mails_due(service: Service) -> list[OutboxMail]:
    """Return our mails that a delivery run would try now, oldest first."""
    now = service.now()
    waiting = service.register.outbox(["waiting"], _LOOK_AT_MOST)
    return sorted((mail for mail in waiting if mail.next_attempt_at <= now), key=lambda mail: mail.id)


def preview_digest(service: Service, day: date) -> NewMail:
    """Return the digest of a day as it would be sent now."""
    recipient = next(iter(service.parts.digest_to), "staff@mailintake.test")
    return service.parts.composer.digest(service.look_at_digest(day), recipient, service.now())
