"""The settings of one consultation: config/consultations/KEY.toml."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from mailintake.settings.findings import Findings, Place, Source, ValueRefusedError
from mailintake.settings.invited import InvitedList, InvitedOrganisation
from mailintake.settings.kinds.kind import Context, Kind, shown
from mailintake.settings.kinds.listing import ByLanguage, ListOf
from mailintake.settings.kinds.mail import Address
from mailintake.settings.kinds.moment import Date, TimeOfDay
from mailintake.settings.kinds.number import Whole
from mailintake.settings.kinds.place import FilePath
from mailintake.settings.kinds.text import LANGUAGE, Choice, Line, Pattern, Text, Url
from mailintake.settings.table import Key, Table, Tables, entries_of, read_table
from mailintake.settings.toml_file import read_text, read_toml

# A comment that comes later than this after the deadline is about something else, unless the settings say otherwise.
CLOSES_AFTER = timedelta(days=180)
# A silent organisation is reminded at most twice.
MAX_REMINDERS = 2

# What no two consultations share, and what to do where they do.
_UNIQUE = {
    "key": "Give each consultation a key of its own.",
    "reference_prefix": "Give each consultation a prefix of its own, or their references cannot be told apart.",
}
# Stands for a closing day that is worked out.
_FROM_DEADLINE = date.min

KEY = Pattern(
    "short name", "[a-z0-9](-?[a-z0-9]){0,63}", 'Use small letters, digits and hyphens, as in "lulea-lok-2018".'
)
PREFIX = Pattern("prefix", r"[^\W_]{1,12}", 'Use at most 12 letters and digits, as in "LÖK".')


class Reminders(StrEnum):
    """When a round of reminders goes out."""

    AUTOMATIC = "automatic"
    APPROVE = "approve"


class ProposalText(Kind[str]):
    """A text, or the name of a file that holds it."""

    name = "text, or a file name that ends in .txt or .md"

    def read(self, value: object, context: Context) -> str:
        """Return the text."""
        text = Text().read(value, context)
        suffix = Path(text).suffix.lower() if "\n" not in text and len(text) < 200 else ""
        if suffix in {".pdf", ".doc", ".docx", ".odt", ".rtf"}:
            raise ValueRefusedError(f"{shown(text)} is not a text file.", "Save it as text, with a name in .txt.")
        if suffix not in {".txt", ".md"}:
            return text
        content = read_text(
            context.folder / text, context.findings, remedy_if_missing=f"It is named by {context.place}."
        )
        return "" if content is None else Text().read(content, context)


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactSettings:
    """The named person whom an association may call."""

    name: Annotated[str, Key(Line(may_be_empty=False), "Her or his name.")]
    email: Annotated[str, Key(Address(), "Mail address.")]
    phone: Annotated[str, Key(Line(), "Telephone number, as people dial it.")] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionSettings:
    """A part of the proposal that comments may address."""

    name: Annotated[str, Key(Line(may_be_empty=False), "What it is called in the proposal.")]
    text: Annotated[str, Key(Text(), "Its text.")] = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ConsultationSettings:
    """A proposal that is out for comments."""

    key: Annotated[
        str, Key(KEY, "Its name in the register, the log and the commands. Never change it once mail has come.")
    ]
    title: Annotated[str, Key(Line(may_be_empty=False), "Its title, in the service's language.")]
    title_by_language: Annotated[
        dict[str, str], Key(ByLanguage(Line(may_be_empty=False)), "The title in other languages.")
    ] = field(default_factory=dict)
    reference_prefix: Annotated[str, Key(PREFIX, "What the references of its comments begin with.")]
    diary_number: Annotated[str, Key(Line(), "The diary number (diarienummer), once there is one.")] = ""
    opens: Annotated[date, Key(Date(), "The first day of answering.")]
    deadline: Annotated[date, Key(Date(), "The last day of answering: a comment is in time until midnight after it.")]
    closes: Annotated[
        date,
        Key(
            Date(),
            "The last day on which a late answer is still looked for.",
            default_note="180 days after the deadline",
        ),
    ] = _FROM_DEADLINE
    decided_by: Annotated[str, Key(Line(), "Who decides in the end, such as kommunfullmäktige.")] = ""
    next_steps: Annotated[str, Key(Text(), "What happens after the deadline, in one sentence.")] = ""
    next_steps_by_language: Annotated[dict[str, str], Key(ByLanguage(Text()), "The same in other languages.")] = field(
        default_factory=dict
    )
    proposal: Annotated[
        str, Key(ProposalText(), "The proposal itself: its own words tell which mails are about it.")
    ] = ""
    proposal_url: Annotated[str, Key(Url(), "Where the proposal can be read.")] = ""
    proposal_document: Annotated[
        Path | None,
        Key(
            FilePath(),
            "The proposal as a file (pdf, docx or odt, at most 5 MB) that goes with the invitation. "
            "Empty: it is linked.",
        ),
    ] = None
    privacy_url: Annotated[str, Key(Url(), "How the authority treats personal data.")] = ""
    terms: Annotated[
        tuple[str, ...], Key(ListOf(Line(may_be_empty=False)), "Words that speak for this consultation.")
    ] = ()
    near_misses: Annotated[
        tuple[str, ...], Key(ListOf(Line(may_be_empty=False)), "Words that speak for another matter.")
    ] = ()
    languages: Annotated[
        tuple[str, ...], Key(ListOf(LANGUAGE, at_least=1), "The languages in which senders are answered.")
    ] = ("sv",)
    invited: Annotated[
        tuple[InvitedOrganisation, ...],
        Key(InvitedList(), "The invited organisations: columns name, number, email, language."),
    ] = ()
    remind_days_before: Annotated[
        tuple[int, ...],
        Key(
            ListOf(Whole(0, 365), at_most=MAX_REMINDERS),
            "How many days before the deadline the silent are reminded: at most twice; empty: never.",
        ),
    ] = (14, 3)
    remind_at: Annotated[time, Key(TimeOfDay(), "At what time.")] = time(9, 0)
    reminders: Annotated[
        Reminders,
        Key(
            Choice(Reminders),
            "Whether a round goes out by itself, or when a person has approved it (mailintake remind).",
        ),
    ] = Reminders.AUTOMATIC
    contact: Annotated[ContactSettings, Key(Table(ContactSettings), "Whom an association may call.")]
    sections: Annotated[
        tuple[SectionSettings, ...], Key(Tables(SectionSettings), "Parts of the proposal that comments may address.")
    ] = ()

    def __post_init__(self) -> None:
        """Work out ``closes`` where it is not given."""
        if self.closes == _FROM_DEADLINE:
            object.__setattr__(self, "closes", self.deadline + CLOSES_AFTER)


def read_consultations(folder: Path, findings: Findings) -> tuple[ConsultationSettings, ...]:
    """Return the consultations of a folder, by file name; what is wrong in any of them is in the findings."""
    found = [(path, read_consultation(path, findings)) for path in sorted(folder.glob("[!.]*.toml"))]
    consultations = [(path, consultation) for path, consultation in found if consultation is not None]
    for name, remedy in _UNIQUE.items():
        first: dict[str, Path] = {}
        for path, consultation in consultations:
            value = getattr(consultation, name)
            earlier = first.setdefault(value.casefold(), path)
            if earlier != path:
                findings.fault(Place(source=str(path), key=name), f"{shown(value)} stands in {earlier} too.", remedy)
    return tuple(consultation for _, consultation in consultations)


def read_consultation(path: Path, findings: Findings) -> ConsultationSettings | None:
    """Return one consultation; what is wrong in it is in the findings. None where it cannot be put together."""
    read = read_toml(path, findings, remedy_if_missing="Check the name.")
    if read is None:
        return None
    values, source = read
    context = Context(folder=path.parent, source=source, key="", findings=findings)
    consultation = read_table(ConsultationSettings, entries_of(values, source), context)
    if consultation is not None:
        _check(consultation, source, findings)
    return consultation


def _check(consultation: ConsultationSettings, source: Source, findings: Findings) -> None:
    """Note what each setting alone cannot tell."""
    if consultation.deadline < consultation.opens:
        findings.fault(
            source.place("deadline"),
            f"{consultation.deadline} is before it opens ({consultation.opens}).",
            "Check both dates.",
        )
    if consultation.closes < consultation.deadline:
        findings.fault(
            source.place("closes"),
            f"{consultation.closes} is before the deadline ({consultation.deadline}).",
            "Leave it out, or give a later day.",
        )
    for days in consultation.remind_days_before:
        if consultation.opens <= consultation.deadline < consultation.opens + timedelta(days=days):
            findings.fault(
                source.place("remind_days_before"),
                f"{days} days before the deadline it has not opened yet.",
                "Give fewer days.",
            )
    # It is None while its own faults are being told.
    if consultation.contact is not None:
        _warn(consultation, source, findings)


def _warn(consultation: ConsultationSettings, source: Source, findings: Findings) -> None:
    if consultation.deadline.weekday() >= 5:
        findings.warn(
            source.place("deadline"),
            f"{consultation.deadline} is a {consultation.deadline:%A}. It is not moved; consider a weekday.",
        )
    if not consultation.proposal:
        findings.warn(
            source.place("proposal"), "there is none, so mails cannot be compared with its words. More go to staff."
        )
    if consultation.remind_days_before and not consultation.invited:
        findings.warn(source.place("invited"), "nobody stands on the list, so nobody is reminded.")
    if not consultation.contact.phone:
        findings.warn(source.place("contact.phone"), "there is none: answers say whom to write to, not whom to call.")
