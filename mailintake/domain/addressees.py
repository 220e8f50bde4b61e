"""Who is told what was decided, and who is not and why: everyone who answered, and everyone who was asked.

Nobody is told twice, however many comments have come from one address.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from mailintake.domain.acknowledgement import is_machine_address
from mailintake.domain.correspondence import Answerer
from mailintake.domain.message import Authentication
from mailintake.domain.organisation import Organisation, Standing


class UntoldReason(StrEnum):
    """Why somebody is not told."""

    OPTED_OUT = "opted_out"
    NO_ADDRESS = "no_address"
    BOUNCED = "bounced"
    MACHINE_ADDRESS = "machine_address"
    OWN_ADDRESS = "own_address"
    FORGED = "authentication_failed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Addressee:
    """Somebody who is told."""

    address: str
    organisation: Organisation | None  # None: they answered for none that is known
    language: str  # of their answer; "" where they have sent none, "und" where it could not be told
    has_answered: bool

    @property
    def name(self) -> str:
        """Whom staff know them as."""
        return self.organisation.name if self.organisation is not None else self.address


@dataclass(frozen=True, kw_only=True, slots=True)
class Untold:
    """Somebody who is not told, and why."""

    name: str
    address: str  # "" where there is none
    reason: UntoldReason


@dataclass(frozen=True, kw_only=True, slots=True)
class AnnouncementPlan:
    """Who is told and who is not."""

    due: tuple[Addressee, ...]
    skipped: tuple[Untold, ...]


def plan_announcement(
    answerers: Iterable[Answerer], organisations: Sequence[Organisation], own_addresses: AbstractSet[str]
) -> AnnouncementPlan:
    """Return who is told: first those who answered, in their order, then the invited at their first live address.

    ``answerers`` are one for each comment, oldest first; ``own_addresses`` are in lower case. An organisation that
    asked for no mail is not told at any address.
    """
    known = {organisation.id: organisation for organisation in organisations}
    due: dict[str, Addressee] = {}
    skipped: dict[tuple[str, str], Untold] = {}

    def place(addressee: Addressee, reason: UntoldReason | None) -> None:
        key = addressee.address.lower()
        if reason is None:
            due.setdefault(key, addressee)
        else:
            untold = Untold(name=addressee.name, address=addressee.address, reason=reason)
            skipped.setdefault((untold.name, key), untold)

    # Of several comments from one address the newest tells.
    for answerer in {each.address.lower(): each for each in answerers}.values():
        organisation = known.get(answerer.organisation_id or 0)
        addressee = Addressee(
            address=answerer.address, organisation=organisation, language=answerer.language, has_answered=True
        )
        place(addressee, _objection_to_answerer(answerer, organisation, own_addresses))
    for organisation in organisations:
        if organisation.is_invited:
            addressee = Addressee(
                address=next(iter(organisation.live_addresses), ""),
                organisation=organisation,
                language="",
                has_answered=organisation.standing is not Standing.SILENT,
            )
            place(addressee, _objection_to_invited(organisation, addressee.address, own_addresses))
    untold = tuple(each for (_, key), each in skipped.items() if key not in due)
    return AnnouncementPlan(due=tuple(due.values()), skipped=untold)


def _objection_to_answerer(
    answerer: Answerer, organisation: Organisation | None, own_addresses: AbstractSet[str]
) -> UntoldReason | None:
    checks = (
        (organisation is not None and organisation.has_opted_out, UntoldReason.OPTED_OUT),
        (answerer.is_dead, UntoldReason.BOUNCED),
        (answerer.authentication is Authentication.FAILED, UntoldReason.FORGED),
        (not answerer.address, UntoldReason.NO_ADDRESS),
        *_of_address(answerer.address, own_addresses),
    )
    return next((reason for holds, reason in checks if holds), None)


def _objection_to_invited(
    organisation: Organisation, address: str, own_addresses: AbstractSet[str]
) -> UntoldReason | None:
    checks = (
        (organisation.has_opted_out, UntoldReason.OPTED_OUT),
        (not organisation.addresses, UntoldReason.NO_ADDRESS),
        (not address, UntoldReason.BOUNCED),
        *_of_address(address, own_addresses),
    )
    return next((reason for holds, reason in checks if holds), None)


def _of_address(address: str, own_addresses: AbstractSet[str]) -> tuple[tuple[bool, UntoldReason], ...]:
    return (
        (is_machine_address(address), UntoldReason.MACHINE_ADDRESS),
        (address.lower() in own_addresses, UntoldReason.OWN_ADDRESS),
    )
