"""What staff tell of organisations, read as the settings read it: a list of the invited, a number, an address."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from mailintake.bootstrap.consultations import organisations_on
from mailintake.domain.organisation import Organisation
from mailintake.errors import UsageError
from mailintake.settings.findings import Findings, Source, ValueRefusedError
from mailintake.settings.invited import InvitedOrganisation, read_list
from mailintake.settings.kinds.kind import Context
from mailintake.settings.kinds.mail import normalise_address
from mailintake.settings.kinds.organisation_number import organisation_number, refuse_check_digit
from mailintake.settings.kinds.text import LANGUAGE


def read_invited(
    file: Path, consultation: str, own_addresses: Collection[str]
) -> tuple[tuple[Organisation, ...], list[str]]:
    """Return the organisations that a CSV file names, and what in it is worth a look.

    It has the columns of a list in the settings. Raises UsageError with one line for each row that is wrong.
    """

    def check(row: InvitedOrganisation) -> None:
        refuse_check_digit(row.number)
        for address in row.addresses:
            _refuse_own(address, own_addresses)

    context = _context(str(file))
    try:
        listed = read_list(file, context, remedy="Give the name of a CSV file.", check=check)
    except ValueRefusedError as refusal:
        raise UsageError(refusal.problem, remedy=refusal.remedy) from None
    if context.findings.faults:
        raise UsageError("\n".join(str(fault) for fault in context.findings.faults))
    return organisations_on(listed, consultation), context.findings.warnings


def read_number(text: str) -> str:
    """Return an organisationsnummer with a hyphen, "" where none is given. Raises UsageError."""
    return _read(_number, text)


def read_address(text: str, own_addresses: Collection[str]) -> str:
    """Return a mail address as it is compared. Raises UsageError."""

    def read(line: str) -> str:
        address = normalise_address(line)
        _refuse_own(address, own_addresses)
        return address

    return _read(read, text.strip())


def read_language(text: str) -> str:
    """Return the code of a language, "" where none is given. Raises UsageError."""
    return _read(lambda code: LANGUAGE.read(code, _context("")) if code else "", text.strip().lower())


def _refuse_own(address: str, own_addresses: Collection[str]) -> None:
    # What we send would be taken for theirs.
    if address.lower() in own_addresses:
        raise ValueRefusedError(f"{address} is an address of our own.", "Give the organisation's.")


def _number(text: str) -> str:
    number = organisation_number(text.strip())
    refuse_check_digit(number)
    return number


def _read(read: Callable[[str], str], text: str) -> str:
    try:
        return read(text)
    except ValueRefusedError as refusal:
        raise UsageError(f"{refusal.problem[:1].upper()}{refusal.problem[1:]}", remedy=refusal.remedy) from None


def _context(source: str) -> Context:
    return Context(folder=Path(), source=Source(name=source), key="", findings=Findings())
