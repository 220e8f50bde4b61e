"""Which real parts a test needs: skipped by name where one is missing, failed where the run must have them all."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

# Set by the continuous integration, so that a test that needs a real part can never be passed over in silence.
MUST_HAVE_ALL = os.environ.get("MAILINTAKE_REQUIRE_REAL") == "1"


def _has_postgresql() -> bool:
    return bool(shutil.which("initdb")) or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _has_corpora() -> bool:
    here = os.environ.get("MAILINTAKE_CORPORA") or Path(__file__).parents[2] / "shared" / "corpora"
    return Path(here).is_dir()


PARTS: dict[str, tuple[str, Callable[[], bool]]] = {
    "dovecot": ("Dovecot's imapd", lambda: bool(shutil.which("dovecot"))),
    "postgresql": ("PostgreSQL's server binaries", _has_postgresql),
    "chromium": ("Chromium", lambda: bool(shutil.which("chromium"))),
}


@pytest.fixture
def tell_figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Give a measured figure to be printed at the end of the run; figures are told, never asserted."""
    return lambda text: record_property("figure", text)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    figures = [
        f"{report.nodeid.rpartition('::')[2]}: {value}"
        for reports in terminalreporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.when == "call"
        for name, value in report.user_properties
        if name == "figure"
    ]
    if figures:
        terminalreporter.section("figures")
        for line in sorted(figures):
            terminalreporter.line(line)


def pytest_runtest_setup(item: pytest.Item) -> None:
    for marker, (name, is_there) in PARTS.items():
        if item.get_closest_marker(marker) and not is_there():
            if MUST_HAVE_ALL:
                pytest.fail(f"{name} is not on this machine, and this run must have it", pytrace=False)
            pytest.skip(f"{name} is not on this machine")
    if item.get_closest_marker("corpora") and not _has_corpora():
        pytest.skip("the corpora folder is not here")
