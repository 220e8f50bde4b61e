"""What the two stock pipelines share: their table, their keyword list and the text of their answer.

Both are honest programs: they find the comments, keep them with their bytes, answer each once, and commit durably
(``synchronous = FULL``) in the journal mode that our own store uses.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import mailparser
from sqlalchemy import Engine, LargeBinary, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from bench.pipeline import Work

SENDER = "lulea.kommun@lulea.se"
ANSWER_SUBJECT = "Vi har tagit emot er synpunkt"
ANSWER = """Hej {{ name }},

tack för er synpunkt "{{ subject }}". Den kom in {{ received }} och har nummer {{ number }}.

Med vänlig hälsning
Luleå kommun
"""
# Words that speak for a comment; a mail with three points or more is taken for one.
POINTS = {"överenskommelse": 2, "remiss": 1, "synpunkt": 1, "yttrande": 1, "civilsamhäll": 1, "förslaget": 1}
_ENOUGH = 3


class Base(DeclarativeBase):
    """The stock pipelines' tables."""


class Incoming(Base):
    """One mail that was read."""

    __tablename__ = "incoming"

    id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[int] = mapped_column(unique=True)
    message_id: Mapped[str] = mapped_column(index=True)
    sender: Mapped[str]
    subject: Mapped[str]
    date: Mapped[datetime | None]
    body: Mapped[str]
    is_comment: Mapped[bool] = mapped_column(default=False)
    original: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime | None]


def make_engine(work: Work) -> Engine:
    """Return the engine of a new database with its tables, as durable as ours."""
    engine = create_engine(f"sqlite:///{work.database}")

    @event.listens_for(engine, "connect")
    def be_durable(connection: Any, _record: Any) -> None:
        connection.execute(f"PRAGMA journal_mode = {work.journal_mode}")
        connection.execute("PRAGMA synchronous = FULL")

    Base.metadata.create_all(engine)
    return engine


def row_of(uid: int, mail: mailparser.MailParser) -> Incoming:
    """Return the row of a parsed mail, not judged yet."""
    return Incoming(
        uid=uid,
        message_id=mail.message_id,
        sender=mail.from_[0][1],
        subject=mail.subject,
        date=mail.date,
        body="\n".join(mail.text_plain),
    )


def is_comment(row: Incoming) -> bool:
    """Whether the keywords in subject and body make it a comment."""
    text = f"{row.subject} {row.body}".lower()
    return sum(points for word, points in POINTS.items() if word in text) >= _ENOUGH
