"""What holds for every command: its help, its options, and how it ends."""

from __future__ import annotations

import argparse
import getpass
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO, TextIOWrapper
from types import ModuleType

import pytest

from mailintake.cli import COMMANDS, main, parser_of
from mailintake.cli import db as planted
from mailintake.errors import StoreUnavailableError, UsageError

MODULES = [import_module(f"mailintake.cli.{name}") for name in COMMANDS]


@pytest.fixture
def end_with(monkeypatch: pytest.MonkeyPatch):
    """Let one command end as a test says."""

    def end(error: BaseException) -> None:
        def run(_arguments: argparse.Namespace) -> int:
            raise error

        monkeypatch.setattr(planted, "run", run)

    return end


@pytest.mark.parametrize("command", MODULES, ids=COMMANDS)
def test_the_help_says_what_it_does_and_shows_an_example_that_holds(
    command: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command.NAME, "--help"]) == 0

    printed = capsys.readouterr().out
    assert command.HELP.split()[0] in printed
    assert printed.splitlines()[-1] == f"Example: {command.EXAMPLE}"
    program, name, *words = shlex.split(command.EXAMPLE)
    assert (program, name) == ("mailintake", command.NAME)
    parser_of(command).parse_args(words)


@pytest.mark.parametrize("command", MODULES, ids=COMMANDS)
def test_every_option_and_argument_is_explained(command: ModuleType) -> None:
    silent = [
        f"{parser.prog} {'/'.join(action.option_strings) or action.dest}"
        for parser in _parsers(parser_of(command))
        for action in parser._actions
        if not isinstance(action, argparse._SubParsersAction) and not action.help
    ]

    assert silent == []


@pytest.mark.parametrize("command", MODULES, ids=COMMANDS)
def test_the_common_options_are_taken_behind_an_action_too(command: ModuleType) -> None:
    for parser in _parsers(parser_of(command)):
        assert {"--config", "--verbose"} <= set(parser._option_string_actions), parser.prog


def test_help_and_a_command_are_the_commands_help(capsys: pytest.CaptureFixture[str]) -> None:
    main(["help", "poll"])
    by_word = capsys.readouterr().out
    main(["poll", "--help"])

    assert capsys.readouterr().out == by_word


def test_a_fault_of_ours_is_logged_with_its_traceback(capsys: pytest.CaptureFixture[str], end_with) -> None:
    end_with(RuntimeError("planted"))

    status = main(["db", "current"])

    written = capsys.readouterr()
    assert status == 70
    assert written.out == ""
    assert "db failed: a fault of ours, please report it" in written.err
    assert "Traceback (most recent call last):" in written.err
    assert written.err.rstrip().endswith("RuntimeError: planted")


@pytest.mark.parametrize(
    ("error", "status", "line"),
    [
        (UsageError("It is wrong.", remedy="Mend it."), 2, "mailintake db: It is wrong. Mend it.\n"),
        (StoreUnavailableError(), 75, "mailintake db: The database did not answer as it should.\n"),
        (UsageError("a: wrong.\nb: wrong."), 2, "mailintake db: a: wrong.\nmailintake db: b: wrong.\n"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_what_somebody_can_mend_is_told_without_a_traceback(
    capsys: pytest.CaptureFixture[str], end_with, error: BaseException, status: int, line: str
) -> None:
    end_with(error)

    assert (main(["db", "current"]), capsys.readouterr().err) == (status, line)


def test_a_pipe_that_breaks_elsewhere_is_a_fault_of_ours(capfd: pytest.CaptureFixture[str], end_with) -> None:
    end_with(BrokenPipeError("a server's"))

    assert main(["db", "current"]) == 70
    assert "BrokenPipeError" in capfd.readouterr().err


@pytest.mark.parametrize("words", [["--help"], ["poll", "--help"]])
def test_a_reader_who_leaves_ends_the_command_in_silence(words: list[str]) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    with os.fdopen(theirs, "wb") as broken:
        done = subprocess.run(
            [sys.executable, "-m", "mailintake", *words], stdout=broken, stderr=subprocess.PIPE, check=False
        )

    assert (done.returncode, done.stderr) == (0, b"")


def test_letters_that_the_terminal_does_not_have_are_printed_as_codes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planted, "run", lambda _arguments: sys.stdout.write("”å\udce5”\n") * 0)
    terminal = TextIOWrapper(BytesIO(), encoding="latin-1")
    monkeypatch.setattr(sys, "stdout", terminal)

    assert main(["db", "current"]) == 0

    assert terminal.buffer.getvalue() == "\\u201då\\udce5\\u201d\n".encode("latin-1")


def test_who_decides_is_known_even_where_the_user_has_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654)
    with pytest.raises((KeyError, OSError)):
        getpass.getuser()

    arguments = parser_of(import_module("mailintake.cli.outbox")).parse_args(["drop", "7"])

    assert (arguments.id, arguments.by) == (7, "user 987654")


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "x", "", "9999999999", "９", "9" * 5000])
def test_a_number_is_whole_and_fits_the_database(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["outbox", "show", "--", text]) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("mailintake outbox show: argument ID: ")


def _parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from _parsers(inner)
