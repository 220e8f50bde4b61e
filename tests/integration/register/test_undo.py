"""A person's decision is taken back: what stood before stands again, and nothing that followed from it counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA, lulea
from fakes.kept_mail import NOW, batch, decision, kept, mail, message, ref, registration, unreadable

from mailintake.domain.comment import CommentStatus, Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.organisation import Organisation, OrganisationMatch, Standing
from mailintake.domain.outbox import OutboxState
from mailintake.errors import NotFoundError, StoreConflictError

HOUR = timedelta(hours=1)
DOUBT = decision(outcome=Outcome.REVIEW)
NONE_OF_OURS = decision(Label.UNRELATED, Outcome.LEAVE)


def decide(register: Any, item_id: int, decided: Decision, *, hours: int = 1, **fields: Any) -> None:
    values: dict[str, Any] = {"registration": None, "answers": (), "by": "Eva", "now": NOW + hours * HOUR}
    register.decide(item_id, decided, **(values | fields))


def undo(register: Any, item_id: int = 1, *, hours: int = 2) -> None:
    register.undo(item_id, by="Per", now=NOW + hours * HOUR)


def of(organisation: Organisation) -> dict[str, Any]:
    """What a decision says of an organisation."""
    match = OrganisationMatch(name=organisation.name, matched_by="staff", organisation_id=organisation.id)
    return {"organisation": match}


def told(organisation: Organisation) -> dict[str, Any]:
    """What a registration says of an organisation."""
    return {"organisation_id": organisation.id, "organisation_name": organisation.name}


def supplement(number: int, role: Role, **fields: Any) -> Any:
    return registration(
        number, joins=1, reference=registration(1).reference, role=role, kind=Label.SUPPLEMENT, **fields
    )


@pytest.fixture
def asen(register) -> Organisation:
    """An invited organisation."""
    register.sync_invited(LULEA, [Organisation(id=0, consultation=LULEA, name="Åsens IF")], NOW)
    return register.organisations(LULEA)[0]


@pytest.fixture
def registered(register, asen) -> Any:
    """A doubtful mail that a person has registered as the comment of an organisation; its answer waits."""
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1, decision(**of(asen)), registration=registration(1, **told(asen)), answers=[mail(1)])
    return register


def test_what_the_machine_had_decided_stands_again_and_the_mail_waits(registered):
    undo(registered)

    item = registered.item(1)
    assert (item.decision, item.decided_by, item.decided_at, item.comment) == (DOUBT, "machine", NOW, None)
    assert [each.id for each in registered.waiting()] == [1]
    entry = registered.ledger_entry(ref(1))
    assert (entry.label, entry.outcome, entry.reason) == (DOUBT.label, DOUBT.outcome, DOUBT.reason)


def test_what_was_registered_counts_no_more_and_is_still_to_be_seen(registered):
    def figures() -> tuple[int, int, int]:
        digest = registered.digest((lulea(),), NOW.date(), NOW, NOW + 9 * HOUR).consultations[0]
        return digest.comments, digest.answered, len(digest.new)

    before = figures()
    undo(registered)

    [comment] = registered.comments(LULEA)
    assert (before, figures()) == ((1, 1, 1), (0, 0, 0))
    assert (comment.reference, comment.status) == (registration(1).reference, CommentStatus.UNDONE)
    assert registered.organisations(LULEA)[0].standing is Standing.SILENT
    assert registered.comment_numbered(comment.id) == registered.comment(comment.reference) == comment


def test_a_mail_whose_comment_was_undone_is_not_found_by_its_reference(registered):
    number = registration(1).reference
    before = [hit.item_id for hit in registered.search(number, 9)]
    undo(registered)

    assert (before, registered.search(number, 9)) == ([1], [])
    assert [hit.item_id for hit in registered.search("synpunkter", 9)] == [1]


def test_the_reference_of_an_undone_comment_is_given_to_no_other_mail(registered):
    undo(registered)
    registered.record(batch(kept(2, None, DOUBT)))
    registered.record(batch(kept(3, registration=supplement(3, Role.ADDITION))))
    with pytest.raises(StoreConflictError):
        registered.record(batch(kept(4, registration=registration(1))))

    assert [comment.id for comment in registered.comments(LULEA)] == [1]


def test_decided_anew_the_mail_has_its_own_reference_again(registered, asen):
    undo(registered)
    decide(registered, 1, decision(Label.DECLINE), registration=registration(1, kind=Label.DECLINE), hours=3)

    [comment] = registered.comments(LULEA)
    assert (comment.id, comment.kind, comment.status) == (1, "decline", CommentStatus.STANDING)
    assert (registered.item(1).comment, registered.waiting()) == (comment, [])


def test_decided_anew_it_has_its_own_reference_though_another_mail_was_joined_to_it_meanwhile(registered):
    undo(registered)
    registered.record(batch(kept(2, registration=supplement(2, Role.ADDITION))))
    decide(registered, 1, decision(), registration=registration(1), hours=3)

    [comment] = registered.comments(LULEA)
    assert [registered.item(number).comment for number in (1, 2)] == [comment, comment]


def test_a_comment_that_another_mail_belongs_to_stands(registered):
    registered.record(batch(kept(2, registration=supplement(2, Role.ADDITION))))
    undo(registered)

    assert registered.comments(LULEA)[0].status is CommentStatus.STANDING


@pytest.mark.parametrize(
    ("role", "during"),
    [
        (Role.ADDITION, (CommentStatus.STANDING, Stance.SUPPORTS)),
        (Role.WITHDRAWAL, (CommentStatus.WITHDRAWN, Stance.SUPPORTS)),
        (Role.REPLACEMENT, (CommentStatus.STANDING, Stance.OPPOSES)),
    ],
)
def test_a_supplement_that_is_undone_counts_no_more(register, role, during):
    register.record(batch(kept(1, None, decision(stance=Stance.SUPPORTS), registration=registration(1))))
    register.record(batch(kept(2, None, DOUBT)))
    decided = decision(Label.SUPPLEMENT, stance=Stance.OPPOSES, role=role, joins=1)
    decide(register, 2, decided, registration=supplement(2, role, stance=Stance.OPPOSES))
    [comment] = register.comments(LULEA)
    undo(register, 2)

    [left] = register.comments(LULEA)
    assert (comment.status, comment.stance) == during
    assert (left.status, left.stance) == (CommentStatus.STANDING, Stance.SUPPORTS)
    assert (register.item(2).comment, register.item(1).comment) == (None, left)


def test_the_organisation_of_an_undone_supplement_has_not_answered(register, asen):
    register.record(batch(kept(1, registration=registration(1)), kept(2, None, DOUBT)))
    decided = decision(Label.SUPPLEMENT, role=Role.ADDITION, joins=1, **of(asen))
    decide(register, 2, decided, registration=supplement(2, Role.ADDITION, **told(asen)))
    before = register.organisations(LULEA)[0].standing
    undo(register, 2)

    assert (before, register.organisations(LULEA)[0].standing) == (Standing.ANSWERED, Standing.SILENT)


def test_what_the_machine_had_registered_is_registered_again(register, asen):
    first = decision(stance=Stance.OPPOSES, is_late=True, **of(asen))
    as_told = registration(1, stance=Stance.OPPOSES, is_late=True, **told(asen))
    register.record(batch(kept(1, None, first, registration=as_told)))
    before = register.comments(LULEA)
    decide(register, 1, NONE_OF_OURS)
    undo(register)

    assert (register.comments(LULEA), register.item(1).comment) == (before, before[0])
    assert (register.item(1).decision, register.waiting()) == (first, [])
    assert register.organisations(LULEA)[0].standing is Standing.ANSWERED
    assert [hit.item_id for hit in register.search(as_told.reference, 9)] == [1]
    digest = register.digest((lulea(),), NOW.date(), NOW + HOUR, NOW + 9 * HOUR).consultations[0]
    assert (digest.comments, digest.new) == (1, ())


def test_a_comment_that_was_corrected_is_again_as_the_machine_registered_it(register, asen):
    first = decision(stance=Stance.SUPPORTS)
    register.record(batch(kept(1, None, first, registration=registration(1))))
    before = register.comments(LULEA)
    decided = decision(Label.DECLINE, stance=Stance.ABSTAINS, **of(asen))
    corrected = registration(1, kind=Label.DECLINE, stance=Stance.ABSTAINS, **told(asen))
    decide(register, 1, decided, registration=corrected)
    undo(register)

    assert (register.comments(LULEA), register.organisations(LULEA)[0].standing) == (before, Standing.SILENT)


def test_a_mail_that_was_moved_lies_again_where_the_machine_had_put_it(register):
    register.record(batch(*(kept(uid, None, decision(), registration=registration(uid)) for uid in (1, 2))))
    decided = decision(Label.SUPPLEMENT, role=Role.ADDITION, joins=1)
    decide(register, 2, decided, registration=supplement(2, Role.ADDITION))
    undo(register, 2)

    assert [comment.status for comment in register.comments(LULEA)] == [CommentStatus.STANDING] * 2
    assert register.item(2).comment == register.comments(LULEA)[1]


def test_a_supplement_of_the_machine_is_a_supplement_again(register):
    register.record(batch(kept(1, None, decision(stance=Stance.SUPPORTS), registration=registration(1))))
    machines = decision(Label.SUPPLEMENT, role=Role.WITHDRAWAL, joins=1)
    register.record(batch(kept(2, None, machines, registration=supplement(2, Role.WITHDRAWAL))))
    decide(register, 2, decision(), registration=registration(2))
    between = [comment.status for comment in register.comments(LULEA)]
    undo(register, 2)

    assert between == [CommentStatus.STANDING, CommentStatus.STANDING]
    assert [comment.status for comment in register.comments(LULEA)] == [CommentStatus.WITHDRAWN, CommentStatus.UNDONE]
    assert register.item(2).comment.id == 1


def test_a_persons_stance_stands_when_a_mail_of_another_one_is_undone(register):
    register.record(batch(kept(1, None, DOUBT), kept(2, None, DOUBT)))
    decide(
        register,
        1,
        decision(stance=Stance.SUPPORTS_WITH_CHANGES),
        registration=registration(1, stance=Stance.SUPPORTS_WITH_CHANGES),
    )
    decided = decision(Label.SUPPLEMENT, stance=Stance.OPPOSES, role=Role.REPLACEMENT, joins=1)
    decide(register, 2, decided, registration=supplement(2, Role.REPLACEMENT, stance=Stance.OPPOSES), by="Per")
    between = register.comments(LULEA)[0].stance
    undo(register, 2)
    register.record(
        batch(kept(3, registration=supplement(3, Role.REPLACEMENT, stance=Stance.SUPPORTS)))
    )  # a machine's: it gives way

    assert (between, register.comments(LULEA)[0].stance) == (Stance.OPPOSES, Stance.SUPPORTS_WITH_CHANGES)


def test_what_no_person_has_decided_cannot_be_undone(register):
    register.record(batch(kept(1, None, DOUBT)))
    with pytest.raises(StoreConflictError):
        undo(register)
    with pytest.raises(NotFoundError):
        undo(register, 2)

    assert (register.item(1).decision, register.verify()) == (DOUBT, [])


def test_what_is_undone_cannot_be_undone_once_more(registered):
    undo(registered)
    with pytest.raises(StoreConflictError):
        undo(registered, hours=3)

    assert [each.id for each in registered.waiting()] == [1]


def test_a_mail_is_decided_and_undone_as_often_as_people_change_their_minds(registered):
    for hours in range(2, 12, 2):
        undo(registered, hours=hours)
        label = Label.DECLINE if hours % 4 else Label.COMMENT
        decided = registration(1, kind=label)
        decide(registered, 1, decision(label), registration=decided, answers=[mail(1)], hours=hours + 1)

    [comment] = registered.comments(LULEA)
    assert (comment.kind, comment.status) == ("decline", CommentStatus.STANDING)
    assert [row.state for row in registered.outbox((), 9)] == [OutboxState.WAITING]
    assert registered.verify() == []


def test_a_mail_that_could_not_be_read_waits_again(register):
    held = decision(Label.UNRELATED, Outcome.REVIEW, reason="unreadable", consultation=None)
    register.record(batch(kept(1, unreadable(1), held)))
    decide(register, 1, NONE_OF_OURS)
    undo(register)

    assert [item.id for item in register.waiting()] == [1]


def test_a_request_for_public_documents_is_at_the_top_again(register):
    received = message(2, received_at=NOW - HOUR)
    register.record(batch(kept(1, None, replace(DOUBT, is_records_request=True)), kept(2, received, DOUBT)))
    decide(register, 1, NONE_OF_OURS)
    undo(register)

    assert [item.id for item in register.waiting()] == [1, 2]
