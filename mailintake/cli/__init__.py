"""The command line: one file a command, imported only when it is asked for.

Exit status: 0 done; 2 wrong use or configuration; 75 a temporary failure; 70 a fault of ours (with its traceback in the
log). Every failure that somebody can mend is one line: what, where, what to do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from mailintake import __version__

if TYPE_CHECKING:
    import argparse
    from types import ModuleType

# In the order of a newcomer's first day.
COMMANDS = (
    "demo",
    "init",
    "check",
    "run",
    "poll",
    "deliver",
    "remind",
    "digest",
    "reconcile",
    "ingest",
    "inspect",
    "review",
    "consultation",
    "organisation",
    "outbox",
    "search",
    "verify",
    "db",
)

EXIT_DONE = 0
EXIT_USAGE = 2
EXIT_FAULT = 70
EXIT_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["--version"]:
        print(f"mailintake {__version__}")
        return EXIT_DONE
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())
        return EXIT_DONE if words else EXIT_USAGE
    if words[0] not in COMMANDS:
        print(_unknown(words[0]), file=sys.stderr)
        return EXIT_USAGE
    command = import_module(f"mailintake.cli.{words[0]}")
    try:
        # The common options may stand anywhere, also behind an action such as ``list``.
        common, rest = _common_options().parse_known_args(words[1:])
        arguments = parser_of(command).parse_args(rest, common)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else EXIT_USAGE
    return _run(command, arguments)


def parser_of(command: ModuleType) -> argparse.ArgumentParser:
    """Return the parser of a command, with the options that every command has."""
    import argparse

    parser = argparse.ArgumentParser(
        prog=f"mailintake {command.NAME}",
        description=command.HELP,
        epilog=f"Example: {command.EXAMPLE}",
        allow_abbrev=False,
        parents=[_common_options()],
    )
    command.add_arguments(parser)
    return parser


def _common_options() -> argparse.ArgumentParser:
    import argparse

    options = argparse.ArgumentParser(add_help=False, allow_abbrev=False, argument_default=argparse.SUPPRESS)
    options.add_argument(
        "--config", metavar="DIR", help="the folder with mailintake.toml (else MAILINTAKE_CONFIG, else config/)"
    )
    options.add_argument("-v", "--verbose", action="store_true", help="log every step to standard error")
    options.set_defaults(config=None, verbose=False)
    return options


def _run(command: ModuleType, arguments: argparse.Namespace) -> int:
    from mailintake.cli import log
    from mailintake.errors import MailintakeError

    log.set_up(is_verbose=arguments.verbose)
    try:
        return int(command.run(arguments))
    except MailintakeError as error:
        print(f"mailintake {command.NAME}: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone: nothing more to say, and nothing is wrong.
        sys.stdout = None
        return EXIT_DONE
    except Exception as fault:  # noqa: BLE001 - whatever else ends a command is a fault of ours: traceback, status 70
        log.tell_fault(command.NAME, fault)
        return EXIT_FAULT


def _overview() -> str:
    modules = [import_module(f"mailintake.cli.{name}") for name in COMMANDS]
    lines = [f"  {module.NAME:<14}{module.HELP}" for module in modules]
    return "\n".join(
        (
            "usage: mailintake COMMAND [options]",
            "",
            "E-mail intake for public consultations: comments arrive by ordinary e-mail, nothing is lost.",
            "",
            *lines,
            "",
            "mailintake COMMAND --help tells more, with an example. mailintake --version tells the version.",
        )
    )


def _unknown(word: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, COMMANDS, n=1)
    hint = f"Did you mean {near[0]}?" if near else "mailintake --help lists the commands."
    return f"mailintake: there is no command {word!r}. {hint}"
