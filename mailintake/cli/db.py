"""``mailintake db``: bring the database's schema up to date."""

from __future__ import annotations

import argparse

NAME = "db"
HELP = "bring the database's schema up to date, or tell its version"
EXAMPLE = "mailintake db upgrade"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("action", choices=("upgrade", "current"), help="upgrade the schema, or tell its version")


def run(arguments: argparse.Namespace) -> int:
    """Upgrade or tell."""
    from mailintake.bootstrap import current_schema, upgrade_schema

    if arguments.action == "upgrade":
        upgrade_schema(arguments.config)
    print(f"The database's schema is at version {current_schema(arguments.config) or 'none: it is empty'}.")
    return 0
