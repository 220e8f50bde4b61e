"""The tables of what was seen: how far each folder has been read, and one row for every mail."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Double, Index, LargeBinary, Table, Text

from mailintake.domain.decision import Label, Outcome
from mailintake.domain.ledger import Disposition
from mailintake.register.columns import CleanText, UtcDateTime, Word
from mailintake.register.tables.metadata import metadata, partial_index


def _ref() -> tuple[Column[str], Column[str], Column[int], Column[int]]:
    """Return the columns that tell where a mail lies: the key of what has been seen."""
    return (
        Column("mailbox", CleanText, primary_key=True),
        Column("folder", CleanText, primary_key=True),
        Column("uidvalidity", BigInteger, primary_key=True, autoincrement=False),
        Column("uid", BigInteger, primary_key=True, autoincrement=False),
    )


# How far each folder has been read.
folder = Table(
    "folder",
    metadata,
    Column("mailbox", CleanText, primary_key=True),
    Column("folder", CleanText, primary_key=True),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("last_uid", BigInteger, nullable=False),
    Column("first_uid", BigInteger, nullable=False),
    Column("started_at", UtcDateTime, nullable=False),
)

# Mails whose reading was begun and not ended: ids only.
attempt = Table(
    "attempt",
    metadata,
    *_ref(),
    Column("count", BigInteger, nullable=False),
    Column("begun_at", UtcDateTime, nullable=False),
    # Written and deleted for every mail: one tree instead of two.
    sqlite_with_rowid=False,
)

# One row for every mail that was seen.
ledger = Table(
    "ledger",
    metadata,
    *_ref(),
    Column("disposition", Word(Disposition), nullable=False),
    Column("sha256", Text),  # null: never fetched
    Column("content_hash", Text),
    Column("size", BigInteger, nullable=False),
    Column("internal_date", UtcDateTime),
    Column("seen_at", UtcDateTime, nullable=False),
    Column("label", Word(Label), nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("probability", Double, nullable=False),
    partial_index("ix_ledger_sha256", "sha256", where="sha256 IS NOT NULL"),
    partial_index("ix_ledger_content_hash", "content_hash", where="content_hash IS NOT NULL"),
    Index("ix_ledger_seen_at", "seen_at", "disposition"),
)

# The bytes of every kept mail, as they came.
original = Table(
    "original",
    metadata,
    Column("sha256", Text, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("stored_at", UtcDateTime, nullable=False),
)
