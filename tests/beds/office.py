"""The service inside the test's own process, on a clock of its own: real but for the mailbox, which is in memory."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from fakes.consultations import FOLDER, LULEA
from fakes.mailbox import FakeMailbox
from fakes.notify import FakeTransport

from beds.mixed_mail import OUR_ADDRESS
from mailintake.bootstrap import open_service
from mailintake.bootstrap.service import Service
from mailintake.domain.acknowledgement import Reason
from mailintake.domain.message import Message
from mailintake.domain.outbox import NewMail
from mailintake.jobs.judging import Judged

# A Monday morning while the shipped consultation listens; the mailbox was first read three days before.
MORNING = datetime(2018, 9, 17, 7, 0, tzinfo=UTC)
FIRST_RUN = MORNING - timedelta(days=3)
STAFF = "registrator@kommun.example"
BOUNDARY = "mx.kommun.example"


class Office:
    """The service with the shipped consultation; a context manager.

    Mail is put into its mailbox by ``receive`` and taken in by ``poll``. It goes out over a fake that keeps it, or to a
    real server where a port is given. ``limits`` are those of the settings.
    """

    def __init__(self, folder: Path, *, address: str = OUR_ADDRESS, smtp_port: int = 0, **limits: int) -> None:
        self.address = address
        self.now = FIRST_RUN
        self.mailbox = FakeMailbox()
        self.transport = FakeTransport()
        _write_settings(folder, address, smtp_port, limits)
        service = open_service(
            folder / "config", clock=lambda: self.now, environ={}, secret=address.encode().ljust(32, b".")
        )
        changed: dict[str, Any] = {"mailbox": self.mailbox}
        if not smtp_port:
            changed["make_transport"] = lambda: self.transport
        self.service = Service(parts=replace(service.parts, **changed))
        # By Message-ID, of what was kept: why it is answered or not; None: it waits for staff.
        self.reasons: dict[str, Reason | None] = {}
        self.service.observers.append(self._note)
        self.service.sync_invited()
        self.service.poll()
        self.now = MORNING

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.service.register.dispose()  # type: ignore[attr-defined]

    @property
    def consultation(self) -> str:
        """The key of the consultation that is out."""
        return LULEA

    def receive(self, *originals: bytes, at: datetime | None = None) -> None:
        """Put mails into the mailbox, as they came at a moment: now, or the one that is given."""
        for original in originals:
            self.mailbox.append("INBOX", original, at or self.now)

    def work(self) -> list[NewMail]:
        """Take in what is new and send what is due; return what was sent."""
        sent = len(self.transport.sent)
        self.service.poll()
        self.service.deliver()
        return self.transport.sent[sent:]

    def _note(self, judged: Judged) -> None:
        for kept in judged.kept:
            if isinstance(kept.reading, Message):
                self.reasons[kept.reading.message_id] = None if kept.permission is None else kept.permission.reason


def _write_settings(folder: Path, address: str, smtp_port: int, limits: dict[str, int]) -> None:
    config = folder / "config"
    shutil.copytree(FOLDER, config / "consultations")
    (config / "mailintake.toml").write_text(
        f"""
[service]
name = "Luleå kommun"
[store]
url = "sqlite:///{folder / "mailintake.db"}"
[mailbox]
host = "127.0.0.1"
tls = "none"
user = "kommun"
password = "secret"
addresses = ["{address}"]
start = "all"
trusted_authserv_ids = ["{BOUNDARY}"]
boundary_hosts = ["{BOUNDARY}"]
[smtp]
host = "127.0.0.1"
port = {smtp_port or 25}
tls = "none"
sender = "Luleå kommun <{address}>"
[staff]
digest_to = ["{STAFF}"]
[limits]
{"".join(f"{name} = {json.dumps(value)}" + chr(10) for name, value in limits.items())}
""",
        encoding="utf-8",
    )
