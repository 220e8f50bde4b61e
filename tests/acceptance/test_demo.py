"""The demo as a newcomer runs it: the whole story, and every mail judged as the story expects."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from mailintake.demo.view.ending import KIND_NAMES
from mailintake.domain.outbox import MailKind


@pytest.mark.timeout(300)
def test_every_mail_of_the_story_is_judged_as_expected_and_nothing_is_lost_or_said_twice(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mailintake", "demo", "--fast", "--plain", "--folder", str(tmp_path / "demo")]

    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)

    assert done.returncode == 0, done.stderr
    assert "Judged otherwise than expected" not in done.stdout
    assert "Nothing is lost." in done.stdout
    assert "Nothing is said twice" in done.stdout
    sent = done.stdout.partition("What was sent")[2]
    shown = re.findall(r"^ *(\S.*?)  .* [1-9]\d* *$", sent, re.MULTILINE)
    unsent = [name for name in KIND_NAMES.values() if name not in shown]
    assert unsent == [], "every kind of mail is shown"
    assert done.stderr == ""


def test_every_kind_of_mail_has_a_name_in_the_tables() -> None:
    assert set(KIND_NAMES) == set(MailKind)
