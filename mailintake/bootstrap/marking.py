"""Labelled folders: mails in files, and beside them labels.tsv, which tells what is right of each."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from mailintake.classify.evaluate import Truth
from mailintake.domain.comment import Stance
from mailintake.domain.decision import Label
from mailintake.errors import UsageError

LABELS = "labels.tsv"
_NEEDED = ("file", "label")


def read_labels(folder: Path) -> Iterator[tuple[Path, Truth]]:
    """Yield each mail's file and what is right of it, in the order of the table.

    The table has a heading: ``file`` and ``label``, and where it is known ``stance`` and ``organisation``, tabs
    between. Other columns are passed over. Raises UsageError that names the line.
    """
    table = folder / LABELS
    try:
        with table.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
            if missing:
                raise UsageError(
                    f"{table} has no column {missing[0]}.", remedy="Begin it with a line of headings: file, tab, label."
                )
            for row in rows:
                yield _marked(row, folder, f"{table}, line {rows.line_num}")
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise UsageError(
            f"{table} cannot be read: {error}.", remedy=f"A labelled folder has its labels in {LABELS}, in UTF-8."
        ) from error


def _marked(row: dict[str, str], folder: Path, place: str) -> tuple[Path, Truth]:
    file = folder / (row["file"] or "")
    if not file.is_file():
        raise UsageError(f"{place}: there is no file {file}.", remedy="Names count from the folder of the table.")
    label = _known(row["label"], [one.value for one in Label], place, "label")
    stance = row.get("stance") or ""
    return file, Truth(
        name=row["file"],
        label=Label(label),
        stance=Stance(_known(stance, [one.value for one in Stance], place, "stance")) if stance else None,
        organisation=(row.get("organisation") or "") if "organisation" in row else None,
    )


def _known(value: str | None, known: list[str], place: str, what: str) -> str:
    if value not in known:
        raise UsageError(f"{place}: {value!r} is no {what}.", remedy=f"One of: {', '.join(known)}.")
    return value
