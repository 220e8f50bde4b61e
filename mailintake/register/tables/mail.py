"""The tables of kept mail: what was read of it, and everything that was ever decided of it."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Double, ForeignKey, Index, Table, Text, UniqueConstraint, text

from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Label, Outcome, Request
from mailintake.domain.message import Authentication, Automatic
from mailintake.register.columns import CleanText, Json, RowId, UtcDateTime, Word
from mailintake.register.tables.metadata import metadata, partial_index

# Every kept mail; where is_readable is false it could not be read, and ``unreadable_reason`` says why.
message = Table(
    "message",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("mailbox", CleanText, nullable=False),
    Column("folder", CleanText, nullable=False),
    Column("uidvalidity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("kept_at", UtcDateTime, nullable=False),
    Column("is_held", Boolean, nullable=False),
    Column("permission_allowed", Boolean),  # whether it might be answered at once; null: not asked
    Column("permission_reason", CleanText, nullable=False),
    Column("is_readable", Boolean, nullable=False),
    Column("unreadable_reason", CleanText, nullable=False),
    Column("sha256", Text, ForeignKey("original.sha256"), nullable=False),
    Column("content_hash", Text, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("message_id", CleanText, nullable=False),
    Column("from_address", CleanText, nullable=False),
    Column("from_name", CleanText, nullable=False),
    Column("sender_address", CleanText, nullable=False),
    Column("reply_to", Json, nullable=False),
    Column("to", Json, nullable=False),
    Column("cc", Json, nullable=False),
    Column("sent_to", Json, nullable=False),
    Column("subject", CleanText, nullable=False),
    Column("date", UtcDateTime),
    Column("received_at", UtcDateTime, nullable=False),
    Column("in_reply_to", Json, nullable=False),
    Column("references", Json, nullable=False),
    Column("language", CleanText, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("quoted", CleanText, nullable=False),
    Column("signature", CleanText, nullable=False),
    Column("automatic", Word(Automatic), nullable=False),
    Column("automatic_reason", CleanText, nullable=False),
    Column("reported_message_id", CleanText, nullable=False),
    Column("recipients_failed", Json, nullable=False),
    Column("authentication", Word(Authentication), nullable=False),
    Column("signs", Json, nullable=False),
    Column("is_whole", Boolean, nullable=False),
    Column("defects", Json, nullable=False),
    UniqueConstraint("mailbox", "folder", "uidvalidity", "uid"),
    Index("ix_message_sha256", "sha256"),
    Index("ix_message_received_at", "received_at"),
    Index("ix_message_kept_at", "kept_at", "permission_allowed", "permission_reason"),
    # A number is never given to another row, for the log names rows by it.
    sqlite_autoincrement=True,
)

attachment = Table(
    "attachment",
    metadata,
    Column("message_id", ForeignKey("message.id"), primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("filename", CleanText, nullable=False),
    Column("media_type", CleanText, nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("text", CleanText, nullable=False),
    Column("is_readable", Boolean, nullable=False),
)

# Everything that was ever decided of a kept mail, by machine and by people; one decision stands.
decision = Table(
    "decision",
    metadata,
    Column("id", RowId, primary_key=True),
    Column("message_id", ForeignKey("message.id"), nullable=False),
    Column("is_standing", Boolean, nullable=False),
    Column("is_waiting", Boolean, nullable=False),  # it stands, and a person must look at it
    Column("decided_by", CleanText, nullable=False),
    Column("decided_at", UtcDateTime, nullable=False),
    Column("label", Word(Label), nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("explanation", CleanText, nullable=False),
    Column("probability", Double, nullable=False),
    Column("consultation", CleanText),
    Column("organisation", Json),
    Column("stance", Word(Stance)),
    Column("role", Word(Role)),
    Column("joins", BigInteger),
    Column("is_late", Boolean, nullable=False),
    Column("request", Word(Request)),  # what a question asks for
    Column("is_records_request", Boolean, nullable=False),
    Column("evidence", Json, nullable=False),
    Column("version", CleanText, nullable=False),
    Column("undone_by", CleanText),  # the person who undid it; null: nobody has
    Column("undone_at", UtcDateTime),
    # What the mail was registered as when this decision was made, so that it can be that again; null: nothing.
    Column("displaced_comment", BigInteger),
    Column("displaced_role", Word(Role)),
    Column("displaced_since", UtcDateTime),
    Index("ix_decision_message_id", "message_id"),
    partial_index("ix_decision_standing", "message_id", where="is_standing", unique=True),
    partial_index("ix_decision_waiting", "id", where="is_waiting"),
    partial_index("ix_decision_of_people", "id", where="is_standing AND decided_by <> 'machine'"),
    # A number is never given to another row, for the log names rows by it.
    sqlite_autoincrement=True,
)

# As the partial indexes know them: SQLite takes such an index only for a query that says the very same.
IS_STANDING = text("decision.is_standing")
IS_WAITING = text("decision.is_waiting")
IS_OF_A_PERSON = text("decision.is_standing AND decision.decided_by <> 'machine'")
