"""Figures of real mail: each test counts, all counts are printed as one table, and none may fall below its floor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import asdict

import pytest
from corpora.real_mail import Figure, figure

_KEY = "corpora figure"
_HEADINGS = ("what", "found", "of", "share", "floor", "")


@pytest.fixture
def count(record_property: Callable[[str, object], None]) -> Callable[..., None]:
    """Count hits into the table and hold them to a floor.

    ``count("reports told", {path: is_told, …}, at_least=0.99)``; ``at_most=1`` where what is counted is wrong.
    """

    def tell(what: str, hits: dict[str, bool], **promise: float) -> None:
        found = figure(what, hits, **promise)  # type: ignore[arg-type]
        record_property(_KEY, asdict(found))
        assert found.is_kept, f"{what}: {found.found} of {found.of}, promised {found.promise}: {found.misses}"

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    figures = [
        Figure(**value)
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == _KEY
    ]
    if not figures:
        return
    terminalreporter.section("corpora")
    for line in _table(figures):
        terminalreporter.line(line)
    for one in figures:
        if one.misses:
            terminalreporter.line(f"\n{one.what}, not so: {', '.join(one.misses)}")


def _table(figures: list[Figure]) -> Iterator[str]:
    cells = [
        (
            one.what,
            str(one.found),
            str(one.of),
            f"{one.found / one.of:.1%}" if one.of else "-",
            one.promise,
            "" if one.is_kept else "NOT KEPT",
        )
        for one in figures
    ]
    widths = [max(map(len, column)) for column in zip(_HEADINGS, *cells, strict=True)]
    for line in (_HEADINGS, *cells):
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
