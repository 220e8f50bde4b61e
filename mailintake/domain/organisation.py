"""An organisation (förening, remissinstans) and where it stands in a consultation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Standing(StrEnum):
    """Where an organisation stands: only a silent one is reminded."""

    SILENT = "silent"
    ANSWERED = "answered"
    DECLINED = "declined"


@dataclass(frozen=True, kw_only=True, slots=True)
class Organisation:
    """One organisation in one consultation."""

    id: int  # 0 before it is stored
    consultation: str
    name: str
    number: str = ""  # organisationsnummer, ten digits with a hyphen
    is_invited: bool = False  # stands on the list (remisslista)
    standing: Standing = Standing.SILENT
    addresses: tuple[str, ...] = ()
    dead_addresses: frozenset[str] = frozenset()  # a permanent bounce said so
    domains: tuple[str, ...] = ()  # its own, never a free-mail provider's
    language: str = ""
    extended_to: date | None = None  # its own last day (anstånd)
    has_opted_out: bool = False  # asked for no more reminders
    has_mail_waiting: bool = False  # a mail of theirs waits for staff: it may be their answer
    away_until: date | None = None  # an automatic reply said so: the last day that an address of theirs is unattended

    @property
    def live_addresses(self) -> tuple[str, ...]:
        """The addresses that mail can reach."""
        return tuple(address for address in self.addresses if address not in self.dead_addresses)


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationMatch:
    """Which organisation a mail comes from, and how that is known."""

    name: str
    matched_by: str  # address, thread, number, domain, name, fuzzy (nearly a name on the list), proposed, or staff
    organisation_id: int | None = None  # None: not on the list; a proposal by the name as written
    language: str = ""  # in which it is written to; "" where nobody has said
