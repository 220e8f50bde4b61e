"""The service while the story is played."""

from __future__ import annotations

import threading
from collections.abc import Callable

from mailintake.bootstrap.service import Service
from mailintake.schedule.runner import Runner


class Running:
    """The service's threads, from the first look at the mailbox to the end of the story."""

    def __init__(self, runner: Runner, service: Service, *, until_watching: Callable[[], None]) -> None:
        self._runner = runner
        self._until_watching = until_watching
        self._alone = service.alone()
        self._thread = threading.Thread(target=runner.run, name="run", daemon=True)

    def __enter__(self) -> None:
        self._alone.__enter__()
        self._thread.start()
        self._until_watching()

    def __exit__(self, *error: object) -> None:
        self._runner.stop()
        self._thread.join()
        self._alone.__exit__(None, None, None)
