"""What is kept of a mail comes back as it was; what follows from it is stored with it or not at all."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta, timezone

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import (
    NOW,
    UIDVALIDITY,
    batch,
    cursor,
    decision,
    entry,
    kept,
    mail,
    message,
    ref,
    registration,
    unreadable,
)

from mailintake.domain.acknowledgement import Reason, refuse
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Decision, Evidence, Label, Outcome, Request
from mailintake.domain.ledger import Disposition
from mailintake.domain.message import (
    Attachment,
    Authentication,
    Automatic,
    FailedRecipient,
    MachineSigns,
    Message,
    Unreadable,
)
from mailintake.domain.organisation import OrganisationMatch
from mailintake.errors import NotFoundError, StoreConflictError

FULL = Message(
    sha256="a" * 64,
    content_hash="b" * 64,
    size=123_456,
    message_id="<full@asen.example>",
    from_address="Eva.Åström@asen.example",
    from_name="Eva Åström",
    sender_address="kansli@asen.example",
    reply_to=("svar@asen.example", "eva@asen.example"),
    to=("lulea.kommun@lulea.se",),
    cc=("annan@asen.example",),
    sent_to=("lulea.kommun@lulea.se", "annan@asen.example"),
    subject="Synpunkter på överenskommelsen – räksmörgås 🦐",
    date=datetime(2018, 9, 1, 10, 30, 1, 234567, tzinfo=UTC),
    received_at=datetime(2018, 9, 1, 10, 31, tzinfo=UTC),
    in_reply_to=("<mailintake.1@lulea.example>",),
    references=("<mailintake.0@lulea.example>", "<mailintake.1@lulea.example>"),
    language="sv",
    text="Vi tycker\n\natt § 3 är bra: \"ja\" 'ja' \\ja",
    quoted="> Förslag",
    signature="-- \nEva",
    attachments=(
        Attachment(
            filename="yttrande.pdf", media_type="application/pdf", size=9, sha256="c", text="Ja", is_readable=True
        ),
        Attachment(filename="", media_type="image/png", size=0, sha256="d", text="", is_readable=False),
    ),
    automatic=Automatic.BOUNCE,
    automatic_reason="Content-Type: multipart/report",
    reported_message_id="<mailintake.2@lulea.example>",
    recipients_failed=(
        FailedRecipient(address="x@asen.example", status="5.1.1", is_permanent=True, reason="no such user"),
    ),
    authentication=Authentication.FAILED,
    signs=MachineSigns(
        auto_submitted="auto-generated",
        precedence="bulk",
        list_fields=("list-id", "list-post"),
        auto_response_suppress=frozenset({"oof", "autoreply"}),
        return_path="",
    ),
    is_whole=False,
    defects=("a part has no end",),
)
FULL_DECISION = Decision(
    label=Label.SUPPLEMENT,
    outcome=Outcome.REVIEW,
    reason="near_miss",
    explanation="Det finns skäl åt båda hållen.",
    probability=0.1 + 0.2,
    consultation=LULEA,
    organisation=OrganisationMatch(name="Åsens IF", matched_by="domain", organisation_id=None, language="fi"),
    stance=Stance.SUPPORTS_WITH_CHANGES,
    role=Role.CORRECTION,
    joins=77,
    is_late=True,
    request=Request.EXTENSION,
    is_records_request=True,
    evidence=(
        Evidence(rule="terms", hit=True, weight=1.25, text="överenskommelse, samråd"),
        Evidence(rule="near_miss", hit=False, weight=0.0, text=""),
    ),
    version="rules 3, model 2",
)


def test_the_values_of_this_test_leave_no_field_at_its_default():
    for value, needs_none in ((FULL, ()), (FULL_DECISION, ()), (FULL.signs, ())):
        unset = [
            field.name
            for field in fields(value)
            if getattr(value, field.name) == field.default and field.name not in needs_none
        ]
        assert unset == []


def test_every_field_of_a_mail_and_of_its_decision_comes_back(register):
    register.record(batch(kept(1, FULL, FULL_DECISION)))

    item = register.item(1)

    assert (item.reading, item.decision) == (FULL, FULL_DECISION)
    assert (item.id, item.decided_by, item.decided_at, item.comment) == (1, "machine", NOW, None)


def test_a_mail_that_could_not_be_read_is_held_with_its_reason_and_waits(register):
    held = Unreadable(
        sha256="a" * 64,
        content_hash="b" * 64,
        size=5,
        received_at=NOW,
        reason="Nästlad för djupt.",
        subject="Synp",
        from_address="eva@asen.example",
    )
    register.record(batch(kept(1, held, decision(Label.UNRELATED, Outcome.REVIEW, reason="unreadable"))))

    assert [item.reading for item in register.waiting()] == [held]
    assert register.ledger_entry(ref(1)).disposition is Disposition.HELD


def test_text_that_no_database_takes_is_stored_with_a_sign_in_its_place(register):
    odd = "räk\x00smörgås\ud800!"
    register.record(
        batch(
            kept(
                1,
                message(1, subject=odd, text=odd, to=(odd,), defects=(odd,), attachments=(_attachment(odd),)),
                decision(explanation=odd, evidence=(Evidence(rule="r", hit=True, weight=1.0, text=odd),)),
                registration=registration(1, organisation_name=odd, sender=odd),
            )
        )
    )

    item = register.item(1)

    clean = "räk\ufffdsmörgås\ufffd!"
    reading = item.reading
    told = (reading.subject, reading.text, *reading.to, *reading.defects, reading.attachments[0].text)
    assert told == (clean,) * 5
    assert (item.decision.explanation, item.decision.evidence[0].text) == (clean, clean)
    assert (item.comment.organisation_name, item.comment.sender) == (clean, clean)
    assert register.verify() == []


def test_a_folder_with_a_name_that_no_database_takes_is_read_like_others(open_sql):
    register = open_sql()
    odd = {"mailbox": "lu\x00lea", "folder": "In\ud800box"}
    register.start(*odd.values(), cursor(0))
    register.begin([ref(1, **odd), ref(2, **odd)], NOW)
    register.record(batch(entry(1, ref=ref(1, **odd)), **odd))

    assert (register.cursor(*odd.values()).last_uid, register.verify()) == (1, [])
    assert register.unfinished(*odd.values(), UIDVALIDITY) == {2: 1}
    assert list(register.ledger_uids(*odd.values(), UIDVALIDITY)) == [1]


def test_an_address_longer_than_an_index_can_hold_does_not_stop_the_batch(register):
    endless = "a" * 100_000 + "@asen.example"
    register.record(
        batch(
            kept(
                1,
                message(1, from_address=endless),
                registration=registration(1, sender=endless),
                answers=(mail(1, recipient=endless),),
            )
        )
    )

    assert register.item(1).comment.sender == endless
    assert register.outbox((), 1)[0].mail.recipient == endless


def test_moments_come_back_in_utc_from_whatever_zone(register):
    summer = timezone(timedelta(hours=2))
    register.record(batch(kept(1, message(1, received_at=datetime(2018, 9, 1, 1, 0, tzinfo=summer)))))

    received_at = register.item(1).reading.received_at

    assert (received_at.isoformat(), received_at.tzinfo) == ("2018-08-31T23:00:00+00:00", UTC)


def test_a_moment_without_a_zone_is_refused_and_nothing_is_stored(open_sql):
    repository = open_sql()
    naive = datetime(2018, 9, 1)  # noqa: DTZ001 - that is the subject
    with pytest.raises(Exception, match="without a time zone"):
        repository.record(batch(entry(1, seen_at=naive)))

    assert repository.ledger_entry(ref(1)) is None


def test_a_batch_with_kept_and_left_mail_is_stored_whole(register):
    register.record(
        batch(
            entry(1),
            kept(2, registration=registration(2), answers=(mail(2),)),
            entry(3),
            kept(4, message(4, from_address="eva@asen.example"), decision(Label.QUESTION)),
        )
    )

    assert [register.item(number).reading.sha256 for number in (1, 2)] == [message(2).sha256, message(4).sha256]
    assert [comment.reference for comment in register.comments(LULEA)] == [registration(2).reference]
    assert [each.mail for each in register.outbox((), 10)] == [mail(2)]
    assert register.verify() == []


def test_a_batch_that_fails_leaves_nothing_behind(register):
    with pytest.raises(NotFoundError):
        register.record(
            batch(
                entry(1),
                kept(2, registration=registration(2), answers=(mail(2),)),
                kept(3, registration=registration(3, joins=99, kind=Label.SUPPLEMENT, role=Role.ADDITION)),
            )
        )

    assert [register.ledger_entry(ref(uid)) for uid in (1, 2, 3)] == [None] * 3
    assert (register.comments(LULEA), register.outbox((), 10), register.verify()) == ((), [], [])


def test_a_reference_that_is_taken_is_a_conflict_and_the_mail_can_be_recorded_with_another(register):
    register.record(batch(kept(1, registration=registration(1))))
    with pytest.raises(StoreConflictError):
        register.record(batch(kept(2, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(2))))

    assert len(register.comments(LULEA)) == 2


def test_two_consultations_may_use_the_same_reference(register):
    register.record(batch(kept(1, registration=registration(1))))
    register.record(batch(kept(2, registration=registration(1, consultation="kulturplan-2018"))))

    assert [len(register.comments(key)) for key in (LULEA, "kulturplan-2018")] == [1, 1]


def test_the_same_original_kept_under_two_uids_is_stored_once(register):
    register.record(batch(kept(1)))
    register.record(batch(kept(2, message(1), original=kept(1).original)))

    assert [register.item(number).reading for number in (1, 2)] == [message(1), message(1)]
    assert register.verify() == []


def test_a_mail_that_nobody_kept_is_not_found(register):
    with pytest.raises(NotFoundError):
        register.item(1)


def test_why_no_answer_was_given_is_counted_for_the_digest(register):
    register.record(
        batch(
            kept(1, permission=refuse(Reason.LIST)),
            kept(2, permission=refuse(Reason.LIST)),
            kept(3, permission=refuse(Reason.SENDER_CAP)),
            kept(4, unreadable(4), permission=None),
        )
    )

    digest = register.digest((), NOW.date(), NOW, NOW + timedelta(seconds=1))

    assert digest.suppressed == (("list", 2), ("sender_cap", 1))


def _attachment(text: str) -> Attachment:
    return Attachment(filename=text, media_type="text/plain", size=1, sha256="c", text=text, is_readable=True)
