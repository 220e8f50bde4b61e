"""Which databases there can be, and how SQLite is to be used by its version."""

from __future__ import annotations

import sys

import pytest

from mailintake.errors import PermanentError
from mailintake.register.engine import Store, has_wal_fault, journal_mode, parse_url


@pytest.mark.parametrize(
    ("version", "is_faulty"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 44, 7), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
        ((4, 0, 0), False),
    ],
)
def test_versions_of_sqlite_that_can_damage_a_database_in_wal_mode_are_known(version, is_faulty):
    assert (has_wal_fault(version), journal_mode(version)) == (is_faulty, "TRUNCATE" if is_faulty else "WAL")


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///var/x.db", "sqlite+pysqlite:///var/x.db"),
        ("sqlite:////var/x.db", "sqlite+pysqlite:////var/x.db"),
        ("postgresql://a:b@c/d", "postgresql+psycopg://a:b@c/d"),
        ("postgresql+psycopg://a@c/d?sslmode=require", "postgresql+psycopg://a@c/d?sslmode=require"),
    ],
)
def test_a_database_is_a_file_of_sqlite_or_postgresql(url, expected):
    assert parse_url(url).render_as_string(hide_password=False) == expected


@pytest.mark.parametrize("url", ["", "x", "sqlite://", "sqlite:///:memory:", "mysql://a/b", "oracle://", "sqlite+x+y"])
def test_any_other_address_is_wrong_use_and_is_not_repeated(url):
    with pytest.raises(PermanentError, match="Write sqlite:///") as raised:
        Store(url)

    assert raised.value.message in {
        "The address of the database cannot be read.",
        "The database is neither a SQLite file nor PostgreSQL.",
    }


def test_a_missing_driver_is_told_with_what_installs_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(PermanentError, match=r"pip install 'mailintake\[postgresql\]'"):
        Store("postgresql://a@b/c")
