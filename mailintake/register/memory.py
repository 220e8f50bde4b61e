"""The register in memory: the same behaviour as in a database, for tests and for judging files without a trace."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from mailintake.register.events import MACHINE
from mailintake.register.memory_consultations import MemoryConsultations
from mailintake.register.memory_copies import MemoryCopies
from mailintake.register.memory_desk import MemoryDesk
from mailintake.register.memory_diary import MemoryDiary
from mailintake.register.memory_ledger import MemoryLedger
from mailintake.register.memory_organisations import MemoryOrganisations
from mailintake.register.memory_outbox import MemoryOutbox
from mailintake.register.memory_reports import MemoryReports
from mailintake.register.memory_state import MemoryRoom, State
from mailintake.register.memory_tray import MemoryTray


class MemoryCalendar(MemoryRoom):
    """What is due once on a date."""

    def claim_run(self, kind: str, local_date: date, now: datetime) -> bool:
        """Claim a run; True for exactly one caller, ever."""
        with self.state.lock:
            is_first = (kind, local_date) not in self.state.runs
            self.state.runs.setdefault((kind, local_date), now)
            return is_first

    def has_run(self, kind: str, local_date: date) -> bool:
        """Whether a run was claimed."""
        return (kind, local_date) in self.state.runs

    def approve(self, kind: str, local_date: date, *, by: str, now: datetime) -> bool:
        """Note that a person lets a run take place; False where somebody has already."""
        with self.state.lock:
            if (kind, local_date) in self.state.approvers:
                return False
            self.state.approvers[kind, local_date] = by
            self.state.log("approved", f"run:{kind}", {"day": local_date.isoformat()}, now=now, actor=by)
            return True

    def approver(self, kind: str, local_date: date) -> str:
        """Return who has approved a run; "" where nobody has."""
        return self.state.approvers.get((kind, local_date), "")


class MemoryLease(MemoryRoom):
    """Which process reads the mailbox: one at a time."""

    def take(self, mailbox: str, now: datetime) -> bool:
        """Take or renew the lease; False where another living process holds it."""
        with self.state.lock:
            holder, expires_at = self.state.leases.get(mailbox, (self.worker, now))
            if holder != self.worker and expires_at > now and not self.is_alone:
                return False
            self.state.leases[mailbox] = (self.worker, now + timedelta(seconds=self.lease_seconds))
            return True

    def give_back(self, mailbox: str) -> None:
        """End the lease, so that another process need not wait for it to expire."""
        with self.state.lock:
            if self.state.leases.get(mailbox, ("", None))[0] == self.worker:
                del self.state.leases[mailbox]


class MemoryBreaker(MemoryRoom):
    """The circuit breaker of automatic answers: opened by a machine, closed by a person."""

    def is_open(self) -> bool:
        """Whether answers are stopped."""
        return self.state.is_breaker_open

    def open(self, reason: str, now: datetime) -> None:
        """Stop answers."""
        self._turn(is_open=True, reason=reason, by=MACHINE, now=now)

    def close(self, by: str, now: datetime) -> None:
        """Let answers go again."""
        self._turn(is_open=False, reason="", by=by, now=now)

    def _turn(self, *, is_open: bool, reason: str, by: str, now: datetime) -> None:
        with self.state.lock:
            if self.state.is_breaker_open is not is_open:
                self.state.is_breaker_open = is_open
                kind = "breaker_opened" if is_open else "breaker_closed"
                self.state.log(kind, "breaker", {"reason": reason}, now=now, actor=by)


class MemoryRepository(
    MemoryLedger,
    MemoryOutbox,
    MemoryCopies,
    MemoryOrganisations,
    MemoryCalendar,
    MemoryTray,
    MemoryReports,
    MemoryDiary,
    MemoryConsultations,
    MemoryDesk,
    MemoryLease,
    MemoryBreaker,
):
    """The whole register in memory; repositories that share a ``state`` are as processes that share a database."""

    def __init__(
        self,
        *,
        worker: str = "memory",
        lease_seconds: int = 15,
        is_alone: bool = False,
        state: State | None = None,
    ) -> None:
        shared = State() if state is None else state
        super().__init__(shared, worker=worker, lease_seconds=lease_seconds, is_alone=is_alone)

    def dispose(self) -> None:
        """Do nothing: there is no connection to close."""
