"""The words that betray a machine where no header field does: absence, receipt, challenge.

A person who is on holiday and comments all the same is no automatic reply, so what stands in the text counts only near
the top of a short one. Phrases are in lower case; add a language by adding its phrases.
"""

from __future__ import annotations

import re

_TOP = 400  # characters in which a machine has said what it is
_SHORT = 1500  # characters that an absent person's words seldom exceed
_LONGER = 3000  # the same for a case system's

_ABSENCE_SUBJECTS = (
    *(
        "autosvar",
        "automatiskt svar",
        "automatiskt meddelande",
        "automatsvar",
        "frånvaro:",
        "frånvarande:",
        "frånvaromed",
    ),
    *("ej på plats", "inte på plats", "på semester", "semesterstängt", "semester:", "semester t", "föräldraledig"),
    *(
        "automatic reply",
        "automatic response",
        "auto reply",
        "auto-reply",
        "autoreply",
        "auto response",
        "auto-response",
    ),
    *("out of office", "out of the office", "away from", "on vacation", "on holiday", "vacation reply", "i am away"),
    *("automaattinen vastaus", "automaattivastaus", "poissaolo", "poissa toimistosta", "olen lomalla"),
    *("automatisk svar", "automatisk besked", "fraværsassistent", "fravær:", "ikke til stede", "ikke på kontoret"),
    *("automatische antwort", "automatisch", "abwesenheit", "abwesend", "nicht im büro"),
)
_ABSENCE_TEXTS = (
    *("jag är på semester", "jag är ledig", "jag är bortrest", "jag är föräldraledig", "jag är tjänstledig"),
    *(
        "jag är sjukskriven",
        "jag är inte på kontoret",
        "jag är ej på kontoret",
        "jag är inte på plats",
        "jag har semester",
    ),
    *("är åter på kontoret", "tillbaka på kontoret", "åter på plats", "åter i tjänst", "har semester till och med"),
    *(
        "läser inte min e-post",
        "läser inte min mail",
        "läser inte mina mejl",
        "läser ej e-post",
        "läses inte mitt mejl",
    ),
    *("detta är ett automatiskt", "detta är ett autosvar", "tack för ditt mejl. jag är", "tack för ditt mail. jag är"),
    *(
        "this is an automat",
        "i am out of the office",
        "i'm out of the office",
        "i am currently away",
        "i am on vacation",
    ),
    *(
        "i am on holiday",
        "i am on leave",
        "i am on annual leave",
        "i am on parental leave",
        "i will be out of the office",
    ),
    *(
        "i am currently out of",
        "limited access to e",
        "limited access to my e",
        "out of office until",
        "i am away from",
    ),
    *("olen lomalla", "olen poissa", "olen vapaalla", "tämä on automaattinen"),
    *("jeg er på ferie", "jeg er ikke på kontoret", "jeg er bortreist", "jeg er fraværende", "dette er et automatisk"),
    *(
        "ich bin im urlaub",
        "ich bin nicht im büro",
        "ich bin derzeit nicht",
        "ich bin zurzeit nicht",
        "dies ist eine automat",
    ),
)
_RECEIPT_SUBJECTS = (
    *(
        "vi har tagit emot ditt",
        "vi har tagit emot din",
        "vi har mottagit di",
        "tack för ditt mejl",
        "tack för ditt mail",
    ),
    *("tack för ditt meddelande", "tack för ditt ärende", "bekräftelse på ditt", "bekräftelse på mottag"),
    *("mottagningsbekräftelse", "ditt ärende", "ärende mottaget", "ärende registrerat", "ärende skapat", "nytt ärende"),
    *(
        "received your request",
        "received your message",
        "received your email",
        "received your e-mail",
        "ticket received",
    ),
    *("ticket created", "request received", "case created", "case received", "your ticket", "your request"),
    *("olemme vastaanottaneet", "viestisi on vastaanotettu", "vi har modtaget din", "vi har mottatt din"),
    *("eingangsbestätigung", "ihre anfrage"),
)
_RECEIPT_TEXTS = (
    *(
        "har tagits emot",
        "har registrerats",
        "har mottagits",
        "är mottaget",
        "är registrerat",
        "ärendenummer",
        "ärende nr",
    ),
    *("vi har tagit emot ditt", "vi har tagit emot din", "vi har tagit emot ert", "vi har mottagit ditt"),
    *("vi återkommer så snart", "vi återkommer inom", "vi besvarar ditt", "handläggs så snart"),
    *("has been received", "was received", "has been registered", "has been created", "has been logged"),
    *("we have received your", "ticket number", "case number", "ticket id", "reference number"),
    *("viestisi on vastaanotettu", "asianne on", "din henvendelse er", "ihre nachricht ist", "ihre anfrage"),
)
_CHALLENGES = (
    *("confirm that you are", "verify that you are", "prove that you are", "confirm you are", "verify you are"),
    *("confirm your email", "verify your email", "confirm your e-mail", "verify your e-mail", "confirm your address"),
    *("to have your message delivered", "to deliver your message", "to release your message", "before it is delivered"),
    *("approved senders", "whitelist", "challenge-response", "antispam verification", "verification required"),
    *("boxbe", "spamarrest", "spam arrest", "tmda", "not a spammer"),
    *("bekräfta att du är", "bekräfta din adress", "för att ditt mejl ska levereras", "för att ditt meddelande ska"),
)

_CASE_NUMBER = re.compile(r"[\[(#]\s?#?(?:[A-Za-z]{2,8}[-: #]{1,2})?\d{4,}")


def is_absence_subject(subject: str) -> bool:
    """Whether a subject is that of an automatic reply; one that answers an automatic reply is a person's."""
    return subject.lower().startswith(_ABSENCE_SUBJECTS)


def is_absence_text(text: str) -> bool:
    """Whether a text reads as a notice of absence: short, and said at the top."""
    return len(text) < _SHORT and _holds(text[:_TOP], _ABSENCE_TEXTS)


def is_receipt_subject(subject: str) -> bool:
    """Whether a subject is that of a receipt, or bears a case number in brackets."""
    return _holds(subject, _RECEIPT_SUBJECTS) or _CASE_NUMBER.search(subject) is not None


def is_receipt(subject: str, text: str) -> bool:
    """Whether a mail reads as the receipt of a case system."""
    return is_receipt_subject(subject) and len(text) < _LONGER and _holds(text[: 2 * _TOP], _RECEIPT_TEXTS)


def is_challenge(subject: str, text: str) -> bool:
    """Whether a mail asks its reader to prove that the mail it answers was written by a person."""
    return len(text) < _LONGER and (_holds(subject, _CHALLENGES) or _holds(text[: 2 * _TOP], _CHALLENGES))


def _holds(text: str, phrases: tuple[str, ...]) -> bool:
    return any(map(text.lower().__contains__, phrases))
