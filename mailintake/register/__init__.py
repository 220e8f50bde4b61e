"""The store: everything that was seen, kept, decided and promised, in SQLite or PostgreSQL."""
