"""What the database does to us is told as one of our errors, and the register works again when it has passed."""

from __future__ import annotations

import sqlite3
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import psycopg
import pytest
from fakes.kept_mail import FOLDER, MAILBOX, UIDVALIDITY, batch, entry, kept, message
from servers.postgres import Postgres
from sqlalchemy import event, text

from mailintake.errors import NotFoundError, PermanentError, SchemaError, StoreConflictError, StoreUnavailableError
from mailintake.register import engine, schema
from mailintake.register.sql_repository import SqlRepository

ONLY_POSTGRESQL = [pytest.mark.postgresql, pytest.mark.parametrize("url", ["postgresql"], indirect=True)]
ONLY_SQLITE = pytest.mark.parametrize("url", ["sqlite"], indirect=True)


def only_postgresql(test: Any) -> Any:
    for mark in ONLY_POSTGRESQL:
        test = mark(test)
    return test


@only_postgresql
def test_a_backend_that_is_terminated_in_a_transaction_is_told_and_then_all_works_again(open_sql, url, postgres):
    register = open_sql()
    database = url.rpartition("/")[2]
    with psycopg.connect(postgres.dsn(database)) as blocker, ThreadPoolExecutor(1) as pool:
        blocker.execute("SELECT * FROM event_head FOR UPDATE")
        recording = pool.submit(register.record, batch(entry(1)))
        _wait_until_blocked(postgres, database)
        [(pid,)] = postgres.command(_BLOCKED.format(database=database))
        postgres.command(f"SELECT pg_terminate_backend({pid})")
        with pytest.raises(StoreUnavailableError):
            recording.result(30)
    stored = register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY)
    register.record(batch(entry(1)))

    assert (stored, sorted(register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY))) == ({}, [1])


@only_postgresql
def test_a_connection_that_died_in_the_pool_is_replaced_without_an_error(open_sql, url, postgres):
    register = open_sql()
    register.record(batch(entry(1)))
    database = url.rpartition("/")[2]
    postgres.command(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")

    register.record(batch(entry(2)))

    assert sorted(register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY)) == [1, 2]


@only_postgresql
def test_a_lock_that_is_held_too_long_is_told(monkeypatch, url, postgres):
    monkeypatch.setattr(engine, "_POSTGRESQL_OPTIONS", "-c lock_timeout=50ms")
    register = SqlRepository(url, worker="a")
    with psycopg.connect(postgres.dsn(url.rpartition("/")[2])) as blocker:
        blocker.execute("SELECT * FROM event_head FOR UPDATE")
        with pytest.raises(StoreUnavailableError, match="lock timeout"):
            register.record(batch(entry(1)))
    register.record(batch(entry(1)))
    register.dispose()


@pytest.mark.postgresql
@pytest.mark.xdist_group("postgresql")
def test_a_server_that_crashes_is_told_and_has_lost_nothing_when_it_is_up_again():
    with Postgres(is_safe=True) as server:
        url = server.url(server.create())
        schema.upgrade(url)
        register = SqlRepository(url, worker="a")
        register.record(batch(entry(1)))
        server.crash()
        with pytest.raises(StoreUnavailableError):
            register.record(batch(entry(2)))
        server.start()
        register.record(batch(entry(2)))
        stored, faults = register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY), register.verify()
        register.dispose()

    assert (sorted(stored), faults) == ([1, 2], [])


@only_postgresql
def test_an_error_of_postgresql_tells_no_address(open_sql):
    register = open_sql()
    register.record(batch(kept(1)))
    with pytest.raises(StoreConflictError) as raised, register.store.write() as connection:
        connection.execute(text("INSERT INTO counter VALUES ('anna@asen.example', 1), ('anna@asen.example', 1)"))

    assert "anna" not in str(raised.value)


@ONLY_SQLITE
def test_a_full_disk_is_told_with_a_remedy_and_nothing_is_half_stored(open_sql):
    register = open_sql()
    register.record(batch(entry(1)))
    is_full = True

    @event.listens_for(register.store.engine, "begin")
    def limit(connection: Any) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar() if is_full else 1_000_000
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")

    large = kept(2, message(2, text="x" * 500_000))
    with pytest.raises(StoreUnavailableError, match="Make room on the disk"):
        register.record(batch(entry(3), large))
    stored = sorted(register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY))
    is_full = False
    register.record(batch(entry(3), large))

    assert (stored, sorted(register.ledger_uids(MAILBOX, FOLDER, UIDVALIDITY))) == ([1], [1, 2, 3])
    assert register.verify() == []


@ONLY_SQLITE
def test_a_file_that_another_process_is_writing_to_is_told_as_busy(monkeypatch, url):
    monkeypatch.setattr(engine, "LOCK_SECONDS", 0.05)
    register = SqlRepository(url, worker="a")
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailableError, match="database is locked"):
        register.record(batch(entry(1)))
    other.execute("ROLLBACK")
    other.close()
    register.record(batch(entry(1)))
    register.dispose()


@ONLY_SQLITE
def test_a_writer_waits_for_another_one_to_end(url):
    register = SqlRepository(url, worker="a")
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    threading.Timer(0.2, other.execute, ["ROLLBACK"]).start()

    register.record(batch(entry(1)))

    register.dispose()
    other.close()


def test_a_file_that_is_no_database_is_a_fault_for_a_person(tmp_path: Path):
    file = tmp_path / "register.db"
    file.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    register = SqlRepository(f"sqlite:///{file}", worker="a")
    with pytest.raises(PermanentError, match="damaged"):
        register.counts()
    register.dispose()


def test_a_folder_that_is_not_there_is_told_with_a_remedy(tmp_path: Path):
    register = SqlRepository(f"sqlite:///{tmp_path}/none/register.db", worker="a")
    with pytest.raises(StoreUnavailableError, match="Check that the folder"):
        register.counts()


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)
def test_a_database_without_tables_is_told(url, request, tmp_path: Path):
    if url.startswith("postgresql"):
        server: Postgres = request.getfixturevalue("postgres")
        empty = server.url(server.create())
    else:
        empty = f"sqlite:///{tmp_path}/empty.db"
    register = SqlRepository(empty, worker="a")
    with pytest.raises(SchemaError, match="no tables"):
        register.counts()
    register.dispose()


def test_a_row_that_refers_to_nothing_is_not_taken_for_a_conflict(open_sql):
    register = open_sql()
    with pytest.raises(NotFoundError), register.store.write() as connection:
        connection.execute(text("INSERT INTO organisation_domain VALUES (99, 'x', 0)"))


@ONLY_SQLITE
def test_a_connection_to_sqlite_keeps_our_rules(open_sql):
    with open_sql().store.read() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("foreign_keys", "journal_mode", "synchronous", "secure_delete", "busy_timeout")
        }

    assert told == {
        "foreign_keys": 1,
        "journal_mode": engine.journal_mode().lower(),
        "synchronous": 2,
        "secure_delete": 1,
        "busy_timeout": 30_000,
    }


@ONLY_SQLITE
def test_what_is_deleted_cannot_be_found_in_the_file(open_sql, url):
    register = open_sql()
    with register.store.write() as connection:
        connection.execute(text("INSERT INTO counter VALUES ('a secret that is retired', 1)"))
    with register.store.write() as connection:
        connection.execute(text("DELETE FROM counter"))
    register.dispose()

    assert b"a secret that is retired" not in Path(url.removeprefix("sqlite:///")).read_bytes()


def _wait_until_blocked(server: Postgres, database: str) -> None:
    while not server.command(_BLOCKED.format(database=database)):
        time.sleep(0.01)


_BLOCKED = "SELECT pid FROM pg_stat_activity WHERE datname = '{database}' AND wait_event_type = 'Lock'"
