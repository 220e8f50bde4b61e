"""Tell the register what a person's word teaches of an organisation: by which address its next mail is known."""

from __future__ import annotations

from mailintake.domain.acknowledgement import is_machine_address
from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.message import Authentication, Automatic, Message
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import Naming


def naming_of(
    message: Message,
    decision: Decision,
    organisation: Organisation | None,
    name: str,
    own_addresses: frozenset[str],
) -> Naming | None:
    """Return what is learned where a person says that a mail comes from an organisation, or from one of that name.

    Nothing is learned of a mail that is none of ours. ``own_addresses`` are in lower case.
    """
    if decision.outcome is not Outcome.ACT or decision.consultation is None or not (organisation or name):
        return None
    return Naming(
        consultation=decision.consultation,
        organisation_id=organisation.id if organisation else None,
        name=organisation.name if organisation else name,
        address=_address_of_its_own(message, own_addresses),
    )


def _address_of_its_own(message: Message, own_addresses: frozenset[str]) -> str:
    """Return the address that tells who has sent a mail; "" where it came by way of us, a list or a machine.

    An address that may be forged, or that everybody's mail comes from, would tie the next stranger to the organisation.
    """
    address = message.from_address.lower()
    passed_on = message.signs.list_fields or message.automatic is not Automatic.NONE or address in own_addresses
    is_doubtful = message.authentication is Authentication.FAILED or is_machine_address(address)
    return "" if passed_on or is_doubtful else address
