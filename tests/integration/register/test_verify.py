"""Whoever changes the database behind the register's back is found: the log, decisions, ledger rows and originals."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import Any

import pytest
from fakes.consultations import LULEA
from fakes.kept_mail import (
    NOW,
    batch,
    decision,
    entry,
    file_batch,
    kept,
    left_mails,
    mail,
    ref,
    registration,
    sha256_of,
)
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mailintake.domain.comment import Role
from mailintake.domain.decision import Label, Outcome
from mailintake.domain.digest import Reconciliation
from mailintake.domain.ledger import Disposition, Settlement
from mailintake.domain.organisation import Organisation
from mailintake.domain.tray import Naming

SOON = NOW + timedelta(minutes=15)


@pytest.fixture
def register(open_sql) -> Any:
    """A register in which everything has happened that is logged."""
    repository = open_sql()
    repository.sync_invited(LULEA, [Organisation(id=0, consultation=LULEA, name="Åsens IF")], NOW)
    repository.record(batch(*left_mails(1, 3), kept(4, registration=registration(4), answers=(mail(4),)), entry(5)))
    withdrawal = registration(6, joins=1, role=Role.WITHDRAWAL, kind=Label.SUPPLEMENT)
    repository.record(batch(kept(6, registration=withdrawal), kept(7, None, decision(outcome=Outcome.REVIEW))))
    repository.decide(3, decision(), registration=registration(7), answers=[mail(7)], by="Eva Åström", now=NOW)
    repository.decide(1, decision(Label.SPAM, Outcome.LEAVE), registration=None, answers=(), by="Per", now=NOW)
    repository.undo(1, by="Per", now=NOW)
    naming = Naming(consultation=LULEA, organisation_id=None, name="Kören", address="kor@fripost.example")
    repository.decide(
        1, decision(Label.DECLINE), registration=registration(4), answers=(), by="Per", now=NOW, naming=naming
    )
    repository.undo(1, by="Per", now=NOW)
    repository.queue([mail(8), mail(9)], NOW)
    repository.claim(NOW, SOON, 9)
    repository.mark_final(2, NOW)
    repository.mark_sent(2, NOW)
    repository.mark_unknown(3, "lost", NOW)
    repository.fail(4, "no", NOW)
    repository.record(batch(kept(10, settlements=(Settlement(message_id=mail(8).message_id, has_arrived=True),))))
    repository.record(file_batch(*(entry(0, ref=ref(0, mailbox="file", folder=sha256_of(n))) for n in (20, 21))))
    repository.record_reconciliation(
        "lulea", Reconciliation(folder="INBOX", at=NOW, in_mailbox=1, unseen=0, kept=1, left=0, gone=0)
    )
    repository.open("too many", NOW)
    repository.close("Eva Åström", NOW)
    assert repository.verify() == []
    return repository


def tamper(register: Any, *statements: str) -> None:
    """Change rows as whoever owns the database can, past the guards of the log and of the references."""
    if register.store.is_postgresql:
        with register.store.engine.begin() as connection:
            for statement in ("SET LOCAL session_replication_role = replica", *statements):
                connection.execute(text(statement))
        return
    connection = sqlite3.connect(register.store.engine.url.database)
    for statement in ("DROP TRIGGER event_no_update", "DROP TRIGGER event_no_delete", *statements):
        connection.execute(statement)
    connection.commit()
    connection.close()


def _event(register: Any, kind: str) -> int:
    with register.store.read() as connection:
        return connection.scalar(text("SELECT min(seq) FROM event WHERE kind = :kind"), {"kind": kind})


@pytest.mark.parametrize(
    "change", ["UPDATE event SET actor = 'Per'", "DELETE FROM event", "DELETE FROM event WHERE seq = 2"]
)
def test_the_database_itself_refuses_to_change_the_log(register, change):
    with pytest.raises(DBAPIError, match="events are never"), register.store.write() as connection:
        connection.execute(text(change))

    assert register.verify() == []


@pytest.mark.postgresql
@pytest.mark.parametrize("url", ["postgresql"], indirect=True)
def test_postgresql_refuses_to_empty_the_log(register):
    with pytest.raises(DBAPIError, match="events are never"), register.store.write() as connection:
        connection.execute(text("TRUNCATE event"))


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'Per Öst'",
        "kind = 'kept'",
        "subject = 'message:99'",
        "data = '{}'",
        "data = data || ' '",
        "data = 'no JSON'",
        "at = '2000-01-01 00:00:00.000000+00:00'",
        "hash = previous_hash",
    ],
)
def test_an_event_that_was_changed_is_found(register, change):
    seq = _event(register, "decided")
    tamper(register, f"UPDATE event SET {change} WHERE seq = {seq}")

    assert f"Event {seq} was changed: its hash does not fit its content." in register.verify()


@pytest.mark.parametrize("url", ["sqlite"], indirect=True)
def test_an_event_that_holds_nonsense_is_found(register):
    tamper(register, "UPDATE event SET at = 'yesterday' WHERE seq = 3")

    assert register.verify() == ["An event after 0 was changed and cannot be read; the log is not checked further."]


def test_an_event_that_was_removed_is_found(register):
    seq = _event(register, "decided")
    tamper(register, f"DELETE FROM event WHERE seq = {seq}")

    assert register.verify()[0] == f"Event {seq} is missing."


def test_several_events_that_were_removed_at_the_end_are_found(register):
    with register.store.read() as connection:
        last = connection.scalar(text("SELECT max(seq) FROM event"))
    tamper(register, f"DELETE FROM event WHERE seq > {last - 2}")

    assert register.verify() == [f"Events {last - 1} to {last} are missing."]


def test_a_log_that_was_emptied_is_found(register):
    with register.store.read() as connection:
        last = connection.scalar(text("SELECT max(seq) FROM event"))
    tamper(register, "DELETE FROM event")

    assert f"Events 1 to {last} are missing." in register.verify()


def test_an_event_whose_place_was_taken_by_another_is_found(register):
    tamper(
        register,
        "DELETE FROM event WHERE seq = 3",
        "UPDATE event SET seq = 3 WHERE seq = 4",
    )

    faults = register.verify()

    assert "Event 3 does not follow from the event before it." in faults
    assert "Event 4 is missing." in faults


def test_a_log_whose_end_was_rewritten_is_found(register):
    tamper(register, "UPDATE event_head SET hash = 'x'")

    assert register.verify() == ["The log does not end where its last entry was written."]


def test_a_log_without_its_end_is_found(register):
    tamper(register, "DELETE FROM event_head")

    assert register.verify() == ["The end of the log is missing."]


@pytest.mark.parametrize(
    "column", ["label = 'spam'", "probability = 0.5", "decided_by = decided_by, explanation = 'x'"]
)
def test_a_decision_that_was_changed_is_found(register, column):
    tamper(register, f"UPDATE decision SET {column} WHERE id = 1")

    assert register.verify() == ["Decision 1 about message:1 was changed."]


@pytest.mark.parametrize("change", ["evidence = '[7]'", "evidence = 'no JSON'", "label = 'nonsense'"])
def test_a_decision_that_holds_nonsense_is_found(register, change):
    tamper(register, f"UPDATE decision SET {change} WHERE id = 1")

    assert register.verify() == ["Decision 1 about message:1 was changed."]


def test_a_decision_that_was_removed_is_found(register):
    tamper(register, "DELETE FROM decision WHERE id = 5")

    assert register.verify() == ["Decision 5 about message:1 is missing."]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM ledger WHERE uid = 2",
        "UPDATE ledger SET sha256 = 'x' WHERE uid = 5",
        "UPDATE ledger SET size = 1 WHERE uid = 1",
        "UPDATE ledger SET disposition = 'nonsense' WHERE uid = 1",
        f"DELETE FROM ledger WHERE folder = '{sha256_of(21)}'",
    ],
)
def test_a_ledger_row_of_a_mail_that_was_left_is_missed(register, change):
    tamper(register, change)

    [fault] = register.verify()
    assert fault.startswith("The ledger rows of event ")


def test_an_original_that_was_changed_is_found(register):
    tamper(
        register, f"UPDATE original SET content = CAST('forged' AS {_bytes(register)}) WHERE sha256 = '{sha256_of(4)}'"
    )

    assert register.verify() == [f"The original {sha256_of(4)[:12]} was changed: its bytes do not fit its hash."]


def test_an_original_that_was_removed_is_found(register):
    tamper(register, f"DELETE FROM original WHERE sha256 = '{sha256_of(4)}'")

    assert register.verify() == [f"The original {sha256_of(4)[:12]} of message:1 is missing."]


def test_a_long_log_and_many_originals_are_checked_to_their_end(open_sql):
    repository = open_sql()
    for first in range(1, 1202, 100):
        repository.record(batch(*(kept(uid) for uid in range(first, first + 100))))
    before = repository.verify()
    tamper(
        repository,
        "UPDATE event SET actor = 'x' WHERE seq IN (1, 501, 1300)",
        f"UPDATE original SET content = CAST('' AS {_bytes(repository)})",
    )

    assert (before, len(repository.verify())) == ([], 3 + 1300)


def test_the_log_holds_no_address_and_no_word_of_a_mail(register):
    with register.store.read() as connection:
        logged = " ".join(connection.scalars(text("SELECT subject || ' ' || data FROM event")))

    assert [word for word in ("fripost", "@", "Anna", "tycker", "Kören") if word in logged] == []


def test_what_was_left_says_how_many_and_why(register):
    with register.store.read() as connection:
        data = connection.scalar(text("SELECT data FROM event WHERE kind = 'left' ORDER BY seq LIMIT 1"))

    assert '"count":4,"dispositions":{"left":4},"labels":{"unrelated":4}' in data
    assert '"INBOX",1529568000,[[1,3],[5,5]]]' in data
    assert Disposition.LEFT.value == "left"


def _bytes(register: Any) -> str:
    return "bytea" if register.store.is_postgresql else "blob"
