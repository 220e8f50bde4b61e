"""What staff are told at once of answering and sending: the breaker opened, a cap bit, mails of ours will not go."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from zoneinfo import ZoneInfo

from mailintake.bootstrap.parts import Register
from mailintake.domain.alert import Alert, AlertCode
from mailintake.domain.outbox import OutboxMail
from mailintake.jobs.breaker import BreakerWatch
from mailintake.jobs.caps import cap_reached
from mailintake.jobs.judging import Judged


class Watch:
    """Looks at what is stored and sent, and tells of each thing once a day.

    ``alert`` queues an alert, and does so once a day for each code whoever asks; here it is only asked for once, for
    to compose one for each mail of a flood would add to the flood.
    """

    def __init__(
        self,
        register: Register,
        *,
        breaker: int,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
        alert: Callable[[Alert], None],
    ) -> None:
        self._register = register
        self._zone = zone
        self._clock = clock
        self._alert = alert
        self._breaker = BreakerWatch(breaker, self._trip_breaker)
        self._told_on: dict[AlertCode, date] = {}

    def note(self, judged: Judged) -> None:
        """Look at what was stored of a batch."""
        self._breaker.note(judged)
        cap = cap_reached(judged)
        if cap:
            self._tell(Alert(code=AlertCode.CAP_REACHED, cap=cap))

    @contextmanager
    def of_sending(self) -> Iterator[Callable[[OutboxMail], None]]:
        """Look at a delivery run: it is to call what this yields for each mail that will never go.

        That an alert or a digest could not be sent is nothing that another mail to the same people would tell.
        """
        failed: list[OutboxMail] = []
        try:
            yield failed.append
        finally:
            if any(not mail.mail.is_for_staff for mail in failed):
                self._tell(Alert(code=AlertCode.SENDING_GIVEN_UP, mails=self._register.counts()["failed"]))

    def _tell(self, alert: Alert) -> None:
        today = self._clock().astimezone(self._zone).date()
        if self._told_on.get(alert.code) != today:
            self._alert(alert)
            self._told_on[alert.code] = today

    def _trip_breaker(self, due: int, now: datetime) -> None:
        if not self._register.is_open():
            self._register.open(f"{due} answers were due within an hour", now)
            self._alert(Alert(code=AlertCode.BREAKER_OPEN, answers=due))
