"""How two organisations become one that were one all along: pure rules, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from mailintake.domain.ledger import KeptMail
from mailintake.domain.organisation import Organisation, OrganisationMatch, Standing
from mailintake.errors import NotFoundError, UsageError
from mailintake.register.invited import joined, joined_domains
from mailintake.register.text import key_of

# From what says least to what says most.
_BY_WEIGHT = (Standing.SILENT, Standing.DECLINED, Standing.ANSWERED)


def combined(from_: Organisation, into: Organisation) -> Organisation:
    """Return the one that two organisations are: what is known of ``into`` goes before what is known of ``from_``.

    It has answered if either has, is invited if either is, asked for no reminders if either did, and has the later last
    day. Raises UsageError where they cannot be one.
    """
    _refuse_two(from_, into)
    addresses = joined(into.addresses, from_.addresses)
    dead = {key_of(each) for each in into.dead_addresses | from_.dead_addresses}
    return replace(
        into,
        number=into.number or from_.number,
        language=into.language or from_.language,
        is_invited=into.is_invited or from_.is_invited,
        standing=max(into.standing, from_.standing, key=_BY_WEIGHT.index),
        addresses=addresses,
        dead_addresses=frozenset(each for each in addresses if key_of(each) in dead),
        domains=joined_domains(into.domains, from_.domains),
        extended_to=_later(into.extended_to, from_.extended_to),
        has_opted_out=into.has_opted_out or from_.has_opted_out,
        away_until=_later(into.away_until, from_.away_until),
    )


def was_merged(organisation_id: int, into: Organisation) -> NotFoundError:
    """Return the error that an organisation was merged into another one."""
    return NotFoundError(
        f"Organisation {organisation_id} was merged into {into.id}.",
        remedy=f"See it: mailintake organisation show {into.id}",
    )


def told_as(match: OrganisationMatch, organisation: Organisation) -> OrganisationMatch:
    """Return a match as it is told now that its organisation is this one, merged or renamed since it was made."""
    return replace(match, organisation_id=organisation.id, name=organisation.name, language=organisation.language)


def concerned(mails: Iterable[KeptMail]) -> set[int]:
    """Return the numbers of the organisations that mails are registered for or answered to."""
    told = (
        id_
        for mail in mails
        for id_ in (
            None if mail.registration is None else mail.registration.organisation_id,
            *(answer.organisation_id for answer in mail.answers),
        )
    )
    return {id_ for id_ in told if id_ is not None}


def readdressed(mail: KeptMail, merged: Mapping[int, Organisation]) -> KeptMail:
    """Return a mail with what follows from it for the organisations that are now meant.

    ``merged`` are those that were merged into others while the mail was judged. What was decided of it stays.
    """

    def meant(organisation_id: int | None) -> int | None:
        into = merged.get(organisation_id or 0)
        return organisation_id if into is None else into.id

    registration = mail.registration
    if registration is not None and (into := merged.get(registration.organisation_id or 0)) is not None:
        registration = replace(registration, organisation_id=into.id, organisation_name=into.name)
    answers = tuple(replace(each, organisation_id=meant(each.organisation_id)) for each in mail.answers)
    return replace(mail, registration=registration, answers=answers)


def _refuse_two(from_: Organisation, into: Organisation) -> None:
    if from_.id == into.id:
        raise UsageError(
            "An organisation cannot be merged with itself.", remedy="Name two: mailintake organisation merge FROM INTO"
        )
    if from_.consultation != into.consultation:
        raise UsageError(
            f"Organisation {from_.id} is one of {from_.consultation}, and {into.id} is one of {into.consultation}.",
            remedy="Merge those of one consultation.",
        )
    if from_.number and into.number and from_.number != into.number:
        raise UsageError(
            f"They have different organisation numbers: {from_.number} and {into.number}.",
            remedy='If they are one, take the wrong number away first: mailintake organisation set ID --number ""',
        )


def _later(one: date | None, other: date | None) -> date | None:
    return max((each for each in (one, other) if each is not None), default=None)
