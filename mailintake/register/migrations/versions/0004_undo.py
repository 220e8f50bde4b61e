"""What is needed to undo a person's decision, and to tell the decisions of people from the others."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

# SQLite knows no moments: there they are text that sorts as they do.
_MOMENT = sa.DateTime(timezone=True).with_variant(sa.Text(), "sqlite")

_COLUMNS = (
    ("decision", "undone_by", sa.Text()),
    ("decision", "undone_at", _MOMENT),
    ("decision", "displaced_comment", sa.BigInteger()),
    ("decision", "displaced_role", sa.Text()),
    ("decision", "displaced_since", _MOMENT),
    ("outbox", "promised_by", sa.BigInteger()),
    ("outbox", "recalled_by", sa.BigInteger()),
    ("organisation", "learned_from", sa.BigInteger()),
    ("organisation", "retired_at", _MOMENT),
    ("organisation_address", "learned_from", sa.BigInteger()),
)
# Which decision promised an acknowledgement that may still be taken back.
_NOTE_PROMISES = """
    UPDATE outbox SET promised_by = (
        SELECT max(decision.id) FROM decision
        WHERE decision.message_id = outbox.answers AND decision.decided_at <= outbox.created_at
    )
    WHERE state IN ('waiting', 'claimed') AND answers IS NOT NULL
"""
_COUNT_PEOPLE = """
    INSERT INTO counter (name, value)
    SELECT 'decisions:people', made.number
    FROM (SELECT count(*) AS number FROM decision WHERE decided_by <> 'machine') AS made
    WHERE made.number > 0
"""


def upgrade() -> None:
    """Add the columns and their indexes, and fill in what can be told of what is there."""
    for table, name, kind in _COLUMNS:
        op.add_column(table, sa.Column(name, kind, nullable=True))
    _partial_index("ix_decision_of_people", "decision", ["id"], where="is_standing AND decided_by <> 'machine'")
    _partial_index("ix_outbox_answers", "outbox", ["answers"], where="answers IS NOT NULL")
    _partial_index(
        "ix_organisation_address_learned_from",
        "organisation_address",
        ["learned_from"],
        where="learned_from IS NOT NULL",
    )
    op.execute(_NOTE_PROMISES)
    op.execute(_COUNT_PEOPLE)


def _partial_index(name: str, table: str, columns: list[str], *, where: str) -> None:
    op.create_index(name, table, columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
