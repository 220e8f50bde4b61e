"""Mails that machines wrote: reports, absence, receipts, challenges, newsletters, calendars (RFC 3464, 8098, 5965)."""

from __future__ import annotations

from beds.mixed_mail import OUR_ADDRESS
from beds.who_is_answered.case import COMMENT, Case, sent_to_staff, unanswered
from mailintake.domain.acknowledgement import Reason

_EDGE = "=-skilje"


def _of_parts(subtype: str, *parts: tuple[str, str], fields: str = "") -> Case:
    """A mail of several parts, each with its type, that a machine wrote by its form."""
    body = "".join(f"--{_EDGE}\nContent-Type: {kind}\n\n{content}\n" for kind, content in parts)
    (case,) = unanswered(
        Reason.AUTOMATIC_MAIL,
        f'{fields}\nContent-Type: multipart/{subtype};\n boundary="{_EDGE}"',
        text=f"{body}--{_EDGE}--\n",
    )
    return case


def _in_words(subject: str, text: str, fields: str = "") -> Case:
    """A mail that only its words betray."""
    (case,) = unanswered(Reason.AUTOMATIC_MAIL, f"Subject: {subject}\n{fields}", text=text)
    return case


_PLAIN = "text/plain; charset=utf-8"
_DAEMON = "From: Mail Delivery System <MAILER-DAEMON@{domain}>\nSubject: Undelivered Mail Returned to Sender"
_DELIVERY = (
    "message/delivery-status",
    (
        "Reporting-MTA: dns; mx.{domain}\n\n"
        "Final-Recipient: rfc822; bo@{domain}\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 Unknown"
    ),
)
_OURS = ("message/rfc822", f"From: {OUR_ADDRESS}\nTo: bo@{{domain}}\nMessage-ID: <1@lulea.se>\nSubject: Remiss\n\nHej")
_READ = (
    "message/disposition-notification",
    "Final-Recipient: rfc822; {me}\nOriginal-Message-ID: <1@lulea.se>\nDisposition: manual-action/x; displayed",
)
_ABUSE = ("message/feedback-report", "Feedback-Type: abuse\nUser-Agent: Post/1.0\nVersion: 1")
_SAID = (_PLAIN, "This is a report.")
_ANSWERS = "In-Reply-To: <1@lulea.se>"

CASES = (
    # In form: a report is one whatever its header says of who sent it (RFC 3464, 3462).
    _of_parts("report; report-type=delivery-status", _SAID, _DELIVERY, _OURS, fields=_DAEMON),
    _of_parts("report; report-type=delivery-status", _SAID, _DELIVERY),
    _of_parts("REPORT; Report-Type=Delivery-Status", _SAID, (_DELIVERY[0].upper(), _DELIVERY[1])),
    _of_parts("report", _SAID, _DELIVERY),
    _of_parts("mixed", _SAID, _DELIVERY, fields=_DAEMON),
    _of_parts("report; report-type=disposition-notification", _SAID, _READ, fields="Subject: Läst: Remiss"),
    _of_parts("report; report-type=disposition-notification", (_PLAIN, "Meddelandet har lästs.")),
    _of_parts("report; report-type=feedback-report", _SAID, _ABUSE, _OURS, fields="From: abuse@{domain}"),
    _of_parts("mixed", _SAID, _ABUSE, _OURS, fields="From: abuse@{domain}"),
    _in_words(
        "Mail delivery failed: returning message to sender",
        "A message that you sent could not be delivered to one or more of its recipients. This is a permanent error.\n"
        "The following address(es) failed:\n\n  bo@{domain}\n    550 5.1.1 User unknown\n",
        "From: Mail Delivery System <mailer-daemon@{domain}>",
    ),
    _in_words(
        "Olevererbart: Remiss",
        "Ditt meddelande kunde inte levereras till följande mottagare:\n\nbo@{domain}\n550 5.1.1 User unknown\n",
        "From: Postmaster <postmaster@{domain}>",
    ),
    # Absence, in the words alone.
    _in_words("Autosvar: Remiss", "Jag är på semester och åter den 6 augusti.\n\nAnna\n"),
    _in_words("Sv: Remiss", "Hej! Jag är på semester till och med den 5 oktober. Vid brådskande ärenden, ring Bo.\n"),
    _in_words("Automatic reply: Remiss", "I am out of the office until 1 October and will reply when I am back.\n"),
    _in_words("Re: Remiss", "I am on annual leave until 1 October. For urgent matters please contact Bo.\n", _ANSWERS),
    _in_words("Automaattinen vastaus: Remiss", "Olen lomalla 1.10. asti enkä lue sähköpostia.\n"),
    _in_words("VS: Remiss", "Hei! Olen vuosilomalla 1.10. saakka. Kiireellisissä asioissa ota yhteyttä Boon.\n"),
    _in_words("Automatisk svar: Remiss", "Jeg er på ferie til og med 1. oktober og leser ikke e-post.\n"),
    _in_words("SV: Remiss", "Hei! Jeg er på ferie og er tilbake mandag 1. oktober. Ved hastesaker, ring Bo.\n"),
    _in_words("Automatisk svar: Remiss", "Jeg holder ferie til og med den 1. oktober og læser ikke min mail.\n"),
    _in_words("SV: Remiss", "Hej! Jeg er på ferie og er tilbage mandag den 1. oktober. Kontakt venligst Bo.\n"),
    _in_words("Automatische Antwort: Remiss", "Ich bin bis zum 1. Oktober im Urlaub und nicht im Büro.\n"),
    _in_words(
        "AW: Remiss", "Guten Tag, ich bin bis zum 1. Oktober im Urlaub. In dringenden Fällen wenden Sie sich an Bo.\n"
    ),
    # Receipts and challenges.
    _in_words("[Ärende #123456] Vi har tagit emot ditt mejl", "Tack! Ditt ärende har fått nummer 123456.\n"),
    _in_words(
        "Re: Remiss [Ticket#2018091755]",
        "Thank you for contacting us. Your request has been received and given the number 2018091755.\n",
        _ANSWERS,
    ),
    _in_words(
        "Re: Remiss",
        "Please confirm that you are a person and not a machine, so that your message can be delivered.\n"
        "https://spamgard.example/bevisa\n",
        f"{_ANSWERS}\nAuto-Submitted: no",
    ),
    _in_words(
        "Lokal överenskommelse",
        "Vi har tagit emot ditt ärende. Kansliet ligger på Storgatan 1, två trappor upp, och har öppet på vardagar. "
        "Vi har kaffe. Lokalen har hörslinga och hiss, och den är lätt att nå med buss från hela staden.\n",
        "X-RT-Loop-Prevention: {domain}",
    ),
    # A calendar's answer, and its request, are no comments.
    *unanswered(
        Reason.NOT_FOR_US,
        "Subject: Accepterad: Möte\nContent-Type: text/calendar; method=REPLY; charset=utf-8",
        "Subject: Möte\nContent-Type: text/calendar; method=REQUEST; charset=utf-8",
        text="BEGIN:VCALENDAR\nMETHOD:REPLY\nVERSION:2.0\nPRODID:-//x//\nBEGIN:VEVENT\nUID:1@x.example\n"
        "DTSTART:20181001T080000Z\nSUMMARY:Möte\nEND:VEVENT\nEND:VCALENDAR\n",
    ),
    # A newsletter is judged by its words, and a comment in one is still a list's.
    *unanswered(
        Reason.LIST,
        "List-Id: <nytt.{domain}>\nPrecedence: bulk\nSubject: Nyhetsbrev oktober",
        text="Läs om höstens kurser och föreningens dag.\n",
    ),
    *unanswered(Reason.LIST, "List-Unsubscribe: <mailto:ut@{domain}>\nSubject: Nyhetsbrev", text=COMMENT),
    *unanswered(
        Reason.LIST,
        "Content-Type: text/html; charset=utf-8",
        text=f"<p>Visas mejlet inte? Läs det i webbläsaren.</p><p>{COMMENT}</p><p>Avregistrera dig här.</p>",
    ),
    # What a machine marks as its own, though it reads like an answer, staff look at; it is not answered all the same.
    *sent_to_staff(
        Reason.AUTOMATIC_MAIL,
        "X-Autorespond: Synpunkter",
        "X-Mailer: vacation 1.2.7",
        "X-Auto-Reply-From: {me}\nX-Autogenerated: Reply",
        "X-Apple-Action: VACATION",
    ),
)
