"""Extend: give one organisation more time (anstånd), judge its comments by it, and tell it."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from mailintake.domain.acknowledgement import is_machine_address
from mailintake.domain.consultation import Consultation
from mailintake.domain.correspondence import QueuedLetter, extension_key
from mailintake.domain.decision import Request
from mailintake.domain.message import Authentication, Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import TrayItem
from mailintake.errors import UsageError
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Consultations, Tray


class Register(Consultations, Tray, Protocol):
    """The extensions, and the mails that ask for one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Extended:
    """What was granted or taken away, and whom it is told."""

    organisation: Organisation  # as it is now
    before: date | None  # its own last day until now
    changed: int  # comments that were late and are not, or the other way round
    told: tuple[QueuedLetter, ...]  # the letters about it, whatever has become of them


def extend(
    register: Register,
    composer: Composer,
    consultation: Consultation,
    organisation: Organisation,
    last_day: date | None,
    *,
    own_addresses: AbstractSet[str],
    is_silent: bool,
    by: str,
    now: datetime,
) -> Extended:
    """Set or, with None, take away an organisation's own last day.

    It is told at its first live address, and at each address from which it has asked, in a mail that waits for staff:
    once for each last day, ever. Nothing is told where an extension is taken away, where the organisation asked for no
    mail, or ``is_silent``. Raises UsageError.
    """
    if last_day is not None:
        _check(consultation, last_day, now)
    extended = replace(organisation, extended_to=last_day)
    mails = []
    if last_day is not None and not is_silent and not organisation.has_opted_out:
        mails = [
            composer.extension(consultation, extended, address, now, language=language)
            for address, language in _addresses(register.waiting(), organisation, own_addresses).items()
        ]
    changed = register.extend(
        organisation.id,
        last_day,
        ends_at=consultation.deadline_for(last_day).ends_at,
        mails=mails,
        by=by,
        now=now,
    )
    keys = [] if last_day is None else [extension_key(consultation.key, organisation.id, last_day)]
    return Extended(
        organisation=extended,
        before=organisation.extended_to,
        changed=changed,
        told=register.letters(keys),
    )


def _check(consultation: Consultation, last_day: date, now: datetime) -> None:
    today = now.astimezone(consultation.zone).date()
    if consultation.is_closed(now):
        raise UsageError(
            f"{consultation.key} is closed.", remedy=f"Open it again: mailintake consultation reopen {consultation.key}"
        )
    if last_day < today:
        raise UsageError(f"{last_day} has passed.", remedy="Name a day to come.")
    if last_day <= consultation.deadline.last_day:
        raise UsageError(
            f"{last_day} is not after the last day for everybody, {consultation.deadline.last_day}.",
            remedy="Name a later day, or take the extension away with --none.",
        )
    if last_day > consultation.closes:
        raise UsageError(
            f"{last_day} is after {consultation.closes}, the last day on which answers are taken.",
            remedy=f"Name an earlier day, or set closes of {consultation.key} to a later one.",
        )


def _addresses(
    waiting: Sequence[TrayItem], organisation: Organisation, own_addresses: AbstractSet[str]
) -> dict[str, str]:
    """Return where an organisation is told, each with the language of the mail that came from there."""
    asked = {
        item.reading.from_address.lower(): item.reading.language
        for item in waiting
        if isinstance(item.reading, Message) and _has_asked(item, organisation) and _may_be_told(item, own_addresses)
    }
    dead = {address.lower() for address in organisation.dead_addresses}
    told = {address: language for address, language in asked.items() if address not in dead}
    for address in organisation.live_addresses[:1]:
        # As the list writes it; the mail from there tells the language.
        told = {address: told.pop(address.lower(), "")} | told
    return told


def _has_asked(item: TrayItem, organisation: Organisation) -> bool:
    match = item.decision.organisation
    is_theirs = match is not None and match.organisation_id == organisation.id
    return is_theirs and item.decision.request is Request.EXTENSION


def _may_be_told(item: TrayItem, own_addresses: AbstractSet[str]) -> bool:
    address = item.reading.from_address.lower()
    is_person = bool(address) and not is_machine_address(address) and address not in own_addresses
    return is_person and getattr(item.reading, "authentication", None) is not Authentication.FAILED
