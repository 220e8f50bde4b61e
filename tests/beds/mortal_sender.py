"""A program that queues and delivers mail in one process after the other, and has each killed where it is told to be.

It is run with the settings folder and reads an order a line. For each it forks a process, tells its number, waits for a
line to let it begin, and tells how it ended: so that a hundred processes cost one start of Python.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any

from sqlalchemy import event

# Some only so that they are loaded before the fork.
import mailintake.bootstrap.build
import mailintake.jobs.deliver
import mailintake.jobs.due
import mailintake.notify.compose
import mailintake.notify.smtp
import mailintake.register.run_lock
import mailintake.register.schema
import mailintake.register.sql_repository  # noqa: F401
from mailintake.bootstrap import open_service
from mailintake.bootstrap.service import Service
from mailintake.domain.outbox import MailKind, NewMail
from mailintake.domain.thread import mint_message_id

SECRET = b"secret of the tests"


class Moment(StrEnum):
    """When in an operation of the register a process dies."""

    BEFORE = "before"
    DURING = "during"  # its transaction is done, and not yet committed
    AFTER = "after"


@dataclass(frozen=True, kw_only=True, slots=True)
class Death:
    """Where a process dies of itself: at the so-manyth time that it does an operation of the register."""

    operation: str
    moment: Moment
    time: int = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Order:
    """What one process is to do."""

    at: str  # its moment, ISO 8601
    recipients: tuple[str, ...]  # one mail to each: an address at "staff." gets a digest, the others an acknowledgement
    death: Death | None = None


def mail_to(recipient: str, now: datetime) -> NewMail:
    """Return the mail to a recipient: the same one whenever it is asked for, but for its moment."""
    is_for_staff = "@staff." in recipient
    kind = MailKind.DIGEST if is_for_staff else MailKind.ACKNOWLEDGEMENT
    key = f"{kind.value}:{recipient}"
    message_id = mint_message_id(SECRET, kind=kind.value, subject_key=key, recipient=recipient, domain="kommun.example")
    return NewMail(
        kind=kind,
        subject_key=key,
        recipient=recipient,
        message_id=message_id,
        subject="Tack",
        language="sv",
        content=f"From: <kommun@kommun.example>\r\nMessage-ID: {message_id}\r\n\r\nTack\r\n".encode(),
        created_at=now,
        not_before=now,
        is_for_staff=is_for_staff,
    )


def main(config: Path) -> None:
    """Carry out orders until there are no more."""
    while line := sys.stdin.readline():
        order = order_of(json.loads(line))
        may_begin, begin = os.pipe()
        process = os.fork()
        if process == 0:
            os.read(may_begin, 1)
            _carry_out(order, config)
            os._exit(0)
        _tell(process)
        sys.stdin.readline()
        os.write(begin, b"\n")
        _, status = os.waitpid(process, 0)
        os.close(may_begin)
        os.close(begin)
        _tell(os.waitstatus_to_exitcode(status))


def order_of(values: dict[str, Any]) -> Order:
    """Return an order as it was written."""
    death = values.pop("death")
    if death is None:
        return Order(**values)
    return Order(**values, death=Death(**death | {"moment": Moment(death["moment"])}))


def _tell(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def _carry_out(order: Order, config: Path) -> None:
    now = datetime.fromisoformat(order.at)
    # Nobody is told of faults: letters to staff about the refused ones are not the subject, and take long to compose.
    service = open_service(config, clock=lambda: now, environ={"MAILINTAKE_STAFF__DIGEST_TO": ""})
    if order.death is not None:
        _prepare(service, order.death)
    with service.alone():
        service.register.queue([mail_to(recipient, now) for recipient in order.recipients], now)
        service.deliver()


def _prepare(service: Service, death: Death) -> None:
    """Let this process be killed in the middle of what it does; the product knows nothing of it."""
    operation: Callable[..., Any] = getattr(service.register, death.operation)
    times = 0

    @wraps(operation)
    def deadly(*arguments: Any, **named: Any) -> Any:
        nonlocal times
        times += 1
        is_time = times == death.time
        if is_time and death.moment is Moment.BEFORE:
            _die()
        if is_time and death.moment is Moment.DURING:
            event.listen(service.register.store.engine, "commit", lambda _connection: _die())  # type: ignore[attr-defined]
        result = operation(*arguments, **named)
        if is_time:
            _die()
        return result

    setattr(service.register, death.operation, deadly)


def _die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
