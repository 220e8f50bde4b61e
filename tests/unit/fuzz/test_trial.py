"""What is wrong with how a mail was read is told, whatever it is."""

from __future__ import annotations

import pytest
from fuzz import trial
from mailmaking import plain

GOOD = plain("Hej")
ODD = b"From: a@b.example\nContent-Type: text/plain; charset=punycode\n\nhej\n"


def attempt(mail=GOOD, before=None):
    return trial.attempt(mail, trial.peak() if before is None else before, is_sampled=False)


def test_a_good_mail_has_no_fault():
    done = attempt()
    assert (done.fault, done.is_odd, done.is_alone) == ("", False, False)


@pytest.mark.parametrize("mail", [b"", b"\r\n\r\n"])
def test_an_empty_mail_is_rightly_held(mail):
    assert attempt(mail).fault == ""


def test_an_odd_mail_is_told():
    assert (attempt(ODD).is_odd, attempt(ODD).fault) == (True, "")


@pytest.mark.parametrize("error", [ValueError, RecursionError, SystemExit])
def test_an_escaped_exception_is_a_fault(monkeypatch, error):
    def fail(*_arguments):
        raise error("x")

    monkeypatch.setattr(trial, "read_unless_odd", fail)
    assert attempt().fault == f"an exception escaped: {error.__name__}: x"


def test_an_exception_that_the_last_net_caught_is_a_fault(monkeypatch):
    def fail(*_arguments):
        raise ValueError

    monkeypatch.setattr("mailintake.parse.reading.split_words", fail)
    assert attempt().fault.startswith("held: ")
    assert "ValueError" in attempt().fault


def test_a_mail_that_takes_too_long_is_a_fault(monkeypatch):
    monkeypatch.setattr(trial, "MOST_SECONDS", 0.0)
    assert "s of processor time" in attempt().fault


def test_a_mail_that_takes_too_much_memory_is_a_fault():
    assert attempt(before=trial.peak() - trial.MOST_MEMORY - 2**20).fault == "it took 131 MB"


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b"])
def test_a_text_that_cannot_be_stored_is_a_fault(monkeypatch, text):
    monkeypatch.setattr("mailintake.parse.reading._subject", lambda _header: text)
    assert attempt().fault == "a text of it cannot be stored"
