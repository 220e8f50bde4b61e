"""The outgoing mail server's fake: it keeps what it is given, and fails in every way the real one can."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum

from mailintake.domain.outbox import NewMail, SendResult
from mailintake.errors import TransportUnavailableError


class Fate(Enum):
    """How one attempt ends."""

    SENT = "sent"
    AWAY = "away"  # no connection can be had
    REFUSED = "refused"  # 5xx before the content
    PUT_OFF = "put off"  # 4xx before the content
    BROKEN = "broken"  # the connection breaks before the dot
    REFUSED_AFTER_DOT = "refused after the dot"
    PUT_OFF_AFTER_DOT = "put off after the dot"
    UNKNOWN = "unknown"  # the connection breaks after the dot


_BEFORE_DOT = {
    Fate.REFUSED: SendResult(is_sent=False, is_permanent=True, error="550 no such user"),
    Fate.PUT_OFF: SendResult(is_sent=False, error="451 try again"),
    Fate.BROKEN: SendResult(is_sent=False, error="The connection broke."),
}
_AFTER_DOT = {
    Fate.REFUSED_AFTER_DOT: SendResult(is_sent=False, is_permanent=True, error="554 not wanted"),
    Fate.PUT_OFF_AFTER_DOT: SendResult(is_sent=False, error="452 full"),
    Fate.UNKNOWN: SendResult(is_sent=False, is_unknown=True, error="No answer after the end."),
}


@dataclass(kw_only=True)
class FakeTransport:
    """Takes every mail but where ``fates`` says otherwise: one for each attempt, in order, then all are sent."""

    fates: list[Fate] = field(default_factory=list)
    sent: list[NewMail] = field(default_factory=list)
    attempts: list[NewMail] = field(default_factory=list)
    sessions: int = 0

    @contextmanager
    def session(self) -> Iterator[FakeSession]:
        self.sessions += 1
        yield FakeSession(self)


@dataclass
class FakeSession:
    """One session with the fake."""

    transport: FakeTransport

    def send(self, mail: NewMail, before_dot: Callable[[], bool]) -> SendResult:
        self.transport.attempts.append(mail)
        fate = self.transport.fates.pop(0) if self.transport.fates else Fate.SENT
        if fate is Fate.AWAY:
            raise TransportUnavailableError("mail.example does not answer")
        if fate in _BEFORE_DOT:
            return _BEFORE_DOT[fate]
        if not before_dot():
            return SendResult(is_sent=False, error="Broken off before the end: it was no longer to be sent.")
        if fate in _AFTER_DOT:
            return _AFTER_DOT[fate]
        self.transport.sent.append(mail)
        return SendResult(is_sent=True)
