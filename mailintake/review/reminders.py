"""What a person sees of the reminders before they go out, and lets go."""

from __future__ import annotations

from collections.abc import Sequence

from mailintake.bootstrap.service import Service
from mailintake.domain.outbox import NewMail
from mailintake.errors import UsageError
from mailintake.jobs import remind
from mailintake.jobs.persons import require_person
from mailintake.jobs.remind import Prospect
from mailintake.review import desk


def prospects(service: Service, key: str = "") -> list[Prospect]:
    """Return the rounds that are due or come next, of one consultation or of all. Raises NotFoundError."""
    consultations = [desk.consultation(service, key)] if key else service.consultations().values()
    register = service.register
    return remind.prospects(consultations, register, register, service.parts.holidays, service.now())


def preview(service: Service, prospect: Prospect) -> NewMail | None:
    """Return the first mail of a round, as it would be sent when it is due; None where nobody gets one."""
    plan = prospect.plan
    if not plan.due:
        return None
    first = plan.due[0]
    at = max(service.now(), plan.round.due_at)
    return service.parts.composer.reminder(prospect.consultation, first, plan.round, first.live_addresses[0], at)


def approve(service: Service, key: str = "", *, by: str) -> Sequence[Prospect]:
    """Let the next round of a consultation, or of each that asks for it, go out when it is due.

    Returns the rounds that were let go. Raises NotFoundError, and UsageError where none waits for it.
    """
    require_person(by)
    waiting = [prospect for prospect in prospects(service, key) if prospect.waits_for_approval]
    approved = [each for each in waiting if remind.approve(each, service.register, by=by, now=service.now())]
    if not approved:
        raise UsageError(
            "No round of reminders waits for approval.",
            remedy=f"See what comes: mailintake remind --preview{f' --consultation {key}' if key else ''}",
        )
    return approved
