"""What follows when a person names a mail's organisation: pure rules, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mailintake.domain.decision import Decision
from mailintake.domain.ledger import Registration
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.domain.outbox import NewMail
from mailintake.domain.tray import Naming
from mailintake.errors import NotFoundError
from mailintake.register.invited import Former, find_known
from mailintake.register.text import key_of

# How a match that a person made says that it is known.
BY_STAFF = "staff"


def find_named(naming: Naming, known: Sequence[Organisation], former: Iterable[Former] = ()) -> Organisation | None:
    """Return the organisation that is meant; None where it is a new one. Raises NotFoundError for a wrong number."""
    if naming.organisation_id is None:
        return find_known(newcomer(naming), known, former)
    for organisation in known:
        if organisation.id == naming.organisation_id:
            return organisation
    raise NotFoundError(f"There is no organisation {naming.organisation_id} in {naming.consultation}.")


def newcomer(naming: Naming) -> Organisation:
    """Return an organisation that was not invited, as it is first stored, without an address yet."""
    return Organisation(id=0, consultation=naming.consultation, name=naming.name)


def is_new_address(address: str, known: Iterable[Organisation]) -> bool:
    """Whether an address belongs to none of the organisations, so that it can become one of theirs."""
    key = key_of(address)
    return bool(address) and all(key != key_of(each) for organisation in known for each in organisation.addresses)


def match_of(organisation: Organisation) -> OrganisationMatch:
    """Return the match that a person's word makes."""
    return OrganisationMatch(
        name=organisation.name, matched_by=BY_STAFF, organisation_id=organisation.id, language=organisation.language
    )


def with_organisation(
    match: OrganisationMatch, decision: Decision, registration: Registration | None, answers: Sequence[NewMail]
) -> tuple[Decision, Registration | None, tuple[NewMail, ...]]:
    """Return a decision and what follows from it with the organisation that was named."""
    id_ = match.organisation_id
    if registration is not None:
        registration = replace(registration, organisation_id=id_, organisation_name=match.name)
    return (
        replace(decision, organisation=match),
        registration,
        tuple(replace(answer, organisation_id=id_) for answer in answers),
    )
