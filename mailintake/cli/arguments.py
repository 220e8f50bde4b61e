"""How commands read their words: faults told in one line, the options that all have, and kinds of values."""

from __future__ import annotations

import argparse
import getpass
import os
from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

# What both databases take as a number of a row.
_LARGEST_NUMBER = 2**31 - 1
# Longer than any association's own.
_LONGEST_NAME = 200


class CommandParser(argparse.ArgumentParser):
    """A parser of a command or of one of its actions: it knows the common options and tells a fault in one line."""

    def __init__(self, *, parents: Sequence[argparse.ArgumentParser] = (), **more: Any) -> None:
        super().__init__(**{"allow_abbrev": False, **more}, parents=[common_options(), *parents])

    def error(self, message: str) -> NoReturn:
        """End the command with one line: what is wrong, and where to read more."""
        self.exit(2, f"{self.prog}: {message}. Read: {self.prog} --help\n")


def common_options() -> argparse.ArgumentParser:
    """Return the options that every command has; what is not given is not set."""
    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--config", metavar="DIR", help="the folder with mailintake.toml (else MAILINTAKE_CONFIG, else config/)"
    )
    options.add_argument("-v", "--verbose", action="store_true", help="log every step to standard error")
    return options


def add_who_decides(parser: argparse.ArgumentParser) -> None:
    """Declare ``--by``: who a decision is noted for."""
    parser.add_argument(
        "--by", type=words, default=_user(), metavar="NAME", help="who decides (default: the name of the user)"
    )


def number(text: str) -> int:
    """Read the number of an item, a mail or an organisation, or how many of them."""
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= _LARGEST_NUMBER):
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 on")
    return int(text)


def name(text: str) -> str:
    """Read a name: words on one line."""
    read = " ".join(words(text).split())
    if not read or len(read) > _LONGEST_NAME or not read.isprintable():
        raise argparse.ArgumentTypeError(f"{text[:_LONGEST_NAME]!r} is not a name")
    return read


def day(text: str) -> date:
    """Read a date."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date such as 2018-09-17") from None


def words(text: str) -> str:
    """Read words that are stored or searched for; bytes that are no letters become question marks."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _user() -> str:
    """Return the name of the user that runs the command; in a container there may be none for its number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
