"""Readers, judges and a composer that do what their few words say: for tests of what the jobs do with them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import nullcontext
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from mailintake.domain.acknowledgement import AnswerLimits, AnswerPolicy
from mailintake.domain.comment import Role, Stance
from mailintake.domain.decision import Decision, Label, Outcome
from mailintake.domain.history import History
from mailintake.domain.ledger import Registration
from mailintake.domain.message import Arrival, Message, Reading, Unreadable
from mailintake.domain.organisation import OrganisationMatch
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.thread import mint_message_id
from mailintake.jobs.judging import Bench, Judged, one_by_one
from mailintake.jobs.ports.register import Ledger
from mailintake.jobs.reports import IntakeCounts

NOW = datetime(2018, 9, 20, 9, 0, tzinfo=UTC)
# The folder was first read before any mail of the tests came.
STARTED_AT = NOW - timedelta(days=30)
STOCKHOLM = ZoneInfo("Europe/Stockholm")

Poll = Callable[..., IntakeCounts]

OURS = "kommun@kommun.example"
SECRET = b"secret of the tests"
CONSULTATION = "lok"


def mail(text: str, *, sender: str = "anna@forening.example", message_id: str = "", answers: str = "") -> bytes:
    """Return a mail as the plain reader reads it: its words tell the plain judge what it is."""
    return "\n".join((sender, message_id, answers, text)).encode()


def read_plainly(original: bytes, arrival: Arrival, now: datetime) -> Reading:
    """Read what ``mail`` made; a text with "unreadable" in it cannot be read."""
    sender, message_id, answers, text = original.decode().split("\n", 3)
    sha256 = hashlib.sha256(original).hexdigest()
    received_at = arrival.internal_date or now
    if "unreadable" in text:
        return Unreadable(
            sha256=sha256, content_hash=sha256, size=arrival.size, received_at=received_at, reason="It is malformed."
        )
    return Message(
        sha256=sha256,
        content_hash=sha256,
        size=arrival.size,
        message_id=message_id,
        from_address=sender,
        from_name="",
        to=(OURS,),
        sent_to=(OURS,),
        subject=text,
        received_at=received_at,
        in_reply_to=(answers,) if answers else (),
        text=text,
    )


def judge_plainly(message: Message, history: History, _now: datetime) -> Decision:
    """Judge by one word: comment, decline, question, perhaps, fault, bounce; a second comment is a supplement."""
    label, outcome = Label.UNRELATED, Outcome.LEAVE
    if "fault" in message.text:
        raise RuntimeError("a fault of ours")
    for word in (Label.COMMENT, Label.DECLINE, Label.QUESTION, Label.BOUNCE):
        if word.value in message.text:
            label, outcome = word, Outcome.ACT
    if "perhaps" in message.text:
        outcome = Outcome.REVIEW
    earlier = history.comments_of_sender[:1]
    if label is Label.COMMENT and earlier:
        label = Label.SUPPLEMENT
    return Decision(
        label=label,
        outcome=outcome,
        reason="by_its_word",
        explanation="Its word says so.",
        probability=0.9 if outcome is Outcome.ACT else 0.1,
        consultation=CONSULTATION if outcome is not Outcome.LEAVE else None,
        organisation=OrganisationMatch(name="Föreningen", matched_by="proposed"),
        stance=Stance.SUPPORTS,
        role=Role.ADDITION if label is Label.SUPPLEMENT else None,
        joins=earlier[0].id if label is Label.SUPPLEMENT else None,
    )


class PlainComposer:
    """Composes acknowledgements whose subject is the reference."""

    def check(self) -> None:
        """Find nothing wrong."""

    def acknowledgement(
        self, message: Message, decision: Decision, registration: Registration | None, recipient: str, now: datetime
    ) -> NewMail:
        return new_mail(
            f"message:{message.content_hash}",
            recipient,
            now,
            subject=registration.reference if registration else decision.label.value,
        )


def new_mail(
    subject_key: str,
    recipient: str,
    now: datetime,
    *,
    kind: MailKind = MailKind.ACKNOWLEDGEMENT,
    subject: str = "Tack",
    is_for_staff: bool = False,
    consultation: str = CONSULTATION,
    organisation_id: int | None = None,
) -> NewMail:
    """Return an intent to send a mail."""
    message_id = mint_message_id(
        SECRET, kind=kind.value, subject_key=subject_key, recipient=recipient, domain="kommun.example"
    )
    return NewMail(
        kind=kind,
        subject_key=subject_key,
        recipient=recipient,
        message_id=message_id,
        subject=subject,
        language="sv",
        content=f"Message-ID: {message_id}\r\n\r\n".encode(),
        consultation=consultation,
        organisation_id=organisation_id,
        created_at=now,
        not_before=now,
        is_for_staff=is_for_staff,
    )


def bench(ledger: Ledger, *, limits: AnswerLimits = AnswerLimits(), stored: list[Judged] | None = None) -> Bench:  # noqa: B008
    """Return a bench with the plain tools; what is stored is noted in ``stored``."""
    return Bench(
        ledger=ledger,
        read=read_plainly,
        read_alone=read_plainly,
        crew=lambda: nullcontext(one_by_one(read_plainly)),
        lone_crew=lambda: nullcontext(one_by_one(read_plainly)),
        make_judge=lambda: judge_plainly,
        make_composer=PlainComposer,  # type: ignore[arg-type]
        policy=AnswerPolicy(own_addresses=frozenset({OURS}), limits=limits),
        secret=SECRET,
        prefixes={CONSULTATION: "LÖK"},
        observe=(lambda judged: None) if stored is None else stored.append,
    )
