"""Copy what was sent into the folder of sent mail; a fault of it is told once, and holds nothing else up."""

from __future__ import annotations

import logging
import random

from mailintake.bootstrap.service import Service
from mailintake.errors import MailintakeError, PermanentError
from mailintake.schedule.backoff import LONGEST_SECONDS, pause_seconds
from mailintake.schedule.worker import Worker

log = logging.getLogger(__name__)


class Copier:
    """The job of one thread."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._fault = ""  # the one that was told of; "" where the last run had none
        self._failures = 0

    def __call__(self, worker: Worker) -> None:
        """Copy all that is to be copied."""
        try:
            self._service.copy_sent(is_stopping=worker.is_stopping)
        except MailintakeError as error:
            if str(error) != self._fault:
                log.warning("copies of sent mail: %s", error)
            self._fault = str(error)
            self._failures += 1
            # A refused sign-in is not tried often: many servers lock an account that is knocked at.
            is_for_long = isinstance(error, PermanentError)
            pause = LONGEST_SECONDS if is_for_long else pause_seconds(self._failures, random.random())  # noqa: S311
            worker.sleep(pause)
        else:
            self._fault, self._failures = "", 0
