"""Where organisations stand at this moment: what the register holds, and whose mail waits for staff."""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from mailintake.domain.organisation import Organisation
from mailintake.jobs.ports.register import Organisations, Tray


class Standings(Organisations, Tray, Protocol):
    """The organisations, and the tray that their mail may wait in."""


def standing_now(register: Standings, consultation: str) -> tuple[Organisation, ...]:
    """Return the organisations of a consultation; who has written and waits for staff has not been silent."""
    waiting = register.organisations_waiting()
    return tuple(_as_of_now(organisation, waiting) for organisation in register.organisations(consultation))


def standing_of(register: Standings, organisation_id: int) -> Organisation | None:
    """Return one organisation as it stands, or None where there is none with this number."""
    organisation = register.organisation(organisation_id)
    return None if organisation is None else _as_of_now(organisation, register.organisations_waiting())


def _as_of_now(organisation: Organisation, waiting: frozenset[int]) -> Organisation:
    return replace(organisation, has_mail_waiting=True) if organisation.id in waiting else organisation
