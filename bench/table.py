"""The table that ``make bench`` prints, and the same as JSON."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
from collections.abc import Sequence
from typing import Any

from bench.measure import Row

_HEADINGS = ("what", "unit", "ours", "against", "its figure", "ratio", "target", "")


def machine() -> str:
    """Return one line on what was measured on, and whether others are using it too."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{platform.system()} {platform.machine()}, {cores} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, load {os.getloadavg()[0]:.1f}"
    )


def lines(rows: Sequence[Row]) -> list[str]:
    """Return the table, a line each: medians, with the lowest and the highest round in brackets."""
    cells = [_HEADINGS, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(_HEADINGS))]
    text = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells]
    return [text[0], "-" * max(map(len, text)), *text[1:]]


def as_json(part: str, row: Row) -> dict[str, Any]:
    """Return one row with every round's figures."""
    return {
        "part": part,
        "what": row.what,
        "unit": row.unit,
        "ours": _figures(row.ours),
        "peer": {"name": row.peer_name, **_figures(row.peer)} if row.peer else None,
        "ratio": _figures(row.ratios) if row.ratios else None,
        "target": str(row.target) if row.target else None,
        "met": row.is_met,
    }


def _figures(values: Sequence[float]) -> dict[str, Any]:
    rounded = [float(f"{value:.4g}") for value in values]
    return {"median": statistics.median(rounded), "min": min(rounded), "max": max(rounded), "rounds": rounded}


def _cells(row: Row) -> tuple[str, ...]:
    peer = _spread(row.peer) if row.peer else ""
    ratio = _spread(row.ratios) if row.ratios else ""
    verdict = {True: "met", False: "NOT MET", None: ""}[row.is_met]
    return (row.what, row.unit, _spread(row.ours), row.peer_name, peer, ratio, str(row.target or ""), verdict)


def _spread(values: Sequence[float]) -> str:
    """Return ``median (lowest-highest)``, or the one value there is."""
    median = _short(statistics.median(values))
    return median if len(values) == 1 else f"{median} ({_short(min(values))}-{_short(max(values))})"


def _short(value: float) -> str:
    """Return a figure with three digits that count."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"
