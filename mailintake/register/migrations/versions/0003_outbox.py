"""Mail that we send."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

# SQLite numbers rows by itself only in a column that is declared INTEGER.
_ROW_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# SQLite knows no moments: there they are text that sorts as they do.
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "outbox",
        sa.Column("id", _ROW_ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_key", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("recipient_key", sa.Text(), nullable=False),
        sa.Column("recipient_domain", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("consultation", sa.Text(), nullable=True),
        sa.Column("organisation_id", _ROW_ID, nullable=True),
        sa.Column("comment_id", _ROW_ID, nullable=True),
        sa.Column("answers", _ROW_ID, nullable=True),
        sa.Column("answers_sender", sa.Text(), nullable=True),
        sa.Column("thread_root", sa.Text(), nullable=True),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("not_before", _MOMENT, nullable=False),
        sa.Column("is_for_staff", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("next_attempt_at", _MOMENT, nullable=False),
        sa.Column("claimed_by", sa.Text(), nullable=True),
        sa.Column("claimed_until", _MOMENT, nullable=True),
        sa.Column("sent_at", _MOMENT, nullable=True),
        sa.Column("is_bounced", sa.Boolean(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["answers"], ["message.id"], name="fk_outbox_answers"),
        sa.ForeignKeyConstraint(["comment_id"], ["comment.id"], name="fk_outbox_comment_id"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name="fk_outbox_organisation_id"),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint("message_id", name="uq_outbox_message_id"),
        sa.UniqueConstraint("subject_key", "recipient_key", "kind", name="uq_outbox_subject_key_recipient_key_kind"),
        sqlite_autoincrement=True,
    )
    _partial_index("ix_outbox_answered_at", "outbox", ["created_at"], where="kind = 'acknowledgement'")
    _partial_index(
        "ix_outbox_answers_sender", "outbox", ["answers_sender", "created_at"], where="kind = 'acknowledgement'"
    )
    _partial_index("ix_outbox_claimed_until", "outbox", ["claimed_until"], where="state IN ('claimed', 'final')")
    _partial_index("ix_outbox_due", "outbox", ["not_before", "id", "next_attempt_at"], where="state = 'waiting'")
    _partial_index(
        "ix_outbox_failed", "outbox", ["state", "id"], where="state IN ('unknown', 'failed', 'suppressed', 'dropped')"
    )
    _partial_index("ix_outbox_next_attempt_at", "outbox", ["next_attempt_at"], where="state = 'waiting'")
    _partial_index("ix_outbox_recipient", "outbox", ["recipient_key", "created_at"], where="kind = 'acknowledgement'")
    _partial_index(
        "ix_outbox_recipient_domain", "outbox", ["recipient_domain", "created_at"], where="kind = 'acknowledgement'"
    )


def _partial_index(name: str, table: str, columns: list[str], *, where: str, unique: bool = False) -> None:
    op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
