"""People who are answered, until they have had their answers: threads, the ladder of caps (RFC 5230, 4.2)."""

from __future__ import annotations

from beds.mixed_mail import OUR_ADDRESS
from beds.who_is_answered.case import COMMENT, QUESTION, answered, unanswered
from mailintake.domain.acknowledgement import Reason

_ABOUT_OURS = "Subject: Sv: Synpunkter på förslaget\nIn-Reply-To: {ours}\nReferences: {ours}"
_FIRST = answered("")
_MORE = answered(
    _ABOUT_OURS, text="Vi vill komplettera vårt svar: uppföljningen bör göras tillsammans med föreningarna.\n"
)
_ASKS = answered("Subject: Förslaget till lokal överenskommelse", text=QUESTION)
INVITED = "styrelsen@bjorkviksby.example"

CASES = (
    _FIRST,
    _ASKS,
    answered("Subject: Lokal överenskommelse", text="Föreningen avstår från att svara på remissen. /Anna\n"),
    answered(
        "Subject: Remiss: lokal överenskommelse",
        text="Vi har inget att erinra mot förslaget till lokal överenskommelse.\n",
    ),
    answered(
        "Subject: Lokal överenskommelse",
        text="Hej! Kan vi få förlängd svarstid på remissen om lokal överenskommelse till den 8 oktober?\n",
    ),
    answered("Content-Type: text/html; charset=utf-8", text=f"<html><body><p>{COMMENT}</p></body></html>"),
    # A list at home that sends on to us, a forwarded mailbox, a mail bounced on by hand.
    answered(f"To: kontakt@{{domain}}\nDelivered-To: {OUR_ADDRESS}\nX-Forwarded-For: kontakt@{{domain}}"),
    answered(f"To: kontakt@{{domain}}\nResent-To: {OUR_ADDRESS}\nResent-From: Bo <bo@{{domain}}>"),
    # Whoever writes of being away, of a bounce or of a machine's answer, and comments, is a person.
    answered("", text="Jag är på semester men vill ändå svara på remissen.\n\n" + COMMENT),
    answered("", text="Mitt första mejl kom i retur (550 User unknown), så jag skickar det igen.\n\n" + COMMENT),
    answered("", text="Jag fick bara ett autosvar från er i går.\n\n" + COMMENT),
    # An answer to a reminder of ours.
    answered("Subject: Sv: Påminnelse\nIn-Reply-To: {ours}", me=INVITED, is_reminded=True),
    # A supplement in the thread has its receipt; the next mail in it on the same day has none.
    answered(_ABOUT_OURS, "{me}", "{me}", text=_MORE.text, before=(_FIRST,)),
    *unanswered(Reason.ANSWERED_IN_THREAD, _ABOUT_OURS, before=(_FIRST, _MORE), answered=("{me}", "{me}")),
    # The sixth mail of a sender in a day, and the thirty-first answer to a domain in an hour.
    answered(_ASKS.fields, *["{me}"] * 5, text=QUESTION, before=(_ASKS,) * 4),
    *unanswered(Reason.SENDER_CAP, _ASKS.fields, text=QUESTION, before=(_ASKS,) * 5, answered=("{me}",) * 5),
    # However it writes its address, and wherever it lets its answers go.
    *unanswered(
        Reason.SENDER_CAP,
        f"{_ASKS.fields}\nFrom: ANNA@{{domain}}",
        f"{_ASKS.fields}\nReturn-Path: <kassor@{{domain}}>",
        text=QUESTION,
        before=(_ASKS,) * 5,
        answered=("{me}",) * 5,
    ),
    answered("", crowd=29),
    *unanswered(Reason.DOMAIN_CAP, "", crowd=30),
)
