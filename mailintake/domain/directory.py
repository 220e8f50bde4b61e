"""What staff do to the directory of organisations: change one, bring in a list; and what was sent to one."""

from __future__ import annotations

from dataclasses import dataclass

from mailintake.domain.organisation import Organisation
from mailintake.domain.outbox import OutboxMail


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationChange:
    """What a person changes of an organisation; what is None stays as it is."""

    name: str | None = None
    number: str | None = None  # organisationsnummer with a hyphen; "": it is taken away
    language: str | None = None  # "": nobody knows
    is_invited: bool | None = None
    has_opted_out: bool | None = None
    added: tuple[str, ...] = ()  # addresses
    added_domains: tuple[str, ...] = ()  # the organisation's own ones among the domains of these
    removed: tuple[str, ...] = ()  # addresses: no list gives them back
    alive: tuple[str, ...] = ()  # addresses that mail reaches after all


@dataclass(frozen=True, kw_only=True, slots=True)
class ListComparison:
    """What a list of the invited would change, and what it would not."""

    added: tuple[Organisation, ...]  # not known until now; their numbers are not given yet
    filled: tuple[Organisation, ...]  # as they would be with what the list knows more of them
    unchanged: int  # how many others it names
    kept_out: tuple[Organisation, ...]  # of those that it names: staff have said that they are not invited


@dataclass(frozen=True, kw_only=True, slots=True)
class OrganisationMail:
    """A mail of ours to an organisation."""

    mail: OutboxMail
    is_bounced: bool  # it came back; its error is what the report said
