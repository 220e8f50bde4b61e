"""A mail that is read alone comes back as it would have otherwise, and one that goes too far is held."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from mailmaking import attached, multipart, plain, text_part
from mailmaking.documents import docx
from mailmaking.machines import delivery_report
from mailmaking.reader import BOUNDARY, NOW, arrival

from mailintake.domain.message import Unreadable
from mailintake.parse import read
from mailintake.parse.isolation import ChildLimits, read_alone


@pytest.mark.parametrize(
    "original",
    [
        plain("Hej å ä ö"),
        multipart(text_part("Se bilaga."), attached(docx("Vårt svar"), "å.docx")),
        delivery_report(),
        b"",
    ],
    ids=["plain", "document", "report", "empty"],
)
def test_a_mail_that_is_read_alone_is_read_the_same(original):
    assert read_alone(original, arrival(original, NOW), BOUNDARY, NOW) == read(
        original, arrival(original, NOW), BOUNDARY, NOW
    )


def test_a_mail_that_takes_too_long_is_held():
    original = plain("Hej", subject="Synpunkter")
    held = read_alone(original, arrival(original), BOUNDARY, NOW, limits=ChildLimits(wall_seconds=0.01))
    assert isinstance(held, Unreadable)
    assert (held.reason, held.subject) == ("Reading the mail took too long, so it was stopped.", "Synpunkter")


def test_a_mail_that_takes_too_much_memory_is_held():
    # Enough to start, too little for the mail.
    original = plain("å" * 100_000_000)
    held = read_alone(original, arrival(original), BOUNDARY, NOW, limits=ChildLimits(memory=200 * 1024 * 1024))
    assert isinstance(held, Unreadable)
    assert held.reason == "Reading the mail took too much memory, so it was stopped."


def test_a_reader_that_is_out_of_processor_time_is_stopped():
    original = plain("Hej")
    held = read_alone(original, arrival(original), BOUNDARY, NOW, limits=ChildLimits(processor_seconds=0))
    assert isinstance(held, Unreadable)
    assert held.reason == "Reading the mail took too long, so it was stopped."


def test_no_secret_of_ours_goes_along(monkeypatch, tmp_path):
    # A stand-in for the interpreter writes down what it was given.
    seen = tmp_path / "seen"
    stand_in = tmp_path / "python"
    stand_in.write_text(f"#!/bin/sh\n/usr/bin/env > {seen}\nexit 1\n")
    stand_in.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(stand_in))
    monkeypatch.setenv("MAILINTAKE_MAILBOX__PASSWORD", "hemligt")
    held = read_alone(b"Subject: x\n\nHej", arrival(b""), BOUNDARY, NOW)
    assert isinstance(held, Unreadable)
    assert "hemligt" not in seen.read_text()


def test_it_is_found_wherever_the_service_was_started(monkeypatch, tmp_path):
    (tmp_path / "mailintake").mkdir()
    (tmp_path / "mailintake" / "__init__.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    original = plain("Hej")
    assert read_alone(original, arrival(original), BOUNDARY, NOW) == read(original, arrival(original), BOUNDARY, NOW)


def test_nothing_is_left_behind():
    descriptors = Path("/proc/self/fd")
    before = len(list(descriptors.iterdir()))
    read_alone(b"Subject: x\n\nHej", arrival(b""), BOUNDARY, NOW)
    assert len(list(descriptors.iterdir())) == before
