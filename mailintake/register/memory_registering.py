"""What a registration does to comments and organisations in memory, and how it is undone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from mailintake.domain.comment import Comment, Role, Stance
from mailintake.domain.ledger import Registration
from mailintake.errors import NotFoundError, StoreConflictError
from mailintake.register.memory_state import Link, State
from mailintake.register.standing import kind_of, stance_after, stance_of, standing_after, standing_by, status_by
from mailintake.register.text import key_of


def check(state: State, registrations: Sequence[Registration]) -> None:
    """Raise what the database would raise, before anything is changed."""
    taken = {(comment.consultation, key_of(comment.reference)) for comment in state.comments.values()}
    for each in registrations:
        state.require_organisation(each.organisation_id)
        if each.joins is not None:
            if each.joins not in state.comments:
                raise NotFoundError(f"There is no comment {each.joins} to join.")
            continue
        named = (each.consultation, key_of(each.reference))
        if named in taken:
            raise StoreConflictError
        taken.add(named)


def register(state: State, item_id: int, registration: Registration, *, by: str, now: datetime) -> int:
    """Store what a message does to the register; return the id of its comment."""
    comment_id = _add(state, registration, by=by) if registration.joins is None else registration.joins
    state.links[item_id] = Link(comment_id=comment_id, role=registration.role, registered_at=now)
    if registration.joins is not None:
        _take_in(state, comment_id, registration, by=by)
    note_standing(state, registration)
    data = {"comment": comment_id, "message": item_id, "role": registration.role}
    state.log("registered", f"comment:{registration.reference}", data, now=now, actor=by)
    return comment_id


def correct(state: State, item_id: int, registration: Registration | None, *, by: str, now: datetime) -> int | None:
    """Put a person's registration of a message in the place of the one it has; return the id of its comment."""
    link = state.links.get(item_id)
    linked = None if link is None else state.comments[link.comment_id]
    kept = None if registration is None else _meant(state, registration, linked)
    if registration is not None and kept is None:
        check(state, [registration])
    if linked is not None and (kept is None or kept.id != linked.id):
        unlink(state, item_id, linked, by=by, now=now)
        link = None
    if registration is None:
        return None
    if kept is None:
        return register(state, item_id, registration, by=by, now=now)
    since = now if link is None else link.registered_at
    place(state, item_id, kept, registration, decided_by=by, since=since)
    data = {"comment": kept.id, "message": item_id, "role": registration.role}
    state.log("corrected", f"comment:{registration.reference}", data, now=now, actor=by)
    return kept.id


def unlink(state: State, item_id: int, linked: Comment, *, by: str, now: datetime) -> None:
    """Take a message out of its comment: what it said there no longer counts."""
    del state.links[item_id]
    if steps := _steps(state, linked.id):
        _set_stance(state, linked.id, steps)
    _judge_status(state, linked.id)
    judge_standing(state, {linked.organisation_id})
    data = {"comment": linked.id, "message": item_id}
    state.log("unregistered", f"comment:{linked.reference}", data, now=now, actor=by)


def place(
    state: State, item_id: int, kept: Comment, registration: Registration, *, decided_by: str, since: datetime
) -> None:
    """Have a message be in a comment what a registration says."""
    state.links[item_id] = Link(comment_id=kept.id, role=registration.role, registered_at=since)
    if registration.joins is None:
        state.comments[kept.id] = replace(_comment(registration, id_=kept.id), diary_number=kept.diary_number)
    told = {item_id: (registration.stance, decided_by)}
    _set_stance(state, kept.id, _steps(state, kept.id, told))
    _judge_status(state, kept.id)
    if registration.joins is None:
        judge_standing(state, {kept.organisation_id, registration.organisation_id})


def judge_standing(state: State, organisation_ids: set[int | None]) -> None:
    """Set where organisations stand by the comments they have left."""
    for id_ in organisation_ids:
        if id_ is not None:
            mine = [comment for comment in state.comments.values() if comment.organisation_id == id_]
            kinds = [comment.kind for comment in mine if has_messages(state, comment.id)]
            state.organisations[id_] = replace(state.organisations[id_], standing=standing_by(kinds))


def note_standing(state: State, registration: Registration) -> None:
    """Set where the organisation stands that has sent a mail."""
    if registration.organisation_id is not None and registration.role is not Role.WITHDRAWAL:
        organisation = state.organisations[registration.organisation_id]
        standing = standing_after(organisation.standing, registration)
        state.organisations[organisation.id] = replace(organisation, standing=standing)


def has_messages(state: State, comment_id: int) -> bool:
    """Whether a comment has a message left."""
    return any(link.comment_id == comment_id for link in state.links.values())


def _add(state: State, registration: Registration, *, by: str) -> int:
    id_ = len(state.comments) + 1
    state.comments[id_] = _comment(registration, id_=id_)
    state.stance_by[id_] = by
    return id_


def _comment(registration: Registration, *, id_: int) -> Comment:
    return Comment(
        id=id_,
        consultation=registration.consultation,
        reference=registration.reference,
        kind=kind_of(registration),
        sender=registration.sender,
        organisation_id=registration.organisation_id,
        organisation_name=registration.organisation_name,
        received_at=registration.received_at,
        is_late=registration.is_late,
        stance=registration.stance,
    )


def _take_in(state: State, comment_id: int, registration: Registration, *, by: str) -> None:
    """Have a comment follow from a message that has joined it."""
    comment = state.comments[comment_id]
    stance, stance_by = stance_after(comment.stance, state.stance_by[comment_id], registration, by)
    state.comments[comment_id] = replace(comment, stance=stance)
    state.stance_by[comment_id] = stance_by
    _judge_status(state, comment_id)


def _judge_status(state: State, comment_id: int) -> None:
    """Set whether a comment stands by what its messages are in it."""
    roles = [link.role for _, link in sorted(state.links.items()) if link.comment_id == comment_id]
    state.comments[comment_id] = replace(state.comments[comment_id], status=status_by(roles))


def _steps(
    state: State, comment_id: int, told: Mapping[int, tuple[Stance, str]] | None = None
) -> list[tuple[Role, Stance | None, str]]:
    """Return what each message is in a comment, its stance and who decided so; ``told`` goes before what is stored."""
    found = []
    for item_id, link in sorted(state.links.items()):
        if link.comment_id == comment_id:
            decided = state.items[item_id].decisions[-1]
            found.append((link.role, *(told or {}).get(item_id, (decided.decision.stance, decided.by))))
    return found


def _set_stance(state: State, comment_id: int, steps: list[tuple[Role, Stance | None, str]]) -> None:
    stance, state.stance_by[comment_id] = stance_of(steps)
    state.comments[comment_id] = replace(state.comments[comment_id], stance=stance)


def _meant(state: State, registration: Registration, linked: Comment | None) -> Comment | None:
    """Return the comment that a corrected registration means: this message's own, or one that has lost its original."""
    if registration.joins is not None:
        return linked if linked is not None and linked.id == registration.joins else None
    named = (registration.consultation, key_of(registration.reference))
    for comment in state.comments.values():
        if (comment.consultation, key_of(comment.reference)) == named:
            is_own = linked is not None and linked.id == comment.id
            return comment if is_own or not _has_original(state, comment.id) else None
    return None


def _has_original(state: State, comment_id: int) -> bool:
    return any(link.comment_id == comment_id and link.role is Role.ORIGINAL for link in state.links.values())
