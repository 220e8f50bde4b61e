"""The walls hold, and a planted import is found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def _lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    return subprocess.run(
        [program, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "mailintake", tmp_path / "mailintake", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("domain/message.py", "import sqlalchemy"),
        ("classify/decide.py", "from mailintake.parse import read"),
        ("jobs/intake.py", "from mailintake.mailbox.imap import ImapMailbox"),
        ("cli/poll.py", "from mailintake.settings.load import load"),
    ],
)
def test_a_planted_import_breaks_a_wall(copy: Path, room: str, planted: str) -> None:
    file = copy / "mailintake" / room
    file.write_text(file.read_text(encoding="utf-8") + f"\n{planted}\n", encoding="utf-8")

    done = _lint_imports(copy)

    assert done.returncode == 1
    assert "BROKEN" in done.stdout


def test_the_walls_hold(copy: Path) -> None:
    done = _lint_imports(copy)

    assert (done.returncode, "BROKEN" in done.stdout) == (0, False)
