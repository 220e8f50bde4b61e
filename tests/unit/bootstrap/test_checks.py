"""``check`` where no server is needed: settings, the database, when the mailbox was last read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from fakes.consultations import lulea

from mailintake.bootstrap import checks
from mailintake.domain.finding import Finding, Status

NOW = datetime(2018, 9, 17, 12, 0, tzinfo=UTC)
MAIN = """\
[service]
name = "Norra kommun"
[mailbox]
host = "imap.kommun.example"
user = "norra"
addresses = ["norra@kommun.example"]
[smtp]
host = "smtp.kommun.example"
sender = "Norra <norra@kommun.example>"
[staff]
digest_to = ["staff@kommun.example"]
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("MAILINTAKE_CONFIG", "MAILINTAKE_MAILBOX__PASSWORD"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "mailintake.toml").write_text(MAIN, encoding="utf-8")
    return folder


def _by_name(findings: Iterable[Finding]) -> dict[str, Finding]:
    return {finding.what: finding for finding in findings}


def test_wrong_settings_are_told_one_by_one_and_nothing_else_is_tried(config: Path) -> None:
    file = config / "mailintake.toml"
    file.write_text(MAIN.replace("host =", "hots ="), encoding="utf-8")

    findings = list(checks.run(str(config)))

    assert {(finding.what, finding.status) for finding in findings} == {("settings", Status.FAULT)}
    assert [finding.text for finding in findings if "Did you mean host?" in finding.text] == [
        f"{file}:4: mailbox.hots: there is no such setting. Did you mean host?",
        f"{file}:8: smtp.hots: there is no such setting. Did you mean host?",
    ]


def test_a_quick_check_makes_nothing_and_says_that_nothing_was_read_yet(config: Path) -> None:
    found = _by_name(checks.run(str(config), is_quick=True))

    assert found["database"].status is Status.OK
    assert (found["last poll"].text, found["last poll"].remedy) == ("never", "Start: mailintake run")
    assert "IMAP connection" not in found
    assert not (config.parent / "var").exists()


@pytest.mark.parametrize(
    ("silent_for", "poll_seconds", "status"),
    [
        (timedelta(minutes=9), 5, Status.OK),
        (timedelta(minutes=11), 5, Status.FAULT),
        (timedelta(minutes=11), 600, Status.OK),
        (timedelta(minutes=51), 600, Status.FAULT),
    ],
)
def test_a_mailbox_that_has_not_been_read_for_long_is_a_fault(
    silent_for: timedelta, poll_seconds: int, status: Status
) -> None:
    finding = checks._judge_last_poll(NOW - silent_for, poll_seconds, NOW)

    assert finding.status is status
    assert bool(finding.remedy) is (status is Status.FAULT)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2018, 6, 19), "2018-06-20 to 2018-10-01, not open yet"),
        (date(2018, 6, 20), "2018-06-20 to 2018-10-01, open"),
        (date(2018, 10, 1), "2018-06-20 to 2018-10-01, open"),
        (date(2018, 10, 2), "2018-06-20 to 2018-10-01, late answers are taken until 2019-03-30"),
        (date(2019, 3, 31), "2018-06-20 to 2018-10-01, closed after 2019-03-30"),
    ],
)
def test_it_is_told_where_a_consultation_stands(day: date, stage: str) -> None:
    at_noon = datetime(day.year, day.month, day.day, 10, 0, tzinfo=UTC)

    assert checks._stage(lulea(), at_noon) == stage


def test_a_fault_without_a_remedy_gets_one_and_others_keep_theirs() -> None:
    fault = Finding(what="SMTP", status=Status.FAULT, text="It is away.")
    told = replace(fault, remedy="Wait.")
    fine = replace(fault, status=Status.OK)

    assert list(checks._remedied([fault, told, fine], "Look.")) == [replace(fault, remedy="Look."), told, fine]


@pytest.mark.parametrize(
    ("version", "status"),
    [
        ((3, 11, 14), Status.WARNING),
        ((3, 11, 15), Status.OK),
        ((3, 12, 12), Status.WARNING),
        ((3, 13, 12), Status.OK),
        ((3, 14, 0), Status.OK),
    ],
)
def test_an_old_python_is_warned_about(version: tuple[int, int, int], status: Status) -> None:
    assert _by_name(checks._machine(version, NOW))["Python"].status is status


@pytest.mark.parametrize(("year", "status"), [(1970, Status.FAULT), (2026, Status.OK)])
def test_a_clock_that_was_never_set_is_a_fault(year: int, status: Status) -> None:
    clock = _by_name(checks._machine((3, 14, 0), NOW.replace(year=year)))["clock"]

    assert (clock.status, bool(clock.remedy)) == (status, status is Status.FAULT)
