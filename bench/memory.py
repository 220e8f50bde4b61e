"""Memory at its peak: one mail with a 25 MB attachment, read by itself and taken in by a whole poll."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import mailboxes, process, server, service
from bench.measure import Row, Size, Target, rounds
from bench.sink import Sink

DESCRIPTION = "Memory at a 25 MB attachment"
ROUNDS = 3
_BYTES = 25_000_000
_MILLION = 1e6
_USER = "memory"


def measure(size: Size) -> Iterator[Row]:
    """Yield the peak of reading one mail against mail-parser's, and that of a poll; always one mail."""
    process.need_proc()
    count = size.rounds or ROUNDS
    mail = mailboxes.big_mail(_BYTES, now=datetime.now(UTC))
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        path = Path(folder) / "big.eml"
        path.write_bytes(mail.content.replace(b"\n", b"\r\n"))
        figures = rounds({"ours": lambda: _peak("ours", path), "peer": lambda: _peak("mail-parser", path)}, count)
        yield Row(
            what="peak of reading it",
            unit="MB",
            ours=figures["ours"],
            peer_name="mail-parser",
            peer=figures["peer"],
        )
        yield _poll(Path(folder), count)


def _peak(reader: str, path: Path) -> float:
    done = process.run([sys.executable, "-m", "bench.read_one", reader, path])
    return int(done.output) / _MILLION


def _poll(folder: Path, count: int) -> Row:
    with server.running() as dovecot, Sink() as sink:
        peaks = []
        for number in range(count):
            user = f"{_USER}{number}"
            home = service.begin(folder / user, dovecot, user=user, smtp_port=sink.port)
            received_at = service.soon()
            mail = mailboxes.big_mail(_BYTES, now=received_at)
            server.deliver(dovecot, user, [mail], received_at=received_at)
            peaks.append(process.run(service.command("poll", home), is_watched=True).peak_bytes / _MILLION)
    return Row(what="peak of a poll that takes it in", unit="MB", ours=tuple(peaks), target=Target(limit=130))
