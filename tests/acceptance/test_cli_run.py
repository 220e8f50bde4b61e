"""``run`` as an operator meets it: one on a database, its end, and what it says."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from beds.embedded import EmbeddedWorld, embedded_world
from beds.mixed_mail import comment
from beds.world import wait_for
from servers.imap_faults import Conversation, RogueImap

SECONDS_TO_STOP = 5.0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[EmbeddedWorld]:
    with embedded_world(tmp_path / "service") as made:
        yield made


def test_what_comes_is_answered_and_sigterm_ends_it_in_time_with_nothing_half_done(world: EmbeddedWorld) -> None:
    process = world.start()
    world.wait_until_watching()
    world.receive(comment(1))
    wait_for(lambda: len(world.smtp.mails) == 1, seconds=30, what=world.log)

    status, seconds = world.stop(process)

    assert status == 0
    assert seconds < SECONDS_TO_STOP
    assert world.log().rstrip().endswith("mailintake.schedule.runner: stopped")
    assert {mail["state"] for mail in world.json("outbox", "list")[:-1]} == {"sent"}
    assert world.json("poll")[-1]["new"] == 0


@pytest.mark.parametrize("command", ["run", "poll"])
def test_a_second_one_on_the_same_file_is_refused_with_one_line(world: EmbeddedWorld, command: str) -> None:
    first = world.start()
    world.wait_until_watching()

    done = world.command(command)

    assert done.stderr == (
        f"mailintake {command}: Another run uses {world.folder}/mailintake.db (process {first.pid}). "
        "Stop it first, or use PostgreSQL, which many processes can share.\n"
    )
    assert (done.returncode, done.stdout) == (75, "")
    assert first.poll() is None


def test_staff_can_look_and_decide_while_it_runs(world: EmbeddedWorld) -> None:
    world.start()
    world.wait_until_watching()

    done = [world.command(*words) for words in (("review", "list"), ("outbox", "list"), ("verify",), ("deliver",))]

    assert [(each.returncode, each.stderr) for each in done] == [(0, "")] * 4


def test_ctrl_c_ends_it_as_well(world: EmbeddedWorld) -> None:
    process = world.start()
    world.wait_until_watching()

    process.send_signal(signal.SIGINT)

    assert process.wait(SECONDS_TO_STOP) == 0


def test_a_server_that_has_stopped_answering_does_not_hold_up_the_end(world: EmbeddedWorld) -> None:
    def stall(talk: Conversation, _tag: str, _rest: str) -> None:
        talk.server.pause(60)

    with RogueImap({n: comment(n).content for n in range(1, 9)}, scripts={"BODIES": stall}) as server:
        world.variables |= {"MAILINTAKE_MAILBOX__PORT": str(server.port), "MAILINTAKE_MAILBOX__START": "all"}
        process = world.start()
        wait_for(lambda: bool(server.asked("BODY.PEEK")), seconds=30, what=world.log)
        begun = time.monotonic()
        process.send_signal(signal.SIGTERM)
        status = process.wait(30)
        seconds = time.monotonic() - begun

    assert status == 0
    assert seconds < SECONDS_TO_STOP
    assert "stopped without waiting for: watch INBOX" in world.log()


def test_a_broken_template_ends_it_before_it_has_begun(world: EmbeddedWorld, tmp_path: Path) -> None:
    (tmp_path / "sv").mkdir()
    (tmp_path / "sv" / "reminder.body.txt.j2").write_text("{% if %}")

    done = world.run("run", MAILINTAKE_SERVICE__TEMPLATES=str(tmp_path))

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("mailintake run: sv/reminder.body.txt.j2, line 1: ")


def test_a_refused_sign_in_is_logged_and_tried_again_later(world: EmbeddedWorld) -> None:
    world.variables["MAILINTAKE_MAILBOX__PASSWORD"] = "fel"
    process = world.start()
    wait_for(lambda: "refused the sign-in" in world.log(), seconds=30, what=world.log)

    status, seconds = world.stop(process)

    assert status == 0
    assert seconds < SECONDS_TO_STOP
    assert world.log().count("INBOX: The mail server refused the sign-in") == 1
