"""``mailintake db``: bring the database's schema up to date."""

from __future__ import annotations

import argparse

NAME = "db"
HELP = "bring the database's schema up to date, or tell its version"
EXAMPLE = "mailintake db upgrade"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    actions.add_parser("upgrade", help="bring the schema up to date; back up first")
    actions.add_parser("current", help="tell the schema's version")


def run(arguments: argparse.Namespace) -> int:
    """Upgrade or tell."""
    from mailintake.bootstrap import current_schema, upgrade_schema

    if arguments.action == "upgrade":
        upgrade_schema(arguments.config)
    print(f"The database's schema is at version {current_schema(arguments.config) or 'none: it is empty'}.")
    return 0
