"""Draining a mailbox: ours against mbsync writing to memory, and against one FETCH a mail as tutorials do it."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from imapclient import IMAPClient

from bench import mailboxes, server
from bench.measure import Row, Size, Skip, Target, WrongResult, rounds
from mailintake.mailbox.auth.password import PasswordSignIn
from mailintake.mailbox.connection import Tls
from mailintake.mailbox.imap import ImapMailbox

DESCRIPTION = "Fetching a whole mailbox over loopback"
MAILS = 4000
ROUNDS = 7
_MEMORY_FOLDER = Path("/dev/shm")
_USER = "fetch"
_MBSYNC = """\
FSync no

IMAPAccount far
Host 127.0.0.1
Port {port}
User {user}
Pass {password}
SSLType None
AuthMechs LOGIN

IMAPStore far
Account far

MaildirStore near
Inbox {folder}/INBOX

Channel inbox
Far :far:INBOX
Near :near:INBOX
Sync Pull New
Create Near
SyncState {folder}/state
"""


def measure(size: Size) -> Iterator[Row]:
    """Yield, for small and for mixed mail, a row against mbsync and one against single fetches."""
    mails, count = size.mails or MAILS, size.rounds or ROUNDS
    if shutil.which("mbsync") is None:
        raise Skip("mbsync is not installed (Debian: isync)")
    yield from _measure_kind("small", mails, count)
    yield from _measure_kind("mixed", max(mails // 4, 1), count)


def _measure_kind(kind: str, mails: int, count: int) -> Iterator[Row]:
    now = datetime.now(UTC)
    content = mailboxes.make(kind, mails, now=now)
    with server.running() as dovecot:
        server.deliver(dovecot, _USER, content, received_at=now)
        figures = rounds(
            {
                "ours": lambda: _per_mail(_ours(dovecot.port), mails),
                "mbsync": lambda: _per_mail(_mbsync(dovecot.port), mails),
                "single": lambda: _per_mail(_one_by_one(dovecot.port), mails),
            },
            count,
        )
    what, ours = f"fetch, {mails:,} {kind} mails", figures["ours"]
    limit = Target(limit=0.9)
    yield Row(what=what, unit="us/mail", ours=ours, peer_name="mbsync", peer=figures["mbsync"], target=limit)
    yield Row(what=what, unit="us/mail", ours=ours, peer_name="one FETCH a mail", peer=figures["single"])


def _per_mail(drained: tuple[float, int], mails: int) -> float:
    seconds, got = drained
    if got != mails:
        raise WrongResult(f"{got} of {mails} mails were fetched")
    return seconds / mails * 1e6


def _ours(port: int) -> tuple[float, int]:
    """Sign in, list and fetch everything, as a first poll does."""
    started = time.perf_counter()
    mailbox = ImapMailbox(
        name="bench",
        host="127.0.0.1",
        port=port,
        tls=Tls.NONE,
        user=_USER,
        sign_in=PasswordSignIn(password=server.PASSWORD),
    )
    with mailbox.open("INBOX") as folder:
        got = sum(1 for _fetched in folder.fetch(folder.new_since(0)))
    return time.perf_counter() - started, got


def _mbsync(port: int) -> tuple[float, int]:
    """Drain the mailbox into a Maildir in memory, with the whole run of the program."""
    with _in_memory() as folder:
        configuration = folder / "mbsyncrc"
        text = _MBSYNC.format(port=port, user=_USER, password=server.PASSWORD, folder=folder)
        configuration.write_text(text, encoding="ascii")
        started = time.perf_counter()
        done = subprocess.run(
            ["mbsync", "--quiet", "--config", str(configuration), "inbox"], capture_output=True, text=True, check=False
        )
        seconds = time.perf_counter() - started
        if done.returncode:
            raise WrongResult(f"mbsync: {done.stderr.strip()}")
        return seconds, sum(1 for name in ("new", "cur") for _ in (folder / "INBOX" / name).iterdir())


def _one_by_one(port: int) -> tuple[float, int]:
    """Search and fetch as the library's examples do."""
    got = 0
    started = time.perf_counter()
    with IMAPClient("127.0.0.1", port, ssl=False) as client:
        client.login(_USER, server.PASSWORD)
        client.select_folder("INBOX", readonly=True)
        for uid in client.search(["ALL"]):
            got += bool(client.fetch([uid], ["BODY.PEEK[]"])[uid][b"BODY[]"])
    return time.perf_counter() - started, got


@contextmanager
def _in_memory() -> Iterator[Path]:
    parent = _MEMORY_FOLDER if _MEMORY_FOLDER.is_dir() else None
    with tempfile.TemporaryDirectory(prefix="bench-", dir=parent) as folder:
        yield Path(folder)
