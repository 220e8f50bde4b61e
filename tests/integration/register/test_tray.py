"""The staff tray: what waits, in which order, and what follows from a person's decision."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA, lulea
from fakes.kept_mail import (
    NOW,
    SENDER,
    batch,
    decision,
    entry,
    kept,
    mail,
    message,
    ref,
    registration,
    unreadable,
)

from mailintake.domain.comment import CommentStatus, Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.inquiry import Inquiry
from mailintake.domain.organisation import Organisation, OrganisationMatch, Standing
from mailintake.domain.outbox import OutboxState
from mailintake.errors import NotFoundError, StoreConflictError

LATER = NOW + timedelta(hours=1)
DOUBT = decision(outcome=Outcome.REVIEW)


def decide(register: Any, item_id: int, decided: Decision, **fields: Any) -> None:
    values: dict[str, Any] = {"registration": None, "answers": (), "by": "Eva", "now": LATER}
    register.decide(item_id, decided, **(values | fields))


@pytest.fixture
def asen(register) -> Organisation:
    """An invited organisation."""
    invited = Organisation(id=0, consultation=LULEA, name="Åsens IF", addresses=(SENDER,))
    register.sync_invited(LULEA, [invited], NOW)
    return register.organisations(LULEA)[0]


def test_doubt_and_questions_wait_for_a_person_and_nothing_else_does(register):
    register.record(
        batch(
            entry(1),
            kept(2, None, DOUBT),
            kept(3, None, decision(Label.QUESTION)),
            kept(4, None, decision(Label.COMMENT)),
            kept(5, None, decision(Label.BOUNCE, Outcome.LEAVE)),
            kept(6, unreadable(6), decision(Label.UNRELATED, Outcome.REVIEW)),
        )
    )

    assert [item.reading.sha256 for item in register.waiting()] == [message(uid).sha256 for uid in (2, 3, 6)]


def test_requests_for_public_documents_come_first_and_then_the_oldest(register):
    for uid, hours, is_records_request in ((1, 1, False), (2, 3, True), (3, 0, False), (4, 2, True)):
        received = message(uid, received_at=NOW + timedelta(hours=hours))
        register.record(batch(kept(uid, received, replace(DOUBT, is_records_request=is_records_request))))

    assert [item.id for item in register.waiting()] == [4, 2, 3, 1]


def test_the_organisations_that_wait_are_those_of_mail_in_the_tray(register):
    def matched(id_: int | None) -> OrganisationMatch:
        return OrganisationMatch(name="Åsens IF", matched_by="address", organisation_id=id_)

    before = register.organisations_waiting()
    register.record(
        batch(
            kept(1, None, replace(DOUBT, organisation=matched(7))),
            kept(2, None, replace(DOUBT, organisation=matched(8))),
            kept(3, None, replace(DOUBT, organisation=matched(None))),
            kept(4, None, DOUBT),
            kept(5, None, decision(organisation=matched(9))),
        )
    )
    waiting = register.organisations_waiting()
    decide(register, 2, decision(Label.UNRELATED, Outcome.LEAVE))

    assert (before, waiting, register.organisations_waiting()) == (frozenset(), {7, 8}, {7})


def test_many_mails_that_wait_are_all_told(register):
    for first in range(1, 501, 100):
        register.record(batch(*(kept(uid, None, DOUBT) for uid in range(first, first + 100))))

    assert [item.id for item in register.waiting()] == list(range(1, 501))


def test_a_persons_decision_stands_and_the_mail_waits_no_more(register):
    register.record(batch(kept(1, None, DOUBT)))
    decided = decision(Label.UNRELATED, Outcome.LEAVE, reason="decided_by_staff", probability=0.0)
    decide(register, 1, decided)

    item = register.item(1)
    assert (item.decision, item.decided_by, item.decided_at, register.waiting()) == (decided, "Eva", LATER, [])


def test_the_ledger_tells_what_the_person_decided(register):
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1, decision(Label.UNRELATED, Outcome.LEAVE, reason="decided_by_staff", probability=0.0))

    assert register.ledger_entry(ref(1)) == replace(
        kept(1).entry,
        label=Label.UNRELATED,
        outcome=Outcome.LEAVE,
        reason="decided_by_staff",
        probability=0.0,
    )


def test_two_people_cannot_decide_about_the_same_mail(register):
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1, decision(), registration=registration(1))
    with pytest.raises(StoreConflictError):
        decide(register, 1, decision(Label.SPAM, Outcome.LEAVE), by="Per")

    assert (register.item(1).decided_by, len(register.comments(LULEA))) == ("Eva", 1)


def test_a_mail_that_there_is_not_cannot_be_decided(register):
    with pytest.raises(NotFoundError):
        decide(register, 7, decision())


def test_what_a_person_registers_is_registered_and_answered(register, asen):
    register.record(batch(kept(1, None, DOUBT)))
    told = registration(1, organisation_id=asen.id, organisation_name=asen.name)
    decide(register, 1, decision(), registration=told, answers=[mail(1)])

    [comment] = register.comments(LULEA)
    assert (register.item(1).comment, comment.reference) == (comment, told.reference)
    assert register.organisations(LULEA)[0].standing is Standing.ANSWERED
    [answer] = register.outbox((), 9)
    assert (answer.mail, answer.state) == (mail(1), OutboxState.WAITING)
    history = _history(register, mail(1).message_id)
    assert history.replies_to.comment_id == comment.id


def test_what_fails_leaves_the_standing_decision(register):
    register.record(batch(kept(1, None, DOUBT), kept(2, registration=registration(2))))
    with pytest.raises(StoreConflictError):
        decide(register, 1, decision(), registration=registration(2), answers=[mail(1)])

    assert ([item.id for item in register.waiting()], register.outbox((), 9)) == ([1], [])
    assert register.verify() == []


def test_a_mail_that_was_none_of_ours_loses_its_registration_and_the_answer_that_waits(register, asen):
    told = registration(1, organisation_id=asen.id)
    register.record(batch(kept(1, registration=told, answers=(mail(1),))))
    decide(register, 1, decision(Label.UNRELATED, Outcome.LEAVE))

    assert (register.item(1).comment, register.comments(LULEA)[0].status) == (None, CommentStatus.UNDONE)
    assert register.organisations(LULEA)[0].standing is Standing.SILENT
    assert [each.state for each in register.outbox((), 9)] == [OutboxState.DROPPED]


def test_an_answer_that_was_sent_stays_sent(register):
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))
    register.claim(NOW, LATER, 1)
    register.mark_final(1, NOW)
    register.mark_sent(1, NOW)
    decide(register, 1, decision(Label.UNRELATED, Outcome.LEAVE))

    assert register.mail(1).state is OutboxState.SENT


def test_an_answer_is_not_taken_back_only_because_no_second_one_may_be_given(register):
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))
    decide(register, 1, decision(Label.DECLINE), registration=registration(1, kind=Label.DECLINE))

    assert register.mail(1).state is OutboxState.WAITING


def test_a_person_corrects_a_comment_under_its_own_reference(register, asen):
    register.record(batch(kept(1, registration=registration(1), answers=(mail(1),))))
    corrected = registration(
        1, kind=Label.DECLINE, organisation_id=asen.id, organisation_name=asen.name, stance=Stance.ABSTAINS
    )
    decide(register, 1, decision(Label.DECLINE), registration=corrected, answers=[mail(1)])

    [comment] = register.comments(LULEA)
    told = (comment.kind, comment.organisation_id, comment.stance, comment.reference, comment.status)
    assert told == ("decline", asen.id, Stance.ABSTAINS, corrected.reference, CommentStatus.STANDING)
    assert register.organisations(LULEA)[0].standing is Standing.DECLINED
    assert len(register.outbox((), 9)) == 1


def test_a_comment_with_a_supplement_can_be_corrected_too(register, asen):
    register.record(batch(kept(1, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(2, joins=1, role=Role.ADDITION, kind=Label.SUPPLEMENT))))
    decide(register, 1, decision(), registration=registration(1, organisation_id=asen.id, organisation_name=asen.name))

    [comment] = register.comments(LULEA)
    assert (comment.organisation_name, register.item(2).comment) == (asen.name, comment)


def test_a_mail_can_be_moved_from_a_comment_of_its_own_to_another(register):
    register.record(batch(kept(1, registration=registration(1)), kept(2, registration=registration(2))))
    told = registration(2, reference=registration(1).reference, joins=1, role=Role.ADDITION, kind=Label.SUPPLEMENT)
    decide(register, 2, decision(Label.SUPPLEMENT), registration=told)

    statuses = [comment.status for comment in register.comments(LULEA)]
    assert (register.item(2).comment.id, statuses) == (1, [CommentStatus.STANDING, CommentStatus.UNDONE])


def test_a_mail_that_is_moved_to_another_consultation_gets_its_reference_there(register):
    register.record(batch(kept(1, registration=registration(1))))
    moved = registration(1, consultation="kulturplan-2018", reference="KUP-234-679")
    decide(register, 1, decision(consultation="kulturplan-2018"), registration=moved)

    assert register.item(1).comment.reference == "KUP-234-679"
    assert [comment.status for comment in register.comments(LULEA)] == [CommentStatus.UNDONE]


def test_a_supplement_that_is_taken_away_leaves_its_comment_standing(register):
    register.record(batch(kept(1, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(2, joins=1, role=Role.ADDITION, kind=Label.SUPPLEMENT))))
    decide(register, 2, decision(Label.UNRELATED, Outcome.LEAVE))

    assert [comment.status for comment in register.comments(LULEA)] == [CommentStatus.STANDING]


def test_a_stance_that_a_person_set_is_not_changed_by_a_machine(register):
    register.record(batch(kept(1, None, DOUBT)))
    decide(register, 1, decision(), registration=registration(1, stance=Stance.SUPPORTS_WITH_CHANGES))
    told = registration(2, joins=1, role=Role.REPLACEMENT, kind=Label.SUPPLEMENT, stance=Stance.OPPOSES)
    register.record(batch(kept(2, registration=told)))

    assert register.comments(LULEA)[0].stance is Stance.SUPPORTS_WITH_CHANGES


def test_the_role_that_a_person_gives_a_mail_in_its_own_comment_is_told_in_the_digest(register):
    register.record(batch(kept(1, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(2, joins=1, role=Role.ADDITION, kind=Label.SUPPLEMENT))))
    withdrawal = registration(2, joins=1, role=Role.WITHDRAWAL, kind=Label.SUPPLEMENT)
    decide(register, 2, decision(Label.SUPPLEMENT), registration=withdrawal)

    digest = register.digest((lulea(),), NOW.date(), NOW, LATER)
    assert [line.role for line in digest.consultations[0].new] == ["original", "withdrawal"]
    assert register.comments(LULEA)[0].status is CommentStatus.WITHDRAWN


def test_a_comment_stands_again_when_a_person_sees_no_withdrawal_in_its_mail(register):
    for uid in (1, 2):
        told = registration(uid, joins=None if uid == 1 else 1, role=Role.ORIGINAL if uid == 1 else Role.WITHDRAWAL)
        register.record(batch(kept(uid, registration=told)))
    before = register.comments(LULEA)[0].status
    addition = registration(2, joins=1, role=Role.ADDITION, kind=Label.SUPPLEMENT)
    decide(register, 2, decision(Label.SUPPLEMENT), registration=addition)

    assert (before, register.comments(LULEA)[0].status) == (CommentStatus.WITHDRAWN, CommentStatus.STANDING)


def test_a_comment_stands_again_when_the_mail_that_withdrew_it_was_none_of_ours(register):
    register.record(batch(kept(1, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(2, joins=1, role=Role.WITHDRAWAL))))
    decide(register, 2, decision(Label.SPAM, Outcome.LEAVE))

    assert register.comments(LULEA)[0].status is CommentStatus.STANDING


def test_an_organisation_that_withdrew_its_comment_has_still_spoken(register, asen):
    register.record(batch(kept(1, registration=registration(1, organisation_id=asen.id))))
    register.record(batch(kept(2, registration=registration(2, joins=1, role=Role.WITHDRAWAL))))
    register.record(batch(kept(3, registration=registration(3, organisation_id=asen.id))))
    decide(register, 3, decision(Label.SPAM, Outcome.LEAVE))

    assert register.organisations(LULEA)[0].standing is Standing.ANSWERED


def test_a_mail_is_found_by_the_organisation_that_a_person_gave_it(register, asen):
    register.record(batch(kept(1, None, DOUBT)))
    told = registration(1, organisation_id=asen.id, organisation_name="Åsens idrottsförening")
    decide(register, 1, decision(), registration=told)

    assert [hit.organisation for hit in register.search("idrottsförening", 9)] == ["Åsens idrottsförening"]


def _history(register: Any, message_id: str) -> Any:
    inquiry = Inquiry(content_hash="", answers_to=(message_id,), references=(), sender=SENDER)
    return register.ask([inquiry], LATER)[0].history
