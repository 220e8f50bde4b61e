"""A machine's mail is told from a person's, by its form, its fields and, last, its words."""

from __future__ import annotations

import pytest
from mailmaking import joined, mail, multipart, part, plain, text_part
from mailmaking.clients import gmail
from mailmaking.machines import (
    SENT_ID,
    complaint,
    delivery_report,
    exim_bounce,
    out_of_office,
    qmail_bounce,
    read_receipt,
)
from mailmaking.reader import read_message

from mailintake.domain.message import Automatic, FailedRecipient

DEAD = "kassor@luleaskidor.example"
AWAY = "Hej!\n\nJag är på semester till och med den 6 augusti.\n\nAnna"
ANSWERS = ("In-Reply-To", SENT_ID)


def kind(original):
    return read_message(original).automatic


def test_a_delivery_report_tells_who_failed_and_why():
    message = read_message(delivery_report())
    assert (message.automatic, message.reported_message_id, message.recipients_failed) == (
        Automatic.BOUNCE,
        SENT_ID,
        (
            FailedRecipient(
                address=DEAD,
                status="5.1.1",
                is_permanent=True,
                reason=f"smtp; 550 5.1.1 <{DEAD}>: Recipient address rejected: User unknown",
            ),
        ),
    )


@pytest.mark.parametrize("encoding", ["7bit", "base64", "quoted-printable"])
def test_a_delivery_report_is_read_in_any_encoding(encoding):
    assert read_message(delivery_report(encoding=encoding)).recipients_failed[0].address == DEAD


@pytest.mark.parametrize(
    ("action", "status", "told"),
    [
        ("failed", "5.1.1", Automatic.BOUNCE),
        ("Failed", "4.4.7", Automatic.BOUNCE),
        ("delayed", "4.4.1", Automatic.DELAY),
        ("delivered", "2.1.5", Automatic.DELIVERED),
        ("relayed", "2.1.9", Automatic.DELIVERED),
        ("deliverable", "2.1.5", Automatic.DELIVERED),
        ("okänd", "5.0.0", Automatic.BOUNCE),
    ],
)
def test_what_became_of_the_mail_is_told(action, status, told):
    assert kind(delivery_report(action=action, status=status, diagnosis="smtp; x")) is told


def test_the_address_that_was_written_to_is_the_one_that_failed():
    message = read_message(delivery_report(recipient=f"ny@x.example\r\nOriginal-Recipient: rfc822;{DEAD}"))
    assert [one.address for one in message.recipients_failed] == [DEAD]


def test_each_recipient_of_a_report_is_told():
    second = "smtp; 452 Mailbox full\r\n\r\nFinal-Recipient: rfc822; bo@b.example\r\nAction: failed\r\nStatus: 5.1.1"
    message = read_message(delivery_report(status="5.2.2", diagnosis=second))
    assert [(one.address, one.is_permanent) for one in message.recipients_failed] == [
        (DEAD, False),
        ("bo@b.example", True),
    ]


def test_a_report_without_recipients_is_read_in_its_words():
    report = part(b"Reporting-MTA: dns; mx.example\r\n", "message/delivery-status", encoding="7bit")
    said = text_part(f"Your message could not be delivered.\n\n<{DEAD}>: User unknown")
    original = multipart(said, report, subtype="report", sender="MAILER-DAEMON@mx.example")
    assert [(one.address, one.is_permanent) for one in read_message(original).recipients_failed] == [(DEAD, True)]


def test_a_report_that_a_person_attaches_is_no_report():
    report = part(b"Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\n", "message/delivery-status")
    assert kind(multipart(text_part("Varför får jag det här?"), report)) is Automatic.NONE


def test_a_read_receipt_is_told():
    message = read_message(read_receipt())
    assert (message.automatic, message.reported_message_id) == (Automatic.READ_RECEIPT, SENT_ID)


def test_a_complaint_is_told():
    message = read_message(complaint())
    assert (message.automatic, message.reported_message_id) == (Automatic.FEEDBACK, SENT_ID)


def test_a_complaint_is_told_by_its_part_alone():
    report = part(b"Feedback-Type: abuse\r\nVersion: 1\r\n", "message/feedback-report", encoding="7bit")
    assert kind(multipart(text_part("See below."), report)) is Automatic.FEEDBACK


@pytest.mark.parametrize("original", [exim_bounce(), qmail_bounce()], ids=["exim", "qmail"])
def test_a_bounce_in_words_tells_who_failed(original):
    message = read_message(original)
    failed = [(one.address, one.status, one.is_permanent) for one in message.recipients_failed]
    assert (message.automatic, message.reported_message_id, failed) == (
        Automatic.BOUNCE,
        SENT_ID,
        [(DEAD, "5.1.1", True)],
    )


def test_a_warning_in_words_is_a_delay():
    text = f"Message from the mail system.\n\nDelivery to {DEAD} has been delayed.\nNo action is required."
    original = plain(text, sender="Mailer-Daemon@post.example", subject="Warning: message delayed 24 hours")
    message = read_message(original)
    assert (message.automatic, [one.is_permanent for one in message.recipients_failed]) == (Automatic.DELAY, [False])


def test_a_person_who_writes_about_a_bounce_is_a_person():
    assert (
        kind(plain("My mail could not be delivered, what is the error?", subject="Undeliverable mail"))
        is Automatic.NONE
    )


@pytest.mark.parametrize(
    "headers",
    [
        (("Auto-Submitted", "auto-replied"),),
        (("Auto-Submitted", "auto-replied (vacation)"),),
        (("Auto-Submitted", "auto-generated"), ANSWERS),
        (("X-Autoreply", "yes"),),
        (("X-Auto-Response-Suppress", "All"), ("X-MS-Exchange-Inbox-Rules-Loop", "a@b.example")),
        (("Precedence", "auto_reply"),),
        (("X-Mailer", "vacation 1.2"),),
        (("X-Autogenerated", "Reply"),),
        (("X-Apple-Action", "VACATION"),),
        (("X-FC-MachineGenerated", "true"),),
        (("X-Post-MessageClass", "9; Autoresponder"),),
        (("Preference", "auto_reply"),),
        (("X-Precedence", "auto_reply"),),
    ],
)
def test_an_automatic_reply_is_told_by_its_fields(headers):
    assert kind(out_of_office("Hej", "Re: Remiss", *headers)) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "subject",
    [
        "Autosvar: Remiss",
        "Automatiskt svar: Remiss",
        "Frånvaro: Remiss",
        "Automatic reply: Remiss",
        "Out of Office: Remiss",
        "Automaattinen vastaus: Remiss",
        "Automatisk svar: Remiss",
        "Automatische Antwort: Remiss",
    ],
)
def test_an_automatic_reply_is_told_by_its_subject(subject):
    assert kind(out_of_office("Hej", subject)) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "text",
    [
        AWAY,
        "Tack för ditt mejl. Jag är på semester.",
        "I am out of the office until 6 August.",
        "Olen lomalla 6.8. asti.",
        "Jeg er på ferie til 6. august.",
        "Ich bin im Urlaub bis 6. August.",
    ],
)
def test_a_notice_of_absence_is_told_by_its_words(text):
    assert kind(out_of_office(text, "Re: Remiss")) is Automatic.AUTO_REPLY


@pytest.mark.parametrize(
    "original",
    [
        plain(AWAY, subject="Synpunkter"),
        plain("Vi tycker att förslaget är bra. " * 60 + AWAY, subject="Re: Remiss", headers=(ANSWERS,)),
        plain(AWAY + "Vi tycker att förslaget är bra. " * 60, subject="Re: Remiss", headers=(ANSWERS,)),
        plain("Hej", headers=(("Auto-Submitted", "no"),)),
        plain("Föreningens synpunkter.", subject="Formulär", headers=(("Auto-Submitted", "auto-generated"),)),
        plain("Tack för ert mejl, vi återkommer inom kort med vårt svar.", subject="SV: Remiss", headers=(ANSWERS,)),
        plain("Vi frånvarande föreningar vill svara.", subject="Frånvaron av lokaler"),
        gmail("Ja.", quoted=AWAY, subject="Re: Autosvar"),
    ],
    ids=[
        "holiday first",
        "holiday last",
        "holiday and a comment",
        "says no",
        "web form",
        "a promise",
        "a subject",
        "answers an automatic one",
    ],
)
def test_a_person_is_not_taken_for_a_machine(original):
    assert kind(original) is Automatic.NONE


@pytest.mark.parametrize(
    "headers",
    [
        (("X-Auto-Response-Suppress", "All"),),
        (("Precedence", "bulk"),),
        (("X-MS-Exchange-Inbox-Rules-Loop", "a@b.example"),),
        (("Auto-Submitted", "auto-generated"),),
        (("Reply-To", "lulea.kommun@lulea.se"),),
        (("X-Mailer", "Klient 1.0"), ("X-Apple-Action", "x")),
        (("X-OTRS-Loop", "1"),),
    ],
)
def test_a_comment_whose_fields_speak_of_machines_is_a_person_s(headers):
    text = "Vi i föreningen tycker att förslaget är bra, men lokalerna måste bli fler."
    assert kind(plain(text, subject="Synpunkter", headers=headers)) is Automatic.NONE


@pytest.mark.parametrize(
    ("sender", "is_server"),
    [
        ("System Administrator", True),
        ("Systemadministratör <exchange@b.example>", True),
        ("Microsoft Outlook <x@b.example>", True),
        ("MAILER-DAEMON (Mail Delivery System)", True),
        ("bounce+123@b.example", True),
        ("Anna Åberg <anna@b.example>", False),
        ("Per Postman <per.postman@b.example>", False),
    ],
)
def test_a_server_is_known_by_its_address_or_its_name(sender, is_server):
    text = f"Your message could not be delivered.\n\n<{DEAD}>: 550 5.1.1 User unknown"
    told = kind(plain(text, sender=sender, subject="Undeliverable: Remiss"))
    assert told is (Automatic.BOUNCE if is_server else Automatic.NONE)


@pytest.mark.parametrize(
    "headers",
    [
        (("List-Id", "<a.b.example>"),),
        (("List-Unsubscribe", "<x>"),),
        (("Precedence", "list"),),
        (("X-BeenThere", "a@b.example"),),
    ],
)
def test_a_mail_through_a_list_is_told(headers):
    assert kind(plain("Hej", headers=headers)) is Automatic.LIST


def test_bulk_alone_is_no_list():
    assert kind(plain("Hej", headers=(("Precedence", "bulk"),))) is Automatic.NONE


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("[Ärende #2018-4711] Remiss", "Hej! Ditt ärende har registrerats. Vi återkommer inom två dagar."),
        ("Vi har tagit emot ditt mejl", "Ditt mejl har tagits emot."),
        ("[SUP-10023] Request received", "Your request has been received and will be answered."),
    ],
)
def test_the_receipt_of_a_case_system_is_told(subject, text):
    assert kind(plain(text, subject=subject)) is Automatic.RECEIPT


def test_a_challenge_is_told():
    text = "Your message is held. Please confirm that you are a person to have your message delivered."
    assert (
        kind(plain(text, subject="Verification required", headers=(("Auto-Submitted", "auto-replied"),)))
        is Automatic.CHALLENGE
    )


def test_why_is_told():
    assert (
        read_message(out_of_office("Hej", "x", ("Auto-Submitted", "auto-replied"))).automatic_reason
        == "Auto-Submitted: auto-replied"
    )


def test_a_report_that_is_broken_is_still_a_report():
    body = joined(part(b"\xff\0: :\r\n:::\r\n", "message/delivery-status", encoding="8bit"), boundary="x")
    assert kind(mail(body=body, content_type="multipart/report; boundary=x", encoding="")) is Automatic.BOUNCE
