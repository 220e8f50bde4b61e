"""A service over mail servers inside the test's own process: a mailbox in memory, and a way out that keeps all."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from pathlib import Path

from beds.mixed_mail import OUR_ADDRESS, Mixed
from beds.world import World
from mailintake.demo.imap_server import EmbeddedImap
from mailintake.demo.smtp_sink import EmbeddedSmtp

USER = "kommun"
# With letters that a header, an address or a table may stumble over.
PASSWORD = "hemligt-lösenord%40"


class EmbeddedWorld(World):
    """A settings folder whose mailbox and outgoing server are at hand as ``imap`` and ``smtp``."""

    def __init__(self, folder: Path, imap: EmbeddedImap, smtp: EmbeddedSmtp, **mailbox: object) -> None:
        super().__init__(
            folder, imap_port=imap.port, imap_user=USER, imap_password=PASSWORD, smtp_port=smtp.port, **mailbox
        )
        (self.config / "mailintake.toml").chmod(0o600)
        self.imap = imap
        self.smtp = smtp
        # Settings that every command gets in its environment.
        self.variables: dict[str, str] = {}

    def receive(self, *mails: Mixed | bytes) -> None:
        """Put mails into the mailbox."""
        for mail in mails:
            self.imap.append("INBOX", mail if isinstance(mail, bytes) else mail.content)

    def begin(self) -> None:
        """Let the first poll pass: what comes after it is new."""
        self.json("poll")

    def invite(self, *rows: str, remind_days_before: int) -> None:
        """Put organisations on the list of the invited, as lines of ``name;email``; with one round of reminders."""
        (self.config / "consultations" / "lok.csv").write_text("\n".join(("name;email", *rows)), encoding="utf-8")
        file = self.config / "consultations" / "lok.toml"
        before = "remind_days_before = []\n"
        after = f'remind_days_before = [{remind_days_before}]\ninvited = "lok.csv"\n'
        file.write_text(file.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")

    def run(self, *words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one command with more variables in its environment."""
        return run_program(*words, "--config", str(self.config), **(self.variables | variables))

    def _environment(self) -> dict[str, str]:
        return environment() | self.variables


@contextmanager
def embedded_world(folder: Path, **mailbox: object) -> Iterator[EmbeddedWorld]:
    """Give a service whose mailbox is empty."""
    with (
        EmbeddedImap(user=USER, password=PASSWORD) as imap,
        EmbeddedSmtp() as smtp,
        EmbeddedWorld(folder, imap, smtp, **mailbox) as world,
    ):
        yield world


def run_program(
    *words: str, folder: Path | None = None, answers: str | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    """Run ``mailintake`` as a program of its own, in a folder, with what it is told on standard input."""
    return subprocess.run(
        [sys.executable, "-m", "mailintake", *words],
        cwd=folder,
        input=answers,
        stdin=subprocess.DEVNULL if answers is None else None,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**environment(), **variables},
    )


def environment() -> dict[str, str]:
    """Return the environment of a program under test; byte code is kept out of the tree, for speed and order."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAILINTAKE_", "PYTHONDONT"))}
    return {**kept, "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / f"mailintake-byte-code-{os.getuid()}")}


def letter(subject: str, text: str, *, sender: str = "eva@forening.example", **headers: str) -> bytes:
    """Return a plain mail to us; more headers by name, with underscores for hyphens."""
    mail = EmailMessage()
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail["From"] = f"Eva Exempel <{sender}>"
    mail["To"] = OUR_ADDRESS
    mail["Subject"] = subject
    mail["Message-ID"] = f"<{hashlib.sha256((subject + text + sender).encode()).hexdigest()[:16]}@forening.example>"
    mail.set_content(text)
    return mail.as_bytes().replace(b"\n", b"\r\n")
