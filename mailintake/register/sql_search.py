"""The index of words by which kept mail is found: FTS5 on SQLite, a tsvector on PostgreSQL.

Both are given words that were taken apart here, so that they find the same; the newest mails are found first without
looking at the others.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, text

# Made by the migration, for no table definition fits both.
TABLE = "message_words"


def index_words(connection: Connection, words: Sequence[tuple[int, list[str]]]) -> None:
    """Set the words by which mails are found."""
    if not words:
        return
    if connection.dialect.name == "postgresql":
        connection.execute(_SET_POSTGRESQL, [{"id": id_, "words": each} for id_, each in words])
    else:
        connection.execute(_CLEAR_SQLITE, [{"id": id_} for id_, _ in words])
        connection.execute(_SET_SQLITE, [{"id": id_, "words": " ".join(each)} for id_, each in words])


def find(connection: Connection, words: Sequence[str], limit: int) -> list[int]:
    """Return the newest kept mails that have all the words, newest first."""
    if not words:
        return []
    if connection.dialect.name == "postgresql":
        asked = " & ".join(f"'{word}':*" for word in words)
        return list(connection.scalars(_FIND_POSTGRESQL, {"asked": asked, "limit": limit}))
    asked = " AND ".join(f'"{word}"*' for word in words)
    return list(connection.scalars(_FIND_SQLITE, {"asked": asked, "limit": limit}))


_SET_POSTGRESQL = text(
    "INSERT INTO message_words (id, words) VALUES (:id, array_to_tsvector(CAST(:words AS text[]))) "
    "ON CONFLICT (id) DO UPDATE SET words = excluded.words"
)
_FIND_POSTGRESQL = text(
    "SELECT id FROM message_words WHERE words @@ CAST(:asked AS tsquery) ORDER BY id DESC LIMIT :limit"
)
_CLEAR_SQLITE = text("DELETE FROM message_words WHERE rowid = :id")
_SET_SQLITE = text("INSERT INTO message_words (rowid, words) VALUES (:id, :words)")
_FIND_SQLITE = text("SELECT rowid FROM message_words WHERE message_words MATCH :asked ORDER BY rowid DESC LIMIT :limit")
