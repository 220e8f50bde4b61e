"""A PostgreSQL of one's own: a server on loopback whose data is thrown away afterwards."""

from __future__ import annotations

import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import psycopg

_START_SECONDS = 30
# Fast, not safe: what a test stores need not outlive it.
_FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "32MB",
    "autovacuum": "off",
}


def programs() -> Path | None:
    """Return the folder with initdb and postgres; None where PostgreSQL's server is not on this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    for initdb in [*([Path(on_path)] if on_path else []), *found]:
        # A link may stand alone in its folder; the other programs lie beside the real one.
        folder = initdb.resolve().parent
        if (folder / "postgres").exists():
            return folder
    return None


class Postgres:
    """A server with one superuser and no password; every database of it is a test's own."""

    def __init__(self, *, is_safe: bool = False) -> None:
        self.settings = _SETTINGS | ({} if is_safe else _FAST)
        self._numbers = itertools.count(1)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        folder = programs()
        if folder is None:
            raise FileNotFoundError("PostgreSQL's server is not on this machine")
        self._programs = folder
        self._home = Path(tempfile.mkdtemp(prefix="postgres-"))
        self._data = self._home / "data"
        # initdb refuses root; a plain user stays who it is.
        self._owner: dict[str, Any] = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self._home, nobody.pw_uid, nobody.pw_gid)
            self._owner = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        command = [folder / "initdb", f"--pgdata={self._data}", "--username=postgres", "--auth=trust"]
        command += ["--encoding=UTF8", "--locale=C", "--no-sync"]
        try:
            subprocess.run(command, check=True, capture_output=True, cwd=self._home, **self._owner)
            self._start_on_a_free_port()
        except BaseException:
            self.__exit__(None, None, None)
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.crash()
        shutil.rmtree(self._home, ignore_errors=True)

    def start(self) -> None:
        """Start, or start again on the same port; return when it answers."""
        command = [str(self._programs / "postgres"), "-D", str(self._data), "-p", str(self.port)]
        for name, value in self.settings.items():
            command += ["-c", f"{name}={value}"]
        with (self._home / "log").open("ab") as log:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._home, **self._owner
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_answering():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"PostgreSQL did not start: {(self._home / 'log').read_text(errors='replace')}")
            time.sleep(0.05)

    def crash(self) -> None:
        """End it at once, as a power cut would: its clients are cut off, and it recovers at the next start."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait()
            self._process = None

    def create(self, template: str = "template1") -> str:
        """Make a database, as a copy of another one; return its name."""
        name = f"test{next(self._numbers)}"
        self.command(f'CREATE DATABASE {name} TEMPLATE "{template}"')
        return name

    def command(self, statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run one statement as the superuser and return its rows."""
        with psycopg.connect(self.dsn(database), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def dsn(self, database: str) -> str:
        """Return the address of a database for psycopg."""
        return f"host=127.0.0.1 port={self.port} user=postgres dbname={database}"

    def url(self, database: str) -> str:
        """Return the address of a database for the register."""
        return f"postgresql+psycopg://postgres@127.0.0.1:{self.port}/{database}"

    def _start_on_a_free_port(self) -> None:
        for tries_left in (2, 1, 0):
            self.port = _free_port()
            try:
                self.start()
            except RuntimeError:
                # Somebody else may have taken the port meanwhile.
                self.crash()
                if not tries_left:
                    raise
            else:
                return

    def _is_answering(self) -> bool:
        try:
            with psycopg.connect(self.dsn("postgres"), connect_timeout=5) as connection:
                answered = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return answered == (str(self._data),)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port
