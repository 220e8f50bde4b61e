"""Organisations, comments, and the mail that is kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

# SQLite numbers rows by itself only in a column that is declared INTEGER.
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# SQLite knows no moments: there they are text that sorts as they do.
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

# The words by which kept mail is found; they come taken apart, in lower case and with a space between.
_SQLITE_WORDS = (
    "CREATE VIRTUAL TABLE message_words USING fts5(words, tokenize = 'ascii', detail = none, columnsize = 0)",
)
_POSTGRESQL_WORDS = (
    "CREATE TABLE message_words (id bigint PRIMARY KEY REFERENCES message (id), words tsvector NOT NULL)",
    "CREATE INDEX ix_message_words_words ON message_words USING gin (words)",
)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "organisation",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("is_invited", sa.Boolean(), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("extended_to", sa.Date(), nullable=True),
        sa.Column("has_opted_out", sa.Boolean(), nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_organisation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_organisation_consultation", "organisation", ["consultation"])
    op.create_table(
        "organisation_address",
        sa.Column("organisation_id", _ROW_ID, nullable=False),
        sa.Column("address_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column("is_dead", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_organisation_address_organisation_id"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "address_key", name="pk_organisation_address"),
    )
    op.create_index("ix_organisation_address_address_key", "organisation_address", ["address_key"])
    op.create_table(
        "organisation_domain",
        sa.Column("organisation_id", _ROW_ID, nullable=False),
        sa.Column("domain", sa.Text(), nullable=False),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisation.id"], name="fk_organisation_domain_organisation_id"
        ),
        sa.PrimaryKeyConstraint("organisation_id", "domain", name="pk_organisation_domain"),
    )
    op.create_table(
        "comment",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("reference_key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("sender", sa.Text(), nullable=False),
        sa.Column("sender_key", sa.Text(), nullable=False),
        sa.Column("organisation_id", _ROW_ID, nullable=True),
        sa.Column("organisation_name", sa.Text(), nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("stance", sa.Text(), nullable=False),
        sa.Column("stance_by", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("diary_number", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_comment_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.UniqueConstraint("reference_key", "consultation", name="uq_comment_reference_key_consultation"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_comment_consultation", "comment", ["consultation", "received_at"])
    op.create_index("ix_comment_organisation_id", "comment", ["organisation_id"])
    _partial_index(
        "ix_comment_standing_sender", "comment", ["sender_key", "received_at", "id"], where="status = 'standing'"
    )
    op.create_table(
        "message",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("mailbox", sa.Text(), nullable=False),
        sa.Column("folder", sa.Text(), nullable=False),
        sa.Column("uidvalidity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("kept_at", _MOMENT, nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("permission_allowed", sa.Boolean(), nullable=True),
        sa.Column("permission_reason", sa.Text(), nullable=False),
        sa.Column("is_readable", sa.Boolean(), nullable=False),
        sa.Column("unreadable_reason", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content_hash", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("from_address", sa.Text(), nullable=False),
        sa.Column("from_name", sa.Text(), nullable=False),
        sa.Column("sender_address", sa.Text(), nullable=False),
        sa.Column("reply_to", sa.Text(), nullable=False),
        sa.Column("to", sa.Text(), nullable=False),
        sa.Column("cc", sa.Text(), nullable=False),
        sa.Column("sent_to", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("date", _MOMENT, nullable=True),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("in_reply_to", sa.Text(), nullable=False),
        sa.Column("references", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("quoted", sa.Text(), nullable=False),
        sa.Column("signature", sa.Text(), nullable=False),
        sa.Column("automatic", sa.Text(), nullable=False),
        sa.Column("automatic_reason", sa.Text(), nullable=False),
        sa.Column("reported_message_id", sa.Text(), nullable=False),
        sa.Column("recipients_failed", sa.Text(), nullable=False),
        sa.Column("authentication", sa.Text(), nullable=False),
        sa.Column("signs", sa.Text(), nullable=False),
        sa.Column("is_whole", sa.Boolean(), nullable=False),
        sa.Column("defects", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["sha256"], ["original.sha256"], name="fk_message_sha256"),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint(
            "mailbox", "folder", "uidvalidity", "uid", name="uq_message_mailbox_folder_uidvalidity_uid"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_message_kept_at", "message", ["kept_at", "permission_allowed", "permission_reason"])
    op.create_index("ix_message_received_at", "message", ["received_at"])
    op.create_index("ix_message_sha256", "message", ["sha256"])
    op.create_table(
        "attachment",
        sa.Column("message_id", _ROW_ID, nullable=False),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("is_readable", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_attachment_message_id"),
        sa.PrimaryKeyConstraint("message_id", "position", name="pk_attachment"),
    )
    op.create_table(
        "comment_message",
        sa.Column("message_id", _ROW_ID, autoincrement=False, nullable=False),
        sa.Column("comment_id", _ROW_ID, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("registered_at", _MOMENT, nullable=False),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_comment_message_comment_id"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_comment_message_message_id"),
        sa.PrimaryKeyConstraint("message_id", name="pk_comment_message"),
    )
    op.create_index("ix_comment_message_comment_id", "comment_message", ["comment_id"])
    op.create_index("ix_comment_message_registered_at", "comment_message", ["registered_at"])
    op.create_table(
        "decision",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("message_id", _ROW_ID, nullable=False),
        sa.Column("is_standing", sa.Boolean(), nullable=False),
        sa.Column("is_waiting", sa.Boolean(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", _MOMENT, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("probability", sa.Double(), nullable=False),
        sa.Column("consultation", sa.Text(), nullable=True),
        sa.Column("organisation", sa.Text(), nullable=True),
        sa.Column("stance", sa.Text(), nullable=True),
        sa.Column("role", sa.Text(), nullable=True),
        sa.Column("joins", sa.BigInteger(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("is_records_request", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], name="fk_decision_message_id"),
        sa.PrimaryKeyConstraint("id", name="pk_decision"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_decision_message_id", "decision", ["message_id"])
    _partial_index("ix_decision_standing", "decision", ["message_id"], unique=True, where="is_standing")
    _partial_index("ix_decision_waiting", "decision", ["id"], where="is_waiting")

    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for statement in _POSTGRESQL_WORDS if is_postgresql else _SQLITE_WORDS:
        op.execute(statement)


def _partial_index(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
