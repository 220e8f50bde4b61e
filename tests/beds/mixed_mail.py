"""Mail of mixed kinds as a municipality's mailbox gets it: who should be answered is known for each."""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path

OUR_ADDRESS = "lulea.kommun@lulea.se"


@dataclass(frozen=True, kw_only=True, slots=True)
class Mixed:
    """One mail and whether its sender should get an answer."""

    content: bytes
    sender: str
    is_answered: bool


_TEXTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def mixed_mail(number: int, *, answered_share: float = 0.2, seed: int = 2018) -> list[Mixed]:
    """Return so many mails, the given share of them comments; the same ones for the same seed."""
    chance = random.Random(seed)
    return [_one(index, chance, answered_share) for index in range(number)]


def comment(index: int) -> Mixed:
    """Return one clear comment; each index has its own sender."""
    chance = random.Random(index)
    name = _TEXTS["names"][index % len(_TEXTS["names"])]
    text = _TEXTS["comments"][index % len(_TEXTS["comments"])].format(name=name)
    person = chance.choice(_TEXTS["people"])
    sender = f"styrelsen{index}@forening{index}.example"
    content = _mail(
        index,
        sender=sender,
        name=person,
        subject=f"Synpunkter på överenskommelsen från {name}",
        text=f"{text}\n\nVänliga hälsningar\n{person}\n{name}",
    )
    return Mixed(content=content, sender=sender, is_answered=True)


def _one(index: int, chance: random.Random, answered_share: float) -> Mixed:
    if chance.random() < answered_share:
        return comment(index)
    kind = chance.choice(("unrelated", "unrelated", "unrelated", "newsletter", "out_of_office", "bounce"))
    told = chance.choice(_TEXTS["unrelated"])
    subject, text = told["subject"], told["text"]
    sender = f"person{index}@hemma{index}.example"
    headers: dict[str, str] = {}
    if kind == "newsletter":
        subject, headers = "Nyhetsbrev oktober", {"List-Id": "<nytt.brev.example>", "Precedence": "bulk"}
        text = "Läs om höstens kurser, kommunens dialoger och föreningslivets dag."
    elif kind == "out_of_office":
        subject, headers = "Autosvar: frånvarande", {"Auto-Submitted": "auto-replied"}
        text = (
            "Jag är på semester och läser inte min e-post. Synpunkter på överenskommelsen kan skickas till en kollega."
        )
    elif kind == "bounce":
        subject, headers = (
            "Undelivered Mail Returned to Sender",
            {"Return-Path": "<>", "Auto-Submitted": "auto-generated"},
        )
        sender = f"mailer-daemon@hemma{index}.example"
        text = "This is the mail system. The address could not be reached: user unknown."
    content = _mail(
        index, sender=sender, name=chance.choice(_TEXTS["people"]), subject=subject, text=text, headers=headers
    )
    return Mixed(content=content, sender=sender, is_answered=False)


def _mail(
    index: int, *, sender: str, name: str, subject: str, text: str, headers: dict[str, str] | None = None
) -> bytes:
    mail = EmailMessage()
    for field, value in (headers or {}).items():
        mail[field] = value
    mail["From"] = f"{name} <{sender}>"
    mail["To"] = OUR_ADDRESS
    mail["Subject"] = subject
    mail["Date"] = format_datetime(datetime.now(UTC).replace(microsecond=0))
    mail["Message-ID"] = f"<mixed.{index}@{sender.rpartition('@')[2]}>"
    mail.set_content(text)
    return mail.as_bytes().replace(b"\n", b"\r\n")
