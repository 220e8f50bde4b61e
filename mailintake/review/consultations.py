"""What a person decides of a consultation as a whole: who is invited, who gets more time, and when it ends."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from mailintake.bootstrap.service import Service
from mailintake.domain.consultation import Consultation, Phase
from mailintake.domain.correspondence import decision_key, extension_key, invitation_key, reminder_key
from mailintake.domain.invitation import InvitationPlan
from mailintake.domain.organisation import Organisation, Standing
from mailintake.domain.outbox import MailKind
from mailintake.errors import NotFoundError, UsageError
from mailintake.jobs import extend as extending
from mailintake.jobs import invite as inviting
from mailintake.jobs.extend import Extended
from mailintake.jobs.persons import require_person
from mailintake.jobs.reports import LetterCounts
from mailintake.review import desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Overview:
    """How a consultation stands."""

    consultation: Consultation
    phase: Phase
    comments: int  # of every status
    invited: int
    answered: int  # of the invited, with those that declined
    extended: tuple[Organisation, ...]  # those with a later last day of their own
    letters: tuple[tuple[MailKind, dict[str, int]], ...]  # how many of each kind stand in each state


def overview(service: Service, key: str) -> Overview:
    """Return how a consultation stands. Raises NotFoundError."""
    consultation = desk.consultation(service, key)
    organisations = service.register.organisations(key)
    invited = [one for one in organisations if one.is_invited]
    extended = [one for one in organisations if consultation.deadline_for(one.extended_to) != consultation.deadline]
    return Overview(
        consultation=consultation,
        phase=consultation.phase(service.now()),
        comments=len(service.register.comments(key)),
        invited=len(invited),
        answered=sum(one.standing is not Standing.SILENT for one in invited),
        extended=tuple(extended),
        letters=_letters(service, consultation, organisations),
    )


def plan_invitations(service: Service, key: str, *, again: int | None = None) -> InvitationPlan:
    """Return who would be invited now, and who would not and why; ``again`` names one who gets another invitation.

    Raises NotFoundError, and UsageError where nobody is to be invited: an answer would not be taken, or be late.
    """
    consultation = desk.consultation(service, key)
    organisations = service.register.organisations(key)
    _check_inviting(service, consultation, organisations)
    if again is not None:
        _organisation(consultation, organisations, again)
    return inviting.plan(service.register, consultation, service.now(), again=again)


def invite(service: Service, key: str, plan: InvitationPlan, *, by: str) -> LetterCounts:
    """Queue the invitations of a plan. Raises NotFoundError, SettingsError or UsageError."""
    require_person(by)
    consultation = desk.consultation(service, key)
    return inviting.invite(plan, consultation, service.register, service.parts.composer, by=by, now=service.now())


def extend(
    service: Service, key: str, organisation_id: int, last_day: date | None, *, is_silent: bool, by: str
) -> Extended:
    """Give an organisation a later last day of its own and tell it; None takes it away.

    Raises NotFoundError or UsageError.
    """
    require_person(by)
    consultation = desk.consultation(service, key)
    return extending.extend(
        service.register,
        service.parts.composer,
        consultation,
        _organisation(consultation, service.register.organisations(key), organisation_id),
        last_day,
        own_addresses=service.parts.own_addresses,
        is_silent=is_silent,
        by=by,
        now=service.now(),
    )


def close(service: Service, key: str, *, by: str) -> bool:
    """Take no mail for an answer to a consultation any more; False where that is so already. Raises NotFoundError."""
    require_person(by)
    return service.register.close_consultation(desk.consultation(service, key).key, by=by, now=service.now())


def reopen(service: Service, key: str, *, by: str) -> bool:
    """Take mail for an answer to a consultation again; False where staff had not closed it. Raises NotFoundError."""
    require_person(by)
    return service.register.reopen_consultation(desk.consultation(service, key).key, by=by, now=service.now())


def _check_inviting(service: Service, consultation: Consultation, organisations: tuple[Organisation, ...]) -> None:
    now, key = service.now(), consultation.key
    phase = consultation.phase(now)
    if phase is Phase.UPCOMING:
        raise UsageError(
            f"{key} opens on {consultation.opens}: an answer before that day is not taken for one.",
            remedy="Invite from that day on, or set opens to an earlier day.",
        )
    if phase is Phase.DECIDED:
        raise UsageError(f"{key} was decided on {consultation.decided_on}.", remedy="Nobody is invited any more.")
    if phase is Phase.CLOSED:
        if consultation.is_closed(now):
            raise UsageError(f"{key} is closed.", remedy=f"Open it again: mailintake consultation reopen {key}")
        raise UsageError(
            f"{key} closed by itself after {consultation.closes}.", remedy="Set closes in its settings to a later day."
        )
    last_days = [consultation.deadline_for(each.extended_to).ends_at for each in organisations]
    if phase is Phase.ENDED and all(now >= last_day for last_day in last_days):
        raise UsageError(
            f"The last day of {key}, {consultation.deadline.last_day}, has passed.",
            remedy=f"Give an organisation more time first: mailintake consultation extend {key} ID DATE",
        )


def _organisation(
    consultation: Consultation, organisations: tuple[Organisation, ...], organisation_id: int
) -> Organisation:
    for organisation in organisations:
        if organisation.id == organisation_id:
            return organisation
    raise NotFoundError(
        f"There is no organisation {organisation_id} in {consultation.key}.",
        remedy=f"mailintake organisation list {consultation.key} shows the numbers.",
    )


def _letters(
    service: Service, consultation: Consultation, organisations: tuple[Organisation, ...]
) -> tuple[tuple[MailKind, dict[str, int]], ...]:
    """Return how many letters of each kind there are in each state; of extensions, those that hold now."""
    key = consultation.key
    keys = {invitation_key(key, each.id) for each in organisations}
    keys |= {reminder_key(key, days, each.id) for each in organisations for days in consultation.remind_days_before}
    keys |= {extension_key(key, each.id, each.extended_to) for each in organisations if each.extended_to}
    if consultation.decided_on is not None:
        keys.add(decision_key(key, consultation.decided_on))
    found: dict[MailKind, Counter[str]] = {}
    for letter in service.register.letters(keys):
        found.setdefault(letter.kind, Counter())[letter.state.value] += 1
    return tuple((kind, dict(found[kind])) for kind in MailKind if kind in found)
