"""What is told of the whole: the digest's figures, reconciliations, comments by reference, retention."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA, lulea
from fakes.kept_mail import MAILBOX, NOW, SENDER, batch, decision, entry, kept, mail, message, registration, unreadable

from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.digest import CommentLine, Digest, Reconciliation, TrayLine
from mailintake.domain.ledger import Disposition, Settlement
from mailintake.domain.organisation import Organisation, OrganisationMatch
from mailintake.errors import NotFoundError

HOUR = timedelta(hours=1)
UNTIL = NOW + HOUR
DAY = date(2018, 6, 21)
ALL_WELL = Reconciliation(folder="INBOX", at=NOW, in_mailbox=5, unseen=0, kept=2, left=3, gone=1)


def digest(register: Any, since=NOW, until=UNTIL) -> Digest:
    return register.digest((lulea(),), DAY, since, until)


def invite(register: Any, *names: str) -> None:
    invited = [
        Organisation(id=0, consultation=LULEA, name=name, addresses=(f"info@{number}.example",))
        for number, name in enumerate(names)
    ]
    register.sync_invited(LULEA, invited, NOW)


def test_an_empty_register_tells_of_nothing(register):
    told = digest(register)

    [figures] = told.consultations
    assert (figures.key, figures.title, figures.last_day) == (LULEA, lulea().title, date(2018, 10, 1))
    assert (figures.days_left, figures.is_deadline_on_weekend) == (102, False)
    assert (figures.new, figures.comments, figures.invited, figures.silent) == ((), 0, 0, ())
    assert (told.day, told.since, told.until, told.is_delayed) == (DAY, NOW, UNTIL, False)
    assert (told.tray, told.seen, told.left, told.held, told.suppressed) == ((), 0, 0, 0, ())
    assert (told.bounced, told.reconciliations, told.last_poll_at) == ((), (), None)
    assert (told.sending_unknown, told.sending_failed) == (0, 0)


def test_new_comments_and_supplements_are_told_in_the_order_they_were_received(register):
    late = registration(1, organisation_name="Åsens IF", is_late=True, received_at=NOW - HOUR, stance=Stance.OPPOSES)
    register.record(batch(kept(1, message(1, received_at=NOW - HOUR), registration=late)))
    addition = registration(2, joins=1, role=Role.ADDITION, kind=Label.SUPPLEMENT)
    register.record(batch(kept(2, registration=addition)))
    nameless = message(3, from_name="", received_at=NOW - 2 * HOUR)
    register.record(batch(kept(3, nameless, registration=registration(3, kind=Label.DECLINE))))

    assert digest(register).consultations[0].new == (
        CommentLine(
            reference=registration(3).reference,
            organisation=SENDER,
            received_at=NOW - 2 * HOUR,
            is_late=False,
            stance=Stance.SUPPORTS,
            kind="decline",
            role="original",
        ),
        CommentLine(
            reference=late.reference,
            organisation="Åsens IF",
            received_at=NOW - HOUR,
            is_late=True,
            stance=Stance.OPPOSES,
            kind="comment",
            role="original",
        ),
        CommentLine(
            reference=late.reference,
            organisation="Åsens IF",
            received_at=NOW,
            is_late=True,
            stance=Stance.OPPOSES,
            kind="comment",
            role="addition",
        ),
    )


def test_a_period_holds_what_was_registered_in_it_and_ends_before_its_end(register):
    for number, at in enumerate((NOW - timedelta(seconds=1), NOW, UNTIL - timedelta(seconds=1), UNTIL), start=1):
        seen = kept(number, registration=registration(number), entry=entry(number, Disposition.KEPT, seen_at=at))
        register.record(batch(seen, now=at))

    told = digest(register)

    assert [line.reference for line in told.consultations[0].new] == [registration(n).reference for n in (2, 3)]
    assert (told.seen, told.consultations[0].comments) == (2, 4)


def test_what_a_person_registers_is_new_when_it_is_registered(register):
    doubtful = kept(1, None, decision(outcome=Outcome.REVIEW))
    register.record(batch(doubtful, now=NOW - 9 * HOUR))
    register.decide(1, decision(), registration=registration(1), answers=(), by="Eva", now=NOW)

    assert digest(register).new_comments == 1


def test_standing_comments_are_counted_and_declines_and_withdrawn_ones_are_not(register):
    register.record(batch(kept(1, registration=registration(1)), kept(2, registration=registration(2))))
    register.record(batch(kept(3, registration=registration(3, kind=Label.DECLINE))))
    register.record(batch(kept(4, registration=registration(4, joins=1, role=Role.WITHDRAWAL, kind=Label.SUPPLEMENT))))
    before = digest(register).consultations[0].comments
    register.record(batch(kept(5, registration=registration(5, joins=1, role=Role.REPLACEMENT, kind=Label.SUPPLEMENT))))
    register.decide(2, decision(Label.SPAM, Outcome.LEAVE), registration=None, answers=(), by="Eva", now=NOW)
    turned = registration(3, kind=Label.COMMENT)
    register.decide(3, decision(), registration=turned, answers=(), by="Eva", now=NOW)

    assert (before, digest(register).consultations[0].comments) == (1, 2)


def test_the_invited_are_counted_by_where_they_stand_and_the_silent_are_named(register):
    invite(register, "Åsens IF", "Byns IF", "Kyrkan", "Lotsen")
    register.record(batch(kept(1, registration=registration(1, organisation_id=2))))
    register.record(batch(kept(2, registration=registration(2, organisation_id=3, kind=Label.DECLINE))))

    [figures] = digest(register).consultations

    assert (figures.invited, figures.answered, figures.declined) == (4, 1, 1)
    assert figures.silent == ("Åsens IF", "Lotsen")


def test_what_waits_is_told_with_who_sent_it(register):
    asen = OrganisationMatch(name="Åsens IF", matched_by="domain")
    doubt = decision(outcome=Outcome.REVIEW, reason="near_miss", organisation=asen)
    register.record(
        batch(
            kept(1, None, doubt),
            kept(2, None, decision(Label.QUESTION, reason="asks")),
            kept(
                3,
                unreadable(3, from_address="x@asen.example"),
                decision(Label.UNRELATED, Outcome.REVIEW, reason="unreadable"),
            ),
            kept(4, None, decision(Label.QUESTION, Outcome.REVIEW, reason="records", is_records_request=True)),
        )
    )

    told = digest(register)

    lines = [(each.item_id, each.label, each.reason, each.organisation, each.is_held) for each in told.tray]
    assert lines == [
        (4, "question", "records", "Anna Berg", False),
        (1, "comment", "near_miss", "Åsens IF", False),
        (2, "question", "asks", "Anna Berg", False),
        (3, "unrelated", "unreadable", "x@asen.example", True),
    ]
    assert told.tray[0] == TrayLine(
        item_id=4,
        received_at=NOW,
        label="question",
        reason="records",
        organisation="Anna Berg",
        is_held=False,
        is_records_request=True,
    )
    assert told.held == 1


def test_mail_that_was_seen_and_left_is_counted_but_not_what_was_never_looked_at(register):
    register.record(batch(*(entry(uid, disposition) for uid, disposition in enumerate(Disposition, start=1))))

    told = digest(register)

    assert (told.seen, told.left) == (4, 2)


def test_what_could_not_be_sent_and_who_cannot_be_reached_is_told(register):
    invite(register, "Åsens IF", "Byns IF")
    register.queue([mail(1, recipient="info@1.example"), mail(2), mail(3)], NOW)
    register.claim(NOW, UNTIL, 3)
    for outbox_id in (1, 2):
        register.mark_final(outbox_id, NOW)
    register.mark_sent(1, NOW)
    register.mark_unknown(2, "lost", NOW)
    register.fail(3, "no", NOW)
    bounce = Settlement(message_id=mail(1).message_id, has_arrived=False, failed_address="info@1.example")
    register.record(batch(kept(1, None, decision(Label.BOUNCE, Outcome.LEAVE), settlements=(bounce,))))

    told = digest(register)

    assert (told.sending_unknown, told.sending_failed, told.bounced) == (1, 1, ("Byns IF",))


def test_the_newest_reconciliation_of_each_folder_is_told(register):
    for result in (
        Reconciliation(folder="Junk", at=NOW, in_mailbox=1, unseen=1, kept=0, left=0, gone=0),
        Reconciliation(folder="INBOX", at=NOW - HOUR, in_mailbox=4, unseen=4, kept=0, left=0, gone=0),
        ALL_WELL,
    ):
        register.record_reconciliation(MAILBOX, result)

    told = digest(register).reconciliations

    assert [(each.folder, each.is_balanced) for each in told] == [("INBOX", True), ("Junk", False)]
    assert told[0] == ALL_WELL


def test_the_last_poll_is_the_latest_there_was(register):
    register.record_poll(NOW)
    register.record_poll(NOW - HOUR)

    assert digest(register).last_poll_at == NOW


def test_a_comment_is_found_by_its_reference_in_any_case_of_letters(register):
    register.record(batch(kept(1, registration=registration(1, reference="LÖK-7F3-KQ2"))))

    assert {register.comment(typed).id for typed in ("LÖK-7F3-KQ2", " lök-7f3-kq2 ", "Lök-7f3-KQ2")} == {1}
    with pytest.raises(NotFoundError):
        register.comment("LÖK-222-222")


def test_mail_that_is_old_enough_for_a_retention_decision_is_counted(register):
    for number, hours in ((1, 3), (2, 2), (3, 1)):
        register.record(batch(kept(number, message(number, received_at=NOW - hours * HOUR))))

    assert [register.past_retention(NOW - hours * HOUR) for hours in (0, 1, 2, 4)] == [3, 2, 1, 0]
