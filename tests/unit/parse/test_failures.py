"""An address is called dead only where the failure says so of the address."""

from __future__ import annotations

import pytest

from mailintake.parse.failures import is_permanent, most_telling_status


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("5.1.1", ""),
        ("5.1.1", "550 5.1.1 <a@b.example>: Recipient address rejected: User unknown in virtual mailbox table"),
        ("5.0.0", "550 No such user here"),
        ("5.1.2", "Host or domain name not found. Name service error for name=b.example type=A: Host not found"),
        ("5.1.6", "551 5.1.6 The recipient has moved"),
        ("5.1.10", "RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup"),
        ("5.4.1", "550 5.4.1 Recipient address rejected: Access denied"),
        ("4.1.1", "450 4.1.1 <a@b.example>: Recipient address rejected: User unknown"),
        ("", "The email account that you tried to reach does not exist."),
        ("", "Adressen hittades inte"),
    ],
)
def test_an_address_that_is_not_there_is_dead(status, reason):
    assert is_permanent(status, reason) is True


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        ("5.2.2", "552 5.2.2 Mailbox full"),
        ("5.1.1", "mailbox quota exceeded"),
        ("5.7.1", "550 5.7.1 Message rejected as spam"),
        ("5.7.26", "Unauthenticated email is not accepted due to domain's DMARC policy"),
        ("5.3.4", "Message too large"),
        ("5.1.8", "553 5.1.8 Domain of sender address a@b.example does not exist"),
        ("5.2.1", "The user you are trying to contact is receiving mail at a rate that prevents delivery"),
        ("4.4.7", "delivery time expired"),
        ("4.4.1", "connection timed out"),
        ("5.0.0", ""),
        ("2.1.5", "250 OK"),
        ("", ""),
    ],
)
def test_any_other_failure_says_nothing_of_the_address(status, reason):
    assert is_permanent(status, reason) is False


@pytest.mark.parametrize(
    ("texts", "status"),
    [
        (("5.0.0", "smtp; 550 5.1.1 unknown"), "5.1.1"),
        (("5.1.1", "5.7.1"), "5.1.1"),
        (("5.0.0", "x"), "5.0.0"),
        (("", "192.0.2.25 and 1.2.3"), ""),
    ],
)
def test_the_status_that_says_most_is_taken(texts, status):
    assert most_telling_status(*texts) == status
