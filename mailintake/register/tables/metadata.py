"""The catalogue of tables and the names of their constraints."""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Column, Index, MetaData

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)


def only_one() -> tuple[Column[int], CheckConstraint]:
    """Return the key of a table that has one row."""
    return Column("id", BigInteger, primary_key=True, autoincrement=False), CheckConstraint("id = 1", name="one")


def partial_index(name: str, *columns: str, where: str, unique: bool = False) -> Index:
    """Return an index over the rows that a condition holds for.

    The migrations make it; here the condition is only noted, for naming PostgreSQL's own option would load all of its
    dialect at every start.
    """
    return Index(name, *columns, unique=unique, info={"where": where})
