"""What the register's tests share: the same register in memory, in SQLite and in PostgreSQL, fresh for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from servers.postgres import Postgres

from mailintake.register import schema
from mailintake.register.memory import MemoryRepository
from mailintake.register.memory_state import State
from mailintake.register.sql_repository import SqlRepository

# Opens one more repository on the test's store, as another process would.
Open = Callable[..., Any]

POSTGRESQL = pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.xdist_group("postgresql")])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with Postgres() as server:
        server.command("CREATE DATABASE migrated")
        schema.upgrade(server.url("migrated"))
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("migrated") / "register.db"
    schema.upgrade(f"sqlite:///{file}")
    return file


@pytest.fixture(params=["sqlite", POSTGRESQL])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with tables and no rows."""
    if request.param == "sqlite":
        return f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), tmp_path / 'register.db')}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.url(server.create("migrated"))


@pytest.fixture
def open_sql(url: str) -> Iterator[Open]:
    """Open repositories on the same database."""
    opened: list[SqlRepository] = []

    def make(worker: str = "a", **settings: Any) -> SqlRepository:
        opened.append(SqlRepository(url, worker=worker, **settings))
        return opened[-1]

    yield make
    for repository in opened:
        repository.dispose()


@pytest.fixture(params=["memory", "sqlite", POSTGRESQL])
def open_register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Open]:
    """Open repositories on the same store, of every kind there is: all must behave alike."""
    if request.param == "memory":
        state = State()
        yield lambda worker="a", **settings: MemoryRepository(worker=worker, state=state, **settings)
        return
    if request.param == "sqlite":
        address = f"sqlite:///{shutil.copy(request.getfixturevalue('migrated_file'), tmp_path / 'register.db')}"
    else:
        server: Postgres = request.getfixturevalue("postgres")
        address = server.url(server.create("migrated"))
    opened: list[SqlRepository] = []

    def make(worker: str = "a", **settings: Any) -> SqlRepository:
        opened.append(SqlRepository(address, worker=worker, **settings))
        return opened[-1]

    yield make
    for repository in opened:
        repository.dispose()


@pytest.fixture
def register(open_register: Open) -> Any:
    """The register, empty."""
    return open_register()
