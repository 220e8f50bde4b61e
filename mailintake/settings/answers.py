"""What ``mailintake init`` asks for: a few answers, from which a whole configuration follows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Annotated

from mailintake.settings.consultation import KEY
from mailintake.settings.findings import Findings, Source, ValueRefusedError
from mailintake.settings.kinds.kind import Context
from mailintake.settings.kinds.listing import ListOf
from mailintake.settings.kinds.mail import Address, Host
from mailintake.settings.kinds.moment import Date
from mailintake.settings.kinds.text import Line
from mailintake.settings.table import Entry, Key, read_table, rows_of

# Time enough for an association's board to meet.
USUAL_SPAN = timedelta(days=42)
_MAX_KEY = 40
_NEEDED = ("address", "service_name", "consultation_title")
_OPTIONAL = ("digest_to", "contact_phone")


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """The answers; each field's meaning is its question."""

    address: Annotated[str, Key(Address(), "The address that associations write to")]
    service_name: Annotated[str, Key(Line(may_be_empty=False), "The authority's name, as it stands in mails")]
    host: Annotated[str, Key(Host(), "The IMAP server that the mail is read from")]
    user: Annotated[str, Key(Line(may_be_empty=False), "The name to sign in with there")]
    smtp_host: Annotated[str, Key(Host(), "The server that mail is sent through")]
    digest_to: Annotated[tuple[str, ...], Key(ListOf(Address()), "Who gets the daily digest (addresses, with commas)")]
    consultation_title: Annotated[str, Key(Line(may_be_empty=False), "The consultation's title")]
    consultation_key: Annotated[str, Key(KEY, "Its short name: small letters, digits, hyphens")]
    opens: Annotated[date, Key(Date(), "Its first day")]
    deadline: Annotated[date, Key(Date(), "Its last day of answering")]
    contact_name: Annotated[str, Key(Line(may_be_empty=False), "The person whom an association may call")]
    contact_email: Annotated[str, Key(Address(), "Her or his address")]
    contact_phone: Annotated[str, Key(Line(), "Her or his telephone number")]


def proposed(name: str, given: Mapping[str, str], today: date) -> str:
    """Return the answer that is proposed for a question, from those given before it; "" where there is none."""
    address = given.get("address", "")
    domain = address.rpartition("@")[2]
    title = given.get("consultation_title", "")
    opens = _date(given.get("opens", "")) or today
    proposals = {
        "host": f"imap.{domain}" if domain else "",
        "user": address,
        "smtp_host": _smtp_beside(given.get("host", "")),
        "consultation_key": _slug(title, opens) if title else "",
        "opens": today.isoformat(),
        "deadline": _on_a_weekday(opens + USUAL_SPAN).isoformat(),
        "contact_name": given.get("service_name", ""),
        "contact_email": address,
    }
    return proposals.get(name, "")


def is_optional(name: str) -> bool:
    """Whether a question may be left without an answer."""
    return name in _OPTIONAL


def is_needed(name: str) -> bool:
    """Whether a question has to be answered by a person: all others follow from these, or are optional."""
    return name in _NEEDED


def refusal(name: str, text: str) -> str:
    """Return why an answer cannot be taken and what to do; "" when it can."""
    kind = rows_of(Answers)[name].kind
    try:
        kind.read(kind.from_text(text), _context(Findings()))
    except ValueRefusedError as error:
        return f"{error.problem} {error.remedy}"
    return ""


def read_answers(texts: Mapping[str, str]) -> Answers:
    """Return the answers as values. Raises SettingsError, which tells every one that is missing or wrong."""
    findings = Findings()
    context = _context(findings)
    entries = {}
    for name, text in texts.items():
        try:
            value = rows_of(Answers)[name].kind.from_text(text)
        except ValueRefusedError as error:
            findings.fault(context.source.place(option(name)), error.problem, error.remedy)
        else:
            entries[name] = Entry(value=value, source=context.source, key=option(name))
    answers = read_table(Answers, entries, context)
    if answers is not None and answers.deadline < answers.opens:
        findings.fault(context.source.place("--deadline"), "is before the first day.", "Check both dates.")
    findings.raise_if_faulty()
    assert answers is not None  # noqa: S101 -- else there was a fault
    return answers


def option(name: str) -> str:
    """Return the command-line option that gives an answer."""
    return f"--{name.replace('_', '-')}"


def prefix_of(title: str) -> str:
    """Return a reference prefix made of a title: the first letters of its words."""
    words = re.findall(r"[^\W\d_]+", title)
    initials = "".join(word[0] for word in words[:4]).upper()
    return initials if len(initials) > 1 else ("".join(words)[:3].upper() or "REF")


def _context(findings: Findings) -> Context:
    return Context(folder=Path(), source=Source(name="init"), key="", findings=findings)


def _smtp_beside(imap_host: str) -> str:
    return re.sub(r"^imap\b", "smtp", imap_host)


def _slug(title: str, opens: date) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    words = "-".join(re.findall("[a-z0-9]+", plain))[:_MAX_KEY].strip("-") or "remiss"
    return words if words.endswith(str(opens.year)) else f"{words}-{opens.year}"


def _on_a_weekday(day: date) -> date:
    """Return the day, or the Monday after it."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= 5 else day


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
