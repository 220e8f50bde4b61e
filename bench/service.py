"""Our own service as an operator sets it up: a settings folder, and the commands that are run on it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bench import process, server
from bench.mailboxes import RECIPIENT

if TYPE_CHECKING:
    from servers.dovecot import Dovecot

# Limits far above what is sent, so that every comment is answered.
_SETTINGS = """\
[service]
name = "Luleå kommun"

[store]
url = "sqlite:///{database}"

[mailbox]
host = "127.0.0.1"
port = {imap_port}
tls = "none"
user = "{user}"
password = "{password}"
addresses = ["{recipient}"]

[smtp]
host = "127.0.0.1"
port = {smtp_port}
tls = "none"
sender = "Luleå kommun <{recipient}>"

[limits]
per_hour = 100000
breaker = 1000000
"""
# The shipped example's proposal, out for comments on the day of the measuring.
_CONSULTATION = """\
key = "overenskommelse"
title = "Lokal överenskommelse mellan Luleå kommun och civilsamhället"
reference_prefix = "LÖK"
opens = {opens}
deadline = {deadline}
proposal = "{proposal}"
terms = ["lokal överenskommelse", "överenskommelsen", "civilsamhället", "tankeverkstad", "remiss"]
near_misses = ["detaljplan", "snöröjning"]
remind_days_before = []

[contact]
name = "Remissen"
email = "{recipient}"
"""
_PROPOSAL = Path(__file__).parent.parent / "config" / "consultations" / "lulea-lok-2018.proposal.txt"


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """One installation of the service."""

    config: Path
    database: Path


def write(folder: Path, *, imap_port: int, user: str, smtp_port: int, today: date) -> Home:
    """Write the settings of a service that reads one mailbox and answers through one server."""
    home = Home(config=folder / "config", database=folder / "mailintake.db")
    (home.config / "consultations").mkdir(parents=True)
    settings = _SETTINGS.format(
        database=home.database,
        imap_port=imap_port,
        user=user,
        password=server.PASSWORD,
        recipient=RECIPIENT,
        smtp_port=smtp_port,
    )
    (home.config / "mailintake.toml").write_text(settings, encoding="utf-8")
    consultation = _CONSULTATION.format(
        opens=today - timedelta(days=30), deadline=today + timedelta(days=30), proposal=_PROPOSAL, recipient=RECIPIENT
    )
    (home.config / "consultations" / "overenskommelse.toml").write_text(consultation, encoding="utf-8")
    return home


def begin(folder: Path, dovecot: Dovecot, *, user: str, smtp_port: int) -> Home:
    """Set the service up on a new, empty mailbox and let it have its first look: what comes later is answered."""
    now = datetime.now(UTC)
    server.deliver(dovecot, user, (), received_at=now)
    home = write(folder, imap_port=dovecot.port, user=user, smtp_port=smtp_port, today=now.date())
    process.run(command("poll", home))
    return home


def soon() -> datetime:
    """Return a moment, in whole seconds as IMAP has them, that is not before anything that has been."""
    return datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=1)


def command(name: str, home: Home) -> list[str | Path]:
    """Return a command of ours, as an operator types it."""
    return [process.MAILINTAKE, name, "--config", home.config, "--json"]


def counts(output: str) -> dict[str, int]:
    """Return the counts that a command ends with."""
    return json.loads(output.splitlines()[-1])
