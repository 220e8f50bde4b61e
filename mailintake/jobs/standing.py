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
    matches = (item.decision.organisation for item in register.waiting())
    waiting = {match.organisation_id for match in matches if match is not None}
    return tuple(
        replace(organisation, has_mail_waiting=True) if organisation.id in waiting else organisation
        for organisation in register.organisations(consultation)
    )
