"""The guides hold: every command, option, setting and link in them exists, and every command stands in them."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from mailintake.cli import COMMANDS, parser_of
from mailintake.settings.environment import PREFIX, SEPARATOR
from mailintake.settings.load import SECTIONS
from mailintake.settings.table import rows_of

ROOT = Path(__file__).parents[2]
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMES = [str(guide.relative_to(ROOT)) for guide in GUIDES]
# ``mailintake check``, also behind a folder or a container's name.
_COMMAND_LINE = re.compile(r"(?:^|[\s/(])mailintake(?::\S+)? (?!mailintake )((?:[a-z]|--version|--help).*)")
_SPAN = re.compile(r"`([^`\n]+)`")
_BLOCK = re.compile(r"^(?: {4}|\t)(.+)", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SETTING = re.compile(r"\[(\w+)\] (\w+)")
_VARIABLE = re.compile(rf"\b{PREFIX}([A-Z]+){SEPARATOR}([A-Z_]+)\b")
# What stands for a value, such as KEY or FILE…
_PLACEHOLDER = re.compile(r"[A-Z|]+…?")


@cache
def _parser(command: str) -> argparse.ArgumentParser:
    return parser_of(import_module(f"mailintake.cli.{command}"))


def _actions(command: str) -> dict[str, argparse.ArgumentParser]:
    """The actions of a command, by name; none where it has none."""
    found = [action for action in _parser(command)._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(found[0].choices) if found else {}


def _command_lines(text: str) -> Iterator[list[str]]:
    """The words of every command that a guide shows, from the command's name on."""
    for code in (*_SPAN.findall(text), *_BLOCK.findall(text)):
        match = _COMMAND_LINE.search(code)
        if match is not None:
            yield shlex.split(match[1], comments=True)
        elif code.split()[0] in COMMANDS and (len(code.split()) > 1 or code in _COMMANDS_WITHOUT_ACTIONS):
            yield shlex.split(code)


_COMMANDS_WITHOUT_ACTIONS = frozenset(name for name in COMMANDS if not _actions(name))


def _fault(words: list[str]) -> str:
    """Why a command in a guide is wrong; nothing where it is right."""
    command, *rest = words
    if command in {"--version", "--help"} or _PLACEHOLDER.fullmatch(command):
        return ""
    if command not in COMMANDS:
        return f"there is no command {command}"
    parser = _parser(command)
    actions = _actions(command)
    if actions and rest and not rest[0].startswith("-"):
        if rest[0] not in actions:
            return f"{command} has no action {rest[0]}"
        parser = actions[rest[0]]
    unknown = [word for word in rest if word.startswith("-") and word not in parser._option_string_actions]
    return f"{parser.prog} has no option {', '.join(unknown)}" if unknown else ""


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_command_and_option_that_is_shown_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")

    assert [(words, fault) for words in _command_lines(text) if (fault := _fault(words))] == []


def test_a_wrong_command_would_be_found() -> None:
    text = (
        "`mailintake poll --fast`, `mailintake fetch`, `outbox lists`\n\n    /opt/bin/mailintake db down --config x\n"
    )

    assert [_fault(words) for words in _command_lines(text)] == [
        "mailintake poll has no option --fast",
        "there is no command fetch",
        "outbox has no action lists",
        "db has no action down",
    ]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_action_and_option_stands_in_the_guide_to_the_commands(command: str) -> None:
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    spans = set(_SPAN.findall(text))
    shown = {tuple(words[:2]) if _actions(command) else (words[0],) for words in _command_lines(text) if words}
    parsers = {(command, action): parser for action, parser in _actions(command).items()} or {
        (command,): _parser(command)
    }

    assert set(parsers) - shown == set()
    options = {option for parser in parsers.values() for option in parser._option_string_actions} - {"-h", "--help"}
    assert {option for option in options if not any(option in span.split() for span in spans)} == set()


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_link_leads_somewhere(guide: Path) -> None:
    broken = []
    for target in _LINK.findall(guide.read_text(encoding="utf-8")):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        file = guide.parent / path if path else guide
        if not file.exists() or (anchor and anchor not in _anchors(file)):
            broken.append(target)

    assert broken == []


@pytest.mark.parametrize("guide", GUIDES, ids=NAMES)
def test_every_setting_that_is_named_exists(guide: Path) -> None:
    text = guide.read_text(encoding="utf-8")
    named = [(section, key) for code in _SPAN.findall(text) for section, key in _SETTING.findall(code)]
    named += [(section.lower(), key.lower()) for section, key in _VARIABLE.findall(text) if section != "SECTION"]

    assert [
        f"[{section}] {key}"
        for section, key in named
        if section not in SECTIONS or key not in rows_of(SECTIONS[section])
    ] == []


def test_every_guide_is_reached_from_the_first_page() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        guide = waiting.pop()
        if guide in reached:
            continue
        reached.add(guide)
        for target in _LINK.findall(guide.read_text(encoding="utf-8")):
            file = (guide.parent / target.partition("#")[0]).resolve()
            if file.suffix == ".md" and "://" not in target:
                waiting.append(file)
    guides = {guide for guide in GUIDES if guide.parent.name != "decisions"}

    assert {str(guide.relative_to(ROOT)) for guide in guides - reached} == set()


def _anchors(file: Path) -> set[str]:
    """The names of a page's headings, as a browser of the code makes them."""
    headings = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
