"""What a person asks of the organisations of a consultation, and changes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mailintake.bootstrap.consultations import own_domains
from mailintake.bootstrap.directory import read_address, read_invited, read_language, read_number
from mailintake.bootstrap.service import Service
from mailintake.domain.comment import Comment
from mailintake.domain.directory import ListComparison, OrganisationChange, OrganisationMail
from mailintake.domain.organisation import Organisation
from mailintake.errors import UsageError
from mailintake.jobs.persons import require_person
from mailintake.jobs.standing import standing_now, standing_of
from mailintake.review import desk


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """All that is known of an organisation."""

    organisation: Organisation
    comments: tuple[Comment, ...]  # in the order they were received
    mails: tuple[OrganisationMail, ...]  # ours to it, oldest first
    like: Organisation | None  # an invited one that has nearly its name, where it is not invited itself

    def returned(self, address: str) -> OrganisationMail | None:
        """Return the newest mail of ours to an address that came back."""
        found = [each for each in self.mails if each.is_bounced and each.mail.mail.recipient.lower() == address.lower()]
        return found[-1] if found else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Import:
    """What came of a list."""

    comparison: ListComparison
    organisations: tuple[Organisation, ...]  # the added and the filled; without numbers in a rehearsal
    warnings: Sequence[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Wish:
    """What a person wants changed, as it was written; what is None stays as it is."""

    name: str | None = None
    number: str | None = None
    language: str | None = None
    is_invited: bool | None = None
    has_opted_out: bool | None = None
    added: Sequence[str] = ()
    removed: Sequence[str] = ()
    alive: Sequence[str] = ()


def organisations(service: Service, key: str) -> tuple[Organisation, ...]:
    """Return the organisations of a consultation as they stand, by id. Raises NotFoundError."""
    return standing_now(service.register, desk.consultation(service, key).key)


def record(service: Service, organisation_id: int) -> Record:
    """Return all that is known of an organisation. Raises NotFoundError."""
    one = service.register.organisation_numbered(organisation_id)
    comments = service.register.comments(one.consultation)
    return Record(
        organisation=standing_of(service.register, one.id) or one,
        comments=tuple(each for each in comments if each.organisation_id == one.id),
        mails=service.register.mails_to_organisation(one.id),
        like=likenesses(service.register.organisations(one.consultation)).get(one.id),
    )


def likenesses(known: Sequence[Organisation]) -> dict[int, Organisation]:
    """Return, by the numbers of organisations that are not invited, the invited one that has nearly the same name."""
    from mailintake.classify.fuzzy import NearNames

    invited = NearNames([one for one in known if one.is_invited])
    found = {one.id: invited.nearest(one.name) for one in known if not one.is_invited}
    return {id_: near for id_, near in found.items() if near is not None}


def import_list(service: Service, key: str, file: Path, *, by: str, is_rehearsal: bool = False) -> Import:
    """Bring in a list of the invited: what is new is added, what is missing filled in, and nothing overwritten.

    Raises NotFoundError, and UsageError with one line for each row that is wrong: then nothing is brought in.
    """
    require_person(by)
    consultation = desk.consultation(service, key).key
    listed, warnings = read_invited(file, consultation, service.parts.own_addresses)
    comparison = service.register.compare_invited(consultation, listed)
    told = (*comparison.added, *comparison.filled)
    if not is_rehearsal:
        service.register.sync_invited(consultation, listed, service.now(), by=by)
        stored = {(one.name, one.number): one for one in service.register.organisations(consultation)}
        told = tuple(stored.get((one.name, one.number), one) for one in told)
    return Import(comparison=comparison, organisations=told, warnings=warnings)


def change(service: Service, organisation_id: int, wish: Wish, *, by: str) -> tuple[Organisation, list[Organisation]]:
    """Change an organisation; return it as it then is, and others that have an address that was added.

    Raises NotFoundError, and UsageError where a value is wrong or cannot be.
    """
    require_person(by)
    own = service.parts.own_addresses
    added = tuple(read_address(each, own) for each in wish.added)
    wanted = OrganisationChange(
        name=wish.name,
        number=None if wish.number is None else read_number(wish.number),
        language=None if wish.language is None else read_language(wish.language),
        is_invited=wish.is_invited,
        has_opted_out=wish.has_opted_out,
        added=added,
        added_domains=own_domains(added),
        removed=tuple(each.strip() for each in wish.removed),
        alive=tuple(each.strip() for each in wish.alive),
    )
    if wanted == OrganisationChange():
        raise UsageError(
            "Nothing is named that should be changed.", remedy="mailintake organisation set --help tells what can be."
        )
    after = service.register.change_organisation(organisation_id, wanted, by=by, now=service.now())
    keys = {each.lower() for each in added}
    others = [
        one
        for one in service.register.organisations(after.consultation)
        if one.id != after.id and keys & {each.lower() for each in one.addresses}
    ]
    return after, others


def merge(service: Service, from_id: int, into_id: int, *, by: str) -> Organisation:
    """Make one of two organisations that are one; return it. Raises NotFoundError, and UsageError."""
    require_person(by)
    return service.register.merge_organisations(from_id, into_id, by=by, now=service.now())
