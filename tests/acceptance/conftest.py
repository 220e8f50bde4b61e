from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from beds.sink import Sink
from beds.world import World
from servers.dovecot import Dovecot
from servers.postgres import Postgres


@pytest.fixture
def sink() -> Iterator[Sink]:
    with Sink() as server:
        yield server


@pytest.fixture
def dovecot() -> Iterator[Dovecot]:
    with Dovecot() as server:
        yield server


@pytest.fixture
def make_world(tmp_path: Path, dovecot: Dovecot, sink: Sink) -> Iterator[Callable[..., World]]:
    with ExitStack() as stack:

        def make(**settings: object) -> World:
            return stack.enter_context(
                World(
                    tmp_path / "service",
                    imap_port=dovecot.port,
                    imap_user=dovecot.user,
                    imap_password=dovecot.password,
                    smtp_port=sink.port,
                    **settings,
                )
            )

        yield make


@pytest.fixture
def postgresql_url() -> Iterator[str]:
    # Safe as in life: what PostgreSQL said it stored must be there.
    with Postgres(is_safe=True) as server:
        yield server.url(server.create())
