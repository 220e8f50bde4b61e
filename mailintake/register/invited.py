"""How the invited list (remisslista) meets the organisations that are known: pure rules, the same for every store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from mailintake.domain.organisation import Organisation
from mailintake.register.text import key_of


def find_known(wanted: Organisation, known: Iterable[Organisation]) -> Organisation | None:
    """Return the known organisation that one on the list is; None where it is new.

    The organisation number decides where both have one, else the name without regard to case and spaces.
    """
    candidates = list(known)
    if wanted.number:
        for organisation in candidates:
            if organisation.number == wanted.number:
                return organisation
    for organisation in candidates:
        may_be = not (wanted.number and organisation.number)
        if may_be and _name_key(organisation.name) == _name_key(wanted.name):
            return organisation
    return None


def merged(known: Organisation, wanted: Organisation) -> Organisation:
    """Return a known organisation with what the list adds: what is known already is never overwritten."""
    return replace(
        known,
        is_invited=True,
        number=known.number or wanted.number,
        addresses=_joined(known.addresses, wanted.addresses),
        domains=_domains(known.domains, wanted.domains),
        language=known.language or wanted.language,
        extended_to=known.extended_to or wanted.extended_to,
    )


def fresh(wanted: Organisation, *, id_: int, consultation: str) -> Organisation:
    """Return an organisation on the list as it is first stored."""
    return replace(
        wanted,
        id=id_,
        consultation=consultation,
        is_invited=True,
        addresses=_joined((), wanted.addresses),
        domains=_domains((), wanted.domains),
    )


def _joined(known: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    by_key: dict[str, str] = {}
    for each in (*known, *wanted):
        by_key.setdefault(key_of(each), each)
    return tuple(by_key.values())


def _domains(known: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key_of(each) for each in (*known, *wanted)))


def _name_key(name: str) -> str:
    return " ".join(name.casefold().split())
