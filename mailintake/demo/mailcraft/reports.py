"""What machines report of a mail of ours: that it came back (RFC 3464) or that it was read (RFC 8098)."""

from __future__ import annotations

from mailintake.demo.mailcraft.earlier import read_earlier
from mailintake.demo.mailcraft.letter import Letter, envelope
from mailintake.demo.mailcraft.mime import Encoding, multipart, part
from mailintake.demo.mailcraft.tokens import tokens


def delivery_report(letter: Letter, sent: bytes, *, status: str, diagnostic: str) -> bytes:
    """Return the report that a mail of ours could not be delivered.

    ``sent`` is the mail as it was sent, ``status`` an enhanced status code such as 5.1.1 (RFC 3463), ``diagnostic``
    what the other server answered.
    """
    earlier = read_earlier(sent)
    recipient = earlier.to.address
    host = letter.sender.domain
    action = "failed" if status.startswith("5") else "delayed"
    told = (
        f"This is the mail system at host {host}.\n\nI'm sorry to have to inform you that your message could not\n"
        "be delivered to one or more recipients. It's attached below.\n\n"
        f"                   The mail system\n\n<{recipient}>: {diagnostic}\n"
    )
    fields = (
        f"Reporting-MTA: dns; {host}\nX-Postfix-Sender: rfc822; {earlier.sender.address}\n"
        f"Arrival-Date: {_date(sent)}\n\nFinal-Recipient: rfc822; {recipient}\n"
        f"Original-Recipient: rfc822;{recipient}\nAction: {action}\nStatus: {status}\n"
        f"Remote-MTA: dns; mx.{earlier.to.domain}\nDiagnostic-Code: smtp; {diagnostic}\n"
    )
    parts = (
        part('text/plain; charset="us-ascii"', _octets(told), None, fields=(("Content-Description", "Notification"),)),
        part("message/delivery-status", _octets(fields), None),
        part("message/rfc822", sent, Encoding.EIGHT_BIT),
    )
    return envelope(letter) + _report(letter, "delivery-status", parts)


def read_receipt(letter: Letter, sent: bytes) -> bytes:
    """Return the receipt that a mail of ours was shown to its recipient."""
    earlier = read_earlier(sent)
    told = (
        f"Ditt meddelande\n\n   Till: {letter.sender.name}\n   Ämne: {earlier.subject}\n"
        f"   Skickat: den {earlier.date:%Y-%m-%d %H:%M}\n\nlästes den {letter.at:%Y-%m-%d %H:%M}.\n"
    )
    fields = (
        f"Reporting-UA: {letter.sender.domain}; Outlook\nFinal-Recipient: RFC822; {letter.sender.address}\n"
        f"Original-Message-ID: {earlier.message_id}\nDisposition: automatic-action/MDN-sent-automatically; displayed\n"
    )
    parts = (
        part('text/plain; charset="utf-8"', _octets(told), Encoding.QUOTED_PRINTABLE),
        part("message/disposition-notification", _octets(fields), None),
    )
    return envelope(letter) + _report(letter, "disposition-notification", parts)


def _report(letter: Letter, report_type: str, parts: tuple[bytes, ...]) -> bytes:
    boundary = "{upper8}.{digits10}/{domain}".format(**tokens(f"{letter.key}/report"), domain=letter.sender.domain)
    return multipart("report", boundary, parts, parameters=f" report-type={report_type};")


def _octets(text: str) -> bytes:
    return text.replace("\n", "\r\n").encode()


def _date(sent: bytes) -> str:
    return f"{read_earlier(sent).date:%a, %d %b %Y %H:%M:%S %z}"
