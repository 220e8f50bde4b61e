"""The command line: one file a command, imported only when it is asked for.

Exit status: 0 done; 2 wrong use or configuration; 75 a temporary failure; 70 a fault of ours (with its traceback in the
log). Every failure that somebody can mend is one line: what, where, what to do.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING

from mailintake import __version__

if TYPE_CHECKING:
    from types import ModuleType

    from mailintake.cli.arguments import CommandParser

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
    "template",
    "search",
    "train",
    "evaluate",
    "verify",
    "db",
)

EXIT_DONE = 0
EXIT_USAGE = 2
EXIT_FAULT = 70
EXIT_TEMPORARY = 75
EXIT_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    _print_any_letter()
    try:
        status = _dispatch(list(sys.argv[1:] if argv is None else argv))
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has gone: nothing more to say, and nothing is wrong.
        sys.stdout = None
        return EXIT_DONE
    except OSError as error:
        sys.stdout = None
        print(f"mailintake: the output cannot be written ({error.strerror}).", file=sys.stderr)
        return EXIT_TEMPORARY
    return status


def parser_of(command: ModuleType) -> CommandParser:
    """Return the parser of a command, with the options that every command has."""
    from mailintake.cli.arguments import CommandParser

    parser = CommandParser(
        prog=f"mailintake {command.NAME}", description=command.HELP, epilog=f"Example: {command.EXAMPLE}"
    )
    command.add_arguments(parser)
    return parser


def _dispatch(words: list[str]) -> int:
    if words[:1] == ["--version"]:
        print(f"mailintake {__version__}")
        return EXIT_DONE
    if words[:1] == ["help"] and words[1:]:
        words = [words[1], "--help"]
    if not words or words[0] in {"-h", "--help", "help"}:
        print(_overview())
        return EXIT_DONE if words else EXIT_USAGE
    if words[0] not in COMMANDS:
        print(_unknown(words[0]), file=sys.stderr)
        return EXIT_USAGE
    return _run(import_module(f"mailintake.cli.{words[0]}"), words[1:])


def _run(command: ModuleType, words: list[str]) -> int:
    from argparse import Namespace

    from mailintake.cli import log
    from mailintake.errors import MailintakeError

    try:
        arguments = parser_of(command).parse_args(words, Namespace(config=None, verbose=False))
        log.set_up(is_verbose=arguments.verbose)
        return int(command.run(arguments))
    except SystemExit as stop:
        # From the parser: after the help, or after a line that says what is wrong.
        return stop.code if isinstance(stop.code, int) else EXIT_USAGE
    except MailintakeError as error:
        for line in str(error).splitlines():
            print(f"mailintake {command.NAME}: {line}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except Exception as fault:
        if isinstance(fault, BrokenPipeError) and _has_reader_gone():
            raise
        log.tell_fault(command.NAME, fault)
        return EXIT_FAULT


def _has_reader_gone() -> bool:
    """Whether nobody reads our output any more: a pipe that breaks elsewhere is no such thing."""
    import select

    output = select.poll()
    output.register(sys.stdout, select.POLLOUT)
    return any(event & select.POLLERR for _descriptor, event in output.poll(0))


def _print_any_letter() -> None:
    """Let a letter that the terminal does not have, or a file name that is no text, be printed as its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


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

    if word.startswith("-"):
        return f"mailintake: {word} stands before the command. Write it after: mailintake COMMAND {word}"
    near = get_close_matches(word, COMMANDS, n=1)
    hint = f"Did you mean {near[0]}?" if near else "mailintake --help lists the commands."
    return f"mailintake: there is no command {word!r}. {hint}"
