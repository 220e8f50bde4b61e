"""The log on standard error: ids and reasons; never bodies, addresses or secrets."""

from __future__ import annotations

import logging
import sys

# imapclient writes whole mails at DEBUG, and APScheduler a line for every tick.
_QUIET_LIBRARIES = ("imapclient", "apscheduler", "alembic", "mail.log", "mailparser", "asyncio", "sqlalchemy")


def set_up(*, is_verbose: bool) -> None:
    """Log warnings, or every step, to standard error with the time in UTC."""
    import time

    formatter = logging.Formatter("%(asctime)sZ %(levelname)s %(name)s: %(message)s", datefmt="%Y-%m-%dT%H:%M:%S")
    formatter.converter = time.gmtime
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("mailintake").setLevel(logging.INFO if is_verbose else logging.WARNING)
    for name in _QUIET_LIBRARIES:
        logging.getLogger(name).setLevel(logging.ERROR)


def tell_fault(command: str, fault: Exception) -> None:
    """Log a fault of ours with its traceback."""
    message = "%s failed: a fault of ours, please report it"
    logging.getLogger("mailintake").critical(message, command, exc_info=fault)
