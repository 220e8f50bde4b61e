"""Mailboxes to measure on: the same mails for the same seed, two in a hundred of them comments.

``small``: plain text, about 2 kB with the headers that mail has after four servers. ``mixed``: seven in ten small, two
with an HTML part too, one with an attachment. ``attachments``: every mail carries one of 100 to 400 kB.
"""

from __future__ import annotations

import base64
import os
import quopri
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime
from html import escape
from pathlib import Path

from bench.wording import Letter, comment, errand

RECIPIENT = "lulea.kommun@lulea.se"
KINDS = ("small", "mixed", "attachments")

# One comment in fifty mails.
_COMMENT_EVERY = 50
_SIGNATURE_BYTES = 192


@dataclass(frozen=True, kw_only=True, slots=True)
class Mail:
    """One invented mail, with LF line ends as mail servers store it."""

    sender: str
    is_comment: bool
    content: bytes


def make(kind: str, count: int, *, now: datetime, seed: int = 2018) -> list[Mail]:
    """Return ``count`` mails of a kind, all dated ``now``."""
    rng = random.Random(f"{kind} {seed}")
    return [_mail(kind, number, now, rng) for number in range(count)]


def to_answer(mails: Iterable[Mail]) -> list[str]:
    """Return whom every pipeline has to answer, in order: the senders of the comments, each with one comment."""
    return sorted(mail.sender for mail in mails if mail.is_comment)


def fill(maildir: Path, mails: Sequence[Mail], *, received_at: datetime, owner: tuple[int, int] | None = None) -> None:
    """Put mails into a Maildir as unread ones that came at ``received_at``; ``owner`` is the server's uid and gid."""
    for name in ("cur", "new", "tmp"):
        (maildir / name).mkdir(parents=True, exist_ok=True)
    seconds = int(received_at.timestamp())
    for number, mail in enumerate(mails):
        # Dovecot reads the size on disk and the size on the wire from the name, and the time from the file.
        wire = len(mail.content) + mail.content.count(b"\n")
        path = maildir / "cur" / f"{seconds}.M{number:06}P1.bench,S={len(mail.content)},W={wire}:2,"
        path.write_bytes(mail.content)
        os.utime(path, (seconds, seconds))
        if owner is not None:
            os.chown(path, *owner)
    if owner is not None:
        for path in (maildir, *(maildir / name for name in ("cur", "new", "tmp"))):
            os.chown(path, *owner)


def big_mail(size: int, *, now: datetime, seed: int = 2018) -> Mail:
    """Return an errand with one attachment of ``size`` bytes."""
    rng = random.Random(f"big {seed}")
    letter = errand(rng)
    body = _mixed(letter, rng.randbytes(size), rng)
    content = _headers(letter, "<big.1@mejl.example>", now, rng) + body
    return Mail(sender=letter.address, is_comment=False, content=content)


def _mail(kind: str, number: int, sent_at: datetime, rng: random.Random) -> Mail:
    is_comment = number % _COMMENT_EVERY == _COMMENT_EVERY // 2
    letter = comment(rng, number) if is_comment else errand(rng)
    message_id = f"<{number}.{rng.getrandbits(64):016x}@mejl.example>"
    draw = rng.random()
    if kind == "attachments" or (kind == "mixed" and draw < 0.1):
        body = _mixed(letter, rng.randbytes(rng.randint(100_000, 400_000)), rng)
    elif kind == "mixed" and draw < 0.3:
        body = _alternative(letter, rng)
    else:
        body = _plain(letter, rng)
    content = _headers(letter, message_id, sent_at, rng) + body
    return Mail(sender=letter.address, is_comment=is_comment, content=content)


def _headers(letter: Letter, message_id: str, sent_at: datetime, rng: random.Random) -> bytes:
    """Return the headers of a mail that a client wrote and four servers passed on; the Content-* fields follow."""
    stamp = format_datetime(sent_at)
    hops = ("edge1.kommun.example", "filter2.kommun.example", "out3.mejl.example", "submit.mejl.example")
    received = "".join(
        f"Received: from {sender} ({sender} [192.0.2.{rng.randint(1, 254)}])\n"
        f"\tby {receiver} (Postfix) with ESMTPS id {rng.getrandbits(40):010X}\n\tfor <{RECIPIENT}>; {stamp}\n"
        for sender, receiver in zip(hops[1:], hops[:-1], strict=True)
    )
    signature = base64.b64encode(rng.randbytes(_SIGNATURE_BYTES)).decode()
    folded = "\n\t ".join(signature[at : at + 70] for at in range(0, len(signature), 70))
    domain = letter.address.rpartition("@")[2]
    return (
        f"Return-Path: <{letter.address}>\n"
        f"Delivered-To: {RECIPIENT}\n"
        f"Received: from {hops[0]} by imap.kommun.example with LMTP id {rng.getrandbits(60):015x}\n"
        f"\tfor <{RECIPIENT}>; {stamp}\n"
        f"{received}"
        f"Authentication-Results: edge1.kommun.example; dkim=pass header.d={domain};\n"
        f"\tspf=pass smtp.mailfrom={letter.address}\n"
        f"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d={domain}; s=s1;\n"
        f"\th=from:to:subject:date:message-id; bh={signature[:43]}=;\n\tb={folded}\n"
        f"From: {Header(letter.name, 'utf-8').encode()} <{letter.address}>\n"
        f"To: {Header('Luleå kommun', 'utf-8').encode()} <{RECIPIENT}>\n"
        f"Subject: {Header(letter.subject, 'utf-8').encode()}\n"
        f"Date: {stamp}\n"
        f"Message-ID: {message_id}\n"
        "User-Agent: Invented Mail 1.0\n"
        "MIME-Version: 1.0\n"
    ).encode("ascii")


def _text(letter: Letter) -> str:
    return "\n\n".join((*letter.paragraphs, f"Med vänlig hälsning\n{letter.name}")) + "\n"


def _plain(letter: Letter, rng: random.Random) -> bytes:
    """Return a text body with its Content-* fields, in one of the encodings that clients use."""
    charset, encoding = rng.choice(
        (("utf-8", "8bit"), ("utf-8", "quoted-printable"), ("iso-8859-1", "quoted-printable"))
    )
    text = _text(letter).encode(charset)
    body = quopri.encodestring(text) if encoding == "quoted-printable" else text
    fields = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: {encoding}\n\n"
    return fields.encode("ascii") + body


def _html(letter: Letter) -> bytes:
    paragraphs = "".join(f'<p style="margin:0 0 12px">{escape(line)}</p>' for line in _text(letter).split("\n\n"))
    page = f'<html><head><meta charset="utf-8"></head><body><div dir="ltr">{paragraphs}</div></body></html>\n'
    fields = b"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\n"
    return fields + quopri.encodestring(page.encode())


def _alternative(letter: Letter, rng: random.Random) -> bytes:
    return _multipart("alternative", (_plain(letter, rng), _html(letter)), rng)


def _mixed(letter: Letter, attachment: bytes, rng: random.Random) -> bytes:
    fields = (
        b'Content-Type: application/octet-stream; name="underlag.bin"\n'
        b'Content-Disposition: attachment; filename="underlag.bin"\nContent-Transfer-Encoding: base64\n\n'
    )
    return _multipart("mixed", (_plain(letter, rng), fields + base64.encodebytes(attachment)), rng)


def _multipart(subtype: str, parts: Sequence[bytes], rng: random.Random) -> bytes:
    boundary = f"=_{rng.getrandbits(96):024x}"
    opening = f"--{boundary}\n".encode()
    return b"".join(
        (
            f'Content-Type: multipart/{subtype}; boundary="{boundary}"\n\n'.encode(),
            *(opening + part + b"\n" for part in parts),
            f"--{boundary}--\n".encode(),
        )
    )
