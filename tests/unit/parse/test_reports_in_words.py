"""A bounce that is no report in form is told by who sent it and what it says, whatever server wrote it."""

from __future__ import annotations

import pytest
from mailmaking import multipart, part, plain, text_part
from mailmaking.bounces import COPY, DEAD, DELAYS, SENT_ID, UNIX_BOUNCES
from mailmaking.bounces_windows import WINDOWS_BOUNCES
from mailmaking.reader import read_message

from mailintake.domain.message import Automatic

BOUNCES = UNIX_BOUNCES | WINDOWS_BOUNCES
NULL_PATH = (("Return-Path", "<>"),)


@pytest.mark.parametrize("bounce", BOUNCES.values(), ids=BOUNCES)
def test_a_bounce_in_words_is_told_with_who_failed_and_whether_for_good(bounce):
    message = read_message(bounce.mail())
    told = [(one.address, one.status, one.is_permanent) for one in message.recipients_failed]
    assert (message.automatic, told) == (Automatic.BOUNCE, [(DEAD, bounce.status, bounce.is_dead)])


@pytest.mark.parametrize("bounce", BOUNCES.values(), ids=BOUNCES)
def test_it_is_told_without_a_return_path(bounce):
    assert read_message(bounce.mail(top=())).automatic is Automatic.BOUNCE


@pytest.mark.parametrize("bounce", BOUNCES.values(), ids=BOUNCES)
def test_the_mail_that_it_is_about_is_told_from_its_text_or_from_the_header(bounce):
    headers = () if SENT_ID in bounce.text else (("In-Reply-To", SENT_ID),)
    assert read_message(bounce.mail(headers=headers)).reported_message_id == SENT_ID


@pytest.mark.parametrize("bounce", BOUNCES.values(), ids=BOUNCES)
def test_the_same_words_from_a_person_are_a_person_s(bounce):
    headers = (("In-Reply-To", "<1@b.example>"),)
    mail = bounce.mail(sender="Anna Åberg <anna@b.example>", top=(), headers=headers, subject=f"VB: {bounce.subject}")
    assert read_message(mail).automatic is Automatic.NONE


@pytest.mark.parametrize(("subject", "text"), DELAYS.values(), ids=DELAYS)
def test_a_delay_in_words_is_told_and_its_address_is_alive(subject, text):
    message = read_message(plain(text, sender="MAILER-DAEMON@post.example", subject=subject, top=NULL_PATH))
    told = [(one.address, one.is_permanent) for one in message.recipients_failed]
    assert (message.automatic, told) == (Automatic.DELAY, [(DEAD, False)])


def test_a_failure_that_comes_after_a_delay_is_a_failure():
    text = f"Delivery to {DEAD} has been delayed before and has now failed permanently. Giving up.\n550 User unknown"
    mail = plain(text, sender="MAILER-DAEMON@post.example", subject="Delivery failed", top=NULL_PATH)
    assert read_message(mail).automatic is Automatic.BOUNCE


def test_each_of_several_addresses_has_its_own_reason():
    text = (
        "Your message could not be delivered.\n\n  full@a.example\n    552 5.2.2 Mailbox full\n"
        f"  {DEAD}\n    550 5.1.1 User unknown\n\n------ This is a copy of the message ------\n{COPY}"
    )
    mail = plain(text, sender="MAILER-DAEMON@post.example", subject="Delivery failed", top=NULL_PATH)
    told = [(one.address, one.status, one.is_permanent, one.reason) for one in read_message(mail).recipients_failed]
    assert told == [
        ("full@a.example", "5.2.2", False, "552 5.2.2 Mailbox full"),
        (DEAD, "5.1.1", True, "550 5.1.1 User unknown"),
    ]


def test_an_address_that_is_to_be_turned_to_for_help_has_not_failed():
    text = f"This message could not be delivered. Please contact <hjalp@post.example>\n\n<{DEAD}>: User unknown\n"
    mail = plain(text, sender="MAILER-DAEMON@post.example", subject="Delivery failed", top=NULL_PATH)
    assert [one.address for one in read_message(mail).recipients_failed] == [DEAD]


def test_who_is_not_named_is_whom_the_mail_was_for():
    text = f"Your message could not be delivered.\n\n--- Below this line is a copy of the message.\n\n{COPY}"
    mail = plain(text, sender="MAILER-DAEMON@post.example", subject="failure notice", top=NULL_PATH)
    assert [one.address for one in read_message(mail).recipients_failed] == [DEAD]


def test_a_mail_that_is_given_back_as_a_part_tells_what_it_is_about():
    returned = part(COPY.replace("\n", "\r\n").encode(), "message/rfc822", encoding="7bit")
    text = text_part(f"Your message did not reach the following recipient(s):\n\n{DEAD}\n    Unknown Recipient")
    mail = multipart(
        text, returned, sender="System Administrator <postmaster@b.example>", subject="Undeliverable: Remiss"
    )
    message = read_message(mail)
    assert (message.automatic, message.reported_message_id) == (Automatic.BOUNCE, SENT_ID)


def test_a_part_whose_own_header_is_left_out_gives_the_mail_back_all_the_same():
    returned = COPY.replace("\n", "\r\n").encode()
    text = text_part(f"---The following addresses had delivery errors---\n\n{DEAD} [User unknown]")
    mail = multipart(text, returned, sender="MAILER-DAEMON@b.example", subject="Returned Mail: User unknown")
    assert read_message(mail).reported_message_id == SENT_ID


def test_a_postmaster_who_writes_is_a_person():
    mail = plain(
        "Hej, vi byter server på fredag.", sender="Postmaster Per <postmaster@b.example>", subject="Serverbyte"
    )
    assert read_message(mail).automatic is Automatic.NONE


def test_a_session_that_broke_is_told_to_the_postmaster():
    text = (
        "Transcript of session follows.\n\n In:  RCPT TO:<a@b.example>\n Out: 451 4.3.0 Error: queue file write error\n"
    )
    mail = plain(text, sender="MAILER-DAEMON@post.example", subject="Postfix SMTP server: errors from x[192.0.2.1]")
    assert read_message(mail).automatic is Automatic.BOUNCE


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("Delivered: Remiss", "Your message was delivered to the following recipients: a@b.example"),
        ("Levererat: Remiss", "Ditt meddelande har levererats till följande mottagare: a@b.example"),
        (
            "Relayed: Remiss",
            "Delivery to these recipients is complete, but no notification was sent by the destination.",
        ),
        ("Delivery Status Notification (Success)", "Your message was successfully delivered to a@b.example."),
    ],
)
def test_a_delivery_in_words_is_told(subject, text):
    mail = plain(text, sender="postmaster@b.example", subject=subject, headers=(("In-Reply-To", SENT_ID),))
    message = read_message(mail)
    assert (message.automatic, message.reported_message_id) == (Automatic.DELIVERED, SENT_ID)


def test_an_automatic_reply_with_a_null_return_path_is_no_bounce():
    text = (
        "I am out of the office and your message was not delivered to my phone. User unknown "
        "to me will be answered later."
    )
    mail = plain(text, subject="Automatic reply: Undeliverable?", top=NULL_PATH)
    assert read_message(mail).automatic is Automatic.AUTO_REPLY
