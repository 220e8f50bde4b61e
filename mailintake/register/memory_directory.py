"""What staff have said of the organisations of a consultation, in memory: no list takes it back."""

from __future__ import annotations

from collections.abc import Iterable

from mailintake.register.invited import Directory, Former
from mailintake.register.memory_state import State
from mailintake.register.text import key_of


def directory_of(state: State, consultation: str) -> Directory:
    """Return the organisations of a consultation, and what staff have said of them."""
    return Directory(
        known=state.organisations_of(consultation),
        former=former_of(state, consultation),
        removed=dict(state.removed),
        uninvited=frozenset(state.uninvited),
    )


def former_of(state: State, consultation: str) -> tuple[Former, ...]:
    """Return what organisations of a consultation were known by before staff changed or merged them."""
    found = []
    for id_, one in sorted(state.organisations.items()):
        if one.consultation == consultation and (
            id_ in state.merged or (id_ in state.listed and id_ not in state.retired)
        ):
            name, number = state.listed.get(id_, (None, None))
            for known_by in dict.fromkeys(((one.name, one.number), (name or one.name, number or one.number))):
                former = Former(organisation_id=state.merged.get(id_, id_), name=known_by[0], number=known_by[1])
                found.append(former)
    return tuple(found)


def give_back(state: State, organisation_id: int, addresses: Iterable[str]) -> None:
    """Note that addresses that staff took away are an organisation's again."""
    kept = state.removed.get(organisation_id, frozenset()) - {key_of(each) for each in addresses}
    state.removed[organisation_id] = kept
