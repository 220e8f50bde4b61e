"""A command imports only what it needs."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from beds.embedded import EmbeddedWorld, embedded_world, environment

_BARE = "import argparse; p = argparse.ArgumentParser(); p.add_argument('--version', action='version', version='1')"
HEAVY = {"sqlalchemy", "alembic", "jinja2", "imapclient", "mailparser", "rich", "holidays", "apscheduler", "asyncio"}
# Each job asks for what it does; the others need the register alone.
NEEDED = {
    ("poll", "--help"): set(),
    ("outbox", "list"): {"sqlalchemy", "imapclient", "asyncio"},
    ("poll",): {"sqlalchemy", "imapclient", "asyncio"},
}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path_factory.mktemp("world") / "service") as made:
        made.begin()
        yield made


@pytest.mark.parametrize("words", NEEDED, ids=" ".join)
def test_what_is_not_needed_is_not_imported(world: EmbeddedWorld, words: tuple[str, ...]) -> None:
    imported = _imported(*words, "--config", str(world.config))

    assert imported & HEAVY == NEEDED[words]


def test_looking_something_up_reads_no_template_and_no_rule(world: EmbeddedWorld) -> None:
    done = _run("-X", "importtime", "-m", "mailintake", "review", "list", "--config", str(world.config))

    assert not {"mailintake.notify.compose", "mailintake.classify.evidence"} & _modules(done.stderr)


def test_a_poll_that_finds_nothing_new_loads_nothing_that_is_for_mail(world: EmbeddedWorld) -> None:
    done = _run("-X", "importtime", "-m", "mailintake", "poll", "--config", str(world.config))

    for_mail = {"mailintake.notify", "mailintake.classify", "mailintake.parse.reading", "mailintake.domain.digest"}
    assert not for_mail & _modules(done.stderr)


def test_the_time_that_commands_take_is_told(world: EmbeddedWorld, tell_figure: Callable[[str], None]) -> None:
    config = ("--config", str(world.config))
    for words in (("poll",), ("review", "list")):
        seconds = statistics.median(_seconds("-m", "mailintake", *words, *config) for _ in range(5))
        tell_figure(f"{' '.join(words)}: {seconds:.2f} s")


def test_the_version_starts_about_as_fast_as_a_bare_script(tell_figure: Callable[[str], None]) -> None:
    _run("-m", "mailintake", "--version")
    pairs = [(_seconds("-m", "mailintake", "--version"), _seconds("-c", _BARE)) for _ in range(7)]

    tell_figure(f"{statistics.median(ours / bare for ours, bare in pairs):.2f} times a bare argparse script")
    assert not _imported("--version") & (HEAVY | {"argparse"})


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, timeout=60, check=False, env=environment()
    )
    assert done.returncode == 0, done.stderr
    return done


def _seconds(*words: str) -> float:
    begun = time.perf_counter()
    _run(*words)
    return time.perf_counter() - begun


def _imported(*words: str) -> set[str]:
    """The packages that a command imports."""
    modules = _modules(_run("-X", "importtime", "-m", "mailintake", *words).stderr)
    return {module.partition(".")[0] for module in modules}


def _modules(errors: str) -> set[str]:
    return {line.rpartition("|")[2].strip() for line in errors.splitlines() if line.startswith("import time:")}
