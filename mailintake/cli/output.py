"""What commands print: JSON lines for programs, tables and sentences for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailintake.jobs.reports import Counts


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object on one line; letters such as å stand as they are."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def print_counts(job: str, counts: Counts, *, as_json: bool) -> None:
    """Print what a job did: as the closing JSON line, or as one sentence."""
    if as_json:
        print_json({"job": job, **counts.as_dict()})
    else:
        print(f"{job}: " + ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in counts.as_dict().items()))


def print_table(headings: Sequence[str], rows: Sequence[Sequence[object]], *, empty: str) -> None:
    """Print rows under headings, each column as wide as it needs; ``empty`` where there are no rows."""
    if not rows:
        print(empty)
        return
    cells = [list(map(str, headings)), *[[one_line(str(cell)) for cell in row] for row in rows]]
    widths = [max(len(row[column]) for row in cells) for column in range(len(headings))]
    for row in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def local(moment: datetime | None, zone: ZoneInfo) -> str:
    """Return a moment as people read it in a zone; a dash for none."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M") if moment else "-"


def one_line(text: str) -> str:
    """Return text on one line that cannot move a terminal's cursor or change its colours."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def plain_text(content: bytes) -> str:
    """Return the plain text of one of our own mails."""
    import email
    import email.policy

    part = email.message_from_bytes(content, policy=email.policy.default).get_body(("plain",))
    return str(part.get_content()).replace("\r\n", "\n") if part is not None else ""


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int, int], None]]:
    """Show a bar on standard error while something long is done; nothing where that is not a terminal.

    Yields a function that is told how many of how many are done; a total of 0 means that it is not known.
    """
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total or None)
