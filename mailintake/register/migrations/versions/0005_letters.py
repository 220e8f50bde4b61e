"""What staff say of a consultation and of its organisations, and copies of what was sent."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

# SQLite knows no moments: there they are text that sorts as they do.
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

_COLUMNS = (
    ("decision", "request", sa.Text()),
    ("outbox", "copied_at", _MOMENT),
    ("organisation", "merged_into", sa.BigInteger()),
    ("organisation", "listed_name", sa.Text()),
    ("organisation", "listed_number", sa.Text()),
    ("organisation", "uninvited_at", _MOMENT),
    ("organisation_address", "away_until", sa.Date()),
    ("organisation_address", "removed_at", _MOMENT),
)

# Columns of the outbox that mails are looked up by, each indexed where it holds something.
_LOOKED_UP = ("comment_id", "organisation_id")


def upgrade() -> None:
    """Add the columns and the tables."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    for column in _LOOKED_UP:
        holds = sa.text(f"{column} IS NOT NULL")
        op.create_index(f"ix_outbox_{column}", "outbox", [column], sqlite_where=holds, postgresql_where=holds)
    op.create_table(
        "approval",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("local_date", sa.Date(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("approved_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("kind", "local_date", name="pk_approval"),
    )
    op.create_table(
        "consultation_state",
        sa.Column("consultation", sa.Text(), nullable=False),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("consultation", name="pk_consultation_state"),
    )
    _partial_index("ix_outbox_sent_at", "outbox", ["sent_at"], where="sent_at IS NOT NULL")
    _partial_index("ix_outbox_uncopied", "outbox", ["sent_at"], where="state = 'sent' AND copied_at IS NULL")


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
