"""A document is read in a process of its own that can do no harm and is stopped when it goes too far."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
from mailmaking.documents import docx, odt
from mailmaking.pdf import flate_bomb, many_operators, pdf

from mailintake.parse.documents.child import read_in_fork
from mailintake.parse.documents.found import Finding, Found, LockedError
from mailintake.parse.documents.frames import ANSWER, ReadingLimits
from mailintake.parse.documents.isolation import MAX_DOCUMENT, ReadingRoom
from mailintake.parse.kinds import DOCX, ODT, PDF, RTF

PATIENCE = 30.0


@pytest.fixture
def room():
    room = ReadingRoom()
    yield room
    room.stop()


def answer(read, **limits):
    """What comes of a reader that is as bad as a document could make it."""
    given = read_in_fork(read, b"", ReadingLimits(**limits))
    value, length = ANSWER.unpack_from(given)
    assert len(given) == ANSWER.size + length
    return Finding(value), given[ANSWER.size :].decode()


def children(process):
    return [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def _hang(_content):
    while True:
        pass


def _wait(_content):
    time.sleep(60)


def _hoard(_content):
    return Found.of(str(len(bytearray(1 << 40))))


def _crash(_content):
    os.kill(os.getpid(), signal.SIGKILL)


def _leave(_content):
    raise SystemExit(0)


def _recurse(content):
    return _recurse(content)


def _locked(_content):
    raise LockedError


@pytest.mark.parametrize(
    ("read", "limits", "finding"),
    [
        (_hang, {"processor_seconds": 1}, Finding.STOPPED),
        (_wait, {"wall_seconds": 1}, Finding.STOPPED),
        (_hoard, {}, Finding.STOPPED),
        (_crash, {}, Finding.STOPPED),
        (_leave, {}, Finding.STOPPED),
        (lambda _: Found.of("a" * 1000), {"answer": 100}, Finding.STOPPED),
        (_recurse, {}, Finding.DAMAGED),
        (lambda _: 1 / 0, {}, Finding.DAMAGED),
        (_locked, {}, Finding.LOCKED),
    ],
    ids=["hangs", "waits", "hoards", "crashes", "leaves", "babbles", "recurses", "fails", "is locked"],
)
def test_whatever_a_reader_does_ends_in_a_finding(read, limits, finding):
    began = time.monotonic()
    assert answer(read, **limits) == (finding, "")
    assert time.monotonic() - began < PATIENCE


def test_a_reader_can_open_nothing_and_start_nothing(tmp_path):
    def try_all(_content):
        tries = {
            "read": lambda: open("/etc/passwd"),  # noqa: PTH123, SIM115
            "write": lambda: (tmp_path / "a").write_text("a"),
            "connect": lambda: socket.create_connection(("127.0.0.1", 9)),
            "run": lambda: subprocess.run(["/bin/true"], check=False),
            "pipe": os.pipe,
        }
        done = []
        for name, attempt in tries.items():
            try:
                attempt()
            except OSError:
                continue
            done.append(name)
        return Found.of(f"did: {done}")

    assert answer(try_all) == (Finding.TEXT, "did: []")
    assert not (tmp_path / "a").exists()


def test_a_document_is_read(room):
    found = room.read(docx("Vårt svar: å ä ö"), DOCX, PATIENCE)
    assert (found.finding, found.text) == (Finding.TEXT, "Vårt svar: å ä ö")


def test_characters_that_no_store_takes_do_not_come_out(room):
    content = b"{\\rtf1 a\\u0?b\\u7?c\\u-10179?d}"
    assert room.read(content, RTF, PATIENCE).text == "abc\ufffdd"


def test_one_process_is_kept_for_many_documents_and_harmed_by_none(room):
    assert room.read(odt("ett"), ODT, PATIENCE).text == "ett"
    before = children(os.getpid())
    assert room.read(docx(xml=b"<!DOCTYPE d><d/>"), DOCX, PATIENCE).finding is Finding.DAMAGED
    assert room.read(pdf("två"), PDF, PATIENCE).text == "två"
    assert children(os.getpid()) == before


def test_a_document_that_takes_too_long_is_stopped_and_the_next_is_read():
    room = ReadingRoom(ReadingLimits(processor_seconds=1))
    try:
        found = room.read(many_operators(3_000_000), PDF, PATIENCE)
        assert (found.finding, room.read(pdf("nästa"), PDF, PATIENCE).text) == (Finding.STOPPED, "nästa")
    finally:
        room.stop()


def test_a_document_that_takes_too_much_memory_is_stopped_and_the_next_is_read():
    room = ReadingRoom(ReadingLimits(memory=120 * 1024 * 1024))
    try:
        found = room.read(flate_bomb(400_000_000), PDF, PATIENCE)
        assert found.finding is not Finding.TEXT
        assert room.read(pdf("nästa"), PDF, PATIENCE).text == "nästa"
    finally:
        room.stop()


def test_a_process_that_was_killed_is_started_anew(room):
    room.read(odt("ett"), ODT, PATIENCE)
    for process in children(os.getpid()):
        if b"parse.documents.child" in Path(f"/proc/{process}/cmdline").read_bytes():
            os.kill(process, signal.SIGKILL)
    assert room.read(odt("två"), ODT, PATIENCE).text == "två"


def test_a_process_that_is_not_needed_ends_by_itself():
    room = ReadingRoom(ReadingLimits(idle_seconds=1))
    try:
        assert room.read(odt("ett"), ODT, PATIENCE).text == "ett"
        assert room._process.wait(timeout=20) == 0
        assert room.read(odt("två"), ODT, PATIENCE).text == "två"
    finally:
        room.stop()


def test_a_process_that_does_not_answer_is_given_up(room, monkeypatch):
    monkeypatch.setattr("mailintake.parse.documents.isolation._GRACE_SECONDS", 0.2)
    room.read(odt("ett"), ODT, PATIENCE)
    os.kill(room._process.pid, signal.SIGSTOP)
    assert room.read(odt("två"), ODT, 0.1).finding is Finding.STOPPED
    monkeypatch.undo()
    assert room.read(odt("tre"), ODT, PATIENCE).text == "tre"


@pytest.mark.parametrize(("content", "patience"), [(b"x" * (MAX_DOCUMENT + 1), PATIENCE), (b"x", 0.0)])
def test_what_is_too_large_or_too_late_starts_no_process(room, content, patience):
    assert room.read(content, ODT, patience) == Found(finding=Finding.STOPPED)
    assert room._process is None


def test_several_threads_get_each_its_own_words(room):
    got: dict[int, str] = {}

    def read(number):
        got[number] = room.read(odt(f"svar {number}"), ODT, PATIENCE).text

    threads = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == {number: f"svar {number}" for number in range(8)}


def test_nothing_is_left_behind():
    room = ReadingRoom()
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir())), children(os.getpid())
    room.read(odt("ett"), ODT, PATIENCE)
    room.stop()
    assert (len(list(descriptors.iterdir())), children(os.getpid())) == before
