"""A service as an operator installs it: a settings folder, a mailbox and a way out, run through the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Self

from beds.mixed_mail import OUR_ADDRESS

STAFF = "registrator@kommun.example"
_PROPOSAL = """\
Förslag till lokal överenskommelse mellan kommunen och det civila samhället. Överenskommelsen bygger på sex principer:
självständighet och oberoende, dialog, kvalitet, långsiktighet, öppenhet och insyn samt mångfald. Kommunen åtar sig att
bjuda in föreningarna till dialog, att svara på synpunkter och att följa upp åtagandena varje år. Föreningarna åtar sig
att bidra med kunskap och att vara öppna för nya medlemmar. Kommunfullmäktige beslutar om överenskommelsen.
"""


class World:
    """One settings folder and the processes that are run with it."""

    def __init__(
        self,
        folder: Path,
        *,
        imap_port: int,
        imap_user: str,
        imap_password: str,
        smtp_port: int,
        store: str = "",
        **mailbox: object,
    ) -> None:
        self.folder = folder
        self.config = folder / "config"
        self.processes: list[subprocess.Popen[bytes]] = []
        self.store = store or f"sqlite:///{folder / 'mailintake.db'}"
        (self.config / "consultations").mkdir(parents=True)
        more = "".join(f"{key} = {json.dumps(value)}\n" for key, value in mailbox.items())
        (self.config / "mailintake.toml").write_text(
            f"""
[service]
name = "Luleå kommun"
[store]
url = "{self.store}"
lease_seconds = 5
[mailbox]
host = "127.0.0.1"
port = {imap_port}
tls = "none"
user = "{imap_user}"
password = "{imap_password}"
addresses = ["{OUR_ADDRESS}"]
poll_seconds = 5
{more}
[smtp]
host = "127.0.0.1"
port = {smtp_port}
tls = "none"
sender = "Luleå kommun <{OUR_ADDRESS}>"
timeout_seconds = 5
[staff]
digest_to = ["{STAFF}"]
[limits]
per_hour = 100000
per_domain_hour = 1000
breaker = 1000000
""",
            encoding="utf-8",
        )
        today = datetime.now(UTC).date()
        (self.config / "consultations" / "lok.toml").write_text(
            f"""
key = "lok"
title = "Lokal överenskommelse mellan Luleå kommun och civilsamhället"
reference_prefix = "LÖK"
opens = {today - timedelta(days=10)}
deadline = {today + timedelta(days=40)}
decided_by = "kommunfullmäktige"
next_steps = "Kommunfullmäktige beslutar i vinter."
proposal = "lok.txt"
terms = ["lokal överenskommelse", "överenskommelsen", "civila samhället", "civilsamhället"]
near_misses = ["detaljplan", "snöröjning", "bygglov"]
remind_days_before = []
[contact]
name = "Karin Exempel"
email = "karin@kommun.example"
phone = "08-465 004 10"
""",
            encoding="utf-8",
        )
        (self.config / "consultations" / "lok.txt").write_text(_PROPOSAL, encoding="utf-8")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        for process in self.processes:
            if process.poll() is None:
                process.kill()
            process.wait()

    def command(self, *words: str, timeout: float = 60) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-m", "mailintake", *words, "--config", str(self.config)],
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
            env=self._environment(),
        )

    def json(self, *words: str) -> list[dict[str, Any]]:
        """Run a command with --json; return its lines."""
        done = self.command(*words, "--json")
        assert done.returncode == 0, done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    def start(self) -> subprocess.Popen[bytes]:
        """Start ``run`` in the background; its log goes to ``run.log``."""
        with (self.folder / "run.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "mailintake", "run", "--config", str(self.config)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=log,
                env=self._environment(),
            )
        self.processes.append(process)
        return process

    def stop(self, process: subprocess.Popen[bytes]) -> tuple[int, float]:
        """Send SIGTERM; return the exit status and how many seconds it took."""
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        status = process.wait(30)
        return status, time.monotonic() - begun

    def log(self) -> str:
        """Return what ``run`` has logged."""
        return (self.folder / "run.log").read_text(encoding="utf-8")

    def wait_until_watching(self, times: int = 1) -> None:
        """Wait until ``run`` has opened the folder so many times in all."""
        wait_for(lambda: self.log().count("watching INBOX") >= times, seconds=30, what=self.log)

    def _environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("MAILINTAKE_")}
        return {**kept, "PYTHONDONTWRITEBYTECODE": "1"}


def wait_for(condition: Callable[[], bool], *, seconds: float, what: Callable[[], object] = str) -> None:
    """Wait until a condition holds; fail with what ``what`` tells where it does not in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError(f"waited {seconds} s in vain: {what()}")
        time.sleep(0.02)
