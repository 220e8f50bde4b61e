"""The fake and the real transport keep the same promises to the jobs."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

import pytest
from fakes.notify import FakeTransport, Fate

from mailintake.demo.smtp_sink import CUT, EmbeddedSmtp
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.errors import TransportUnavailableError
from mailintake.notify.smtp import SmtpTransport

NOW = datetime(2018, 9, 20, 12, 0, tzinfo=UTC)


def a_mail(number: int = 1) -> NewMail:
    return NewMail(
        kind=MailKind.ACKNOWLEDGEMENT,
        subject_key=f"message:{number}",
        recipient=f"anna{number}@forening.example",
        message_id=f"<{number}@lulea.example>",
        subject="Mottaget",
        language="sv",
        content=f"From: <remiss@lulea.example>\r\nSubject: {number}\r\n\r\n.Hej\r\n..\r\nslut\r\n".encode(),
        created_at=NOW,
        not_before=NOW,
    )


class FakeRig:
    """The fake, told how its attempts end."""

    def __init__(self) -> None:
        self.transport = FakeTransport()

    def will(self, *fates: Fate) -> None:
        self.transport.fates = list(fates)

    @property
    def arrived(self) -> list[bytes]:
        return [mail.content for mail in self.transport.sent]


class RealRig:
    """The real transport on a real server, which is told how its attempts end."""

    _STEPS: ClassVar = {
        Fate.REFUSED: ("RCPT", "550 no such user"),
        Fate.PUT_OFF: ("RCPT", "451 try again"),
        Fate.BROKEN: ("RCPT", CUT),
        Fate.REFUSED_AFTER_DOT: ("DATA", "554 not wanted"),
        Fate.PUT_OFF_AFTER_DOT: ("DATA", "452 full"),
        Fate.UNKNOWN: ("DATA", CUT),
    }

    def __init__(self, sink: EmbeddedSmtp) -> None:
        self._sink = sink
        self._fates: list[Fate] = []
        self._sink.fault = self._fault
        self.transport = self._on(sink.port)

    def will(self, *fates: Fate) -> None:
        self._fates = list(fates)
        if fates == (Fate.AWAY,):
            self.transport = self._on(1)

    @property
    def arrived(self) -> list[bytes]:
        return [mail.content for mail in self._sink.mails]

    def _fault(self, step: str, _address: str) -> str | None:
        fate = self._fates[0] if self._fates else Fate.SENT
        at, reply = self._STEPS.get(fate, ("", ""))
        is_done = step == at or (fate is Fate.SENT and step == "DATA")
        if is_done and self._fates:
            self._fates.pop(0)
        return reply if step == at else None

    @staticmethod
    def _on(port: int) -> SmtpTransport:
        return SmtpTransport(host="127.0.0.1", port=port, tls="none", user="", password="", timeout_seconds=5)


@pytest.fixture(params=["fake", "real"])
def rig(request):
    if request.param == "fake":
        yield FakeRig()
    else:
        with EmbeddedSmtp() as sink:
            yield RealRig(sink)


def test_mails_arrive_in_order_with_their_bytes_as_they_were(rig):
    with rig.transport.session() as session:
        results = [session.send(a_mail(number), lambda: True) for number in range(3)]

    assert all(result.is_sent for result in results)
    assert rig.arrived == [a_mail(number).content for number in range(3)]


def test_before_the_dot_is_called_once_and_nothing_has_arrived_then(rig):
    seen = []
    with rig.transport.session() as session:
        session.send(a_mail(), lambda: seen.append(len(rig.arrived)) or True)

    assert seen == [0]
    assert len(rig.arrived) == 1


def test_a_no_before_the_dot_leaves_the_server_with_nothing(rig):
    with rig.transport.session() as session:
        result = session.send(a_mail(), lambda: False)
        after = session.send(a_mail(2), lambda: True)

    assert (result.is_sent, result.is_permanent, result.is_unknown) == (False, False, False)
    assert after.is_sent
    assert rig.arrived == [a_mail(2).content]


def test_what_goes_wrong_before_the_dot_is_the_callers_to_handle(rig):
    def fail():
        raise RuntimeError("the store is away")

    with rig.transport.session() as session:
        with pytest.raises(RuntimeError, match="the store is away"):
            session.send(a_mail(), fail)
        after = session.send(a_mail(2), lambda: True)

    assert after.is_sent
    assert rig.arrived == [a_mail(2).content]


@pytest.mark.parametrize(
    ("fate", "is_permanent", "is_unknown", "calls"),
    [
        (Fate.REFUSED, True, False, 0),
        (Fate.PUT_OFF, False, False, 0),
        (Fate.BROKEN, False, False, 0),
        (Fate.REFUSED_AFTER_DOT, True, False, 1),
        (Fate.PUT_OFF_AFTER_DOT, False, False, 1),
        (Fate.UNKNOWN, False, True, 1),
    ],
)
def test_a_failure_says_whether_it_is_for_good_and_whether_the_server_may_have_it(
    rig, fate, is_permanent, is_unknown, calls
):
    rig.will(fate)
    called = []
    with rig.transport.session() as session:
        result = session.send(a_mail(), lambda: called.append(1) or True)
        after = session.send(a_mail(2), lambda: True)

    assert (result.is_sent, result.is_permanent, result.is_unknown) == (False, is_permanent, is_unknown)
    assert result.error
    assert len(called) == calls
    assert after.is_sent
    assert rig.arrived == [a_mail(2).content]


def test_a_server_that_is_away_is_told_of_by_an_error(rig):
    rig.will(Fate.AWAY)
    called = []

    with rig.transport.session() as session, pytest.raises(TransportUnavailableError):
        session.send(a_mail(), lambda: called.append(1) or True)

    assert called == []


def test_a_session_without_mail_is_nothing(rig):
    with rig.transport.session():
        pass

    assert rig.arrived == []
