"""Reading and judging one mail in memory: ours against mail-parser and against the standard library's parser."""

from __future__ import annotations

import email
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import mailparser

from bench import mailboxes, service
from bench.measure import Contender, Row, Size, WrongResult, rounds
from mailintake.bootstrap import open_service
from mailintake.domain.history import History
from mailintake.domain.message import Arrival, Message

DESCRIPTION = "Reading and judging one mail in memory"
MAILS = 300
ROUNDS = 7
_NOBODYS_PORT = 9

T = TypeVar("T")


def measure(size: Size) -> Iterator[Row]:
    """Yield, for each kind of mail, a row against each of the two parsers, and one for judging what was read."""
    mails, count = size.mails or MAILS, size.rounds or ROUNDS
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        home = service.write(
            Path(folder), imap_port=_NOBODYS_PORT, user="parsing", smtp_port=_NOBODYS_PORT, today=now.date()
        )
        parts = open_service(home.config).parts
    judge = parts.make_judge(parts.consultations, dict.fromkeys(parts.consultations, ()), ())

    def read(content: bytes) -> Message:
        result = parts.read(content, Arrival(ref=None, internal_date=now, size=len(content)), now)
        if not isinstance(result, Message):
            raise WrongResult(f"a good mail could not be read: {result.reason}")
        return result

    for kind in mailboxes.KINDS:
        # Of the big ones a few will do.
        contents = _contents(kind, max(mails // 10, 1) if kind == "attachments" else mails, now)
        messages = [read(content) for content in contents]
        figures = rounds(
            {
                "ours": _timed(read, contents),
                "mail-parser": _timed(_read_with_mail_parser, contents),
                "stdlib compat32": _timed(_read_with_stdlib, contents),
                "judge": _timed(lambda message: judge(message, History(), now), messages),
            },
            count,
        )
        for peer in ("mail-parser", "stdlib compat32"):
            yield Row(
                what=f"read, {kind} mail", unit="us/mail", ours=figures["ours"], peer_name=peer, peer=figures[peer]
            )
        yield Row(what=f"judge, {kind} mail", unit="us/mail", ours=figures["judge"])


def _contents(kind: str, count: int, now: datetime) -> list[bytes]:
    """Return mails as they come over the wire, with CRLF."""
    return [mail.content.replace(b"\n", b"\r\n") for mail in mailboxes.make(kind, count, now=now)]


def _timed(use: Callable[[T], object], mails: Sequence[T]) -> Contender:
    def once() -> float:
        started = time.perf_counter()
        for mail in mails:
            use(mail)
        return (time.perf_counter() - started) / len(mails) * 1e6

    return once


def _read_with_mail_parser(content: bytes) -> object:
    """Read what the stock pipelines read."""
    mail = mailparser.parse_from_bytes(content)
    return mail.message_id, mail.from_, mail.subject, mail.date, mail.text_plain, mail.attachments


def _read_with_stdlib(content: bytes) -> object:
    """Split the mail and decode every part, without looking at headers: what no reader can do without."""
    message = email.message_from_bytes(content)
    return [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()]
