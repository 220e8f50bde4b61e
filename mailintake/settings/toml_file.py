"""Reading a TOML file, and telling the line of each key in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from mailintake.settings.findings import Findings, Place, Source

MAX_BYTES = 10_000_000

_BARE = r"[A-Za-z0-9_-]+"
_NAME = rf"(?:{_BARE}|\"[^\"]*\"|'[^']*')"
_NAMES = rf"{_NAME}(?:\s*\.\s*{_NAME})*"
_HEADER = re.compile(rf"\s*(\[\[?)\s*({_NAMES})\s*\]")
_KEY = re.compile(rf"\s*({_NAMES})\s*=")
_LINE_IN_ERROR = re.compile(r"\s*\((?:at line (\d+), column \d+|at end of document)\)$")
_DELIMITERS = ('"""', "'''")


def read_toml(path: Path, findings: Findings, *, remedy_if_missing: str) -> tuple[dict[str, object], Source] | None:
    """Return the tables of a file and its source; None when it cannot be read: that is in the findings then."""
    text = read_text(path, findings, remedy_if_missing=remedy_if_missing)
    if text is None:
        return None
    try:
        return tomllib.loads(text), Source(name=str(path), lines=key_lines(text))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        match = _LINE_IN_ERROR.search(message)
        end = len(text.splitlines()) or 1
        line = int(match[1]) if match and match[1] else end
        problem = message[: match.start()] if match else message
        place = Place(source=str(path), line=line)
        findings.fault(place, f"is not TOML: {problem}.", "Look for a quotation mark or a bracket that is missing.")
    except RecursionError:
        findings.fault(Place(source=str(path)), "is nested too deeply.", "Take away brackets.")
    return None


def read_text(path: Path, findings: Findings, *, remedy_if_missing: str) -> str | None:
    """Return the text of a file in UTF-8, or None when it cannot be read: that is in the findings then."""
    place = Place(source=str(path))
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            findings.fault(place, f"is larger than {MAX_BYTES} bytes.", "Check that it is the right file.")
            return None
        # Editors on Windows begin a file with a byte order mark.
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        findings.fault(place, "there is no such file.", remedy_if_missing)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        findings.fault(Place(source=str(path), line=line), "is not in UTF-8.", "Save it as UTF-8 text.")
    except OSError as error:
        findings.fault(place, f"cannot be read ({error.strerror}).", "Check that it is a file and who may read it.")
    return None


def key_lines(text: str) -> dict[str, int]:
    """Return the line of each table and key, as ``table.key``; the tables of a list are numbered from 1.

    A reader of headers and keys only, for messages: what it does not know it leaves out.
    """
    lines: dict[str, int] = {}
    counts: dict[str, int] = {}
    table = ""
    for number, line in _lines_outside_texts(text):
        if match := _HEADER.match(line):
            table = _plain(match[2])
            if match[1] == "[[":
                lines.setdefault(table, number)
                counts[table] = counts.get(table, 0) + 1
                table = f"{table}.{counts[table]}"
            lines.setdefault(table, number)
        elif match := _KEY.match(line):
            lines.setdefault(f"{table}.{_plain(match[1])}".lstrip("."), number)
    return lines


def _lines_outside_texts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines that do not begin inside a text of several lines, with their numbers."""
    inside = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not inside:
            yield number, line
        rest = line
        while rest:
            marks = [inside] if inside else _DELIMITERS
            position, mark = min(((rest.find(mark), mark) for mark in marks if mark in rest), default=(-1, ""))
            if not mark or (not inside and "#" in rest[:position]):
                break
            inside = "" if inside else mark
            rest = rest[position + len(mark) :]


def _plain(names: str) -> str:
    return ".".join(name.strip().strip("\"'") for name in re.findall(_NAME, names))
