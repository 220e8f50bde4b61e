"""The mail server that is measured against: the tests' own Dovecot, with a mailbox for whoever asks."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from imapclient import IMAPClient

from bench.mailboxes import Mail, fill
from bench.measure import Skip

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
from servers import dovecot

if TYPE_CHECKING:
    from servers.dovecot import Dovecot

PASSWORD = dovecot.PASSWORD


@contextmanager
def running() -> Iterator[Dovecot]:
    """Run a Dovecot; Skip where there is none."""
    if dovecot.PROGRAM is None:
        raise Skip("Dovecot is not installed (Debian: dovecot-imapd)")
    with dovecot.Dovecot() as server:
        yield server


def deliver(server: Dovecot, user: str, mails: Sequence[Mail], *, received_at: datetime) -> None:
    """Put mails into a user's inbox and let the server index them, as it would have at delivery."""
    mail_folder = server.home / "mail"
    owner = mail_folder.stat()
    fill(mail_folder / user, mails, received_at=received_at, owner=(owner.st_uid, owner.st_gid))
    with IMAPClient("127.0.0.1", server.port, ssl=False, timeout=60) as client:
        client.login(user, PASSWORD)
        # Read-only: the mails stay as new as they came.
        there = client.select_folder("INBOX", readonly=True)[b"EXISTS"]
        client.use_uid = False
        for first in range(1, there + 1, 1000):
            client.fetch(range(first, min(first + 1000, there + 1)), ["RFC822.SIZE", "INTERNALDATE"])
