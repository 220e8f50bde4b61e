"""Alembic's entry: run the steps on the connection and in the transaction that schema.upgrade has opened."""

from __future__ import annotations

from alembic import context

# The caller holds the lock and the transaction; on SQLite too all of a migration happens or nothing of it.
context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
