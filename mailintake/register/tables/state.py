"""The tables of what the service itself has done and is doing: its log, its figures, its runs and its locks."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Index, LargeBinary, Table, Text

from mailintake.register.columns import CleanText, RowId, UtcDateTime
from mailintake.register.tables.metadata import metadata, only_one

# Made once, with the database.
installation = Table(
    "installation",
    metadata,
    *only_one(),
    Column("secret", LargeBinary, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
)

# The log of everything that was done: rows are added, never changed, and each is sealed with the one before it.
event = Table(
    "event",
    metadata,
    Column("seq", RowId, primary_key=True, autoincrement=False),
    Column("at", UtcDateTime, nullable=False),
    Column("kind", CleanText, nullable=False),
    Column("actor", CleanText, nullable=False),
    Column("subject", CleanText, nullable=False),
    Column("data", Text, nullable=False),  # canonical JSON: ids, hashes and codes, never a person's words
    Column("previous_hash", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

# The end of the log: locked by every transaction that adds to it, so that the chain is serial.
event_head = Table(
    "event_head",
    metadata,
    *only_one(),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
)

# Figures for all time, such as mails sent.
counter = Table(
    "counter",
    metadata,
    Column("name", CleanText, primary_key=True),
    Column("value", BigInteger, nullable=False),
)

# What is due once on a date: whoever adds the row does it.
due_run = Table(
    "due_run",
    metadata,
    Column("kind", CleanText, primary_key=True),
    Column("local_date", Date, primary_key=True),
    Column("claimed_at", UtcDateTime, nullable=False),
)

# Which rounds of reminders a person has approved.
approval = Table(
    "approval",
    metadata,
    Column("kind", CleanText, primary_key=True),
    Column("local_date", Date, primary_key=True),
    Column("approved_by", CleanText, nullable=False),
    Column("approved_at", UtcDateTime, nullable=False),
)

# What staff have said of a consultation as a whole; no row: nothing.
consultation_state = Table(
    "consultation_state",
    metadata,
    Column("consultation", CleanText, primary_key=True),
    Column("closed_at", UtcDateTime),  # from then on no mail is taken for an answer to it; null: it is not closed
    Column("decided_on", Date),  # the day of the decision that was told; null: none was
    Column("changed_by", CleanText, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

reconciliation = Table(
    "reconciliation",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("mailbox", CleanText, nullable=False),
    Column("folder", CleanText, nullable=False),
    Column("at", UtcDateTime, nullable=False),
    Column("in_mailbox", BigInteger, nullable=False),
    Column("unseen", BigInteger, nullable=False),
    Column("kept", BigInteger, nullable=False),
    Column("left", BigInteger, nullable=False),
    Column("gone", BigInteger, nullable=False),
    Index("ix_reconciliation_folder", "mailbox", "folder", "at"),
)

# When the mailbox was last read to its end.
poll = Table("poll", metadata, *only_one(), Column("at", UtcDateTime, nullable=False))

# Which process reads a mailbox.
lease = Table(
    "lease",
    metadata,
    Column("mailbox", CleanText, primary_key=True),
    Column("holder", CleanText, nullable=False),
    Column("expires_at", UtcDateTime, nullable=False),
)

# Whether automatic answers are stopped; no row: they never were.
breaker = Table(
    "breaker",
    metadata,
    *only_one(),
    Column("is_open", Boolean, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("changed_by", CleanText, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)
