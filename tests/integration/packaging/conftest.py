"""A wheel built from a copy of the checkout, and a virtual environment with nothing but it and its locked packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
# What the image is made of, and what its builds may not take with them.
SOURCES = ("mailintake", "templates", "config", "requirements", "pyproject.toml", "README.md", "LICENSE", ".gitignore")


def run(*command: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end, without our own settings in its environment."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MAILINTAKE_", "PYTHON"))}
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env=clean | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )


@pytest.fixture(scope="session")
def secret() -> str:
    """Return the password that lies in the checkout."""
    return "a-password-that-must-not-be-packed"


@pytest.fixture(scope="session")
def wheel(secret: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as the image does, in a checkout where an operator has written a password."""
    source = tmp_path_factory.mktemp("source")
    for name in SOURCES:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, source / name, ignore=shutil.ignore_patterns("__pycache__", "secrets"))
        else:
            shutil.copy(path, source / name)
    (source / "config" / "secrets").mkdir()
    (source / "config" / "secrets" / "mailbox").write_text(secret)
    built = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", "dist", cwd=source)
    assert built.returncode == 0, built.stderr
    (path,) = (source / "dist").glob("*.whl")
    return path


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Install it as the image does; return a function that runs a program of that environment elsewhere."""
    place = tmp_path_factory.mktemp("installed")
    pip = (place / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
    assert run(sys.executable, "-m", "venv", place, cwd=place).returncode == 0
    locked = run(*pip, "--require-hashes", "--retries=1", "-r", ROOT / "requirements" / "run.lock", cwd=place)
    if locked.returncode != 0:
        if "HASH" in locked.stderr.upper() or os.environ.get("MAILINTAKE_REQUIRE_REAL") == "1":
            pytest.fail(f"The locked packages cannot be installed: {locked.stderr}", pytrace=False)
        pytest.skip("no package index can be reached from here")
    own = run(*pip, "--no-deps", "--no-index", wheel, cwd=place)
    assert own.returncode == 0, own.stderr
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    def run_program(program: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
        return run(place / "bin" / program, *words, cwd=elsewhere)

    return run_program
