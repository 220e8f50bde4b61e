"""Many values asked about at once, as one parameter: the rows of a JSON array.

PostgreSQL is asked value by value (LATERAL): for a list it may read a whole table until it has gathered statistics of
it, which is just when a full mailbox is read for the first time.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Select,
    TableValuedAlias,
    Text,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    true,
)

PARAMETER = "asked"


def as_parameter(values: Collection[str]) -> dict[str, str]:
    """Return the parameter that holds the values."""
    return {PARAMETER: json.dumps(sorted(values))}


def asked(dialect: str) -> TableValuedAlias:
    """Return the values as a table with the column ``value``."""
    given = bindparam(PARAMETER, type_=Text)
    if dialect == "postgresql":
        return func.json_array_elements_text(cast(given, JSON)).table_valued("value", name="asked")
    return func.json_each(given).table_valued("value", name="asked")


def held_by(connection: Connection, column: Column[str], values: Collection[str]) -> frozenset[str]:
    """Return which of the values an indexed column holds."""
    if not values:
        return frozenset()
    return frozenset(connection.scalars(_held_by(connection.dialect.name, column), as_parameter(values)))


@cache
def _held_by(dialect: str, column: Column[str]) -> Select[tuple[str]]:
    values = asked(dialect)
    is_held: Select[Any] = select(literal_column("1")).select_from(column.table).where(column == values.c.value)
    if dialect == "postgresql":
        return select(values.c.value).join_from(values, is_held.limit(1).lateral("found"), true())
    return select(values.c.value).where(is_held.correlate(values).exists())
