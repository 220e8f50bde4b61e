"""Read and judge fetched mail, and gather all that is to be stored of it: everything in memory, nothing stored yet."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from mailintake.domain.acknowledgement import AnswerPolicy, Reason, recipient_of_answer, refuse
from mailintake.domain.comment import find_references
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.inquiry import Inquiry, Knowledge
from mailintake.domain.ledger import Disposition, KeptMail, LedgerEntry
from mailintake.domain.listing import Fetched
from mailintake.domain.message import Arrival, Message, MessageRef, Reading, Unreadable
from mailintake.errors import SettingsError, TemplateError, UnsafeHeaderError
from mailintake.jobs.answering import Tally, answer_to, permission_for
from mailintake.jobs.pointers import pointers_to_ours
from mailintake.jobs.ports.notify import Composer
from mailintake.jobs.ports.register import Ledger
from mailintake.jobs.registering import registration_of
from mailintake.jobs.settling import settlements_of
from mailintake.parse.defects import Held

log = logging.getLogger(__name__)

JUDGING_FAILED = Held.NOT_JUDGED.value

Read = Callable[[bytes, Arrival, datetime], Reading]
# With each reading what it would be decided to be if nothing were known of its sender and thread, where that was asked.
ReadMany = Callable[[Sequence[tuple[bytes, Arrival]], datetime], Sequence[tuple[Reading, Decision | None]]]


class Judge(Protocol):
    """What decides what a mail is, and what is done with it."""

    def __call__(self, message: Message, history: History, now: datetime, /, *, is_brief: bool = False) -> Decision:
        """Decide; ``is_brief`` leaves out the evidence of what is left alone."""


# What the ledger tells of a decision.
_DECIDED = ("label", "outcome", "reason", "probability")
# How much of a mail's own text is searched for our references: they stand in the subject or near the top.
_REFERENCE_SEARCH_LENGTH = 20_000


@dataclass(frozen=True, kw_only=True, slots=True)
class Bench:
    """The tools with which mail is read and judged."""

    ledger: Ledger
    read: Read
    read_alone: Read  # in a child that can be killed
    # Readers on several cores, for a backlog; and one in a child that can be killed, for many mails.
    crew: Callable[[], AbstractContextManager[ReadMany]]
    lone_crew: Callable[[], AbstractContextManager[ReadMany]]
    # Made when there is something to judge, and once: making them takes longer than a poll that finds nothing new.
    make_judge: Callable[[], Judge]
    make_composer: Callable[[], Composer]
    policy: AnswerPolicy
    secret: bytes
    prefixes: Mapping[str, str]  # consultation key -> reference prefix
    observe: Callable[[Judged], None]  # told what has been stored, after each transaction

    @property
    def judge(self) -> Judge:
        """What decides what a mail is."""
        return self.make_judge()

    @property
    def composer(self) -> Composer:
        """What makes mails of values."""
        return self.make_composer()

    def get_ready(self) -> None:
        """Make what is made when it is first asked for, and look at all of it. Raises TemplateError."""
        self.make_judge()
        self.make_composer().check()


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A fetched mail and what could be read of it."""

    fetched: Fetched
    ref: MessageRef
    sha256: str
    reading: Reading | None  # None: its bytes have been seen before, so there is nothing to read
    first_decision: Decision | None = None  # holds where nothing is known of its sender and thread


@dataclass(frozen=True, kw_only=True, slots=True)
class LeftMail:
    """A mail that is left alone, and why."""

    entry: LedgerEntry
    decision: Decision


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What is to be stored of some mails, and the mails that must wait until it is stored."""

    entries: tuple[LedgerEntry, ...]
    kept: tuple[KeptMail, ...]
    # Of what is left alone: looked at in a rehearsal and in the demo, never stored.
    left: tuple[LeftMail, ...] = ()
    rest: tuple[Opened, ...] = field(default=())


def open_mail(fetched: Sequence[Fetched], bench: Bench, read_many: ReadMany, now: datetime) -> tuple[Opened, ...]:
    """Read each mail that was not seen before."""
    hashes = [hashlib.sha256(mail.original).hexdigest() for mail in fetched]
    known = bench.ledger.known(hashes)
    unknown = [mail for mail, sha256 in zip(fetched, hashes, strict=True) if sha256 not in known]
    looks = iter(read_many([(mail.original, mail.arrival) for mail in unknown], now))
    opened = []
    for mail, sha256 in zip(fetched, hashes, strict=True):
        reading, decision = (None, None) if sha256 in known else next(looks)
        ref = mail.arrival.ref or file_ref(sha256)
        opened.append(Opened(fetched=mail, ref=ref, sha256=sha256, reading=reading, first_decision=decision))
    return tuple(opened)


def one_by_one(read: Read) -> ReadMany:
    """Return what reads several mails here, one after another."""
    return lambda tasks, now: [(read(original, arrival, now), None) for original, arrival in tasks]


def judge_mail(
    opened: Sequence[Opened], bench: Bench, *, first_run_at: datetime | None, now: datetime, attempt: int = 0
) -> Judged:
    """Judge opened mails in order, up to the first one that depends on what an earlier one of them stores.

    A second mail of the same sender or with the same content must see what the first one did: it is handed back in
    ``rest``, to be judged after the first ones have been stored. ``attempt`` counts how often they have been judged.
    """
    # Before the first mail, for a fault in a template or a rule is no fault of the mail that is judged.
    findings = _ask(opened, bench, now)
    tally = Tally()
    entries: list[LedgerEntry] = []
    kept: list[KeptMail] = []
    left: list[LeftMail] = []
    touched: set[str] = set()
    for index, (mail, finding) in enumerate(zip(opened, findings, strict=True)):
        if finding is None or finding.is_duplicate:
            entries.append(_entry(mail, Disposition.DUPLICATE, now))
            continue
        if index and not touched.isdisjoint(_marks(mail)):
            return Judged(entries=tuple(entries), kept=tuple(kept), left=tuple(left), rest=tuple(opened[index:]))
        history = replace(finding.history, first_run_at=first_run_at)
        one = _judge_or_hold(mail, history, bench, tally, now=now, attempt=attempt)
        entries.append(one.entry)
        if isinstance(one, LeftMail):
            touched.update(_content_mark(mail))
            left.append(one)
        else:
            touched.update(_marks(mail))
            kept.append(one)
    return Judged(entries=tuple(entries), kept=tuple(kept), left=tuple(left))


def inquire(reading: Reading, bench: Bench) -> Inquiry:
    """Return what is asked about a mail: pointers that carry our seal, and our references in its own words."""
    if isinstance(reading, Unreadable):
        return Inquiry(content_hash=reading.content_hash, answers_to=(), references=(), sender="")
    searched = f"{reading.subject}\n{reading.text[:_REFERENCE_SEARCH_LENGTH]}"
    return Inquiry(
        content_hash=reading.content_hash,
        answers_to=pointers_to_ours(reading, secret=bench.secret, own_addresses=bench.policy.own_addresses),
        references=find_references(searched, tuple(bench.prefixes.values())),
        sender=reading.from_address.lower(),
        recipient=recipient_of_answer(reading).lower(),
    )


def file_ref(sha256: str) -> MessageRef:
    """Return the place of a mail that came as a file: its own hash."""
    return MessageRef(mailbox="file", folder=sha256, uidvalidity=0, uid=0)


def hold(fetched: Fetched, reason: str, now: datetime) -> Judged:
    """Return what is stored of a mail that is held unread: its bytes and why."""
    sha256 = hashlib.sha256(fetched.original).hexdigest()
    reading = Unreadable(
        sha256=sha256,
        content_hash=sha256,
        size=len(fetched.original),
        received_at=fetched.arrival.internal_date or now,
        reason=reason,
    )
    mail = Opened(fetched=fetched, ref=fetched.arrival.ref or file_ref(sha256), sha256=sha256, reading=reading)
    held = _held(mail, reading, now)
    return Judged(entries=(held.entry,), kept=(held,))


def _judge_or_hold(
    mail: Opened, history: History, bench: Bench, tally: Tally, *, now: datetime, attempt: int
) -> KeptMail | LeftMail:
    """Judge one mail; a fault of ours must neither lose it nor hold up the next one."""
    try:
        return _judge_one(mail, history, bench, tally, now=now, attempt=attempt)
    except (SettingsError, TemplateError):
        # No fault of the mail's: the intake stops, says what is wrong with which file, and reads the mail next time.
        raise
    except Exception:
        log.exception("judging %s failed: it is held", mail.ref)
        return hold(mail.fetched, JUDGING_FAILED, now).kept[0]


def _judge_one(
    mail: Opened, history: History, bench: Bench, tally: Tally, *, now: datetime, attempt: int
) -> KeptMail | LeftMail:
    if isinstance(mail.reading, Unreadable):
        return _held(mail, mail.reading, now)
    message = mail.reading
    assert message is not None, "a mail that was not read is not judged"  # noqa: S101 - judge_mail passes it over
    decision = (mail.first_decision if history.is_blank else None) or bench.judge(message, history, now)
    settlements = settlements_of(message, history, secret=bench.secret, own_addresses=bench.policy.own_addresses)
    if decision.outcome is Outcome.LEAVE and not settlements:
        return LeftMail(entry=_entry(mail, Disposition.LEFT, now, decision), decision=decision)
    registration = None
    if decision.outcome is Outcome.ACT:
        registration = registration_of(
            message, decision, history, prefixes=bench.prefixes, secret=bench.secret, attempt=attempt
        )
    permission = permission_for(message, decision, history, bench.policy, tally)
    try:
        answers = answer_to(message, decision, registration, permission, composer=bench.composer, now=now)
    except UnsafeHeaderError:
        # Suppression stops the answer, never the intake.
        permission, answers = refuse(Reason.UNSAFE_ADDRESS), ()
    for answer in answers:
        tally.promise(message.from_address, answer.recipient)
    return KeptMail(
        entry=_entry(mail, Disposition.KEPT, now, decision),
        original=mail.fetched.original,
        reading=message,
        decision=decision,
        permission=permission,
        registration=registration,
        answers=answers,
        settlements=settlements,
    )


def _ask(opened: Sequence[Opened], bench: Bench, now: datetime) -> list[Knowledge | None]:
    """Ask the register once for all mails that were read; None stands for a mail whose bytes are known."""
    asked = [mail.reading for mail in opened if mail.reading is not None]
    answers = iter(bench.ledger.ask([inquire(reading, bench) for reading in asked], now) if asked else ())
    return [None if mail.reading is None else next(answers) for mail in opened]


def _content_mark(mail: Opened) -> set[str]:
    return {f"content:{mail.reading.content_hash}", f"bytes:{mail.sha256}"} if mail.reading is not None else set()


def _marks(mail: Opened) -> set[str]:
    """Return what a kept mail touches: a later mail that touches the same must be judged after it is stored."""
    marks = _content_mark(mail)
    if isinstance(mail.reading, Message):
        marks.add(f"sender:{mail.reading.from_address.lower()}")
        marks.update(f"thread:{pointer}" for pointer in mail.reading.answers_to)
    return marks


def _held(mail: Opened, reading: Unreadable, now: datetime) -> KeptMail:
    decision = Decision(
        label=Label.UNRELATED,
        outcome=Outcome.REVIEW,
        reason="unreadable",
        explanation=reading.reason,
        probability=0.5,
    )
    return KeptMail(
        entry=_entry(mail, Disposition.HELD, now, decision),
        original=mail.fetched.original,
        reading=reading,
        decision=decision,
    )


def _entry(mail: Opened, disposition: Disposition, now: datetime, decision: Decision | None = None) -> LedgerEntry:
    decided: dict[str, Any] = {} if decision is None else {name: getattr(decision, name) for name in _DECIDED}
    return LedgerEntry(
        ref=mail.ref,
        disposition=disposition,
        sha256=mail.sha256,
        content_hash=mail.reading.content_hash if mail.reading is not None else "",
        size=mail.fetched.arrival.size,
        internal_date=mail.fetched.arrival.internal_date,
        seen_at=now,
        **decided,
    )
