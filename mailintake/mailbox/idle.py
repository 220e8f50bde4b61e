"""Waiting at an open folder with IDLE (RFC 2177), which is a hint and no more: what is new is told by listing."""

from __future__ import annotations

import time
from collections.abc import Callable

from mailintake.mailbox.connection import Session

# A server may hang up after 29 minutes (RFC 2177), and what stands between may forget a silent line after ten.
ROUND_SECONDS = 9 * 60.0

# How soon a call to wake up is heard, and how long the server's answer to DONE is waited for after it.
_LOOK_SECONDS = 0.2
# A line that has begun comes whole at once, or the line is dead.
_LINE_SECONDS = 5.0


def wait_idle(session: Session, seconds: float, is_woken: Callable[[], bool]) -> bool | None:
    """Wait with IDLE; True at the first word of new mail, False when the time is over or when woken.

    None where the server refuses IDLE although it offers it.
    """
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not is_woken():
        has_heard = _wait_round(session, min(left, ROUND_SECONDS), is_woken)
        if has_heard is not False:
            return has_heard
    return False


def wait_quietly(seconds: float, is_woken: Callable[[], bool]) -> None:
    """Wait where there is no IDLE."""
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0 and not is_woken():
        time.sleep(min(left, _LOOK_SECONDS))


def _wait_round(session: Session, seconds: float, is_woken: Callable[[], bool]) -> bool | None:
    end = time.monotonic() + seconds
    with session.command("waiting for new mail"):
        wire = session.wire
        if not wire.begin_idle():
            return None
        while not wire.has_new_mail and not is_woken() and (left := end - time.monotonic()) > 0:
            if wire.has_input(min(left, _LOOK_SECONDS)):
                # Flag changes are of no use here, and would be gathered as long as the wait lasts.
                wire.untagged_responses.clear()
                wire.allowance.renew(seconds=_LINE_SECONDS)
                wire.hear()
        wire.allowance.renew(seconds=_LINE_SECONDS)
        # Where no answer comes, the next command finds out whether the line is dead.
        wire.end_idle(_LOOK_SECONDS)
        return wire.has_new_mail
