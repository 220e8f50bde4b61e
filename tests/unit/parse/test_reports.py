"""A report tells what became of which mail, for whom and why, also where its maker was careless."""

from __future__ import annotations

import pytest
from mailmaking import OWN_ADDRESS, attached, joined, mail, multipart, nested, part, plain, text_part
from mailmaking.machines import SENT_ID, complaint, delivery_report, disposition_report, read_receipt, status_report
from mailmaking.reader import read_message

from mailintake.domain.message import Automatic

DEAD = "kassor@luleaskidor.example"
RETURNED = f"From: {OWN_ADDRESS}\r\nTo: {DEAD}\r\nSubject: Remiss\r\nMessage-ID: {SENT_ID}\r\n\r\nHej\r\n".encode()
DAEMON = "MAILER-DAEMON@mx.example"


def failed(original):
    return [(one.address, one.status, one.is_permanent) for one in read_message(original).recipients_failed]


def recipient(address=f"rfc822; {DEAD}", **fields):
    values = {"Final-Recipient": address, "Action": "failed", "Status": "5.1.1"} | fields
    return "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in values.items() if value)


@pytest.mark.parametrize("action", ["delivered", "relayed", "expanded", "Relayed (to a system without reports)"])
def test_what_went_well_is_told_and_names_nobody_who_failed(action):
    message = read_message(status_report(recipient(Action=action, Status="2.0.0")))
    assert (message.automatic, message.recipients_failed) == (Automatic.DELIVERED, ())


def test_a_report_on_several_tells_those_who_were_not_reached():
    groups = (
        recipient("rfc822; a@b.example", Action="delivered", Status="2.1.5"),
        recipient("rfc822; c@d.example", Action="delayed", Status="4.4.1"),
        recipient(),
    )
    original = status_report(*groups)
    assert (read_message(original).automatic, failed(original)) == (
        Automatic.BOUNCE,
        [("c@d.example", "4.4.1", False), (DEAD, "5.1.1", True)],
    )


def test_a_retry_that_is_announced_is_a_delay():
    original = status_report(recipient(Action="", Status="4.4.1", Will_Retry_Until="Sun, 24 Jun 2018 10:14:00 +0200"))
    assert read_message(original).automatic is Automatic.DELAY


@pytest.mark.parametrize(
    "address",
    [
        "x400; /G=Kalle/S=Kassör/DD.RFC-822=kassor(a)luleaskidor.example/A= /C=SE/",
        "rfc822; IMCEASMTP-kassor+40luleaskidor+2Eexample@exchange.example",
        f"RFC822;<{DEAD}>",
        DEAD,
    ],
)
def test_an_address_of_another_kind_is_unwrapped(address):
    assert failed(status_report(recipient(address))) == [(DEAD, "5.1.1", True)]


def test_an_address_that_is_no_mail_address_is_told_by_the_mail_that_is_given_back():
    original = status_report(recipient("x400; /G=Kalle/S=Kassor/C=SE/"), returned=RETURNED)
    assert failed(original) == [(DEAD, "5.1.1", True)]


@pytest.mark.parametrize("media_type", ["text/plain", "application/octet-stream", "message/global-delivery-status"])
def test_a_status_part_that_is_declared_as_something_else_is_read(media_type):
    assert failed(status_report(recipient(), media_type=media_type)) == [(DEAD, "5.1.1", True)]


def test_a_report_that_has_lost_its_status_part_is_read_in_its_words():
    words = text_part(f"Meddelandet gick inte fram.\n\n{DEAD}\n    550 5.1.1 User unknown")
    original = multipart(words, subtype="report", extra="; report-type=delivery-status", subject="Remiss")
    assert (read_message(original).automatic, failed(original)) == (Automatic.BOUNCE, [(DEAD, "5.1.1", True)])


def test_what_the_fields_leave_out_is_told_by_the_words():
    original = status_report(recipient(Status="5.0.0"), notice=f"<{DEAD}>: 550 5.1.1 User unknown")
    assert failed(original) == [(DEAD, "5.1.1", True)]


def test_who_took_the_recipient_and_refused_the_text_is_a_filter():
    diagnosis = {"Status": "5.0.0", "Diagnostic_Code": "smtp; 550 Unknown user here"}
    notice = f"<{DEAD}>: host mx said: 550 Unknown user here (in reply to end of DATA\n    command)"
    assert failed(status_report(recipient(**diagnosis), notice=notice)) == [(DEAD, "5.0.0", False)]


@pytest.mark.parametrize(
    ("original", "about"),
    [
        (status_report(recipient(), returned=RETURNED), SENT_ID),
        (status_report("X-Original-Message-ID: <a@b.example>\r\n", recipient(), returned=RETURNED), "<a@b.example>"),
        (status_report(recipient(), headers=(("In-Reply-To", SENT_ID),)), SENT_ID),
        (status_report(recipient(), headers=(("References", f"<a@b.example> {SENT_ID}"),)), SENT_ID),
        (status_report(recipient()), ""),
    ],
    ids=["given back", "named", "answered", "referred to", "untold"],
)
def test_the_mail_that_a_report_is_about_is_told(original, about):
    assert read_message(original).reported_message_id == about


def test_a_report_that_a_gateway_has_wrapped_is_read():
    inner = nested(
        text_part("Delivery failed."), part(recipient().encode(), "message/delivery-status"), subtype="report"
    )
    original = multipart(inner, text_part("Granskat av Filtret."), sender=DAEMON)
    assert failed(original) == [(DEAD, "5.1.1", True)]


def test_a_report_that_a_person_passes_on_as_a_mail_is_a_person_s():
    original = multipart(text_part("Vad betyder det här?"), part(delivery_report(), "message/rfc822", encoding="7bit"))
    assert read_message(original).automatic is Automatic.NONE


@pytest.mark.parametrize(
    "kind", ["displayed", "deleted", "dispatched", "processed", "denied", "displayed/error", "Deleted; x"]
)
def test_a_read_receipt_tells_what_was_done(kind):
    message = read_message(read_receipt(disposition=f"manual-action/MDN-sent-manually; {kind}"))
    word = kind.lower().partition("/")[0].partition(";")[0]
    assert (message.automatic, message.automatic_reason) == (
        Automatic.READ_RECEIPT,
        f"read receipt (RFC 8098): {word}",
    )


def test_a_read_receipt_that_has_lost_its_fields_is_one_all_the_same():
    words = text_part("Meddelandet har visats.")
    original = multipart(
        words, subtype="report", extra="; report-type=disposition-notification", headers=(("In-Reply-To", SENT_ID),)
    )
    message = read_message(original)
    assert (message.automatic, message.reported_message_id) == (Automatic.READ_RECEIPT, SENT_ID)


def test_a_filter_that_refuses_in_the_form_of_a_read_receipt_is_a_bounce():
    original = disposition_report(
        "automatic-action/MDN-sent-automatically; deleted",
        notice=f"Your message to <{DEAD}> was automatically rejected:\nQuota exceeded",
    )
    message = read_message(original)
    assert (message.automatic, failed(original), message.reported_message_id) == (
        Automatic.BOUNCE,
        [(DEAD, "", False)],
        SENT_ID,
    )


@pytest.mark.parametrize("kind", ["abuse", "fraud", "opt-out", "not-spam", "auth-failure", "virus"])
def test_a_complaint_tells_its_kind(kind):
    message = read_message(complaint(kind=kind))
    assert (message.automatic, message.reported_message_id) == (Automatic.FEEDBACK, SENT_ID)
    assert message.automatic_reason.startswith("complaint report (RFC 5965)")


@pytest.mark.parametrize(
    "original",
    [
        multipart(text_part("Klagomål."), subtype="report", extra="; report-type=feedback-report"),
        plain("Skickat av Mejl.", subject="unsubscribe", headers=(("X-Apple-Unsubscribe", "true"),)),
        plain("This message was automatically generated by the mail program.", subject="Unsubscribe"),
        plain("", subject="unsubscribe", headers=(("Auto-Submitted", "auto-generated"),)),
        plain("Se bilaga.", subject="Report Domain: lulea.se Submitter: post.example Report-ID: <1>"),
        multipart(part(b"{}", "application/tlsrpt+json"), subtype="report", extra="; report-type=tlsrpt"),
        multipart(
            text_part(""),
            part(RETURNED, "message/rfc822", encoding="7bit"),
            sender="staff@post.example",
            subject="complaint about message from 192.0.2.1",
        ),
    ],
    ids=["without its part", "a program's", "another's", "signed", "domain", "sessions", "provider's"],
)
def test_what_programs_and_providers_complain_of_is_told(original):
    assert read_message(original).automatic is Automatic.FEEDBACK


@pytest.mark.parametrize(
    "original",
    [
        plain("Hej, ta bort mig från listan. /Anna", subject="Unsubscribe"),
        plain("Ert nyhetsbrev går inte att avsluta.", subject="Spam report"),
        multipart(text_part("Är detta från er?"), attached(RETURNED, "a.eml"), subject="Abuse report"),
    ],
)
def test_who_complains_in_person_is_a_person(original):
    assert read_message(original).automatic is Automatic.NONE


def test_a_report_of_many_recipients_is_bounded():
    original = status_report(*(recipient(f"rfc822; nr{number}@b.example") for number in range(400)))
    assert len(read_message(original).recipients_failed) == 200


def test_a_report_in_base64_with_bare_line_feeds_is_read():
    fields = "Reporting-MTA: dns; x\n\n" + recipient().replace("\r\n", "\n")
    body = joined(text_part("Fel."), part(fields.encode(), "message/delivery-status"), boundary="x")
    original = mail(body=body, content_type="multipart/report; boundary=x", encoding="", sender=DAEMON)
    assert failed(original) == [(DEAD, "5.1.1", True)]
