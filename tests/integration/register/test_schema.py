"""The tables are made by the migrations: whole or not at all, by one process, as the code expects them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from fakes.kept_mail import NOW
from servers.postgres import Postgres
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from mailintake.domain.outbox import OutboxState
from mailintake.errors import SchemaError, StoreUnavailableError
from mailintake.register import schema
from mailintake.register.engine import Store
from mailintake.register.sql_repository import SqlRepository
from mailintake.register.tables import metadata

MIGRATIONS = Path(schema.__file__).parent / "migrations"
_AT = "'2018-06-21 08:00:00.000000+00:00'"
_LATER = "'2018-06-21 09:00:00.000000+00:00'"
# A doubtful mail that a person has called a question, with the answer that waits, as version 0.1.0 stored them.
_BEFORE_THERE_WAS_AN_UNDO = (
    f"INSERT INTO original (sha256, size, content, stored_at) VALUES ('a', 0, '', {_AT})",
    (
        "INSERT INTO message (id, mailbox, folder, uidvalidity, uid, kept_at, is_held, permission_reason, is_readable,"
        " unreadable_reason, sha256, content_hash, size, message_id, from_address, from_name, sender_address, reply_to,"
        ' "to", cc, sent_to, subject, received_at, in_reply_to, "references", language, text, quoted, signature,'
        " automatic, automatic_reason, reported_message_id, recipients_failed, authentication, signs, is_whole,"
        f" defects) VALUES (1, 'm', 'f', 1, 1, {_AT}, false, '', false, '', 'a', 'a', 0, '', 'a@b.example', '', '',"
        f" '[]', '[]', '[]', '[]', 's', {_AT}, '[]', '[]', 'sv', 't', '', '', 'none', '', '',"
        " '[]', 'unknown', '{}', true, '[]')"
    ),
    *(
        "INSERT INTO decision (id, message_id, is_standing, is_waiting, decided_by, decided_at, label, outcome, reason,"
        " explanation, probability, is_late, is_records_request, evidence, version)"
        f" VALUES ({number}, 1, {standing}, false, '{by}', {at}, 'question', '{outcome}', '', '', 0.5, false, false,"
        " '[]', '1')"
        for number, standing, by, at, outcome in (
            (1, "false", "machine", _AT, "review"),
            (2, "true", "Eva", _LATER, "act"),
        )
    ),
    (
        "INSERT INTO outbox (id, kind, subject_key, recipient, recipient_key, recipient_domain, message_id, subject,"
        " language, content, answers, created_at, not_before, is_for_staff, state, attempts, next_attempt_at,"
        " is_bounced, error) VALUES (1, 'acknowledgement', 'message:a', 'a@b.example', 'a@b.example', 'b.example',"
        f" '<a>', '', 'sv', '', 1, {_LATER}, {_LATER}, false, 'waiting', 0, {_LATER}, false, '')"
    ),
    (
        "INSERT INTO ledger (mailbox, folder, uidvalidity, uid, disposition, size, seen_at, label, outcome, reason,"
        f" probability) VALUES ('m', 'f', 1, 1, 'kept', 0, {_AT}, 'question', 'act', '', 0.5)"
    ),
)
# Made by the migrations by hand, for no table definition fits both databases.
BY_HAND = ("alembic_version", "message_words", "sqlite_")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/register.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.create())


def test_every_step_is_known_and_the_last_one_is_the_head():
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    steps = ScriptDirectory.from_config(config)

    assert tuple(step.revision for step in reversed(list(steps.walk_revisions()))) == schema.REVISIONS
    assert steps.get_heads() == [schema.HEAD]


def test_the_migrated_tables_are_those_that_the_code_expects(url):
    store = Store(url)
    with store.read() as connection:
        options = {"compare_type": True, "include_name": lambda name, *_: not str(name).startswith(BY_HAND)}
        differences = compare_metadata(MigrationContext.configure(connection, opts=options), metadata)
    store.dispose()

    assert differences == []


def test_the_migrated_indexes_and_constraints_are_those_that_the_code_expects(url, tmp_path, request):
    expected = Store(_empty(url, tmp_path, request))
    with expected.write() as connection:
        for table in metadata.tables.values():
            for index in table.indexes:
                if "where" in index.info:
                    index.dialect_options[connection.dialect.name]["where"] = text(index.info["where"])
        metadata.create_all(connection)
    migrated = Store(url)

    assert _definitions(migrated) == _definitions(expected)
    for store in (expected, migrated):
        store.dispose()


def test_a_database_is_made_and_then_left_as_it_is(empty_url):
    before = schema.current(empty_url)
    schema.ensure(empty_url)
    schema.ensure(empty_url)
    schema.upgrade(empty_url)

    assert (before, schema.current(empty_url)) == (None, schema.HEAD)


def test_a_database_of_an_older_version_is_brought_up_to_date(empty_url):
    _upgrade_to(empty_url, "0001")
    before = schema.current(empty_url)
    schema.ensure(empty_url)

    assert (before, schema.current(empty_url)) == ("0001", schema.HEAD)


def test_what_there_is_can_be_undone_after_an_upgrade(empty_url):
    _upgrade_to(empty_url, "0003")
    store = Store(empty_url)
    with store.write() as connection:
        for statement in _BEFORE_THERE_WAS_AN_UNDO:
            connection.execute(text(statement))
    store.dispose()
    schema.upgrade(empty_url)
    register = SqlRepository(empty_url, worker="a")
    register.undo(1, by="Per", now=NOW)

    assert (register.human_decisions_mark(), register.item(1).decided_by) == (2, "machine")
    assert register.acknowledgement(1).state is OutboxState.DROPPED
    register.dispose()


def test_a_database_of_a_newer_version_is_left_alone(url):
    _execute(url, "UPDATE alembic_version SET version_num = '9999'")
    for look in (schema.ensure, schema.upgrade):
        with pytest.raises(SchemaError, match="It is at 9999; upgrade mailintake"):
            look(url)

    assert schema.current(url) == "9999"


def test_a_migration_that_fails_leaves_nothing_behind(empty_url):
    _touch(empty_url)
    _execute(empty_url, "CREATE TABLE outbox (id integer)")
    with pytest.raises((DBAPIError, StoreUnavailableError)):
        schema.upgrade(empty_url)

    store = Store(empty_url)
    assert (schema.current(empty_url), list(_definitions(store))) == (None, ["outbox"])
    store.dispose()


def test_two_processes_may_make_the_tables_at_once(empty_url):
    program = "import sys; from mailintake.register import schema; schema.ensure(sys.argv[1])"
    started = [subprocess.Popen([sys.executable, "-c", program, empty_url], stderr=subprocess.PIPE) for _ in range(3)]
    told = [process.communicate(timeout=60)[1] for process in started]

    assert ([process.returncode for process in started], told) == ([0] * 3, [b""] * 3)
    assert schema.current(empty_url) == schema.HEAD


def test_alembic_is_not_loaded_where_the_tables_are_up_to_date(url):
    program = (
        "import sys; from mailintake.register import schema;schema.ensure(sys.argv[1]); print('alembic' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", program, url], capture_output=True, text=True, check=True)

    assert told.stdout == "False\n"


def test_the_register_does_not_load_the_orm_nor_the_other_database(tmp_path: Path):
    schema.ensure(f"sqlite:///{tmp_path}/register.db")
    program = (
        "import sys; from mailintake.register import schema;"
        "from mailintake.register.sql_repository import SqlRepository;"
        "schema.ensure(sys.argv[1]); SqlRepository(sys.argv[1], worker='a').counts();"
        "unwanted = 'alembic', 'sqlalchemy.orm', 'psycopg', 'sqlalchemy.dialects.postgresql';"
        "print([name for name in unwanted if name in sys.modules])"
    )
    command_line = [sys.executable, "-c", program, f"sqlite:///{tmp_path}/register.db"]
    told = subprocess.run(command_line, capture_output=True, text=True, check=True)

    assert told.stdout == "[]\n"


def test_the_file_is_made_with_its_folder_for_its_owner_only(tmp_path: Path):
    file = tmp_path / "var" / "deep" / "register.db"
    schema.ensure(f"sqlite:///{file}")

    assert oct(file.stat().st_mode & 0o777) == "0o600"


def test_looking_at_a_file_that_is_not_there_does_not_make_it(tmp_path: Path):
    assert schema.current(f"sqlite:///{tmp_path}/register.db") is None
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_with_a_remedy(tmp_path: Path):
    (tmp_path / "var").write_text("a file, not a folder")
    with pytest.raises(StoreUnavailableError, match="cannot be made"):
        schema.ensure(f"sqlite:///{tmp_path}/var/register.db")


def test_a_folder_with_a_percent_sign_is_a_folder_like_others(tmp_path: Path):
    schema.ensure(f"sqlite:///{tmp_path}/100%25/register.db")

    assert [path.name for path in tmp_path.iterdir()] == ["100%"]


@pytest.mark.postgresql
def test_a_server_that_does_not_answer_is_told(postgres):
    with pytest.raises(StoreUnavailableError):
        schema.ensure(postgres.url("no_such_database"))


def _empty(url: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """Return the address of a database of the same kind without tables."""
    if url.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/empty.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.create())


def _definitions(store: Store) -> dict[str, str]:
    """Return how every table, index and constraint is defined, by name."""
    if store.is_postgresql:
        asked = (
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public' UNION ALL "
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace "
            "UNION ALL SELECT relname, '' FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
    else:
        asked = "SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    with store.read() as connection:
        rows = connection.execute(text(asked)).all()
    found = {name: _comparable(sql or "") for name, sql in rows}
    by_hand = (*BY_HAND, "pk_message_words", "ix_message_words")
    return {name: sql for name, sql in sorted(found.items()) if not name.startswith(by_hand)}


def _comparable(sql: str) -> str:
    # The constraints of a table stand in no certain order, and a column that was added later stands behind them.
    words = sql.replace(",", " ").replace(")", " ) ").split()
    return " ".join(sorted(words) if sql.startswith("CREATE TABLE") else words)


def _upgrade_to(url: str, revision: str) -> None:
    _touch(url)
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    store = Store(url)
    with store.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    store.dispose()


def _execute(url: str, statement: str) -> None:
    store = Store(url)
    with store.write() as connection:
        connection.execute(text(statement))
    store.dispose()


def _touch(url: str) -> None:
    if url.startswith("sqlite"):
        sqlite3.connect(url.removeprefix("sqlite:///")).close()
