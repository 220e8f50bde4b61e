"""What a person may change of an organisation, and what cannot be: pure rules, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mailintake.domain.directory import OrganisationChange
from mailintake.domain.organisation import Organisation
from mailintake.errors import NotFoundError, UsageError
from mailintake.register.invited import joined, joined_domains, name_key
from mailintake.register.text import domain_of, key_of


def changed(organisation: Organisation, change: OrganisationChange, known: Iterable[Organisation]) -> Organisation:
    """Return an organisation as a person wants it. ``known`` are all of its consultation.

    Raises UsageError where another one is meant by the name or the number, or an address is not its own.
    """
    others = [one for one in known if one.id != organisation.id]
    own = {key_of(each) for each in organisation.addresses}
    for address in (*change.removed, *change.alive):
        if key_of(address) not in own:
            raise UsageError(
                f"{address} is no address of organisation {organisation.id}.",
                remedy=f"mailintake organisation show {organisation.id} tells which are.",
            )
    after = replace(
        organisation,
        name=organisation.name if change.name is None else change.name,
        number=organisation.number if change.number is None else change.number,
        language=organisation.language if change.language is None else change.language,
        is_invited=organisation.is_invited if change.is_invited is None else change.is_invited,
        has_opted_out=organisation.has_opted_out if change.has_opted_out is None else change.has_opted_out,
    )
    _refuse_double(organisation, after, others)
    return _with_addresses(after, change)


def former_word(listed: str | None, before: str, after: str) -> str | None:
    """Return the name or number by which lists know an organisation, where staff have given it another one; else None.

    ``listed`` is what was returned at the change before.
    """
    if after == before:
        return listed
    former = listed or before
    return former if former and former != after else None


def changed_fields(before: Organisation, after: Organisation, *, is_kept_out: tuple[bool, bool]) -> list[str]:
    """Return the names of what a person has changed, for the log; empty where nothing is.

    ``is_kept_out`` tells whether lists may not invite it, before and after.
    """
    names = ("name", "number", "language", "is_invited", "has_opted_out", "addresses", "domains", "dead_addresses")
    fields = [name for name in names if getattr(before, name) != getattr(after, name)]
    return fields if is_kept_out[0] is is_kept_out[1] else [*fields, "is_kept_out"]


def no_such_organisation(organisation_id: int) -> NotFoundError:
    """Return the error that there is no such organisation."""
    return NotFoundError(
        f"There is no organisation {organisation_id}.", remedy="mailintake organisation list KEY shows the numbers."
    )


def _with_addresses(organisation: Organisation, change: OrganisationChange) -> Organisation:
    removed, alive = ({key_of(each) for each in some} for some in (change.removed, change.alive))
    if both := removed & {key_of(each) for each in change.added}:
        raise UsageError(f"{min(both)} cannot be both added and removed.", remedy="Say one of the two.")
    kept = tuple(each for each in organisation.addresses if key_of(each) not in removed)
    addresses = joined(kept, change.added)
    # A domain that was known by a removed address alone no longer tells the organisation.
    gone = {domain_of(each) for each in change.removed} - {domain_of(each) for each in addresses}
    return replace(
        organisation,
        addresses=addresses,
        dead_addresses=frozenset(each for each in organisation.dead_addresses if key_of(each) not in removed | alive),
        domains=joined_domains(
            tuple(each for each in organisation.domains if key_of(each) not in gone), change.added_domains
        ),
    )


def _refuse_double(before: Organisation, after: Organisation, others: Iterable[Organisation]) -> None:
    """Refuse a name or a number that another organisation of the consultation has."""
    is_renamed, is_renumbered = name_key(after.name) != name_key(before.name), after.number != before.number
    for other in others:
        has_number = bool(after.number) and other.number == after.number
        # Namesakes are told apart by their numbers.
        has_name = name_key(other.name) == name_key(after.name) and not (after.number and other.number)
        if (is_renumbered and has_number) or ((is_renamed or is_renumbered) and has_name):
            what = "number" if has_number else "name"
            raise UsageError(
                f"Organisation {other.id} has that {what} already.",
                remedy=f"If they are one: mailintake organisation merge {before.id} {other.id}",
            )
