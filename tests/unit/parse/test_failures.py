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
        ("", "550 User unknown"),
        ("", "550 5.1.1 <a@b.example>... User unknown"),
        ("", "unknown user a@b.example"),
        ("", "sorry, no mailbox here by that name. (#5.1.1)"),
        ("", "No such user here"),
        ("", "This user doesn't have a yahoo.com account (a@yahoo.com) [-5]"),
        ("", "User a (a@b.example) not listed in Domino Directory"),
        ("", "User not listed in public Name & Address Book"),
        ("", "The e-mail account does not exist at the organization this message was sent to."),
        ("", "a@b.example wasn't found at b.example"),
        ("", "554 delivery error: dd This user doesn't have a yahoo.com account"),
        ("", "550 Requested action not taken: mailbox unavailable"),
        ("", "mailbox not found"),
        ("", "550 Invalid recipient a@b.example"),
        ("", "553 sorry, that domain isn't in my list"),
        ("5.1.2", "Host unknown (Name server: b.example: host not found)"),
        ("", "Host or domain name not found"),
        ("", "The recipient name is not recognized"),
        ("", "no such address here"),
        ("", "Address unknown"),
        ("", "Recipient unknown"),
        ("", "550 unknown recipient"),
        ("", 'unrouteable mail domain "b.example"'),
        ("5.1.10", "b.example does not accept mail (nullMX)"),
        ("", "account has been deleted"),
        ("", "Mailbox a does not exist"),
        ("", "Användaren finns inte"),
        ("", "E-postadressen a@b.example kunde inte hittas"),
        ("", "Empfänger unbekannt"),
        ("", "Adressen finns inte"),
        ("", "ukjent bruker"),
        ("", "tuntematon vastaanottaja"),
        ("", "550 #5.1.0 Address rejected."),
        ("5.1.0", "550 #5.1.0 Address rejected."),
        ("", "is no longer with the company, no longer works here"),
        ("", "550 5.4.310 DNS domain b.example does not exist"),
        ("", "rcpt <a@b.example> does not exist"),
        ("", "user missing home directory"),
        ("", "550 Unknown local part a in <a@b.example>"),
        ("", "all relevant MX records point to non-existent hosts"),
        ("", "This account is not allowed; account not found"),
        ("", "550 No Such User Here"),
        ("", "unknown or illegal alias: a@b.example"),
        ("", "Sorry, I couldn't find any host named b.example. (#5.1.2)"),
        ("", "Recipient address rejected: User unknown in local recipient table"),
        (
            "",
            (
                "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking "
                "the recipient's email address"
            ),
        ),
        ("", "The address couldn't be found, or is unable to receive mail."),
        ("", "551 not our customer"),
        ("", "I couldn't find an account by that name"),
        ("5.1.1", "bad destination mailbox address"),
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
        ("5.2.2", "mailbox full"),
        ("", "552 Quota exceeded"),
        ("", "The email account that you tried to reach is disabled"),
        ("", "account temporarily suspended"),
        ("5.7.1", "blocked using spamhaus"),
        ("", "retry timeout exceeded"),
        ("4.4.7", "expired"),
        ("", "Connection timed out"),
        ("5.3.4", "Message size exceeds fixed maximum message size"),
        ("", "554 Sender address rejected: Domain not found"),
        ("", "550 sender domain does not exist"),
        ("5.4.6", "routing loop, too many hops"),
        ("5.0.0", "550 User unknown (in reply to end of DATA command)"),
        ("5.7.1", "relaying denied"),
        ("", "550 Access denied, banned sending IP"),
        ("5.4.4", "Name service error for name=x: Malformed or unexpected name server reply"),
        ("4.4.3", "Host not found, try again"),
        ("", "Domain of sender address a@b does not exist"),
        ("5.7.133", "Sender not authenticated for group"),
        ("", "greylisted, try again in 5 minutes"),
        ("", "The message was rejected because it contains prohibited virus or spam content"),
        ("", "Mottagarens inkorg är full"),
        ("", "Inbox full"),
        ("", "user over quota"),
        ("", "Connection refused"),
        ("", "554 5.7.1 You are not allowed to send to this recipient"),
        ("", "your message was too big"),
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


def test_a_filter_that_is_exact_about_the_address_is_believed_after_the_text_too():
    assert is_permanent("5.1.1", "550 5.1.1 User unknown (in reply to end of DATA command)") is True


def test_a_long_reason_is_read_in_time():
    assert is_permanent("5.0.0", "user " * 100_000) is False
