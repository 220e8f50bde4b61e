"""No look-up of the intake and of the delivery reads a whole table: it costs the same at a million mails."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import (
    FOLDER,
    MAILBOX,
    NOW,
    SENDER,
    UIDVALIDITY,
    batch,
    content_hash_of,
    decision,
    entry,
    kept,
    left_mails,
    mail,
    ref,
    registration,
    sha256_of,
)
from sqlalchemy import event

from mailintake.domain.comment import Role
from mailintake.domain.decision import Label
from mailintake.domain.inquiry import Inquiry
from mailintake.domain.ledger import Settlement
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import Naming

ON_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
ON_POSTGRESQL = pytest.mark.parametrize("url", ["postgresql"], indirect=True)
SOON = NOW + timedelta(minutes=15)
# Tables that grow with the mail; the others hold a row for each folder, process or consultation.
GROWING = "ledger|message|attachment|decision|comment|comment_message|outbox|original|event|organisation_address"
_READS_ALL = re.compile(rf"^SCAN ({GROWING})\b(?!.*USING (COVERING )?INDEX ix_outbox_(due|next|claimed))")


@contextmanager
def plans_of(register: Any) -> Iterator[list[str]]:
    """Gather how SQLite carries out every statement of the register in the block."""
    ran: dict[str, Any] = {}
    plans: list[str] = []
    engine = register.store.engine

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, is_many: bool) -> None:
        if statement.split(maxsplit=1)[0] in {"SELECT", "UPDATE", "DELETE", "INSERT", "WITH"}:
            ran[statement] = parameters[0] if is_many else parameters

    yield plans
    event.remove(engine, "before_cursor_execute", note)
    connection = sqlite3.connect(engine.url.database)
    for statement, parameters in ran.items():
        rows = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
        plans += [f"{row[3]} | {statement}" for row in rows]
    connection.close()


@ON_SQLITE
def test_taking_in_mail_looks_everything_up(open_sql):
    register = open_sql()
    register.sync_invited(LULEA, [Organisation(id=0, consultation=LULEA, name="Åsens IF", addresses=(SENDER,))], NOW)
    with plans_of(register) as plans:
        register.take(MAILBOX, NOW)
        register.cursor(MAILBOX, FOLDER)
        register.unfinished(MAILBOX, FOLDER, UIDVALIDITY)
        register.begin([ref(1), ref(2)], NOW)
        register.withdraw([ref(2)])
        register.known(["a", "b"])
        register.ask(
            [Inquiry(content_hash="a", answers_to=("<a@b>",), references=("LÖK-1",), sender=SENDER, recipient="x@y")],
            NOW,
        )
        told = registration(2, organisation_id=1)
        register.record(batch(entry(1), kept(2, registration=told, answers=(mail(2),))))
        joined = registration(3, joins=1, role=Role.WITHDRAWAL, kind=Label.SUPPLEMENT)
        returned = Settlement(message_id=mail(2).message_id, has_arrived=False, failed_address=SENDER)
        register.record(batch(kept(3, registration=joined, settlements=(returned,))))
        register.ledger_entry(ref(1))
        register.record_poll(NOW)

    assert len(plans) > 30
    assert [plan for plan in plans if _READS_ALL.match(plan)] == []


@ON_SQLITE
def test_sending_mail_looks_everything_up(open_sql):
    register = open_sql()
    register.queue([mail(number, not_before=NOW) for number in range(1, 6)], NOW)
    with plans_of(register) as plans:
        register.queue([mail(6)], NOW)
        register.release(NOW, is_alone=True)
        register.claim(NOW, SOON, 5)
        register.mark_final(1, NOW)
        register.mark_sent(1, NOW)
        register.put_off(2, SOON, "", NOW)
        register.fail(3, "", NOW)
        register.mark_unknown(4, "", NOW)
        register.release(SOON, is_alone=False)
        register.sent_since(NOW, SOON)
        register.has_uncopied(NOW, SOON)
        register.claim_uncopied(NOW - SOON.resolution, SOON, SOON, 5)
        register.unclaim_uncopied([1])
        register.mark_copied(1, NOW)
        register.counts()
        register.next_due_at()
        register.outbox(("waiting", "claimed", "final", "failed", "unknown"), 10)
        register.is_open()

    assert len(plans) > 20
    assert [plan for plan in plans if _READS_ALL.match(plan)] == []


@ON_SQLITE
@pytest.mark.parametrize(
    ("call", "index"),
    [
        ("claim", "ix_outbox_due"),
        ("next_due_at", "ix_outbox_next_attempt_at"),
        ("release", "ix_outbox_claimed_until"),
        ("counts", "ix_outbox_failed"),
        ("counts", "ix_outbox_claimed_until"),
        ("outbox", "ix_outbox_failed"),
        ("digest", "ix_outbox_failed"),
        ("ask", "ix_outbox_answered_at"),
        ("ask", "ix_outbox_recipient "),
        ("ask", "ix_outbox_recipient_domain"),
        ("ask", "ix_outbox_answers_sender"),
        ("ask", "ix_comment_standing_sender"),
        ("ask", "ix_ledger_content_hash"),
        ("known", "ix_ledger_sha256"),
        ("waiting", "ix_decision_waiting"),
        ("organisations_waiting", "ix_decision_waiting"),
        ("digest", "ix_ledger_seen_at"),
        ("digest", "ix_message_kept_at"),
        ("digest", "ix_comment_message_registered_at"),
        ("past_retention", "ix_message_received_at"),
        ("human_decisions", "ix_decision_of_people"),
        ("acknowledgement", "ix_outbox_answers"),
    ],
)
def test_each_look_up_uses_the_index_that_was_made_for_it(open_sql, call, index):
    register = open_sql()
    asked = Inquiry(content_hash="a", answers_to=("<a@b>",), references=("LÖK-1",), sender=SENDER, recipient="x@y")
    calls = {
        "claim": lambda: register.claim(NOW, SOON, 5),
        "next_due_at": register.next_due_at,
        "release": lambda: register.release(NOW, is_alone=False),
        "counts": register.counts,
        "outbox": lambda: register.outbox(("failed",), 10),
        "ask": lambda: register.ask([asked], NOW),
        "known": lambda: register.known(["a"]),
        "waiting": register.waiting,
        "organisations_waiting": register.organisations_waiting,
        "digest": lambda: register.digest((), NOW.date(), NOW, SOON),
        "past_retention": lambda: register.past_retention(NOW),
        "human_decisions": lambda: list(register.human_decisions()),
        "acknowledgement": lambda: register.acknowledgement(1),
    }
    with plans_of(register) as plans:
        calls[call]()

    assert [plan for plan in plans if f"INDEX {index}" in plan.replace("|", " |")] != []


@ON_SQLITE
def test_what_staff_look_at_is_looked_up(open_sql):
    register = open_sql()
    register.sync_invited(LULEA, [Organisation(id=0, consultation=LULEA, name="Åsens IF")], NOW)
    register.record(batch(kept(1, registration=registration(1)), entry(2)))
    naming = Naming(consultation=LULEA, organisation_id=None, name="Kören", address="kor@fripost.example")
    joined = registration(3, joins=1, role=Role.REPLACEMENT, kind=Label.SUPPLEMENT)
    with plans_of(register) as plans:
        for told in (registration(1), joined, None):
            register.decide(
                1, decision(), registration=told, answers=[mail(1)], by="Eva", now=NOW, naming=naming if told else None
            )
            register.acknowledgement(1)
            register.undo(1, by="Eva", now=NOW)
        list(register.human_decisions())
        register.human_decisions_mark()
        register.comment_numbered(1)
        register.waiting()
        register.item(1)
        register.comment(registration(1).reference)
        register.past_retention(NOW)
        register.search("synpunkter", 10)

    assert len(plans) > 40
    assert [plan for plan in plans if _READS_ALL.match(plan) and "ix_decision_waiting" not in plan] == []


@pytest.mark.postgresql
@ON_POSTGRESQL
@pytest.mark.parametrize("table", ["ledger", "comment"])
def test_postgresql_looks_values_up_also_before_it_has_statistics(open_sql, table):
    register = open_sql()
    register.record(batch(*left_mails(1, 3000)))
    register.record(batch(*(kept(uid, registration=registration(uid, sender=f"{uid}@x")) for uid in range(3001, 3301))))
    asked = [
        Inquiry(content_hash=content_hash_of(uid), answers_to=(), references=(), sender=f"{uid}@x")
        for uid in range(2900, 3000)
    ]
    ran: list[tuple[str, Any]] = []

    @event.listens_for(register.store.engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _is_many: bool) -> None:
        ran.append((statement, parameters))

    register.known([sha256_of(uid) for uid in range(1, 101)])
    register.ask(asked, NOW)
    looked_up = [(statement, parameters) for statement, parameters in ran if "json_array_elements" in statement]
    with register.store.read() as connection:
        plans = [
            row[0]
            for statement, parameters in looked_up
            for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        ]

    assert len(looked_up) == 3
    assert [line for line in plans if f"Seq Scan on {table}" in line] == []
