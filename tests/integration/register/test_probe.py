"""The probe tells how the database stands, and makes and changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from fakes.kept_mail import NOW
from sqlalchemy import text

from mailintake.domain.finding import Finding, Status
from mailintake.errors import PermanentError
from mailintake.register import probe as probing
from mailintake.register import schema
from mailintake.register.engine import Store
from mailintake.register.probe import last_poll_at, probe


def by_what(findings: list[Finding]) -> dict[str, Finding]:
    return {finding.what: finding for finding in findings}


def test_a_database_that_is_in_order_is_told_with_its_version(url):
    found = by_what(probe(url))

    name = "PostgreSQL" if url.startswith("postgresql") else "SQLite"
    assert (found["database"].status, found["database"].text.split()[0]) == (Status.OK, name)
    assert found["database tables"] == Finding(what="database tables", status=Status.OK, text=f"version {schema.HEAD}")


@pytest.mark.parametrize(
    ("version", "status", "told"),
    [("0001", Status.WARNING, "older than"), ("9999", Status.FAULT, "newer mailintake")],
)
def test_tables_of_another_version_are_told(url, version, status, told):
    store = Store(url)
    with store.write() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{version}'"))
    store.dispose()

    finding = by_what(probe(url))["database tables"]

    assert (finding.status, told in finding.text, bool(finding.remedy)) == (status, True, True)


@pytest.mark.postgresql
def test_an_empty_database_of_postgresql_is_told(postgres):
    finding = by_what(probe(postgres.url(postgres.create())))["database tables"]

    assert (finding.status, finding.text) == (Status.WARNING, "not made yet")


@pytest.mark.postgresql
def test_a_server_that_cannot_be_reached_is_told_with_a_remedy(postgres):
    findings = probe(postgres.url("no_such_database"))

    assert [(finding.what, finding.status, bool(finding.remedy)) for finding in findings] == [
        ("database", Status.FAULT, True)
    ]
    assert "no_such_database" in findings[0].text


def test_a_file_that_is_not_there_yet_is_in_order_and_is_not_made(tmp_path: Path):
    found = by_what(probe(f"sqlite:///{tmp_path}/var/register.db"))

    assert (found["database"].status, "database tables" in found) == (Status.OK, False)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, monkeypatch):
    # root may write everywhere, so the answer of the operating system is given here.
    monkeypatch.setattr(probing.os, "access", lambda *_: False)

    finding = by_what(probe(f"sqlite:///{tmp_path}/register.db"))["database"]

    assert (finding.status, str(tmp_path) in finding.remedy) == (Status.FAULT, True)


def test_a_file_that_is_no_database_is_told(tmp_path: Path):
    (tmp_path / "register.db").write_bytes(b"no database at all, but long enough to be taken for one" * 20)

    finding = by_what(probe(f"sqlite:///{tmp_path}/register.db"))["database"]

    assert (finding.status, "damaged" in finding.text) == (Status.FAULT, True)


@pytest.mark.parametrize(
    ("version", "status", "told"),
    [
        ((3, 34, 1), Status.FAULT, "too old"),
        ((3, 40, 1), Status.WARNING, "TRUNCATE"),
        ((3, 51, 3), Status.OK, "journal mode"),
    ],
)
def test_the_version_of_sqlite_is_judged(tmp_path: Path, monkeypatch, version, status, told):
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)

    finding = by_what(probe(f"sqlite:///{tmp_path}/register.db"))["SQLite"]

    assert (finding.status, told in finding.text) == (status, True)


@pytest.mark.parametrize(
    ("free", "status"), [(99_000_000, Status.FAULT), (900_000_000, Status.WARNING), (1_000_000_000, Status.OK)]
)
def test_little_room_on_the_disk_is_told(tmp_path: Path, monkeypatch, free, status):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: shutil._ntuple_diskusage(10**12, 0, free))

    assert by_what(probe(f"sqlite:///{tmp_path}/register.db"))["disk of the database"].status is status


def test_an_address_that_is_none_is_wrong_use():
    with pytest.raises(PermanentError):
        probe("mysql://x/y")


def test_the_last_poll_is_told_from_outside(url, open_sql: Any):
    before = last_poll_at(url)
    open_sql().record_poll(NOW)

    assert (before, last_poll_at(url)) == (None, NOW)


def test_a_database_that_is_not_there_was_never_polled(tmp_path: Path):
    assert last_poll_at(f"sqlite:///{tmp_path}/register.db") is None
