"""What a person's word teaches of an organisation, and how a decision is taken back, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from mailintake.domain.organisation import OrganisationMatch
from mailintake.domain.tray import Naming, TrayItem
from mailintake.register.memory_directory import former_of, give_back
from mailintake.register.memory_registering import has_messages, judge_standing, note_standing, place, unlink
from mailintake.register.memory_state import Decided, State
from mailintake.register.naming import find_named, is_new_address, match_of, newcomer
from mailintake.register.standing import registered_again


def learn(state: State, item_id: int, naming: Naming, *, by: str, now: datetime) -> OrganisationMatch:
    """Store what a person says of a mail's organisation; return the match. Raises NotFoundError."""
    known = state.organisations_of(naming.consultation)
    found = find_named(naming, known, former_of(state, naming.consultation))
    if found is None:
        found = replace(newcomer(naming), id=len(state.organisations) + 1)
        state.organisations[found.id] = found
        state.added.add(found.id)
        data = {"consultation": naming.consultation, "message": item_id}
        state.log("organisation_added", f"organisation:{found.id}", data, now=now, actor=by)
    if is_new_address(naming.address, known):
        state.organisations[found.id] = replace(found, addresses=(*found.addresses, naming.address))
        state.learned_from[found.id, naming.address] = item_id
        give_back(state, found.id, [naming.address])
        state.log("address_learned", f"organisation:{found.id}", {"message": item_id}, now=now, actor=by)
    return match_of(found)


def forget(state: State, item_id: int, named: OrganisationMatch | None, *, by: str, now: datetime) -> None:
    """Take back what was learned from a mail whose decision was undone."""
    for (id_, address), learned_from in list(state.learned_from.items()):
        if learned_from == item_id:
            del state.learned_from[id_, address]
            known = state.organisations[id_]
            left = tuple(each for each in known.addresses if each != address)
            state.organisations[id_] = replace(known, addresses=left, dead_addresses=known.dead_addresses & set(left))
            state.log("address_forgotten", f"organisation:{id_}", {"message": item_id}, now=now, actor=by)
    told = None if named is None else named.organisation_id
    if told is not None and told in state.added - state.retired and not _is_used(state, told):
        state.retired.add(told)
        state.log("organisation_retired", f"organisation:{told}", {"message": item_id}, now=now, actor=by)


def restore(state: State, item: TrayItem, undone: Decided, before: Decided, *, by: str, now: datetime) -> None:
    """Have a mail be registered as it was before an undone decision, or not at all."""
    link, former = state.links.get(item.id), undone.displaced
    linked = None if link is None else state.comments[link.comment_id]
    if linked is not None and (former is None or linked.id != former.comment_id):
        unlink(state, item.id, linked, by=by, now=now)
    named = state.present_decision(undone.decision).organisation
    concerned = {None if linked is None else linked.organisation_id, None if named is None else named.organisation_id}
    if former is None:
        judge_standing(state, concerned)
        return
    kept = state.comments[former.comment_id]
    registration = registered_again(item.reading, state.present_decision(before.decision), kept, former.role)
    place(state, item.id, kept, registration, decided_by=before.by, since=former.registered_at)
    data = {"comment": kept.id, "message": item.id, "role": registration.role}
    state.log("registered_again", f"comment:{kept.reference}", data, now=now, actor=by)
    judge_standing(state, concerned)
    note_standing(state, registration)


def _is_used(state: State, organisation_id: int) -> bool:
    organisation = state.organisations[organisation_id]
    commented = any(
        comment.organisation_id == organisation_id and has_messages(state, comment.id)
        for comment in state.comments.values()
    )
    return organisation.is_invited or bool(organisation.addresses) or commented
