"""Mails as machines write them: delivery reports, receipts, absence, lists."""

from __future__ import annotations

from mailmaking import OWN_ADDRESS, Headers, joined, mail, multipart, part, plain, text_part

SENT_ID = "<mailintake.1.2@lulea.se>"


def delivery_report(
    *,
    recipient: str = "kassor@luleaskidor.example",
    action: str = "failed",
    status: str = "5.1.1",
    diagnosis: str = "smtp; 550 5.1.1 <kassor@luleaskidor.example>: Recipient address rejected: User unknown",
    original_id: str = SENT_ID,
    encoding: str = "7bit",
    **fields: object,
) -> bytes:
    """A delivery report (RFC 3464) with the header of the mail it is about."""
    report = (
        "Reporting-MTA: dns; mx.luleaskidor.example\r\nArrival-Date: Thu, 21 Jun 2018 10:13:00 +0200\r\n\r\n"
        f"Final-Recipient: rfc822; {recipient}\r\nAction: {action}\r\nStatus: {status}\r\n"
        f"Diagnostic-Code: {diagnosis}\r\n"
    )
    returned = f"From: {OWN_ADDRESS}\r\nTo: {recipient}\r\nSubject: Remiss\r\nMessage-ID: {original_id}\r\n"
    body = joined(
        text_part("This is the mail system at host mx.luleaskidor.example.\n\nYour message could not be delivered."),
        part(report.encode(), "message/delivery-status", encoding=encoding),
        part(returned.encode(), "text/rfc822-headers", encoding="7bit"),
        boundary="rapport",
    )
    values = {
        "sender": "Mail Delivery System <MAILER-DAEMON@mx.luleaskidor.example>",
        "subject": "Undelivered Mail Returned to Sender",
        "top": (("Return-Path", "<>"),),
        "headers": (("Auto-Submitted", "auto-replied"),),
    }
    content_type = "multipart/report; report-type=delivery-status; boundary=rapport"
    return mail(body=body, content_type=content_type, encoding="7bit", **(values | fields))  # type: ignore[arg-type]


def status_report(
    *groups: str,
    notice: str = "Delivery failed.",
    returned: bytes = b"",
    media_type: str = "message/delivery-status",
    headers: Headers = (),
) -> bytes:
    """A delivery report out of its groups of fields, as written, with the mail it gives back if any."""
    report = "\r\n".join(("Reporting-MTA: dns; mx.luleaskidor.example\r\n", *groups))
    parts = [text_part(notice), part(report.encode(), media_type)]
    if returned:
        parts.append(part(returned, "message/rfc822", encoding="7bit"))
    return multipart(
        *parts,
        subtype="report",
        extra="; report-type=delivery-status",
        sender="MAILER-DAEMON@mx.luleaskidor.example",
        subject="Delivery Status Notification",
        top=(("Return-Path", "<>"),),
        headers=headers,
    )


def read_receipt(
    original_id: str = SENT_ID, *, disposition: str = "manual-action/MDN-sent-manually; displayed"
) -> bytes:
    """A receipt that a mail was opened (RFC 8098)."""
    return disposition_report(disposition, original_id=original_id)


def disposition_report(
    disposition: str, *, notice: str = "Meddelandet har lästs.", original_id: str = SENT_ID
) -> bytes:
    """A report on what was done with a mail."""
    report = (
        "Reporting-UA: klient.example; Klient 1.0\r\nFinal-Recipient: rfc822;kassor@luleaskidor.example\r\n"
        f"Original-Message-ID: {original_id}\r\nDisposition: {disposition}\r\n"
    )
    body = joined(
        text_part(notice),
        part(report.encode(), "message/disposition-notification", encoding="7bit"),
        boundary="kvitto",
    )
    content_type = "multipart/report; report-type=disposition-notification; boundary=kvitto"
    return mail(body=body, content_type=content_type, encoding="7bit", subject="Läst: Remiss")


def complaint(original_id: str = SENT_ID, kind: str = "abuse") -> bytes:
    """A complaint about a mail (RFC 5965)."""
    report = f"Feedback-Type: {kind}\r\nUser-Agent: Anmälan/1.0\r\nVersion: 1\r\n"
    returned = f"From: {OWN_ADDRESS}\r\nMessage-ID: {original_id}\r\nSubject: Remiss\r\n\r\nHej\r\n"
    body = joined(
        text_part("This is an email abuse report."),
        part(report.encode(), "message/feedback-report", encoding="7bit"),
        part(returned.encode(), "message/rfc822", encoding="7bit"),
        boundary="anmalan",
    )
    content_type = "multipart/report; report-type=feedback-report; boundary=anmalan"
    return mail(body=body, content_type=content_type, encoding="7bit", sender="abuse@post.example", subject="complaint")


def exim_bounce(recipient: str = "kassor@luleaskidor.example", said: str = "550 5.1.1 User unknown") -> bytes:
    """A bounce in words, as Exim writes it."""
    text = (
        "This message was created automatically by mail delivery software.\n\n"
        "A message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error.\n"
        f"The following address(es) failed:\n\n  {recipient}\n    host mx.luleaskidor.example [192.0.2.9]: {said}\n\n"
        "------ This is a copy of the message, including all the headers. ------\n\n"
        f"Return-path: <{OWN_ADDRESS}>\nMessage-ID: {SENT_ID}\nFrom: {OWN_ADDRESS}\nSubject: Remiss\n\nHej\n"
    )
    return plain(
        text,
        sender="Mail Delivery System <Mailer-Daemon@post.example>",
        subject="Mail delivery failed: returning message to sender",
        top=(("Return-Path", "<>"),),
        headers=(("X-Failed-Recipients", recipient),),
    )


def qmail_bounce(recipient: str = "kassor@luleaskidor.example") -> bytes:
    """A bounce in words, as qmail writes it."""
    text = (
        "Hi. This is the qmail-send program at post.example.\n"
        "I'm afraid I wasn't able to deliver your message to the following addresses.\n"
        "This is a permanent error; I've given up. Sorry it didn't work out.\n\n"
        f"<{recipient}>:\n192.0.2.9 does not like recipient.\nRemote host said: 550 5.1.1 No such user here\n\n"
        f"--- Below this line is a copy of the message.\n\nReturn-Path: <{OWN_ADDRESS}>\nMessage-ID: {SENT_ID}\n"
    )
    return plain(text, sender="MAILER-DAEMON@post.example", subject="failure notice", top=(("Return-Path", "<>"),))


def out_of_office(text: str, subject: str, *headers: tuple[str, str]) -> bytes:
    """An answer that a program gave, with whatever fields betray it."""
    return plain(text, subject=subject, headers=headers)
