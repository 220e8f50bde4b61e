"""The comment that every hostile mail carries, so that it concerns the consultation and must not be lost."""

from __future__ import annotations

from mailmaking import mail

SENDER = "Anna Åberg <anna.aberg@luleaskidor.example>"
SUBJECT = "Synpunkter på överenskommelsen"
WORDS = (
    "Vi i Byaföreningen Viken har läst förslaget till lokal överenskommelse mellan kommunen och civilsamhället och "
    "vill lämna våra synpunkter. Vi tillstyrker förslaget. Principen om långsiktighet är bra, men kommunen bör lova "
    "svar inom två veckor."
)
BODY = WORDS.encode() + b"\r\n"


def comment(sender: str, **fields: object) -> bytes:
    """The comment as a plain mail, with other fields or another body."""
    return mail(**({"sender": sender, "subject": SUBJECT, "body": BODY} | fields))  # type: ignore[arg-type]


def head(sender: str) -> bytes:
    """The fields that say from whom, to whom and about what; no empty line after them."""
    return comment(sender, content_type="", encoding="", body=b"").removesuffix(b"\r\n")
