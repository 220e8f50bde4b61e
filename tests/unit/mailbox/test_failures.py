from __future__ import annotations

import imaplib
import socket
import ssl

import pytest

from mailintake.errors import FolderMissingError, InsecureConnectionError, MailboxUnavailableError
from mailintake.mailbox.bounds import TooMuchError
from mailintake.mailbox.failures import translate


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (TimeoutError("timed out"), "did not answer in time while listing"),
        (ConnectionResetError(104, "Connection reset by peer"), "Connection reset by peer"),
        (socket.gaierror(-2, "Name or service not known"), "name was not found"),
        (ssl.SSLError("handshake"), "SSLError"),
        (imaplib.IMAP4.abort("EOF"), "broke off"),
        (imaplib.IMAP4.error("BAD"), "no proper answer"),
        (TooMuchError(), "more than was asked for"),
        (ValueError("two SEARCH lines"), "ValueError"),
        (RecursionError("deep"), "RecursionError"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_any_exception_means_that_the_mail_server_is_not_to_be_had_now(error: Exception, words: str) -> None:
    translated = translate(error, "listing new mail")

    assert type(translated) is MailboxUnavailableError
    assert words in translated.message
    assert translated.remedy


def test_a_certificate_that_is_not_trusted_is_for_somebody_to_look_at() -> None:
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_message = "certificate has expired"

    translated = translate(error, "connecting")

    assert isinstance(translated, InsecureConnectionError)
    assert "certificate has expired" in translated.message


def test_an_error_of_our_own_stays_as_it_is() -> None:
    error = FolderMissingError("Skräppost")

    assert translate(error, "opening a folder") is error


def test_no_word_of_the_server_is_left_in_what_could_be_logged() -> None:
    def fail() -> None:
        try:
            int("hemligt")
        except ValueError as error:
            raise imaplib.IMAP4.error("unexpected response: hemligt") from error

    with pytest.raises(imaplib.IMAP4.error) as failed:
        fail()
    translate(failed.value, "fetching mail")

    assert str(failed.value) == str(failed.value.__cause__) == "(the reply is withheld: it may quote mail)"
