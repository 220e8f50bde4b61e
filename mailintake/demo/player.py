"""Play the story: the real run machinery over an embedded mail server, on the story's clock."""

from __future__ import annotations

import queue
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from datetime import time as day_time
from pathlib import Path

from mailintake.bootstrap import open_service
from mailintake.bootstrap.service import Service
from mailintake.classify import word_evidence
from mailintake.classify.in_words import evidence_in
from mailintake.demo.clock import StoryClock, StoryTicker
from mailintake.demo.desk_work import MISSPELT_ADDRESS, REFUSAL, STAFF_MEMBER, work_of
from mailintake.demo.gallery import SentMail, write_gallery
from mailintake.demo.imap_server import EmbeddedImap
from mailintake.demo.mailcraft.earlier import SWEDISH_TIME
from mailintake.demo.running import Running
from mailintake.demo.setting import (
    BEGINS_AT,
    CONSULTATION,
    DECISION_TOLD_ON,
    ENDS_AT,
    SECRET,
    notable_line,
    write_config,
)
from mailintake.demo.smtp_sink import EmbeddedSmtp
from mailintake.demo.story import NothingToAnswerError, StoryMail, mails
from mailintake.demo.view import (
    DayPassed,
    DeskWork,
    Ended,
    Event,
    MailArrived,
    MailJudged,
    MailSent,
    StaffDecided,
    View,
)
from mailintake.domain.decision import Decision, Outcome
from mailintake.domain.outbox import MailKind, OutboxMail, SendResult
from mailintake.errors import MailintakeError
from mailintake.jobs.decide import Verdict
from mailintake.jobs.judging import Judged
from mailintake.review import desk
from mailintake.review.words import why
from mailintake.schedule.runner import Runner

# Not a job: what people do.
STAFF_DECIDE = "staff"

# The story's mails are Swedish, and what is told of them is English.
_TOLD_IN = "en"

USER, PASSWORD, FOLDER = "lulea.kommun", "demo", "INBOX"

# When on a day something may be due: the reconciliation, a poll, the digest, the reminders, and people at work.
_STOPS = (
    (day_time(5, 30), ("reconcile", "retain")),
    (day_time(7, 29), ("poll",)),
    (day_time(7, 30), ("digest",)),
    (day_time(9, 0), ("remind",)),
    (day_time(10, 15), (STAFF_DECIDE,)),
)
# One step of the story takes a fraction of this; longer means that something is broken.
_STEP_SECONDS = 30.0
_NUDGE_SECONDS = 0.5
SATURDAY = 5
_PAUSE_AFTER_MAIL = 0.14
_PAUSE_AFTER_DAY = 0.04


class StoryStuckError(MailintakeError):
    """The story did not go on: the service did not do what was due."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Something that happens at a moment of the story."""

    at: datetime
    mail: StoryMail | None = None
    jobs: tuple[str, ...] = ()


def play(folder: Path, view: View, *, is_fast: bool) -> Ended:
    """Play the whole story; return how it ended. The mails that were sent are laid out in ``folder``/sent."""
    begun = time.monotonic()
    clock = StoryClock(BEGINS_AT)
    with EmbeddedImap(user=USER, password=PASSWORD) as imap, EmbeddedSmtp(fault=_refusal) as smtp:
        config = write_config(folder, imap_port=imap.port, smtp_port=smtp.port, user=USER, password=PASSWORD)
        service = open_service(config, clock=clock, environ={}, secret=SECRET)
        player = Player(service, imap, clock, view, is_fast=is_fast)
        with player.running():
            for step in steps():
                player.take(step)
        reconciliations = tuple(service.reconcile())
    sent = [SentMail(kind=mail.mail.kind, content=mail.mail.content) for mail in player.sent]
    index = write_gallery(sent, folder / "sent")
    seen_as = _as_seen_from_here(index.parent)
    ended = Ended(reconciliations=reconciliations, folder=seen_as, seconds=time.monotonic() - begun)
    view.show(ended)
    return ended


def steps() -> Iterator[Step]:
    """Yield everything that happens, in order of time."""
    days = (ENDS_AT - BEGINS_AT).days + 1
    found = [Step(at=mail.at, mail=mail) for mail in mails()]
    for number in range(days):
        found += _stops((BEGINS_AT + timedelta(days=number)).astimezone(SWEDISH_TIME).date())
    played = [step for step in found if BEGINS_AT <= step.at <= ENDS_AT]
    return iter([*sorted(played, key=lambda step: step.at), *_stops(DECISION_TOLD_ON)])


def _stops(day: date) -> list[Step]:
    return [Step(at=datetime.combine(day, at, SWEDISH_TIME), jobs=jobs) for at, jobs in _STOPS]


def _refusal(step: str, address: str) -> str | None:
    return REFUSAL if step == "RCPT" and address == MISSPELT_ADDRESS else None


def _as_seen_from_here(folder: Path) -> Path:
    """Return a folder by the short way to it, where it lies below the working folder."""
    here = Path.cwd()
    return folder.relative_to(here) if folder.is_relative_to(here) else folder


class Player:
    """The service while it runs, and what it has done so far."""

    def __init__(self, service: Service, imap: EmbeddedImap, clock: StoryClock, view: View, *, is_fast: bool) -> None:
        self.sent: list[OutboxMail] = []
        self._service = service
        self._imap = imap
        self._clock = clock
        self._view = view
        self._is_fast = is_fast
        self._ticker = StoryTicker()
        self._runner = Runner(service, make_ticker=self._ticker.make)
        self._events: queue.SimpleQueue[Event] = queue.SimpleQueue()
        self._first_uid = 1
        self._keys_by_uid: dict[int, str] = {}
        self._keys_by_subject: dict[str, str] = {}
        self._mails_by_key = {mail.key: mail for mail in mails()}
        service.observers.append(self._on_judged)
        service.delivery_observers.append(self._on_sent)

    def running(self) -> Running:
        """Return a context in which the service runs."""
        return Running(self._runner, self._service, until_watching=self._wait_until_started)

    def take(self, step: Step) -> None:
        """Let one thing happen, wait until the service has done all that follows from it, and show it."""
        self._clock.move_to(step.at)
        if step.mail is not None:
            self._deliver(step.mail)
        for job in step.jobs:
            if job == STAFF_DECIDE:
                self._let_staff_decide(step.at)
            elif job == "poll":
                # The minute's poll, by hand: a watcher that waits is woken only after a fraction of a second.
                self._service.poll()
            else:
                self._ticker.wake(job)
        # What is sent after a delivery, such as an alert, waits for the next one: the story does not wait for its tick.
        self._wait(self._is_settled, nudge=lambda: self._ticker.wake("deliver"))
        while not self._events.empty():
            self._view.show(self._events.get())
        if step.jobs == ("remind",):
            self._view.show(DayPassed(at=step.at, notable=notable_line(step.at)))
        if not self._is_fast:
            time.sleep(_PAUSE_AFTER_MAIL if step.mail else _PAUSE_AFTER_DAY / len(_STOPS))

    def _deliver(self, mail: StoryMail) -> None:
        try:
            content, subject = mail.build(self._find), mail.subject(self._find)
        except NothingToAnswerError:
            # Nobody answers a mail that never came.
            return
        self._view.show(
            MailArrived(
                key=mail.key,
                at=mail.at,
                sender=mail.letter.sender.name or mail.sender,
                subject=subject,
                gloss=mail.gloss,
                expected_label=mail.expected_label,
                expected_outcome=mail.expected_outcome,
            )
        )
        # The mail may be read before ``append`` returns: its UID is known beforehand.
        uid = self._first_uid + len(self._keys_by_uid)
        self._keys_by_uid[uid] = mail.key
        self._imap.append(FOLDER, content, mail.at)
        # A hint that IDLE lost is made good by the next poll, as in life; the story does not wait a minute for it.
        self._wait(lambda: self._last_uid() >= uid, nudge=lambda: self._ticker.wake("poll"))

    def _let_staff_decide(self, at: datetime) -> None:
        """Staff say what the mails in the tray are, as the story knows it; not on their days off."""
        if at.weekday() >= SATURDAY:
            return
        for item in self._service.register.waiting():
            mail = self._mails_by_key[self._keys_by_subject[f"message:{item.reading.content_hash}"]]
            consultation = self._service.parts.consultations[CONSULTATION]
            verdict = Verdict(label=mail.expected_label, consultation=consultation, by=STAFF_MEMBER)
            desk.decide_item(self._service, item.id, verdict)
            self._view.show(StaffDecided(key=mail.key, at=at, label=mail.expected_label))
            self._ticker.wake("deliver")
        work = work_of(at.date())
        if work is not None:
            self._view.show(DeskWork(at=at, what=work(self._service)))
            self._ticker.wake("deliver")

    def _find(self, kind: MailKind, recipient: str) -> bytes | None:
        """Return the newest mail of ours of a kind to an address."""
        for mail in reversed(self.sent):
            if mail.mail.kind is kind and mail.mail.recipient == recipient:
                return mail.mail.content
        return None

    def _on_judged(self, judged: Judged) -> None:
        decisions: dict[int, Decision] = {one.entry.ref.uid: one.decision for one in judged.kept}
        decisions.update({one.entry.ref.uid: one.decision for one in judged.left})
        for entry in judged.entries:
            key = self._keys_by_uid[entry.ref.uid]
            self._keys_by_subject[f"message:{entry.content_hash}"] = key
            decision = decisions.get(entry.ref.uid)
            self._events.put(
                MailJudged(
                    key=key,
                    label=entry.label,
                    outcome=entry.outcome,
                    disposition=entry.disposition,
                    why=main_evidence(decision) if decision else entry.reason,
                )
            )

    def _on_sent(self, mail: OutboxMail, result: SendResult) -> None:
        if not result.is_sent:
            return
        self.sent.append(mail)
        self._events.put(
            MailSent(
                at=self._clock(),
                kind=mail.mail.kind,
                recipient=mail.mail.recipient,
                language=mail.mail.language,
                subject=mail.mail.subject,
                answers=self._keys_by_subject.get(mail.mail.subject_key, ""),
            )
        )

    def _is_settled(self) -> bool:
        if not self._runner.is_idle():
            return False
        counts = self._service.register.counts()
        return not any(counts.get(state) for state in ("waiting", "claimed", "final"))

    def _last_uid(self) -> int:
        cursor = self._service.register.cursor(self._service.parts.mailbox.name, FOLDER)
        return cursor.last_uid if cursor else 0

    def _wait_until_started(self) -> None:
        name = self._service.parts.mailbox.name
        self._wait(lambda: self._service.register.cursor(name, FOLDER) is not None and self._runner.is_idle())
        self._first_uid = self._last_uid() + 1

    def _wait(self, condition: Callable[[], bool], nudge: Callable[[], None] = lambda: None) -> None:
        begun = time.monotonic()
        nudge_at = begun + _NUDGE_SECONDS
        while not condition():
            now = time.monotonic()
            if now > begun + _STEP_SECONDS:
                raise StoryStuckError(remedy="Run mailintake demo --verbose to see why.")
            if now > nudge_at:
                nudge()
                nudge_at = now + _NUDGE_SECONDS
            time.sleep(0.004)


def main_evidence(decision: Decision) -> str:
    """Return in words which rule's finding spoke most for a decision, or why it was made where none did."""
    side = -1 if decision.outcome is Outcome.LEAVE else 1
    spoke = [one for one in decision.evidence if one.weight * side > 0 and one.rule != word_evidence.NAME]
    if not spoke:
        return why(decision, _TOLD_IN)
    return evidence_in(max(spoke, key=lambda one: one.weight * side), _TOLD_IN)
