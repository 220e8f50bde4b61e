"""One process at a time on a SQLite file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from mailintake.errors import StoreLockedError, StoreUnavailableError
from mailintake.register.run_lock import run_lock


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/register.db"


def test_whoever_holds_the_lock_is_alone(url):
    with run_lock(url) as is_alone:
        assert is_alone is True


def test_a_second_run_is_told_which_process_holds_it(url):
    with run_lock(url), pytest.raises(StoreLockedError, match=rf"\(process {os.getpid()}\)") as raised, run_lock(url):
        pass

    assert raised.value.exit_status == 75


def test_the_lock_can_be_taken_again_when_it_was_given_up(url):
    for _ in range(2):
        with run_lock(url) as is_alone:
            assert is_alone is True


def test_the_lock_of_a_process_that_was_killed_is_free(url):
    program = (
        "import os, sys; from mailintake.register.run_lock import run_lock\n"
        "with run_lock(sys.argv[1]): os.kill(os.getpid(), 9)"
    )
    assert subprocess.run([sys.executable, "-c", program, url], check=False).returncode == -9

    with run_lock(url) as is_alone:
        assert is_alone is True


def test_the_file_lies_beside_the_database_and_holds_the_number_of_the_process(url, tmp_path):
    (tmp_path / "register.db.lock").write_text("12345678901234")
    with run_lock(url):
        assert (tmp_path / "register.db.lock").read_text() == str(os.getpid())


def test_on_postgresql_the_lease_decides_and_nobody_is_alone():
    with run_lock("postgresql://a@b/c") as is_alone:
        assert is_alone is False


def test_a_folder_that_is_not_there_is_told_with_a_remedy(tmp_path):
    with (
        pytest.raises(StoreUnavailableError, match="Check that the folder exists"),
        run_lock(f"sqlite:///{tmp_path}/none/register.db"),
    ):
        pass
