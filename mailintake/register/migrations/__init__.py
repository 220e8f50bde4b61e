"""The steps by which the tables came to be (Alembic); they travel in the package and need no configuration file."""
